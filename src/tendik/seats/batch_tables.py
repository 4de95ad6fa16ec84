"""The kernel of ``biproportional_many``: scale in floating point, then prove in integers.

Rows and columns are brought to their totals in turn until both hold. The divisors found are
then rounded to integers, and 64-bit products prove that every cell lies strictly inside its
rounding: by that the seats are the only ones there are. A table for which the proof does not
succeed (ties, near ties, totals that cannot be met, very large numbers) goes to the exact layer.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from tendik.seats.batch_rows import EXACT, NEGATIVE, SETTLED, compiled

SWEEPS = 50
"""Sweeps over rows and columns before a table is left to the exact layer."""

BITS = 21
"""Bits of a rounded divisor: two of them and 16 bits of seats stay within 62."""


@compiled
def scale_line(weight: Any, least: Any, size: Any, total: Any, held: Any) -> Any:
    """The factor in the middle of those that round ``weight`` to ``total`` seats, put in ``held``.

    0 where no factor can: no weight, or more least seats than the total.
    """
    given = np.int64(0)
    summed = 0.0
    for i in range(size):
        summed += weight[i]
    if summed == 0.0:
        for i in range(size):
            held[i] = 0
        return 1.0 if total == 0 else 0.0
    factor = max(total, 0.5) / summed
    for i in range(size):
        held[i] = max(np.int64(weight[i] * factor + 0.5), least[i])
        given += held[i]
    while True:
        rise, riser = 0.0, -1
        fall, faller = np.inf, -1
        for i in range(size):
            quotient = weight[i] / (held[i] + 0.5)
            if quotient > rise:
                rise, riser = quotient, i
            if held[i] > least[i]:
                quotient = weight[i] / (held[i] - 0.5)
                if quotient < fall:
                    fall, faller = quotient, i
        if given < total:
            held[riser] += 1
            given += 1
        elif given > total:
            if faller < 0:
                return 0.0
            held[faller] -= 1
            given -= 1
        elif faller < 0:
            return 0.5 / rise
        else:
            return 2.0 / (rise + fall)


@compiled
def solve(votes: Any, rows: Any, columns: Any, winners: bool, seats: Any, status: Any) -> None:
    """Apportion each table of ``votes``.

    Parameters
    ----------
    votes : int64[N, R, C]
    rows, columns : int64[N or 1, R], int64[N or 1, C]
    winners : bool
        The strongest row of each column with seats gets one at least.
    seats, status : int16[N, R, C], int8[N]
        Filled in.
    """
    count, height, width = votes.shape
    by_row = 1 if len(rows) > 1 else 0
    by_column = 1 if len(columns) > 1 else 0
    longest = max(height, width)
    weight = np.empty(longest, np.float64)
    line = np.empty(longest, np.int64)
    lowest = np.zeros(longest, np.int64)
    least = np.zeros((height, width), np.int64)
    held = np.zeros((height, width), np.int64)
    row_factor = np.ones(height, np.float64)
    column_factor = np.ones(width, np.float64)
    row_whole = np.empty(height, np.int64)
    column_whole = np.empty(width, np.int64)
    for n in range(count):
        table = votes[n]
        row_total = rows[n * by_row]
        column_total = columns[n * by_column]
        bits = np.int64(0)
        for i in range(height):
            for j in range(width):
                bits |= table[i, j]
        if bits < 0:
            status[n] = NEGATIVE
            continue
        status[n] = EXACT
        if row_total.sum() != column_total.sum():
            continue
        if winners and not mark_winners(table, column_total, least):
            continue
        column_factor[:] = 1.0
        row_factor[:] = 1.0
        met = False
        for _ in range(SWEEPS):
            possible = True
            for i in range(height):
                for j in range(width):
                    weight[j] = table[i, j] * column_factor[j]
                row_factor[i] = scale_line(weight, least[i], width, row_total[i], line)
                if row_factor[i] == 0.0:
                    possible = False
            if not possible:
                break
            for j in range(width):
                for i in range(height):
                    weight[i] = table[i, j] * row_factor[i]
                    lowest[i] = least[i, j]
                column_factor[j] = scale_line(weight, lowest, height, column_total[j], line)
                if column_factor[j] == 0.0:
                    possible = False
                for i in range(height):
                    held[i, j] = line[i]
            if not possible:
                break
            met = True
            for i in range(height):
                given = np.int64(0)
                for j in range(width):
                    given += held[i, j]
                if given != row_total[i]:
                    met = False
                    break
            if met:
                break
        if not met:
            continue
        shift = whole(row_factor, row_whole) + whole(column_factor, column_whole)
        if proven(table, row_whole, column_whole, shift, least, held):
            status[n] = SETTLED
            for i in range(height):
                for j in range(width):
                    seats[n, i, j] = held[i, j]


@compiled
def mark_winners(table: Any, column_total: Any, least: Any) -> bool:
    """Set ``least`` to one for the strongest row of each column; false at equal votes."""
    height, width = table.shape
    for j in range(width):
        most, best, equal = np.int64(0), -1, False
        for i in range(height):
            least[i, j] = 0
            if table[i, j] > most:
                most, best, equal = table[i, j], i, False
            elif table[i, j] == most:
                equal = True
        if best >= 0 and column_total[j] > 0:
            if equal:
                return False
            least[best, j] = 1
    return True


@compiled
def whole(factor: Any, result: Any) -> Any:
    """Divisors ``1 / factor`` as integers of at most ``BITS`` bits; the power of two they took."""
    largest = 0.0
    for value in factor:
        largest = max(largest, 1.0 / value)
    shift = np.int64(BITS - 1 - np.int64(np.floor(np.log2(largest))))
    scale = 2.0**shift
    for i in range(len(factor)):
        result[i] = np.int64(scale / factor[i])
    return shift


@compiled
def proven(table: Any, row_whole: Any, column_whole: Any, shift: int, least: Any, held: Any) -> bool:
    """Whether every cell lies strictly inside its rounding: ``2 votes 2**shift`` against products.

    With ``2**shift / (row * column)`` as the factor of a cell, ``held`` seats are its rounding
    where ``(2 held - 1) row column < 2 votes 2**shift < (2 held + 1) row column``.
    """
    if shift < 0 or shift > 60:
        return False
    room = np.int64(1) << (61 - shift)
    for i in range(len(row_whole)):
        for j in range(len(column_whole)):
            count, seats = table[i, j], held[i, j]
            if count >= room or seats >= 32768:
                return False
            cost = row_whole[i] * column_whole[j]
            worth = count << (shift + 1)
            if worth >= (2 * seats + 1) * cost:
                return False
            if seats > least[i, j] and worth <= (2 * seats - 1) * cost:
                return False
    return True
