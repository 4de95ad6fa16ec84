"""Who is elected: from seats to mandates, as far as the law itself decides it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from tendik.elections import Election
from tendik.errors import N_, BadInput, Message, Problem
from tendik.laws import Law
from tendik.laws.schema import ConstituenciesRule, ListOrderRule, QuotaRule
from tendik.quota.check import Finding, places, shares
from tendik.quota.districts import constituencies, count_district, seats_of
from tendik.quota.groups import Days, membership
from tendik.quota.guarantee import Guarantee, guarantee
from tendik.quota.mandates import fill
from tendik.seats import Allocation, allocate
from tendik.values import Candidate, Lot, PartyList, Replay, Step

Status = Literal["party chooses", "names missing", "elected", "complete", "breach", "lots open"]


@dataclass(frozen=True)
class Outcome:
    """Who takes the mandates.

    Attributes
    ----------
    status : str
        ``party chooses``: the lists carry no order and no choice was given; ``names missing``:
        a list that won seats has no names; ``elected``: the law and the votes decide; ``complete``: the given choice stands; ``breach``: it breaks a rule, see ``findings``; ``lots
        open``: the seats themselves wait for a lot.
    mandates : mapping of str to tuple of int
        Rows of those who take the seats, by list; empty while the party chooses.
    replaced : tuple of (str, int, int)
        Persons replaced by a correction of the result: the list, the row of the one who
        gave way, the row of the one who came in; none where the law has no correction.
    lots : tuple of Lot
        Open lots.
    bounds : Guarantee
        The least and most mandates of each group.
    """

    allocation: Allocation
    status: Status
    mandates: Mapping[str, tuple[int, ...]]
    bounds: Guarantee
    findings: tuple[Finding, ...] = ()
    replaced: tuple[tuple[str, int, int], ...] = ()
    lots: tuple[Lot, ...] = field(default=())

    @property
    def least(self) -> Mapping[str, int]:
        """The least mandates of each group."""
        return self.bounds.floors

    @property
    def most(self) -> Mapping[str, int]:
        """The most mandates of each group."""
        return self.bounds.most


def elect(
    law: Law,
    election: Election,
    *,
    choices: Mapping[str, Sequence[int]] | None = None,
    lots: Mapping[str, Sequence[str]] | None = None,
) -> Outcome:
    """Elect under ``law``: allocate the seats, then fill them as the law says.

    Parameters
    ----------
    law : Law
    election : Election
    choices : mapping of str to sequence of int, optional
        For unordered lists, the rows that each party chose; every list with seats.
    lots : mapping, optional
        Drawn lots, as for :func:`tendik.seats.allocate`.

    Raises
    ------
    BadInput
        If a choice names rows that the list does not have, a row twice, or another number
        of persons than the list has seats.
    TendikError
        If the law does not say how a list is ordered.
    """
    order = law.need(ListOrderRule).order
    if law.get(ConstituenciesRule) is not None:
        return elect_districts(law, election)
    allocation = allocate(law, election, lots=lots)
    if order != "unordered" and not allocation.lots:
        return _ordered(law, election, allocation)
    bounds = guarantee(law, allocation, lists=election.lists)
    if allocation.lots:
        return Outcome(allocation, "lots open", {}, bounds, lots=allocation.lots)
    if choices is None:
        return Outcome(allocation, "party chooses", {}, bounds)
    chosen = _chosen(allocation, choices)
    days = Days(election.date or law.on, None)
    findings = tuple(
        finding
        for rule in law.all(QuotaRule)
        if rule.of == "mandates"
        for party, of in _bases(rule, chosen, allocation)
        for finding in shares(law, rule, party, of, days, chosen=True)
    )
    mandates = {party.id: tuple(places(party)) for party in chosen}
    return Outcome(allocation, "breach" if findings else "complete", mandates, bounds, findings)


def _ordered(law: Law, election: Election, allocation: Allocation) -> Outcome:
    """The outcome where the order of the lists, or votes for persons, decide."""
    if any(
        seats and not party.candidates
        for party, seats in zip(allocation.lists, allocation.seats, strict=True)
    ):
        bounds = guarantee(law, allocation, lists=election.lists)
        return Outcome(allocation, "names missing", {}, bounds)
    elected: dict[str, tuple[Candidate, ...]] = {}
    replaced: list[tuple[str, int, int]] = []
    steps: list[Step] = []
    for party, seats in zip(allocation.lists, allocation.seats, strict=True):
        filled = fill(law, party, seats, on=election.date)
        rows = places(party)
        elected[party.id] = tuple(party.candidates[place] for place in filled.places)
        replaced += [(party.id, rows[out], rows[into]) for out, into in filled.replaced]
        steps += filled.steps
    told = replace(allocation, steps=(*allocation.steps, *steps))
    return _decided(law, told, elected, tuple(replaced))


def elect_districts(law: Law, election: Election) -> Outcome:
    """The outcome of an election held in constituencies, each counted by itself."""
    elected: dict[str, list[Candidate]] = {party.id: [] for party in election.lists}
    lists = {party.id: party for party in election.lists}
    seats = dict.fromkeys(lists, 0)
    replaced: list[tuple[str, int, int]] = []
    steps: list[Step] = []
    house = 0
    for constituency, parties in constituencies(election.lists).items():
        won = seats_of(law, constituency)
        result = count_district(law, parties, won, on=election.date)
        house += won
        seats.update(result.seats)
        steps += result.steps
        for key, place in result.elected:
            elected[key].append(lists[key].candidates[place])
        for (out, one), (into, other) in result.replaced:
            replaced.append((out, places(lists[out])[one], places(lists[into])[other]))
    allocation = Allocation(
        law=f"{law.id} {law.version.id}",
        election=election.id,
        house=house,
        lists=election.lists,
        seats=tuple(seats.values()),
        steps=tuple(steps),
        on=election.date,
        replay=_replay(law, election),
    )
    return _decided(law, allocation, {key: tuple(people) for key, people in elected.items()}, tuple(replaced))


def _decided(
    law: Law,
    allocation: Allocation,
    elected: Mapping[str, tuple[Candidate, ...]],
    replaced: tuple[tuple[str, int, int], ...],
) -> Outcome:
    """An outcome in which nothing is left to choose: least and most are the same."""
    days = Days(allocation.on or law.on, None)
    people = {
        key: [membership(candidate, law.groups, days) for candidate in members]
        for key, members in elected.items()
        if members
    }
    by_list = {
        key: {group: sum(group in person.certain for person in members) for group in law.groups}
        for key, members in people.items()
    }
    floors = {group: sum(counts[group] for counts in by_list.values()) for group in law.groups}
    most = {
        group: sum(group in person.possible for members in people.values() for person in members)
        for group in law.groups
    }
    seated = sum(len(members) for members in elected.values())
    bounds = Guarantee(floors, most, by_list, {}, sum(allocation.seats), sum(allocation.seats) - seated)
    mandates = {
        key: tuple(row for row in (candidate.row for candidate in members) if row is not None)
        for key, members in elected.items()
        if members
    }
    return Outcome(allocation, "elected", mandates, bounds, replaced=replaced)


def _replay(law: Law, election: Election) -> Replay:
    from tendik import __version__

    return Replay(
        call="elect",
        engine=__version__,
        law=f"{law.id}@{law.version.id}",
        law_digest=law.digest,
        data=election.id,
        data_digest=election.digest,
    )


def _bases(
    rule: QuotaRule, chosen: Sequence[PartyList], allocation: Allocation
) -> list[tuple[PartyList, int]]:
    """Whose persons a share of mandates counts, and what it is a share of."""
    if rule.base == "party":
        return [(party, allocation.by_list[party.id]) for party in chosen]
    everyone = tuple(candidate for party in chosen for candidate in party.candidates)
    return [
        (PartyList(id="+".join(p.id for p in chosen), name={}, candidates=everyone), sum(allocation.seats))
    ]


def _chosen(allocation: Allocation, choices: Mapping[str, Sequence[int]]) -> list[PartyList]:
    """Each list with seats, cut down to the persons its party chose."""
    lists = {party.id: party for party in allocation.lists}
    problems = []

    def wrong(code: str, template: str, **values: object) -> None:
        problems.append(Problem(Message(f"elect.{code}", template, values), column="choices"))

    for key in choices:
        if key not in lists:
            wrong(
                "unknown-list",
                N_("There is no list {list}. There are: {lists}."),
                list=key,
                lists=list(lists),
            )
    chosen = []
    for key, seats in allocation.by_list.items():
        party, rows = lists[key], list(choices.get(key, ()))
        by_row = dict(zip(places(party), party.candidates, strict=True))
        absent = [row for row in rows if row not in by_row]
        if absent:
            template = N_("The list {list} has no persons on these rows: {rows}.")
            wrong("absent", template, list=party.name, rows=absent)
        twice = sorted({row for row in rows if rows.count(row) > 1})
        if twice:
            wrong("twice", N_("{list}: these rows are chosen twice: {rows}."), list=party.name, rows=twice)
        if len(rows) != seats:
            template = N_("{list}: mandates won: {seats}; persons chosen: {chosen}.")
            wrong("number", template, list=party.name, seats=seats, chosen=len(rows))
        if seats and not absent:
            chosen.append(replace(party, candidates=tuple(by_row[row] for row in rows)))
    if problems:
        raise BadInput(problems)
    return chosen
