"""How many women a law can bring into the chamber: at least, at most, and as observed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from tendik.elections import Election
from tendik.errors import N_, BadInput, Message, Problem
from tendik.laws import Law
from tendik.laws.schema import MandatesRule
from tendik.quota import Guarantee, guarantee
from tendik.seats import Allocation, allocate
from tendik.values import Source, Status

WOMEN = "women"

Kind = Literal["guaranteed", "joint", "at-most", "observed"]


@dataclass(frozen=True)
class Representation:
    """Women in the chamber under one law.

    ``women`` of ``of`` seats; ``status`` and ``source`` say how an observed number is known. The
    bounds count seats outside the lists, which no quota reaches, as held by men for the
    least and by women for the most. ``joint``: what a quota guarantees to several groups
    together, if women alone filled it.
    """

    kind: Kind
    women: int
    of: int
    status: Status = "computed"
    source: Source | None = None

    @property
    def share(self) -> Fraction:
        """SDG indicator 5.5.1 (a) for a single or lower chamber: women's share of the seats."""
        return Fraction(self.women, self.of)


@dataclass(frozen=True)
class Seats:
    """Seats under one law: the allocation, its floors, and the seats outside the lists."""

    law: Law
    allocation: Allocation
    floor: Guarantee
    outside: int


def seats_under(law: Law, election: Election) -> Seats:
    """Allocate the votes of ``election`` under ``law`` and bound each group's mandates.

    Raises
    ------
    BadInput
        If no list wins a seat: there is nothing to compare.
    """
    allocation = allocate(law, election)
    mandates = law.need(MandatesRule)
    if not any(allocation.seats):
        template = N_(
            "On the votes of this election no list wins a seat for certain under the law {law}: {election}."
        )
        values = {"law": law.title, "election": election.title}
        raise BadInput([Problem(Message("reform.no-seats", template, values), column="election")])
    return Seats(
        law, allocation, guarantee(law, allocation, lists=election.lists), mandates.chamber - mandates.lists
    )


def bounds(seats: Seats) -> tuple[Representation, ...]:
    """The fewest and the most women the chamber can have, and the joint floor between them."""
    chamber = seats.floor.of + seats.outside
    joint = [floor for key, floor in seats.floor.items() if "+" in key and WOMEN in key.split("+")]
    return (
        Representation("guaranteed", seats.floor[WOMEN], chamber),
        *(Representation("joint", floor, chamber) for floor in joint),
        Representation("at-most", seats.floor.most[WOMEN] + seats.outside, chamber),
    )


def observed(election: Election) -> tuple[Representation, ...]:
    """What was published of women among all deputies; figures that disagree each stand for themselves."""
    return tuple(
        Representation("observed", one.count.value, one.of, one.count.status, one.count.source)
        for one in election.composition
        if one.stage == "elected" and one.scope == "chamber" and one.group == WOMEN
        if one.count.value is not None and one.of
    )
