"""Where an unclear text leaves the reading open: does the answer depend on it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tendik.elections import Election
from tendik.laws import Law
from tendik.laws.schema import Reading
from tendik.quota.check import check
from tendik.quota.guarantee import guarantee
from tendik.seats import allocate


@dataclass(frozen=True)
class Answer:
    """What the law gives under one reading: seats, floors, breaches of known lists."""

    seats: Mapping[str, int]
    floors: Mapping[str, int]
    findings: int
    undecided: tuple[str, ...] = ()


@dataclass(frozen=True)
class Variation:
    """One open question read otherwise.

    ``value`` is the reading taken, ``alternative`` the other one; ``changed`` holds what
    differs, before and after, under ``seats.<list>``, a group's key, or ``findings``.
    ``undecided`` names lists whose admission missing counts leave open under it.
    """

    reading: Reading
    value: str
    alternative: str
    answer: Answer
    changed: Mapping[str, tuple[int, int]]


def sensitivity(law: Law, election: Election) -> tuple[Variation, ...]:
    """Run every reading that the law file leaves open, and show where the answer changes.

    Parameters
    ----------
    law : Law
    election : Election

    Returns
    -------
    tuple of Variation
        In the order of the law file; one for each alternative.
    """
    taken = _answer(law, election)
    found = []
    for reading in law.readings:
        for alternative in reading.alternatives:
            other = _answer(law.read_as(reading, alternative), election)
            changed = {
                key: (before, after)
                for key, (before, after) in _pairs(taken, other).items()
                if before != after
            }
            found.append(Variation(reading, _value(law, reading), alternative, other, changed))
    return tuple(found)


def _answer(law: Law, election: Election) -> Answer:
    allocation = allocate(law, election)
    return Answer(
        seats=allocation.by_list,
        floors=dict(guarantee(law, allocation, lists=election.lists)),
        findings=len(check(law, election.lists, on=election.date)),
        undecided=allocation.undecided,
    )


def _pairs(one: Answer, other: Answer) -> dict[str, tuple[int, int]]:
    pairs = {f"seats.{key}": (count, other.seats[key]) for key, count in one.seats.items()}
    pairs |= {key: (floor, other.floors[key]) for key, floor in one.floors.items()}
    return pairs | {"findings": (one.findings, other.findings)}


def _value(law: Law, reading: Reading) -> str:
    """The value that the law file takes."""
    if reading.group is not None:
        return str(getattr(law.groups[reading.group], reading.field))
    rule = next(rule for rule in law.rules if rule.id in reading.rules)
    return str(getattr(rule, reading.field))
