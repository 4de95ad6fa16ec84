"""An election in constituencies: lists, parties inside lists, most voted, corrections of the result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tendik.errors import N_, BadInput, Message, Problem
from tendik.laws import Law
from tendik.laws.schema import (
    ApportionmentRule,
    ConstituenciesRule,
    CorrectionRule,
    ListOrderRule,
    RuleBase,
    WithinListRule,
)
from tendik.quota.mandates import DISTRICT, PARTY, Filled, by_votes, correct, votes_of
from tendik.seats import apportion
from tendik.values import PartyList, Step


@dataclass(frozen=True)
class District:
    """The result of one constituency: seats by list, and the persons elected.

    ``elected`` are (list, 0-based place on it), before corrections in ``before``;
    ``replaced`` pairs of the one who gave way and the one who came in.
    """

    seats: Mapping[str, int]
    before: tuple[tuple[str, int], ...]
    elected: tuple[tuple[str, int], ...]
    replaced: tuple[tuple[tuple[str, int], tuple[str, int]], ...]
    steps: tuple[Step, ...]


def seats_of(law: Law, constituency: str) -> int:
    """The seats of one constituency.

    Raises
    ------
    BadInput
        If the law does not name it.
    """
    seats = law.need(ConstituenciesRule).of(constituency)
    if seats is None:
        template = N_("The law {law} has no constituency {constituency}.")
        message = Message("elect.no-constituency", template, {"law": law.id, "constituency": constituency})
        raise BadInput([Problem(message, column=DISTRICT)])
    return seats


def constituencies(lists: Sequence[PartyList]) -> dict[str, list[PartyList]]:
    """The lists of each constituency, as the column of that name states it.

    Raises
    ------
    BadInput
        If a list does not state one constituency.
    """
    found: dict[str, list[PartyList]] = {}
    problems = []
    for party in lists:
        stated = {candidate.attributes.get(DISTRICT, "") for candidate in party.candidates} or {""}
        if len(stated) != 1 or stated == {""}:
            template = N_("The candidates of {list} do not all state one constituency.")
            problems.append(
                Problem(Message("elect.constituency", template, {"list": party.name}), column=DISTRICT)
            )
            continue
        found.setdefault(stated.pop(), []).append(party)
    if problems:
        raise BadInput(problems)
    return found


def count_district(law: Law, lists: Sequence[PartyList], seats: int, *, on: date | None = None) -> District:
    """Elect ``seats`` persons in one constituency.

    Where the law has a method for lists, their votes are those of their candidates, and so
    are those of the parties inside them; nobody wins more seats than there are names. Where
    it has none, the most voted of all are elected. Corrections of the result follow.

    Raises
    ------
    BadInput
        If votes are missing, or the last seat hangs on a tie.
    Infeasible
        If there are more seats than names, or a correction finds nobody who may come in.
    """
    law.need(ListOrderRule)
    people = tuple(
        replace(candidate, attributes={**candidate.attributes, "list": party.id})
        for party in lists
        for candidate in party.candidates
    )
    where = [(party.id, place) for party in lists for place in range(len(party.candidates))]
    together = PartyList("", {}, candidates=people)
    method = law.get(ApportionmentRule)
    if method is None:
        won = {party.id: 0 for party in lists}
        elected = by_votes(together, range(len(people)), seats)[:seats]
        for place in elected:
            won[where[place][0]] += 1
    else:
        by_list: dict[str, list[int]] = {party.id: [] for party in lists}
        for index, (key, _) in enumerate(where):
            by_list[key].append(index)
        won = _share(method, method.method, together, by_list, seats)
        elected = []
        for key, members in by_list.items():
            elected += _inside(law, together, members, won[key])
        elected.sort(key=lambda place: -votes_of(together, place))
    ranked = sorted(range(len(people)), key=lambda place: (-votes_of(together, place), place))
    result = Filled(tuple(elected))
    for rule in law.all(CorrectionRule):
        if rule.of == "constituency":
            result = correct(law, rule, people, result.places, ranked, on, steps=result.steps)
    return District(
        won,
        tuple(where[place] for place in elected),
        tuple(where[place] for place in result.places),
        tuple((where[out], where[into]) for out, into in result.replaced),
        result.steps,
    )


def _inside(law: Law, together: PartyList, members: Sequence[int], seats: int) -> list[int]:
    """Who of one list is elected: shared among the parties inside it, the most voted of each."""
    rule = law.get(WithinListRule)
    if seats == 0:
        return []
    if rule is None:
        return by_votes(together, members, seats)[:seats]
    parties: dict[str, list[int]] = {}
    for place in members:
        parties.setdefault(together.candidates[place].attributes.get(PARTY, ""), []).append(place)
    won = _share(rule, rule.method, together, parties, seats)
    return [
        place for key, inside in parties.items() for place in by_votes(together, inside, won[key])[: won[key]]
    ]


def _share(
    rule: RuleBase, method: str, together: PartyList, parts: Mapping[str, Sequence[int]], seats: int
) -> dict[str, int]:
    """Seats of each part by the votes of its people; none wins more seats than it has names."""
    votes = [sum(votes_of(together, place) for place in places) for places in parts.values()]
    most: list[int | None] = [len(places) for places in parts.values()]
    result = apportion(votes, seats, method=method, maximum=most)
    if result.tie is not None:
        tied = [list(parts)[i] for i in result.tie.options]
        message = Message(
            "elect.tie-lists",
            N_("Equal claims to the last seat under {article}; a lot must decide among: {lists}."),
            {"article": rule.article, "lists": tied},
        )
        raise BadInput([Problem(message)])
    return dict(zip(parts, result.seats, strict=True))
