"""Seats won directly beside seats won by votes: the house grows, or is levelled.

New Zealand keeps every electorate seat and lets the house grow; Germany's
Bundestags of 2013 and 2017 were enlarged until the lists' seats were proportional again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tendik.errors import N_, Infeasible, Message
from tendik.seats.apportion import Apportionment, apportion
from tendik.seats.divisors import DIVISORS
from tendik.seats.halving import first_between
from tendik.seats.limits import whole_number
from tendik.values import Tie


@dataclass(frozen=True)
class WithOverhang:
    """Seats in a mixed system.

    Attributes
    ----------
    seats : tuple of int, shape (P,)
        All seats of each list, direct ones included; where a lot is open, only the sure ones.
    overhang : tuple of int, shape (P,)
        Direct seats beyond what the votes give a list, luck in a lot included.
    house : int or None
        Seats of the house in the end; ``None`` where a lot decides it.
    base : int
        Seats that were apportioned by votes: the house asked for, or the levelled one.
    tie : Tie or None
        Lists with an equal claim to the last seats by votes.
    apportionment : Apportionment
        Seats by votes alone.
    """

    seats: tuple[int, ...]
    overhang: tuple[int, ...]
    house: int | None
    base: int
    tie: Tie | None
    apportionment: Apportionment


def apportion_with_overhang(
    votes: Iterable[int], house: int, direct: Iterable[int], *, method: str
) -> WithOverhang:
    """Apportion a house by votes; a list keeps direct seats beyond that, and the house grows.

    Parameters
    ----------
    votes : iterable of int, shape (P,)
        Votes of each list; lists that take no part have none here, and keep direct seats.
    house : int
        Seats given by votes. Where a law takes seats won by independents from it, so
        must the caller.
    direct : iterable of int, shape (P,)
        Seats that each list has already won.
    method : str
        One of ``METHODS``.
    """
    counted, won = _read(votes, direct)
    return _keep(won, house, apportion(counted, house, method=method))


def apportion_levelled(
    votes: Iterable[int], house: int, direct: Iterable[int], *, method: str, at_most: int
) -> WithOverhang:
    """Enlarge the house until the seats by votes cover every list's direct seats.

    Parameters
    ----------
    votes, house, direct, method
        As in :func:`apportion_with_overhang`; ``house`` is the least.
    at_most : int
        The largest house by votes. Overhang that is left there stays, and the house grows by it.

    Returns
    -------
    WithOverhang
        With the least house that covers the direct seats without a lot.

    Raises
    ------
    Infeasible
        A list without votes has direct seats, so that no house covers them: ``relaxations``
        names the list, its direct seats and 0.
    ValueError
        ``at_most`` below ``house``.
    """
    counted, won = _read(votes, direct)
    least, most = whole_number(house, "house"), whole_number(at_most, "at_most")
    if most < least:
        raise ValueError(f"at_most must not be below the house: {most} and {least}")
    never = [(i, seats, 0) for i, seats in enumerate(won) if seats and not counted[i]]
    if never:
        template = N_("Lists without votes hold seats that no levelling can cover. Seats: {count}.")
        raise Infeasible(
            Message("seats.levelling", template, {"count": sum(seats for _, seats, _ in never)}), never
        )

    def covers(size: int) -> bool:
        seats = apportion(counted, size, method=method).seats
        return all(have >= seats_won for have, seats_won in zip(seats, won, strict=True))

    size = _least_house(covers, least, most, monotone=method in DIVISORS)
    return _keep(won, size, apportion(counted, size, method=method))


def _least_house(covers: Callable[[int], bool], least: int, most: int, *, monotone: bool) -> int:
    """The least house that covers, or ``most``. With quotas a larger house may take a seat back."""
    if not monotone:
        return next((size for size in range(least, most) if covers(size)), most)
    found = first_between(covers, least, most)
    return most if found is None else found


def _read(votes: Iterable[int], direct: Iterable[int]) -> tuple[list[int], list[int]]:
    counted = [whole_number(value, "every number of votes") for value in votes]
    won = [whole_number(value, "every number of direct seats") for value in direct]
    if len(won) != len(counted):
        raise ValueError(f"direct has {len(won)} numbers for {len(counted)} lists")
    return counted, won


def _keep(won: list[int], base: int, result: Apportionment) -> WithOverhang:
    tied = result.tie.options if result.tie else ()
    lucky = [have + (i in tied) for i, have in enumerate(result.seats)]
    seats = tuple(map(max, result.seats, won))
    covered = [i for i in tied if won[i] > result.seats[i]]
    house: int | None = sum(seats)
    tie = result.tie
    if tie and not covered:
        house = sum(seats) + tie.seats
    elif tie and len(covered) == len(tied):
        tie = None
    elif tie:
        house = None
    overhang = tuple(max(0, direct - most) for direct, most in zip(won, lucky, strict=True))
    return WithOverhang(seats, overhang, house, base, tie, result)
