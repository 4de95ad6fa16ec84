"""What the batch kernels share: reading a row, its limits, and the status it ends with.

Importing this module imports numba but compiles nothing. Each kernel is compiled at
its first call, once with limits and once without (``None``), and kept on disk. numba
keeps a kernel until the kernel's own file changes: after a change here, delete the
``*.nbi`` and ``*.nbc`` files beside the modules.
"""

from __future__ import annotations

from typing import Any

import numba
import numpy as np

SETTLED, TIE, INFEASIBLE, EXACT, NEGATIVE = 0, 1, 2, 3, 4
"""Status of a row; ``EXACT`` and ``NEGATIVE`` never leave the package."""

LARGEST_FIRST = -1
"""What :func:`limit` answers where first seats are free and fewer than the lists due one."""

compiled = numba.njit(cache=True, nogil=True, error_model="numpy")


@compiled
def scan(row: Any, weight: Any) -> Any:
    """Copy a row; all its bits (negative if any number is) and its sum."""
    bits = np.int64(0)
    total = 0.0
    for i in range(len(row)):
        weight[i] = row[i]
        bits |= row[i]
        total += row[i]
    return bits, total


@compiled
def limit(weight: Any, size: int, lower: Any, upper: Any, first: int, least: Any, most: Any) -> int:
    """Set the limits of a row and check them; where first seats are free, they count as minimums."""
    asked, room, firsts = 0, 0, 0
    for i in range(len(weight)):
        if lower[i] > upper[i]:
            return INFEASIBLE
        least[i] = lower[i]
        most[i] = min(upper[i], max(size, lower[i])) if weight[i] else lower[i]
        if first and weight[i] and least[i] == 0 and most[i] > 0:
            least[i] = 1
            firsts += 1
        asked += lower[i]
        room += most[i]
    if asked > size or room < size:
        return INFEASIBLE
    return LARGEST_FIRST if asked + firsts > size else SETTLED


@compiled
def give_largest(weight: Any, size: int, lower: Any, least: Any, seats: Any) -> int:
    """Fewer seats than lists that are due a first one: the largest get them."""
    left = size
    for i in range(len(weight)):
        seats[i] = lower[i]
        left -= lower[i]
    while left > 0:
        most = np.int64(0)
        count = 0
        for i in range(len(weight)):
            if least[i] > seats[i]:
                if weight[i] > most:
                    most, count = weight[i], 0
                if weight[i] == most:
                    count += 1
        if count > left:
            return TIE
        for i in range(len(weight)):
            if least[i] > seats[i] and weight[i] == most:
                seats[i] += 1
        left -= count
    return SETTLED
