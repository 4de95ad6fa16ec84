"""Divisor methods: the seat after ``held`` seats costs ``votes / divisor(held)``.

The exact layer. Background: Balinski and Young, *Fair Representation* (1982);
Pukelsheim, *Proportional Representation* (2nd edition, 2017), chapters 3 to 5.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from tendik.seats.claims import Claim, award
from tendik.seats.limits import Demand
from tendik.values import Tie

Divisor = Callable[[int], Fraction]


@dataclass(frozen=True)
class DivisorMethod:
    """A sequence of divisors.

    ``divisor(held)`` grows with ``held`` and lies between ``c * held`` and
    ``c * (held + 2)`` for some ``c``; a first divisor of zero puts the first seat
    of every list before all others. ``squared`` says that the divisors are given
    as their squares, because they are irrational.
    """

    divisor: Divisor
    squared: bool = False

    def claim(self, number: int, votes: int, held: int) -> Claim:
        """The claim of list ``number``: votes over divisor, both squared if the divisors are."""
        divisor = self.divisor(held)
        worth = votes * votes if self.squared else votes
        return Claim(worth * divisor.denominator, divisor.numerator, number)

    def quotient(self, votes: int, held: int) -> Fraction | None:
        """What decides between claims; ``None`` is infinite."""
        claim = self.claim(0, votes, held)
        return Fraction(claim.worth, claim.cost) if claim.cost else None


@dataclass(frozen=True)
class Interval:
    """The divisors that give a result: dividing the votes and rounding by the method's rule.

    ``high`` is ``None`` where any larger divisor does too. At a tie both ends are
    the one divisor at which the tied lists stand on the edge. Where ``squared``
    (Huntington-Hill) the ends are squares of divisors.
    """

    low: Fraction
    high: Fraction | None
    squared: bool = False


DIVISORS: dict[str, DivisorMethod] = {}


def divisors(name: str, *, squared: bool = False) -> Callable[[Divisor], Divisor]:
    """Register a sequence of divisors under ``name``."""

    def register(divisor: Divisor) -> Divisor:
        DIVISORS[name] = DivisorMethod(divisor, squared)
        return divisor

    return register


@divisors("dhondt")
def dhondt(held: int) -> Fraction:
    """1, 2, 3 … (D'Hondt, Jefferson): rounds down."""
    return Fraction(held + 1)


@divisors("sainte-lague")
def sainte_lague(held: int) -> Fraction:
    """1, 3, 5 … (Sainte-Laguë, Webster): rounds to the nearest."""
    return Fraction(2 * held + 1)


@divisors("modified-sainte-lague")
def modified_sainte_lague(held: int) -> Fraction:
    """1.4, 3, 5 …: the first seat is dearer."""
    return Fraction(2 * held + 1) if held else Fraction(14, 10)


@divisors("modified-sainte-lague-1.7")
def modified_sainte_lague_17(held: int) -> Fraction:
    """1.7, 3, 5 …: Iraq's divisors."""
    return Fraction(2 * held + 1) if held else Fraction(17, 10)


@divisors("adams")
def adams(held: int) -> Fraction:
    """0, 1, 2 … (Adams): rounds up."""
    return Fraction(held)


@divisors("dean")
def dean(held: int) -> Fraction:
    """Harmonic means of neighbours: 0, 4/3, 12/5 … (Dean)."""
    return Fraction(2 * held * (held + 1), 2 * held + 1)


@divisors("huntington-hill", squared=True)
def huntington_hill(held: int) -> Fraction:
    """Squares of the geometric means of neighbours: 0, 2, 6 … (Huntington, Hill)."""
    return Fraction(held * (held + 1))


@divisors("danish")
def danish(held: int) -> Fraction:
    """1, 4, 7 …: favours small lists."""
    return Fraction(3 * held + 1)


@divisors("imperiali")
def imperiali(held: int) -> Fraction:
    """1, 1.5, 2 …: favours large lists more than D'Hondt."""
    return Fraction(held + 2, 2)


def divide(method: DivisorMethod, asked: Demand) -> tuple[tuple[int, ...], Tie | None, Interval | None]:
    """Seats, tie and divisors of ``asked`` under ``method``.

    There is no divisor (``None``) where a list stays without the seat that a first
    divisor of zero promises it: fewer seats than lists.
    """
    seats, tie = award(asked, _certain(asked), lambda i, held: method.claim(i, asked.votes[i], held))
    return seats, tie, _interval(method, asked, seats, tie)


def _certain(asked: Demand) -> list[int]:
    """Seats that every divisor method gives, to start from.

    Let ``shared`` be the house less the minimums less one seat per list. At the
    divisor ``total / (c * shared)`` a list wins, beyond its minimum, at most its share
    of ``shared`` plus one seat, so all together fit the house; and at least its
    share less two, rounded up.
    """
    shared = max(0, asked.house - len(asked.votes) - sum(asked.least))
    total = max(1, sum(asked.votes))
    return [asked.held(i, votes * shared // total - 1) for i, votes in enumerate(asked.votes)]


def _interval(
    method: DivisorMethod, asked: Demand, seats: tuple[int, ...], tie: Tie | None
) -> Interval | None:
    if tie:
        edge = method.quotient(asked.votes[tie.options[0]], seats[tie.options[0]])
        return None if edge is None else Interval(edge, edge, method.squared)
    low, high = Fraction(0), None
    for i in asked.claimants:
        if asked.held(i, seats[i] + 1) > seats[i]:
            lost = method.quotient(asked.votes[i], seats[i])
            if lost is None:
                return None
            low = max(low, lost)
        if seats[i] > asked.least[i]:
            won = method.quotient(asked.votes[i], seats[i] - 1)
            if won is not None and (high is None or won < high):
                high = won
    return Interval(low, high, method.squared)
