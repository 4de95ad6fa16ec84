"""Seats beside those of the election: reserved ones, and those added until a group has its share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tendik.errors import N_, BadInput, Message, Problem
from tendik.laws import Law
from tendik.laws.schema import AddedSeatRule, ReservedRule
from tendik.quota.added import add_seats
from tendik.quota.contest import DISTRICT, PARTY, SEAT, Contest
from tendik.quota.corrections import LIST
from tendik.quota.lots import Record, settle
from tendik.quota.reserved import Reserved, best_losers, by_district, by_party_share, seats_of
from tendik.values import Candidate, Lot, PartyList, Step

Person = tuple[str, int]


@dataclass(frozen=True)
class Beside:
    """Who takes the seats beside, by the name of the rule: (list, 0-based place on it)."""

    taken: Mapping[str, tuple[Person, ...]]
    steps: tuple[Step, ...] = ()
    lots: tuple[Lot, ...] = ()
    drawn: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def general_lists(law: Law, lists: Sequence[PartyList]) -> tuple[PartyList, ...]:
    """The lists without those handed in for reserved seats.

    Raises
    ------
    BadInput
        If a list mixes persons for reserved seats and others.
    """
    names = {rule.id for rule in law.all(ReservedRule)}
    found, problems = [], []
    for party in lists:
        reserved = {person.attributes.get(SEAT, "") in names for person in party.candidates}
        if reserved == {True, False}:
            template = N_("The list {list} mixes persons who stand for reserved seats and others.")
            problems.append(Problem(Message("elect.mixed", template, {"list": party.name}), column=SEAT))
        elif True not in reserved:
            found.append(party)
    if problems:
        raise BadInput(problems)
    return tuple(found)


def beside(
    law: Law,
    lists: Sequence[PartyList],
    elected: Sequence[Person],
    *,
    on: date | None = None,
    lots: Mapping[str, Sequence[str]] | None = None,
) -> Beside:
    """Fill the seats that the law gives beside those of the election.

    Parameters
    ----------
    lists : sequence of PartyList
        All lists, those of reserved seats too.
    elected : sequence of (str, int)
        Those elected before, by list and 0-based place on it.
    lots : mapping, optional
        Drawn lots.
    """
    rules = law.all(ReservedRule)
    added = law.get(AddedSeatRule)
    if not rules and added is None:
        return Beside({})
    where = [(party.id, place) for party in lists for place in range(len(party.candidates))]
    people = tuple(
        replace(person, attributes={**person.attributes, LIST: party.id})
        for party in lists
        for person in party.candidates
    )
    contest = Contest(law, people, on, "chamber")
    general = [
        at for at, person in enumerate(people) if person.attributes.get(SEAT, "") not in {r.id for r in rules}
    ]
    seated = [where.index(person) for person in elected]

    def count(record: Record) -> dict[str, tuple[Person, ...]]:
        taken: dict[str, tuple[Person, ...]] = {}
        sitting = list(seated)
        for rule in rules:
            found = [
                place
                for part in _reserved(contest, record, rule, general, seated, sitting)
                for place in part.places
            ]
            sitting += found
            taken[rule.id] = tuple(where[place] for place in found)
        if added is not None:
            districts = _districts(people, general)
            held = {name: [p for p in places if p in seated] for name, places in districts.items()}
            seats = add_seats(contest, record, added, districts, held).seats
            taken[added.id] = tuple(where[place] for _, place in seats)
        return taken

    settled = settle(
        count, lambda taken: frozenset(person for some in taken.values() for person in some), lots
    )
    steps, used = tuple(settled.record.steps), settled.record.used
    if settled.result is None:
        return Beside({}, steps, (settled.lot,) if settled.lot else (), used)
    return Beside(settled.result, steps, (), used)


def _reserved(
    contest: Contest,
    record: Record,
    rule: ReservedRule,
    general: Sequence[int],
    seated: Sequence[int],
    sitting: Sequence[int],
) -> list[Reserved]:
    """The reserved seats of one rule: in one piece, or district by district.

    ``seated`` were elected; ``sitting`` are they and those who took seats reserved by rules before.
    """
    people = contest.people
    own = [at for at, person in enumerate(people) if person.attributes.get(SEAT, "") == rule.id]
    if rule.how == "party-share":
        strength: dict[str, int] = {}
        if rule.base == "seats":
            for place in seated:
                strength[_party(people[place])] = strength.get(_party(people[place]), 0) + 1
        else:
            for place in general:
                party = _party(people[place])
                strength[party] = strength.get(party, 0) + contest.votes(place)
        handed_in: dict[str, list[int]] = {}
        for place in own:
            handed_in.setdefault(_party(people[place]), []).append(place)
        seats = seats_of(rule, len(seated))
        return [by_party_share(contest, record, rule, strength, handed_in, seats)]
    if rule.how == "best-loser" and rule.over == "chamber":
        return [best_losers(contest, record, rule, general, sitting, seats_of(rule, len(seated)))]
    if rule.how == "best-loser":
        return [
            best_losers(
                contest, record, rule, places, sitting, seats_of(rule, sum(p in seated for p in places))
            )
            for places in _districts(people, general).values()
        ]
    return [
        by_district(contest, record, rule, places, seats_of(rule, 1))
        for places in _districts(people, own).values()
    ]


def _party(person: Candidate) -> str:
    return person.attributes.get(PARTY, "") or person.attributes.get(LIST, "")


def _districts(people: Sequence[Candidate], places: Sequence[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place in places:
        found.setdefault(people[place].attributes.get(DISTRICT, ""), []).append(place)
    return found
