"""Tie-and-transfer: from any row divisors to seats that meet every total, exactly.

Every column is apportioned for itself; some rows then hold too many seats, others too few.
Divisors are moved until a chain of ties leads from one to the other, and one seat is handed
along it. Each round mends one seat, so it ends, also where alternating scaling cycles.

Balinski and Demange, *Algorithms for proportional matrices in reals and integers*,
Mathematical Programming 45 (1989), 193-210; the chain is found as a shortest path, as in
Rote and Zachariasen, *Matrix scaling by network flow* (2007).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from tendik.seats.divisors import DIVISORS, divide
from tendik.seats.limits import Demand
from tendik.seats.totals import Table

HALF = Fraction(1, 2)


@dataclass
class Solution:
    """Seats, and divisors under which every cell is rounded to nearest, either way at a half."""

    seats: list[list[int]]
    rows: list[Fraction]
    columns: list[Fraction]


def transfer(table: Table, row_divisors: Sequence[Fraction]) -> Solution:
    """Seats and divisors for ``table``, whose totals can be met, from a guess of row divisors."""
    found = Solution(
        [[0] * len(table.columns) for _ in table.rows], list(row_divisors), [Fraction(1)] * len(table.columns)
    )
    for j in range(len(table.columns)):
        _apportion_column(table, found, j)
    excess = [sum(seats) - total for seats, total in zip(found.seats, table.rows, strict=True)]
    while any(excess):
        _hand_over(table, found, excess)
    return found


def _apportion_column(table: Table, found: Solution, j: int) -> None:
    weights = [row[j] / divisor for row, divisor in zip(table.votes, found.rows, strict=True)]
    common = lcm(*(weight.denominator for weight in weights))
    worth = tuple(int(weight * common) for weight in weights)
    least = tuple(row[j] for row in table.least)
    asked = Demand(worth, table.columns[j], least, (None,) * len(worth))
    seats, tie, interval = divide(DIVISORS["sainte-lague"], asked)
    for i, count in enumerate(seats):
        found.seats[i][j] = count
    if tie:
        for i in tie.options[: tie.seats]:
            found.seats[i][j] += 1
    if interval is not None:
        low, high = interval.low, interval.high
        # quotients are votes / (2n + 1), so the divisor is twice the quotient
        middle = low + high if high is not None else 4 * low
        if middle:
            found.columns[j] = middle / common


def _hand_over(table: Table, found: Solution, excess: list[int]) -> None:
    """Take one seat from a row with too many and hand it along ties to a row with too few.

    The length of a step is the factor by which divisors must move to make it a tie; with
    every label at most ``reach``, the divisors move by ``reach / label`` and no cell leaves
    its rounding.
    """
    count = len(table.rows)
    labels: dict[int, Fraction] = {i: Fraction(1) for i, more in enumerate(excess) if more > 0}
    before: dict[int, int] = {}
    done: dict[int, Fraction] = {}
    while True:
        node = min((n for n in labels if n not in done), key=labels.__getitem__)
        reach = done[node] = labels[node]
        if node < count and excess[node] < 0:
            break
        for other, step in _steps(table, found, node):
            if other not in done and (other not in labels or reach * step < labels[other]):
                labels[other] = reach * step
                before[other] = node
    for other, label in done.items():
        if other < count:
            found.rows[other] *= reach / label
        else:
            found.columns[other - count] *= label / reach
    excess[node] += 1
    while node in before:
        column = before[node]
        found.seats[node][column - count] += 1
        node = before[column]
        found.seats[node][column - count] -= 1
    excess[node] -= 1


def _steps(table: Table, found: Solution, node: int) -> list[tuple[int, Fraction]]:
    """Where a seat can go from a node, and the factor to the tie. Columns follow the rows.

    From a row: to a column in which it gives up a seat. From a column: to a row that gains it.
    """
    count = len(table.rows)
    steps = []
    if node < count:
        for j, votes in enumerate(table.votes[node]):
            seats = found.seats[node][j]
            if votes and seats > table.least[node][j]:
                quotient = votes / (found.rows[node] * found.columns[j])
                steps.append((count + j, quotient / (seats - HALF)))
    else:
        j = node - count
        for i, row in enumerate(table.votes):
            if row[j]:
                quotient = row[j] / (found.rows[i] * found.columns[j])
                steps.append((i, (found.seats[i][j] + HALF) / quotient))
    return steps
