"""Seats in two ways at once: by row and by column, proportional to the votes of the cells.

Double-proportional apportionment with standard rounding ("double Pukelsheim"): a cell gets
its votes divided by the divisor of its row and the divisor of its column, rounded to the
nearest whole number. Balinski and Demange, *An axiomatic approach to proportionality between
matrices* (1989); Pukelsheim, *Proportional Representation* (2nd edition, 2017), chapter 14.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from tendik.seats.edges import settle
from tendik.seats.scaling import guess_row_divisors
from tendik.seats.totals import InfeasibleTotals, Matrix, Table, check_totals, read_table
from tendik.seats.transfer import transfer


@dataclass(frozen=True)
class MatrixTie:
    """Cells with an equal claim: ``seats`` of them get one more, so that every total is met.

    Attributes
    ----------
    cells : tuple of (int, int)
        Row and column of each, 0-based. Where the votes of the strongest list are equal in a
        district (``winner_takes_one``), every cell that the lot can change, by one or more.
    seats : int
        Seats that remain among them.
    """

    cells: tuple[tuple[int, int], ...]
    seats: int


@dataclass(frozen=True)
class Biproportional:
    """Seats of each cell, and the divisors that prove them.

    Attributes
    ----------
    seats : tuple of tuple of int, shape (R, C)
        At a tie, only the seats that no lot can take away.
    tie : MatrixTie or None
    row_divisors, column_divisors : tuple of Fraction, shape (R,), (C,)
        ``votes / (row divisor * column divisor)`` rounds to the seats of every cell: strictly
        within a half, except in tied cells, where it lies exactly half above the sure seats.
        A strongest list's cell has one seat where the quotient rounds to none. Empty where a
        lot must first say which list is the strongest.
    """

    seats: Matrix
    tie: MatrixTie | None
    row_divisors: tuple[Fraction, ...]
    column_divisors: tuple[Fraction, ...]


def biproportional(
    votes: Iterable[Iterable[int]],
    row_totals: Iterable[int],
    column_totals: Iterable[int],
    *,
    winner_takes_one: bool = False,
) -> Biproportional:
    """Apportion seats to the cells of a table whose rows and columns have fixed totals.

    Parameters
    ----------
    votes : iterable of iterable of int, shape (R, C)
        No votes, no seat.
    row_totals, column_totals : iterable of int, shape (R,), (C,)
        Seats of each row and of each column.
    winner_takes_one : bool
        Rows are lists, columns are districts: in every district that has seats, the list
        with the most votes gets at least one (Zug).

    Returns
    -------
    Biproportional

    Raises
    ------
    InfeasibleTotals
        The totals cannot be met in cells with votes, or a list is the strongest in more
        districts than it has seats. ``relaxations`` and ``axes`` name the rows and columns.
    ValueError, TypeError
        Votes and totals that are not non-negative integers, or do not fit each other.

    Notes
    -----
    Alternating scaling in floating point only guesses where to begin; tie-and-transfer in
    fractions decides, and ends on every input whose totals can be met. Where no cell is
    tied, the seats are the only ones that any divisors give.
    """
    table = read_table(votes, row_totals, column_totals)
    if not winner_takes_one:
        return _solve(table)
    return _with_winners(table)


def _solve(table: Table) -> Biproportional:
    check_totals(table)
    found = transfer(table, guess_row_divisors(table))
    tied = settle(table, found)
    seats = tuple(map(tuple, found.seats))
    left = sum(table.rows) - sum(map(sum, seats))
    tie = MatrixTie(tuple(sorted(tied)), left) if tied else None
    return Biproportional(seats, tie, tuple(found.rows), tuple(found.columns))


def _with_winners(table: Table) -> Biproportional:
    """One seat at least for each winner; where winners are tied, what every lot has in common."""
    strongest = {j: _strongest(table, j) for j, total in enumerate(table.columns) if total}
    sure = {j: rows[0] for j, rows in strongest.items() if len(rows) == 1}
    results = _results(table, sure, {j: rows for j, rows in strongest.items() if len(rows) > 1})
    first = results[0]
    if all((other.seats, other.tie) == (first.seats, first.tie) for other in results):
        return first
    least = [
        [min(cell) for cell in zip(*rows, strict=True)]
        for rows in zip(*(r.seats for r in results), strict=True)
    ]
    open_cells = {cell for result in results if result.tie for cell in result.tie.cells} | {
        (i, j)
        for result in results
        for i, row in enumerate(result.seats)
        for j, seats in enumerate(row)
        if seats > least[i][j]
    }
    left = sum(table.rows) - sum(map(sum, least))
    return Biproportional(tuple(map(tuple, least)), MatrixTie(tuple(sorted(open_cells)), left), (), ())


def _strongest(table: Table, j: int) -> list[int]:
    most = max((row[j] for row in table.votes), default=0)
    return [i for i, row in enumerate(table.votes) if row[j] == most > 0]


def _results(table: Table, winners: dict[int, int], tied: dict[int, list[int]]) -> list[Biproportional]:
    """The results of every lot between equally strong lists; a lot that cannot matter is not drawn."""
    least = tuple(
        tuple(int(winners.get(j) == i) for j in range(len(table.columns))) for i in range(len(table.rows))
    )
    result = _solve(replace(table, least=least))
    matters = next((j for j, rows in tied.items() if not all(result.seats[i][j] for i in rows)), None)
    if matters is None:
        return [result]
    rest = {j: rows for j, rows in tied.items() if j != matters}
    results, refused = [], None
    for i in tied[matters]:
        try:
            results += _results(table, {**winners, matters: i}, rest)
        except InfeasibleTotals as error:
            refused = error
    if not results and refused:
        raise refused
    return results
