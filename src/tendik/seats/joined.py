"""Joined lists: seats go to alliances first, then inside each to its lists.

Apparentement: Israel (Bader-Ofer), Switzerland's national council, Chile's sub-parties.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tendik.seats.apportion import Apportionment, apportion, check_method
from tendik.seats.limits import Maximum, maximums, whole_number
from tendik.values import Tie


@dataclass(frozen=True)
class Joined:
    """Seats of alliances and of their lists.

    Attributes
    ----------
    seats : tuple of int, shape (P,)
        Seats of each list; where a lot is open, only the sure ones.
    tie : Tie or None
        A tie between alliances (0-based, in ``alliances``) for the last seats.
    inside_ties : tuple of (Tie or None), shape (A,)
        A tie between the lists of an alliance, by the numbers of the lists; ``None`` as long
        as the alliance's own seats are open.
    alliances : tuple of tuple of int
        The lists of each alliance; a list that joined nobody is an alliance of one, in its place.
    outer : Apportionment
        Seats of the alliances.
    inner : tuple of (Apportionment or None), shape (A,)
        Inside each alliance; ``None`` where a lot between alliances is open for it.
    """

    seats: tuple[int, ...]
    tie: Tie | None
    inside_ties: tuple[Tie | None, ...]
    alliances: tuple[tuple[int, ...], ...]
    outer: Apportionment
    inner: tuple[Apportionment | None, ...]


def apportion_joined(
    votes: Iterable[int],
    house: int,
    joined: Iterable[Iterable[int]],
    *,
    method: str,
    inside: str | Sequence[str] | None = None,
    maximum: Maximum = None,
) -> Joined:
    """Apportion a house to alliances of lists, and the seats of each alliance to its lists.

    Parameters
    ----------
    votes : iterable of int, shape (P,)
        Votes of each list; lists below a threshold have none here.
    house : int
    joined : iterable of iterable of int
        The lists (0-based) of each alliance. Who is not named stands alone.
    method : str
        Among alliances, one of ``METHODS``.
    inside : str or sequence of str, optional
        Inside alliances: one method for all, or one for each of ``joined``; by default ``method``.
    maximum : int or sequence of (int or None), optional
        Seats that a list cannot exceed, such as its candidates; an alliance cannot exceed
        those of its lists with votes.

    Raises
    ------
    ValueError
        A list in two alliances or not there, an empty alliance, an unknown method.
    Infeasible
        As :func:`tendik.seats.apportion`.
    """
    counted = [whole_number(value, "every number of votes") for value in votes]
    named = [tuple(whole_number(i, "every joined list") for i in lists) for lists in joined]
    methods = [inside or method] * len(named) if inside is None or isinstance(inside, str) else list(inside)
    if len(methods) != len(named):
        raise ValueError(f"inside has {len(methods)} methods for {len(named)} alliances")
    for name in methods:
        check_method(name)
    alliances, own = _alliances(len(counted), named, methods, method)
    limits = maximums(maximum, len(counted))
    outer = apportion(
        [sum(counted[i] for i in lists) for lists in alliances],
        house,
        method=method,
        maximum=[_room(lists, counted, limits) for lists in alliances],
    )
    seats = [0] * len(counted)
    inner: list[Apportionment | None] = []
    ties: list[Tie | None] = []
    for number, (lists, name) in enumerate(zip(alliances, own, strict=True)):
        is_open = outer.tie is not None and number in outer.tie.options
        possible = [
            apportion([counted[i] for i in lists], won, method=name, maximum=[limits[i] for i in lists])
            for won in range(outer.seats[number], outer.seats[number] + 1 + is_open)
        ]
        for place, i in enumerate(lists):
            seats[i] = min(result.seats[place] for result in possible)
        result = None if is_open else possible[0]
        inner.append(result)
        tie = result.tie if result else None
        ties.append(Tie(tuple(lists[place] for place in tie.options), tie.seats) if tie else None)
    return Joined(tuple(seats), outer.tie, tuple(ties), alliances, outer, tuple(inner))


def _alliances(
    count: int, named: Sequence[tuple[int, ...]], methods: Sequence[str], method: str
) -> tuple[tuple[tuple[int, ...], ...], list[str]]:
    """All alliances in the order of their first lists, with the method inside each."""
    of: dict[int, int] = {}
    for number, lists in enumerate(named):
        if not lists:
            raise ValueError(f"alliance {number} has no lists")
        for i in lists:
            if i >= count:
                raise ValueError(f"alliance {number} names list {i}, but there are {count} lists")
            if i in of:
                raise ValueError(f"list {i} is joined twice")
            of[i] = number
    alliances: list[tuple[int, ...]] = []
    own: list[str] = []
    placed: set[int] = set()
    for i in range(count):
        if i not in of:
            alliances.append((i,))
            own.append(method)
        elif of[i] not in placed:
            placed.add(of[i])
            alliances.append(tuple(sorted(named[of[i]])))
            own.append(methods[of[i]])
    return tuple(alliances), own


def _room(lists: Sequence[int], votes: Sequence[int], limits: Sequence[int | None]) -> int | None:
    room = 0
    for i in lists:
        if votes[i]:
            limit = limits[i]
            if limit is None:
                return None
            room += limit
    return room
