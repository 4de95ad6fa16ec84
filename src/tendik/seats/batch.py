"""Millions of elections: the same answers as ``apportion``, one status per row."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from math import isqrt, lcm, sqrt
from typing import TYPE_CHECKING, Any

from tendik.errors import Infeasible
from tendik.seats.apportion import apportion, check_method
from tendik.seats.divisors import DIVISORS
from tendik.seats.limits import Maximum, Minimum, check_over_award, maximums, minimums, whole_number
from tendik.seats.quotas import QUOTAS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LARGEST_HOUSE = 2**15 - 1 - 2
"""Seats are 16-bit; a quota that is ignored may give two seats more."""


def apportion_many(
    votes: NDArray[np.int64],
    house: int | NDArray[np.int64],
    *,
    method: str,
    minimum: Minimum = None,
    maximum: Maximum = None,
    over_award: str = "subtract",
    threads: int = 1,
) -> tuple[NDArray[np.int16], NDArray[np.int8]]:
    """Apportion a house in each of many elections with the same lists.

    Parameters
    ----------
    votes : int64[N, P], C-ordered
        One election a row, one list a column.
    house : int or int64[N]
        Seats of every election, or of each; at most 32,765.
    method, minimum, maximum, over_award
        As in :func:`tendik.seats.apportion`, the same for every election.
    threads : int
        Threads that share the rows; the answer does not depend on it.

    Returns
    -------
    seats : int16[N, P]
    status : int8[N]
        0 settled; 1 tie, ``seats`` holds only the sure ones; 2 infeasible, ``seats``
        holds zeros. A row too large for 64-bit products is computed exactly.

    Raises
    ------
    TypeError
        Votes or houses that are not ``int64`` arrays.
    ValueError
        Votes that are not two-dimensional and C-ordered, or negative (the first such
        row is named); houses out of range; an unknown method or policy.
    """
    import numpy as np

    from tendik.seats import batch_rows
    from tendik.seats.batch_divisors import divide
    from tendik.seats.batch_quotas import share_out

    check_over_award(over_award)
    check_method(method)
    _check_votes(votes)
    if whole_number(threads, "threads") < 1:
        raise ValueError("threads must be 1 or more")
    rows, lists = votes.shape
    houses = _houses(house, rows)
    seats = np.zeros((rows, lists), np.int16)
    status = np.zeros(rows, np.int8)
    largest_house = int(houses.max(initial=0))
    lower, upper = _limits(minimum, maximum, lists)

    def run(start: int, stop: int) -> None:
        part = slice(start, stop)
        sizes = houses[part] if len(houses) > 1 else houses
        rest = (lower, upper, seats[part], status[part])
        if method in DIVISORS:
            divide(votes[part], sizes, *_costs(method, largest_house), *rest)
        else:
            quota = QUOTAS[method]
            largest = float(2**61 // (largest_house + 3))
            keep_whole = over_award == "ignore"
            share_out(votes[part], sizes, quota.extra, quota.integer, keep_whole, largest, *rest)

    _in_parts(run, rows, threads)
    negative = np.flatnonzero(status == batch_rows.NEGATIVE)
    if len(negative):
        raise ValueError(f"votes are negative in row {negative[0]}")
    for row in np.flatnonzero(status == batch_rows.EXACT):
        size = int(houses[row if len(houses) > 1 else 0])
        try:
            exact = apportion(
                votes[row], size, method=method, minimum=minimum, maximum=maximum, over_award=over_award
            )
        except Infeasible:
            status[row] = batch_rows.INFEASIBLE
        else:
            seats[row] = exact.seats
            status[row] = batch_rows.TIE if exact.tie else batch_rows.SETTLED
    return seats, status


def _in_parts(run: Callable[[int, int], None], rows: int, threads: int) -> None:
    """Run from row to row, shared by ``threads``."""
    if threads == 1:
        run(0, rows)
        return
    from concurrent.futures import ThreadPoolExecutor

    parts = 4 * threads
    edges = [rows * i // parts for i in range(parts + 1)]
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(run, edges[:-1], edges[1:]))


def _check_votes(votes: object) -> None:
    import numpy as np

    if not isinstance(votes, np.ndarray) or votes.dtype != np.int64:
        found = votes.dtype if isinstance(votes, np.ndarray) else type(votes).__name__
        raise TypeError(f"votes must be an int64 array, not {found}")
    if votes.ndim != 2:
        raise ValueError(f"votes must have two dimensions, elections and lists, not {votes.ndim}")
    if not votes.flags.c_contiguous:
        raise ValueError("votes must be C-ordered; numpy.ascontiguousarray makes it so")


def _houses(house: object, rows: int) -> NDArray[np.int64]:
    import numpy as np

    if isinstance(house, np.ndarray) and house.ndim:
        if house.dtype != np.int64:
            raise TypeError(f"house must be an integer or an int64 array, not {house.dtype}")
        if house.shape != (rows,):
            raise ValueError(f"house has the shape {house.shape} for {rows} elections")
        if rows and house.min() < 0:
            raise ValueError(f"house is negative in row {np.flatnonzero(house < 0)[0]}")
        houses = np.ascontiguousarray(house)
    else:
        houses = np.array([whole_number(house, "house")], np.int64)
    if houses.max(initial=0) > LARGEST_HOUSE:
        raise ValueError(f"house must not exceed {LARGEST_HOUSE}: seats are 16-bit")
    return houses


def _limits(
    minimum: Minimum, maximum: Maximum, lists: int
) -> tuple[NDArray[np.int64] | None, NDArray[np.int64] | None]:
    """Limits for the kernels; ``None`` where there are none."""
    import numpy as np

    lower, upper = minimums(minimum, lists), maximums(maximum, lists)
    if not any(lower) and all(limit is None for limit in upper):
        return None, None
    beyond = LARGEST_HOUSE + 2
    return (
        np.array([min(limit, beyond) for limit in lower], np.int64),
        np.array([beyond if limit is None else min(limit, beyond) for limit in upper], np.int64),
    )


@lru_cache(maxsize=64)
def _costs(method: str, house: int) -> tuple[Any, Any, float, int, bool]:
    """The divisors of ``method`` as integers, their shift, the most votes that fit."""
    import numpy as np

    divisor, squared = DIVISORS[method].divisor, DIVISORS[method].squared
    divisors = [divisor(held) for held in range(house + 1)]
    common = lcm(*(value.denominator for value in divisors[:8]))
    if all(common % value.denominator == 0 for value in divisors):
        costs, scales = [int(value * common) for value in divisors], None
    else:
        costs = [value.numerator for value in divisors]
        scales = [value.denominator for value in divisors]
    room = (2**63 - 1) // (max(costs) * max(scales or [1]) or 1)
    return (
        np.array([0, *costs], np.int64),
        None if scales is None else np.array([1, *scales], np.int64),
        _shift([divisor(held) for held in (1000, 1001)], squared),
        isqrt(room) if squared else room,
        squared,
    )


def _shift(neighbours: list[Fraction], squared: bool) -> float:
    """What the divisors of 1000 and 1001 seats add to ``held``, in units of their distance."""
    low, high = (sqrt(value) if squared else float(value) for value in neighbours)
    return low / (high - low) - 1000
