"""One election, exactly: votes and a house to seats."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from tendik.seats.divisors import DIVISORS, Interval, divide
from tendik.seats.limits import Maximum, Minimum, check_over_award, demand
from tendik.seats.quotas import QUOTAS, share_out
from tendik.values import Tie

METHODS = (*DIVISORS, *QUOTAS)
"""Names of the methods: divisor methods first, then quotas with largest remainders."""


@dataclass(frozen=True)
class Apportionment:
    """Seats, and why they are so.

    Attributes
    ----------
    seats : tuple of int
        One number per list; at a tie, only the seats that no lot can take away.
    tie : Tie or None
        The lists (0-based) with an equal claim, and how many of them get one seat more.
    divisors : Interval or None
        Divisor methods: the divisors that give this result. ``None`` where fewer seats
        than lists leave none (Adams, Dean, Huntington-Hill).
    quota : Fraction or None
        Quota methods: votes per seat; ``None`` where the house or the votes are zero.
    whole : tuple of int
        Quota methods: whole quotas of each list.
    remainders : tuple of Fraction
        Quota methods: votes of each list beyond its whole quotas.
    """

    seats: tuple[int, ...]
    tie: Tie | None = None
    divisors: Interval | None = None
    quota: Fraction | None = None
    whole: tuple[int, ...] = ()
    remainders: tuple[Fraction, ...] = ()


def apportion(
    votes: Iterable[int],
    house: int,
    *,
    method: str,
    minimum: Minimum = None,
    maximum: Maximum = None,
    over_award: str = "subtract",
) -> Apportionment:
    """Apportion a house among lists, in integers and fractions only.

    Parameters
    ----------
    votes : iterable of int
        Votes of each list; their order is kept. NumPy integers will do.
    house : int
        Seats to give.
    method : str
        One of ``METHODS``.
    minimum : int or sequence of int, optional
        Seats that each list gets before any other seat is given: one number for all
        lists or one per list. They count towards what the list wins. Also a list
        without votes gets its minimum; beyond it, a list without votes gets nothing.
    maximum : int or sequence of (int or None), optional
        Seats that a list cannot exceed. What a full list cannot take goes to the next
        strongest claims; quotas are not computed anew.
    over_award : {"subtract", "ignore"}
        Where whole quotas exceed the house (Imperiali, rarely Hagenbach-Bischoff):
        the smallest remainders lose seats, or every whole quota stays and the house grows.

    Returns
    -------
    Apportionment

    Raises
    ------
    ValueError
        Unknown method or policy, a negative number, limits that do not fit the lists.
    TypeError
        Votes, seats or limits that are not integers.
    Infeasible
        Minimums that exceed the house or a maximum; a house larger than the maximums
        allow; seats and no votes at all. ``relaxations`` names the lists (or ``None``
        for the house), what was required and what can be reached.

    Notes
    -----
    Adams, Dean and Huntington-Hill give every list with votes a seat; with fewer seats
    than such lists, the largest get one. Where quotas leave more seats than lists (very
    few votes, or maximums), the round of remainders is repeated, each seat paid with a quota.
    """
    check_over_award(over_award)
    check_method(method)
    asked = demand(votes, house, minimum, maximum)
    if method in DIVISORS:
        seats, tie, divisors = divide(DIVISORS[method], asked)
        return Apportionment(seats, tie, divisors=divisors)
    seats, tie, quotient = share_out(QUOTAS[method], asked, over_award)
    if quotient is None:
        return Apportionment(seats, tie)
    return Apportionment(
        seats, tie, quota=quotient.quota, whole=quotient.whole, remainders=quotient.remainders
    )


def check_method(method: str) -> None:
    """Refuse a name that is not one of ``METHODS``, and list them."""
    if method not in METHODS:
        raise ValueError(f"unknown method {method!r}; the methods are {', '.join(METHODS)}")
