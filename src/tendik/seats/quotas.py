"""Quota methods with largest remainders: a seat costs a quota, the rest goes by remainder.

The exact layer. A list that has paid for ``held`` seats claims its next one with
``votes - held * quota``. Whole quotas are the claims of a quota or more, remainders
those below; taking the strongest claims up to the house gives largest remainders, and
where whole quotas already exceed the house, takes seats from the smallest remainders.
Background: Pukelsheim, *Proportional Representation* (2nd edition, 2017), chapter 5.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from tendik.seats.claims import Claim, award
from tendik.seats.limits import Demand
from tendik.values import Tie


@dataclass(frozen=True)
class QuotaMethod:
    """The quota ``V / (S + extra)``; where ``integer``, the next integer above it."""

    extra: int
    integer: bool = False

    def quota(self, total: int, house: int) -> Fraction:
        """Votes that a seat costs."""
        quota = Fraction(total, house + self.extra)
        return Fraction(quota // 1 + 1) if self.integer else quota


QUOTAS = {
    "hare": QuotaMethod(0),
    "droop": QuotaMethod(1, integer=True),
    "hagenbach-bischoff": QuotaMethod(1),
    "imperiali-quota": QuotaMethod(2),
}


@dataclass(frozen=True)
class Quotient:
    """How the seats followed from the votes: the quota, whole quotas, remainders in votes."""

    quota: Fraction
    whole: tuple[int, ...]
    remainders: tuple[Fraction, ...]


def share_out(
    method: QuotaMethod, asked: Demand, over_award: str
) -> tuple[tuple[int, ...], Tie | None, Quotient | None]:
    """Seats, tie and quotients of ``asked``; no quotients where nobody voted or the house is empty."""
    total = sum(asked.votes)
    if not total or not asked.house:
        return asked.least, None, None
    quota = method.quota(total, asked.house)
    whole = tuple(votes // quota for votes in asked.votes)
    remainders = tuple(votes - number * quota for votes, number in zip(asked.votes, whole, strict=True))
    start = [asked.held(i, number) for i, number in enumerate(whole)]
    over = max(0, sum(start) - asked.house)
    if over and over_award == "ignore":
        return tuple(start), None, Quotient(quota, whole, remainders)
    if over:
        start = [max(least, seats - over) for least, seats in zip(asked.least, start, strict=True)]

    def claim(i: int, held: int) -> Claim:
        return Claim(asked.votes[i] * quota.denominator - held * quota.numerator, 1, i)

    return *award(asked, start, claim), Quotient(quota, whole, remainders)
