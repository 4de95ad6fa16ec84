"""``tendik elect --margins``: how close it was, in votes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tendik.cli.output import Speaker
from tendik.errors import N_


def how_close(law: Any, election: Any, say: Speaker) -> tuple[dict[str, Any], list[str]]:
    """Margins as JSON and as lines: of the seats of lists, and of persons whom a quota elected."""
    from tendik import quota
    from tendik.laws.schema import ConstituenciesRule

    data: dict[str, Any] = {"seats": None, "persons": []}
    lines = ["", say(N_("How close it was:"))]
    if law.get(ConstituenciesRule) is None:
        data["seats"], told = _of_seats(law, election, say)
        lines += told
    persons = quota.margins(law, election)
    named = {c.row: c.name or str(c.row) for party in election.lists for c in party.candidates}
    for one in persons:
        data["persons"].append(
            {"list": one.list, "row": one.row, "elected": one.elected, **_votes(one.margin)}
        )
        if one.margin.votes is None:
            template = (
                N_("{name}, elected through the quota, no loss of votes would have changed that")
                if one.elected
                else N_("{name}, who gave way, no gain of votes would have changed that")
            )
        elif one.elected:
            template = N_("{name}, elected through the quota, not elected with votes fewer: {votes}")
        else:
            template = N_("{name}, who gave way, elected with votes more: {votes}")
        lines.append("  " + say(template, name=named[one.row], votes=one.margin.votes))
    return data, lines


def _votes(margin: Any) -> dict[str, int | None]:
    return {"votes": margin.votes, "lot": margin.lot}


def _of_seats(law: Any, election: Any, say: Speaker) -> tuple[Mapping[str, Any] | None, list[str]]:
    """Votes that would have moved a seat between the lists that share the mandates."""
    from tendik.laws.schema import ApportionmentRule, MandatesRule, ThresholdRule
    from tendik.seats import margins
    from tendik.seats.bases import base_of
    from tendik.seats.count import tally
    from tendik.seats.thresholds import Base

    threshold = law.get(ThresholdRule)
    base = base_of(threshold.of, election) if threshold else Base(0, 0)
    votes = [party.votes or 0 for party in election.lists]
    counted = tally(law, votes, base, [party.registered_order for party in election.lists])
    taking = [election.lists[i] for i in counted.taking_part]
    if counted.apportionment is None or counted.second is not None or len(taking) < 2:
        return None, []
    found = margins(
        [party.votes or 0 for party in taking],
        law.need(MandatesRule).lists,
        method=law.need(ApportionmentRule).method,
    )
    data: dict[str, Any] = {
        "gains": {party.id: _votes(margin) for party, margin in zip(taking, found.gains, strict=True)},
        "closest": None,
        "divisors": None,
    }
    lines = [
        "  " + say(N_("{list}: a mandate more with votes more: {votes}"), list=party.name, votes=margin.votes)
        for party, margin in zip(taking, found.gains, strict=True)
        if margin.votes is not None
    ]
    if found.closest is not None:
        start, end, moved = found.closest
        data["closest"] = {"from": taking[start].id, "to": taking[end].id, "votes": moved}
        template = N_("The fewest votes that would have moved a mandate: {votes}, from {giver} to {taker}.")
        lines.append("  " + say(template, votes=moved, giver=taking[start].name, taker=taking[end].name))
    if found.divisors is not None:
        data["divisors"] = {"low": found.divisors.low, "high": found.divisors.high}
        template = N_("Any divisor between {low} and {high} gives these mandates.")
        if found.divisors.high is not None and not found.divisors.squared:
            lines.append("  " + say(template, low=found.divisors.low, high=found.divisors.high))
    return data, lines
