"""Many tables at once: the same answers as ``biproportional``, one status per table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tendik.errors import Infeasible
from tendik.seats.biproportional import biproportional

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def biproportional_many(
    votes: NDArray[np.int64],
    row_totals: NDArray[np.int64],
    column_totals: NDArray[np.int64],
    *,
    winner_takes_one: bool = False,
) -> tuple[NDArray[np.int16], NDArray[np.int8]]:
    """Apportion seats to the cells of many tables of one shape.

    Parameters
    ----------
    votes : int64[N, R, C], C-ordered
    row_totals, column_totals : int64[R] or int64[N, R], int64[C] or int64[N, C]
        The same for every table, or one line each; none above 32,767.
    winner_takes_one
        As in :func:`tendik.seats.biproportional`.

    Returns
    -------
    seats : int16[N, R, C]
    status : int8[N]
        0 settled; 1 tie, ``seats`` holds only the sure ones; 2 infeasible, ``seats`` holds
        zeros. What floating point finds is proven in integers or computed exactly.

    Raises
    ------
    TypeError
        Arrays that are not ``int64``.
    ValueError
        Arrays whose shapes do not fit, votes that are not C-ordered, negative numbers.
    """
    import numpy as np

    from tendik.seats import batch_rows
    from tendik.seats.batch_tables import solve

    if not isinstance(votes, np.ndarray) or votes.dtype != np.int64:
        raise TypeError("votes must be an int64 array")
    if votes.ndim != 3:
        raise ValueError(f"votes must have three dimensions, tables, rows and columns, not {votes.ndim}")
    if not votes.flags.c_contiguous:
        raise ValueError("votes must be C-ordered; numpy.ascontiguousarray makes it so")
    count, height, width = votes.shape
    rows = _totals(row_totals, count, height, "row_totals")
    columns = _totals(column_totals, count, width, "column_totals")
    seats = np.zeros(votes.shape, np.int16)
    status = np.zeros(count, np.int8)
    if height and width:
        solve(votes, rows, columns, winner_takes_one, seats, status)
    else:
        status[:] = batch_rows.EXACT
    negative = np.flatnonzero(status == batch_rows.NEGATIVE)
    if len(negative):
        raise ValueError(f"votes are negative in table {negative[0]}")
    for n in np.flatnonzero(status == batch_rows.EXACT):
        row_line, column_line = (lines[n if len(lines) > 1 else 0] for lines in (rows, columns))
        try:
            exact = biproportional(votes[n], row_line, column_line, winner_takes_one=winner_takes_one)
        except Infeasible:
            status[n] = batch_rows.INFEASIBLE
        else:
            if height and width:
                seats[n] = exact.seats
            status[n] = batch_rows.TIE if exact.tie else batch_rows.SETTLED
    return seats, status


def _totals(given: Any, count: int, length: int, what: str) -> NDArray[np.int64]:
    import numpy as np

    if not isinstance(given, np.ndarray) or given.dtype != np.int64:
        raise TypeError(f"{what} must be an int64 array")
    if given.shape not in {(length,), (count, length)}:
        raise ValueError(f"{what} has the shape {given.shape}; it must be ({length},) or ({count}, {length})")
    if given.size and (given.min() < 0 or given.max() > 2**15 - 1):
        raise ValueError(f"{what} must lie between 0 and 32767: seats are 16-bit")
    return np.ascontiguousarray(given if given.ndim == 2 else given[None])
