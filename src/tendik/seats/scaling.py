"""Alternating scaling in floating point: a guess of the divisors, which integers then judge.

Rows and columns are brought to their totals in turn, each by its own divisor, as is done by
hand (Pukelsheim 2017, chapter 14). The guess may stall; the exact layer goes on from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import inf

from tendik.seats.totals import Table

PATIENCE = 6
"""Sweeps without a smaller error before the guess is handed over as it is."""


def guess_row_divisors(table: Table) -> list[Fraction]:
    """A divisor for each row such that, with fitting column divisors, few seats are misplaced."""
    largest = max((max(row, default=0) for row in table.votes), default=0) or 1
    shares = [[votes / largest for votes in row] for row in table.votes]
    turned = list(zip(*shares, strict=True))
    turned_least = list(zip(*table.least, strict=True))
    columns = [1.0] * len(table.columns)
    rows = [1.0] * len(table.rows)
    best, best_rows, waited = inf, rows, 0
    while best and waited < PATIENCE:
        rows = [
            _divisor([share / column for share, column in zip(line, columns, strict=True)], least, total)
            for line, least, total in zip(shares, table.least, table.rows, strict=True)
        ]
        columns = [
            _divisor([share / row for share, row in zip(line, rows, strict=True)], least, total)
            for line, least, total in zip(turned, turned_least, table.columns, strict=True)
        ]
        error = 0
        for line, least, row, total in zip(shares, table.least, rows, table.rows, strict=True):
            seats = (
                max(low, int(share / row / column + 0.5))
                for share, column, low in zip(line, columns, least, strict=True)
            )
            error += abs(sum(seats) - total)
        waited += 1
        if error < best:
            best, best_rows, waited = error, rows, 0
    return [_short(row) * largest for row in best_rows]


def _divisor(weights: Sequence[float], least: Sequence[int], total: int) -> float:
    """The middle of the divisors at which the rounded ``weights`` sum to ``total``."""
    sum_of_weights = sum(weights)
    if not sum_of_weights:
        return 1.0
    factor = max(total, 0.5) / sum_of_weights
    seats = [max(low, int(weight * factor + 0.5)) for weight, low in zip(weights, least, strict=True)]
    given = sum(seats)
    while True:
        next_quotient, next_line = 0.0, -1
        last_quotient, last_line = inf, -1
        for i, weight in enumerate(weights):
            quotient = weight / (seats[i] + 0.5)
            if quotient > next_quotient:
                next_quotient, next_line = quotient, i
            if seats[i] > least[i]:
                quotient = weight / (seats[i] - 0.5)
                if quotient < last_quotient:
                    last_quotient, last_line = quotient, i
        if given < total:
            seats[next_line] += 1
            given += 1
        elif given > total and last_line >= 0:
            seats[last_line] -= 1
            given -= 1
        else:
            return 2 * next_quotient if last_quotient == inf else (next_quotient + last_quotient) / 2


def _short(value: float) -> Fraction:
    """``value`` with 20 significant bits, so that exact arithmetic stays with short numbers."""
    if not 0 < value < inf:
        return Fraction(1)
    numerator, denominator = value.as_integer_ratio()
    shift = numerator.bit_length() - denominator.bit_length() - 20
    scale = Fraction(2) ** shift
    return max(1, round(Fraction(numerator, denominator) / scale)) * scale
