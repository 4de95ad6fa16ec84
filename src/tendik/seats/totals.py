"""Totals that must all be met: who can reach them, and which cannot be met together.

Seats may only stand in cells with votes. Whether the totals of rows and columns can be met
is a question of maximum flow (Ford and Fulkerson 1956; Gale 1957), answered in integers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tendik.errors import N_, Infeasible, Message
from tendik.seats.limits import whole_number

Matrix = tuple[tuple[int, ...], ...]

AXES = ("row", "column")


class InfeasibleTotals(Infeasible):
    """Totals that no whole seats can meet together.

    Attributes
    ----------
    relaxations : list of (int, int, int)
        ``(index, required, reachable)``, 0-based within its axis. With every required
        total replaced by the reachable one, the totals can be met.
    axes : list of str
        For each relaxation the axis that its index counts on, such as ``"row"``.
    """

    def __init__(self, message: Message, shortfalls: Iterable[tuple[str, int, int, int]]) -> None:
        named = list(shortfalls)
        super().__init__(message, [shortfall[1:] for shortfall in named])
        self.axes = [axis for axis, *_ in named]


@dataclass(frozen=True)
class Table:
    """Votes in rows and columns, seats of each row and column, fewest seats of each cell."""

    votes: Matrix
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    least: Matrix


def read_table(votes: Iterable[Iterable[int]], rows: Iterable[int], columns: Iterable[int]) -> Table:
    """Read a table strictly.

    Raises
    ------
    TypeError, ValueError
        A number that is not a non-negative integer; rows of different lengths; totals
        that do not fit the shape.
    """
    cells = tuple(tuple(whole_number(value, "every number of votes") for value in row) for row in votes)
    row_totals = tuple(whole_number(value, "every row total") for value in rows)
    column_totals = tuple(whole_number(value, "every column total") for value in columns)
    if len(cells) != len(row_totals):
        raise ValueError(f"there are {len(row_totals)} row totals for {len(cells)} rows of votes")
    for number, row in enumerate(cells):
        if len(row) != len(column_totals):
            raise ValueError(
                f"row {number} has {len(row)} numbers of votes for {len(column_totals)} column totals"
            )
    return Table(cells, row_totals, column_totals, tuple((0,) * len(row) for row in cells))


def most_placed(open_cells: Sequence[Sequence[bool]], rows: Sequence[int], columns: Sequence[int]) -> Matrix:
    """As many seats in the open cells as the totals, taken as ceilings, allow.

    Earlier rows are filled first and never give back: each augmenting path starts at the
    first row that can still gain. Hence the rows that fall short are the last ones possible.
    """
    placed = [[0] * len(columns) for _ in rows]
    left = list(columns)
    for start, total in enumerate(rows):
        missing = total
        while missing:
            path = _path(open_cells, placed, left, start)
            if path is None:
                break
            room = min(missing, left[path[0]])
            for column, row in zip(path[2::2], path[1::2], strict=False):
                room = min(room, placed[row][column])
            left[path[0]] -= room
            missing -= room
            for step in range(0, len(path) - 1, 2):
                placed[path[step + 1]][path[step]] += room
                if step + 2 < len(path):
                    placed[path[step + 1]][path[step + 2]] -= room
    return tuple(tuple(row) for row in placed)


def _path(
    open_cells: Sequence[Sequence[bool]], placed: Sequence[Sequence[int]], left: Sequence[int], start: int
) -> list[int] | None:
    """An augmenting path from row ``start``, backwards: column with room, row, column, …, row."""
    came_from: dict[int, int] = {}
    taker: dict[int, int] = {}
    queue = [start]
    seen = {start}
    for row in queue:
        for column, is_open in enumerate(open_cells[row]):
            if not is_open or column in came_from:
                continue
            came_from[column] = row
            if left[column]:
                path = [column]
                while True:
                    row_now = came_from[path[-1]]
                    path.append(row_now)
                    if row_now == start:
                        return path
                    path.append(taker[row_now])
            for other, seats in enumerate(placed):
                if seats[column] and other not in seen:
                    seen.add(other)
                    taker[other] = column
                    queue.append(other)
    return None


def check_totals(table: Table) -> None:
    """Refuse a table whose totals cannot be met; ``least`` is part of each total.

    Raises
    ------
    InfeasibleTotals
        Every seat that finds no place is missing in one row and in one column: the last
        rows and the last columns that can give way are named, with the total they reach.
    """
    rows, columns = table.rows, table.columns
    asked_rows = [sum(row) for row in table.least]
    asked_columns = [sum(column) for column in zip(*table.least, strict=True)] or [0] * len(columns)
    _check_least(table, asked_rows)
    open_cells = [[bool(votes) for votes in row] for row in table.votes]
    rest_rows = [total - asked for total, asked in zip(rows, asked_rows, strict=True)]
    rest_columns = [total - asked for total, asked in zip(columns, asked_columns, strict=True)]
    if sum(rows) == sum(columns) and all(map(all, open_cells)) and rows:
        return
    placed = most_placed(open_cells, rest_rows, rest_columns)
    found = sum(map(sum, placed))
    if found == sum(rest_rows) == sum(rest_columns):
        return
    turned = [[row[j] for row in open_cells] for j in range(len(columns))]
    by_column = most_placed(turned, rest_columns, rest_rows)
    short = [
        ("row", i, total, asked + sum(seats))
        for i, (total, asked, seats) in enumerate(zip(rows, asked_rows, placed, strict=True))
        if total != asked + sum(seats)
    ] + [
        ("column", j, total, asked + sum(seats))
        for j, (total, asked, seats) in enumerate(zip(columns, asked_columns, by_column, strict=True))
        if total != asked + sum(seats)
    ]
    if sum(rows) != sum(columns):
        template = N_(
            "The seats of the rows and of the columns do not add up: {rows} and {columns} ({totals})."
        )
        values = {"rows": sum(rows), "columns": sum(columns), "totals": name_totals(short)}
        raise InfeasibleTotals(Message("seats.totals-sum", template, values), short)
    template = N_("Seats may only go to cells with votes, and so many find none: {count} ({totals}).")
    values = {"count": sum(rest_rows) - found, "totals": name_totals(short)}
    raise InfeasibleTotals(Message("seats.totals", template, values), short)


def _check_least(table: Table, asked_rows: Sequence[int]) -> None:
    short = [
        ("row", i, asked, total)
        for i, (asked, total) in enumerate(zip(asked_rows, table.rows, strict=True))
        if asked > total
    ]
    if short:
        template = N_("A list is the strongest in more districts than it has seats ({totals}).")
        raise InfeasibleTotals(Message("seats.winner", template, {"totals": name_totals(short)}), short)


def name_totals(short: Iterable[tuple[str, int, int, int]]) -> list[Message]:
    """The totals that are not reached, as sentences; numbers count from 1."""
    return [
        Message(
            "seats.total-short",
            N_("{axis} {number}: {required} required, {reachable} reachable"),
            {"axis": axis_name(axis), "number": index + 1, "required": required, "reachable": reachable},
        )
        for axis, index, required, reachable in short
    ]


def axis_name(axis: str) -> Message | str:
    """The name of an axis of this package as a message; a caller's own name stays as it is."""
    return _AXIS_NAMES.get(axis, axis)


_AXIS_NAMES = {
    "row": Message("seats.axis-row", N_("row")),
    "column": Message("seats.axis-column", N_("column")),
    "district": Message("seats.axis-district", N_("district")),
    "list": Message("seats.axis-list", N_("list")),
    "sex": Message("seats.axis-sex", N_("sex")),
}
