"""Seats in three ways at once: by district, by list and by sex, all totals met in whole seats.

The extension of double-proportional apportionment to three dimensions: Cembrano, Correa and
Verdugo, *Multidimensional political apportionment*, PNAS 119 (2022). With two dimensions
divisors always exist; with three they may not, and even totals that fractions of seats could
meet may be out of reach of whole ones. Then the answer is a refusal that names the totals.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tendik.seats.edges import rounding_divisor
from tendik.seats.nearest import HALF, OutOfSteps, Search
from tendik.seats.proposals import propose_divisors, propose_seats, propose_simple
from tendik.seats.shortfall import least_shortfall, refusal
from tendik.seats.spaces import Space, read_space

Cube = tuple[tuple[tuple[int, ...], ...], ...]

AXES = ("district", "list", "sex")

STEPS = 20_000
"""Steps of the exact search before the proof is left open."""


@dataclass(frozen=True)
class CubeTie:
    """Cells that equally proportional seats fill differently.

    Attributes
    ----------
    cells : tuple of (int, int, int)
        0-based on each axis.
    seats : int
        Seats that remain among them, beyond the sure ones.
    """

    cells: tuple[tuple[int, int, int], ...]
    seats: int


@dataclass(frozen=True)
class ThreeDimensional:
    """Seats of each cell.

    Attributes
    ----------
    seats : tuple of tuple of tuple of int, shape (D, L, S)
        At a tie, only the seats that every best solution gives.
    tie : CubeTie or None
    divisors : tuple of tuple of Fraction, or None
        One divisor for each line of each axis, under which every cell rounds to its seats;
        ``None`` where there are none and the exact search alone proves the seats.
    proven : bool
        Whether it is proven that no other seats are as proportional or, at a tie, which are.
        Without it the seats still meet every total exactly.
    """

    seats: Cube
    tie: CubeTie | None
    divisors: tuple[tuple[Fraction, ...], ...] | None
    proven: bool = True


def apportion_three(
    votes: Iterable[Iterable[Iterable[int]]],
    totals: Sequence[Iterable[int]],
    *,
    axes: Sequence[str] = AXES,
) -> ThreeDimensional:
    """Apportion seats to the cells of a table with three axes, each line with a fixed total.

    Parameters
    ----------
    votes : iterable of iterable of iterable of int, shape (D, L, S)
        Such as votes for the candidates of each sex on each list in each district. No votes,
        no seat.
    totals : three iterables of int, shapes (D,), (L,), (S,)
    axes : sequence of str
        The names of the axes in messages and refusals.

    Returns
    -------
    ThreeDimensional
        The seats with the least product of ``(2n - 1) / votes`` over every ``n``-th seat of a
        cell: with divisors, standard rounding, and in two dimensions ``biproportional``.

    Raises
    ------
    InfeasibleTotals
        No whole seats meet all totals. ``relaxations`` and ``axes`` hold the least change: the
        number of seats stays (that of the first axis), the sum of what totals fall short by is
        least, and of such changes one in later lines. A total that grows is named as well.
    TendikError
        Whether the totals can be met could not be decided (``seats.search``).
    ValueError, TypeError
        Votes and totals that are not non-negative integers, or do not fit each other.
    """
    space = read_space(votes, totals, axes)
    seats = propose_seats(space) if len(set(space.sums)) == 1 else None
    if seats is None or not space.meets(seats):
        seats = least_shortfall(space)
        if not space.meets(seats):
            raise refusal(space, seats)
    if not space.votes:
        return ThreeDimensional(_cube(space, []), None, _split(space, [Fraction(1)] * len(space.totals)))
    better: list[int] | None = seats
    try:
        while better:
            seats = better
            divisors = propose_divisors(space, seats)
            search = Search(space, divisors, STEPS)
            if _inside(search, seats):
                return ThreeDimensional(_cube(space, seats), None, _shown(space, divisors, seats))
            better = search.best(search.cost(seats))
        return _with_ties(space, search, seats)
    except OutOfSteps:
        return ThreeDimensional(_cube(space, seats), None, None, proven=False)


def _inside(search: Search, seats: Sequence[int]) -> bool:
    """Whether every quotient lies strictly inside the rounding of its seats."""
    return all(abs(quotient - count) < HALF for quotient, count in zip(search.quotients, seats, strict=True))


def _with_ties(space: Space, search: Search, seats: list[int]) -> ThreeDimensional:
    """The best seats, less what other seats that are as good do not give."""
    cost = search.cost(seats)
    together = search.as_good(cost)
    if together is None:
        least, most = _one_by_one(search, seats, cost)
    else:
        least, most = list(map(min, seats, *together)), list(map(max, seats, *together))
    open_cells = tuple(_place(space, cell) for cell in range(len(seats)) if least[cell] < most[cell])
    tie = CubeTie(open_cells, space.house - sum(least)) if open_cells else None
    return ThreeDimensional(_cube(space, least), tie, None)


def _one_by_one(search: Search, seats: list[int], cost: Fraction) -> tuple[list[int], list[int]]:
    """The fewest and the most seats of each cell in seats that cost as much, asked cell by cell."""
    least, most = list(seats), list(seats)
    for cell in range(len(seats)):
        while least[cell]:
            fewer = search.best(cost, or_equal=True, limits={cell: (0, least[cell] - 1)})
            if fewer is None:
                break
            least, most = list(map(min, least, fewer)), list(map(max, most, fewer))
        if least[cell] == most[cell]:
            above = (most[cell] + 1, search.limits[cell])
            more = search.best(cost, or_equal=True, limits={cell: above})
            if more is not None:
                least, most = list(map(min, least, more)), list(map(max, most, more))
    return least, most


def _shown(space: Space, divisors: list[Fraction], seats: Sequence[int]) -> tuple[tuple[Fraction, ...], ...]:
    """Simple divisors that keep the seats: those near floating ones if they do, else exactly worked out."""
    near = propose_simple(space, [float(divisor) for divisor in divisors], seats)
    if near and all(
        2 * abs(votes - count * (divisor := near[lines[0]] * near[lines[1]] * near[lines[2]])) < divisor
        for votes, count, lines in zip(space.votes, seats, space.lines, strict=True)
    ):
        return _split(space, near)
    shown = list(divisors)
    for line, members in enumerate(space.members):
        weights = []
        for cell in members:
            others = [other for other in space.lines[cell] if other != line]
            weight = Fraction(space.votes[cell]) / (shown[others[0]] * shown[others[1]])
            weights.append((weight, seats[cell], 0))
        shown[line] = rounding_divisor(weights)
    return _split(space, shown)


def _split(space: Space, values: Sequence[Fraction]) -> tuple[tuple[Fraction, ...], ...]:
    return tuple(
        tuple(values[start : start + size]) for start, size in zip(space.starts, space.sizes, strict=True)
    )


def _place(space: Space, cell: int) -> tuple[int, int, int]:
    first, second, third = (line - start for line, start in zip(space.lines[cell], space.starts, strict=True))
    return first, second, third


def _cube(space: Space, seats: Sequence[int]) -> Cube:
    at = {_place(space, cell): count for cell, count in enumerate(seats)}
    first, second, third = space.sizes
    return tuple(
        tuple(tuple(at.get((i, j, k), 0) for k in range(third)) for j in range(second)) for i in range(first)
    )
