"""Who is elected: from seats to mandates, as far as the law itself decides it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from tendik.elections import Election
from tendik.laws import Law
from tendik.laws.schema import ConstituenciesRule, ListOrderRule
from tendik.quota.beside import Beside, beside, general_lists
from tendik.quota.check import Finding, numbered, places
from tendik.quota.chosen import broken, persons_chosen
from tendik.quota.districts import District, constituencies, count_district, seats_of
from tendik.quota.groups import Days, membership
from tendik.quota.guarantee import Guarantee, guarantee
from tendik.quota.mandates import Filled, fill
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
        a list that won seats has no names; ``elected``: the law and the votes decide;
        ``complete``: the given choice stands; ``breach``: the choice, or the result, breaks
        a rule, see ``findings``; ``lots open``: seats or persons wait for a lot.
    mandates : mapping of str to tuple of int
        Rows of those who take the seats, by list; empty while the party chooses, only the
        sure ones while a lot among persons is open.
    replaced : tuple of (str, int, int)
        Persons replaced by a correction of the result: the list, the row of the one who
        gave way, the row of the one who came in; none where the law has no correction.
    lots : tuple of Lot
        Open lots.
    beside : mapping of str to tuple of int
        Rows of those who take reserved or added seats, by the name of the rule.
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
    beside: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

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
        Drawn lots: the identifier of the lot to the winners, lists by identifier and persons
        by row. A lot that the count does not need is left aside.

    Raises
    ------
    BadInput
        If a choice names rows that the list does not have, a row twice, or another number
        of persons than the list has seats.
    TendikError
        If the law does not say how a list is ordered.
    """
    order = law.need(ListOrderRule).order
    if any(person.row is None for party in election.lists for person in party.candidates):
        election = replace(election, lists=tuple(map(numbered, election.lists)))
    if law.get(ConstituenciesRule) is not None:
        return elect_districts(law, election, lots=lots)
    allocation = allocate(law, election, lots=lots)
    if order != "unordered" and not allocation.lots:
        return _ordered(law, election, allocation, lots)
    bounds = guarantee(law, allocation, lists=election.lists)
    if allocation.lots:
        return Outcome(allocation, "lots open", {}, bounds, lots=allocation.lots)
    if choices is None:
        return Outcome(allocation, "party chooses", {}, bounds)
    chosen = persons_chosen(allocation, choices)
    by_list = allocation.by_list
    findings = broken(law, [(party, by_list[party.id]) for party in chosen], allocation.on)
    mandates = {party.id: tuple(places(party)) for party in chosen}
    return Outcome(allocation, "breach" if findings else "complete", mandates, bounds, findings)


def _ordered(
    law: Law,
    election: Election,
    allocation: Allocation,
    lots: Mapping[str, Sequence[str]] | None,
) -> Outcome:
    """The outcome where the order of the lists, or votes for persons, decide."""
    if any(
        seats and not party.candidates
        for party, seats in zip(allocation.lists, allocation.seats, strict=True)
    ):
        bounds = guarantee(law, allocation, lists=election.lists)
        return Outcome(allocation, "names missing", {}, bounds)
    told = _Told(law, allocation.lists)
    for party, seats in zip(allocation.lists, allocation.seats, strict=True):
        filled = fill(law, party, seats, on=election.date, lots=lots)
        told.add(
            [(party.id, place) for place in filled.places],
            [((party.id, out), (party.id, into)) for out, into in filled.replaced],
            filled,
        )
    drawn = {**allocation.drawn, **told.drawn}
    replay = _replay(law, election, drawn)
    return told.outcome(
        replace(allocation, steps=(*allocation.steps, *told.steps), drawn=drawn, replay=replay)
    )


def elect_districts(
    law: Law, election: Election, *, lots: Mapping[str, Sequence[str]] | None = None
) -> Outcome:
    """The outcome of an election held in constituencies, each counted by itself."""
    return count_districts(law, election, lambda name: seats_of(law, name), lots=lots)


