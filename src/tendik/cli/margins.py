"""``tendik elect --margins``: how close it was, in votes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tendik.cli.output import Speaker
from tendik.errors import N_
from tendik.language import render


def how_close(law: Any, election: Any, allocation: Any, say: Speaker) -> tuple[dict[str, Any], list[str]]:
    """Margins as JSON and as lines: of the seats of lists, and of persons whom a quota elected."""
    from tendik import quota
    from tendik.laws.schema import ConstituenciesRule
    from tendik.quota import words

    data: dict[str, Any] = {"seats": None, "persons": []}
    lines = ["", say(N_("How close it was:"))]
    if law.get(ConstituenciesRule) is None:
        data["seats"], told = _of_seats(law, election, allocation, say)
        lines += told
    named = {c.row: c.name or str(c.row) for party in election.lists for c in party.candidates}
    for one in quota.margins(law, election, lots=allocation.drawn):
        data["persons"].append(
            {"list": one.list, "row": one.row, "elected": one.elected, **_votes(one.margin)}
        )
        lines.append("  " + render(words.how_close(one, named[one.row]), say.language))
    return data, lines


def _votes(margin: Any) -> dict[str, int | None]:
    return {"votes": margin.votes, "lot": margin.lot}


def _of_seats(
    law: Any, election: Any, allocation: Any, say: Speaker
) -> tuple[Mapping[str, Any] | None, list[str]]:
    """Votes that would have moved a seat between the lists that share the mandates."""
    from tendik.seats.closeness import closeness

    found = closeness(law, election, allocation)
    if found is None:
        return None, []
    lists = [(party.id, party.name) for party in found.lists]
    data: dict[str, Any] = {
        "gains": {key: _votes(margin) for (key, _), margin in zip(lists, found.gains, strict=True)},
        "losses": {key: _votes(margin) for (key, _), margin in zip(lists, found.losses, strict=True)},
        "closest": None,
        "divisors": None,
    }
    if found.moved is not None and found.moved.giver is not None:
        data["closest"] = {
            "from": found.moved.giver.id,
            "to": found.moved.taker.id,
            "votes": found.moved.votes,
        }
    if found.divisors is not None:
        data["divisors"] = {"low": found.divisors.low, "high": found.divisors.high}
    lines = [render(sentence, say.language) for sentence in found.sentences]
    for (_, name), more, fewer in zip(lists, found.gains, found.losses, strict=True):
        for template, margin in (
            (N_("{list}: a mandate more with votes more: {votes}"), more),
            (N_("{list}: a mandate less with votes fewer: {votes}"), fewer),
        ):
            if margin.votes is not None:
                lines.append(say(template, list=name, votes=margin.votes))
    return data, [f"  {line}" for line in lines]