def count_districts(
    law: Law,
    election: Election,
    seats_in: Callable[[str], int],
    *,
    lots: Mapping[str, Sequence[str]] | None = None,
) -> Outcome:
    """As :func:`elect_districts`, with the seats of each constituency as ``seats_in`` says."""
    told = _Told(law, election.lists)
    seats = {party.id: 0 for party in election.lists}
    house = 0
    elected: list[tuple[str, int]] = []
    for constituency, parties in constituencies(general_lists(law, election.lists)).items():
        won = seats_in(constituency)
        result = count_district(law, parties, won, on=election.date, name=constituency, lots=lots)
        house += won
        seats.update(result.seats)
        told.add(result.elected, result.replaced, result)
        elected += result.elected
    if not told.lots:
        told.add_beside(beside(law, election.lists, elected, on=election.date, lots=lots))
    allocation = Allocation(
        law=f"{law.id} {law.version.id}",
        election=election.id,
        house=house,
        lists=election.lists,
        seats=tuple(seats.values()),
        steps=tuple(told.steps),
        drawn=told.drawn,
        on=election.date,
        replay=_replay(law, election, told.drawn),
    )
    return told.outcome(allocation)


class _Told:
    """The persons elected so far, by list, and what the record of the count says of them."""

    def __init__(self, law: Law, lists: Sequence[PartyList]) -> None:
        self.law = law
        self.lists = {party.id: party for party in lists}
        self.elected: dict[str, list[Candidate]] = {party.id: [] for party in lists}
        self.replaced: list[tuple[str, int, int]] = []
        self.steps: list[Step] = []
        self.lots: list[Lot] = []
        self.beside: dict[str, tuple[int, ...]] = {}
        self.drawn: dict[str, tuple[str, ...]] = {}

    def add(
        self,
        elected: Sequence[tuple[str, int]],
        replaced: Sequence[tuple[tuple[str, int], tuple[str, int]]],
        result: Filled | District,
    ) -> None:
        """Take over the result of one list, or of one constituency."""
        for key, place in elected:
            self.elected[key].append(self.lists[key].candidates[place])
        for (out, one), (into, other) in replaced:
            self.replaced.append((out, places(self.lists[out])[one], places(self.lists[into])[other]))
        self.steps += result.steps
        self.lots += result.lots
        self.drawn |= result.drawn

    def add_beside(self, result: Beside) -> None:
        """Take over the seats beside those of the election."""
        self.beside = {
            rule: tuple(places(self.lists[key])[place] for key, place in persons)
            for rule, persons in result.taken.items()
        }
        self.steps += result.steps
        self.lots += result.lots
        self.drawn |= result.drawn

    def outcome(self, allocation: Allocation) -> Outcome:
        """An outcome in which nothing is left to choose but by the lots that are open."""
        law = self.law
        days = Days(allocation.on or law.on, None)
        people = {
            key: [membership(candidate, law.groups, days) for candidate in members]
            for key, members in self.elected.items()
            if members
        }
        by_list = {
            key: {group: sum(group in person.certain for person in members) for group in law.groups}
            for key, members in people.items()
        }
        seated = sum(len(members) for members in people.values())
        room = allocation.house - seated if self.lots else 0
        floors = {group: sum(counts[group] for counts in by_list.values()) for group in law.groups}
        most = {
            group: sum(group in person.possible for members in people.values() for person in members) + room
            for group in law.groups
        }
        won = allocation.house if self.lots else sum(allocation.seats)
        bounds = Guarantee(floors, most, by_list, {}, won, 0 if self.lots else won - seated)
        mandates = {
            key: tuple(row for row in (candidate.row for candidate in members) if row is not None)
            for key, members in self.elected.items()
            if members
        }
        replaced = tuple(self.replaced)
        if self.lots:
            return Outcome(allocation, "lots open", mandates, bounds, (), replaced, tuple(self.lots))
        chosen = [
            (replace(self.lists[key], candidates=tuple(self.elected[key])), allocation.by_list[key])
            for key in people
        ]
        findings = broken(law, chosen, allocation.on)
        return Outcome(
            allocation,
            "breach" if findings else "elected",
            mandates,
            bounds,
            findings,
            replaced,
            beside=self.beside,
        )


def _replay(law: Law, election: Election, drawn: Mapping[str, tuple[str, ...]]) -> Replay:
    from tendik import __version__

    return Replay(
        call="elect" + "".join(f" {lot}={'+'.join(ids)}" for lot, ids in sorted(drawn.items())),
        engine=__version__,
        law=f"{law.id}@{law.version.id}",
        law_digest=law.digest,
        data=election.id,
        data_digest=election.digest,
    )
