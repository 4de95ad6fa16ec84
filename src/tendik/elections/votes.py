"""``votes.csv``: one row a list, and at most one row "against all"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from tendik.errors import N_, BadInput, Message, Problem
from tendik.exchange.tables import Row, Table

COLUMNS = ("list_id", "name", "kind", "votes", "registered_order")
ALLIANCE = "alliance"
"""A column that a table may have beside these: lists that joined each other name the same alliance."""
KINDS = ("list", "against_all")
_MOST_DIGITS = 12


@dataclass(frozen=True)
class VoteRow:
    """A row of the table; ``row`` is its number in the file."""

    list_id: str
    name: str
    kind: Literal["list", "against_all"]
    votes: int
    registered_order: int | None
    row: int
    alliance: str = ""


def read_votes(table: Table) -> tuple[VoteRow, ...]:
    """Read the rows of ``votes.csv``.

    Raises
    ------
    BadInput
        Every problem of the table: columns missing or unknown, empty identifiers,
        unknown kinds, votes that are not whole numbers, the same list or the same
        order of registration twice, no list at all.
    """
    _check_columns(table)
    known = [*COLUMNS, *([ALLIANCE] if ALLIANCE in table.headings else [])]
    at = {column: table.headings.index(column) for column in known}
    problems: list[Problem] = []
    rows = []
    for row in table.rows:
        cells = {column: str(row.cells[place]) for column, place in at.items()}
        found = _row_problems(table.name, row, cells)
        problems += found
        if not found:
            order = cells["registered_order"]
            rows.append(
                VoteRow(
                    cells["list_id"],
                    cells["name"],
                    cast(Literal["list", "against_all"], cells["kind"]),
                    int(cells["votes"]),
                    int(order) if order else None,
                    row.number,
                    cells.get(ALLIANCE, ""),
                )
            )
    problems += _repeated(table.name, rows)
    if not problems and not any(row.kind == "list" for row in rows):
        message = Message("votes.no-list", N_("There is no row of kind {kind}."), {"kind": "list"})
        problems.append(Problem(message, table.name, column="kind"))
    if problems:
        raise BadInput(sorted(problems, key=lambda problem: problem.row or 0))
    return tuple(rows)


def _check_columns(table: Table) -> None:
    problems = [
        Problem(
            Message(
                "votes.missing-column",
                N_("The column {column} is missing. The columns are: {columns}."),
                {"column": column, "columns": COLUMNS},
            ),
            table.name,
            table.heading_row,
            column,
        )
        for column in COLUMNS
        if column not in table.headings
    ]
    problems += [
        Problem(
            Message(
                "votes.unknown-column",
                N_("This column is not known. The columns are: {columns}."),
                {"columns": COLUMNS},
            ),
            table.name,
            table.heading_row,
            heading,
        )
        for heading in table.headings
        if heading not in (*COLUMNS, ALLIANCE)
    ]
    if problems:
        raise BadInput(problems)


def _row_problems(name: str, row: Row, cells: dict[str, str]) -> list[Problem]:
    found: list[tuple[str, Message]] = []
    if not cells["list_id"]:
        found.append(("list_id", Message("votes.no-id", N_("The list has no identifier."))))
    if cells["kind"] not in KINDS:
        message = Message(
            "votes.unknown-kind",
            N_("The kind {found} is not known. It is one of: {kinds}."),
            {"found": cells["kind"], "kinds": KINDS},
        )
        found.append(("kind", message))
    for column, read in (("votes", read_count), ("registered_order", read_order)):
        value = read(cells[column])
        if isinstance(value, Message):
            found.append((column, value))
    return [Problem(message, name, row.number, column) for column, message in found]


def read_count(text: str) -> int | Message:
    """The votes that a cell states, or the reason why it states none."""
    return int(text) if _whole(text) else _not_votes(text)


def read_order(text: str) -> int | Message | None:
    """The order of registration that a cell states: 1, 2, 3 …, or ``None`` in an empty one."""
    if text and (not _whole(text) or int(text) == 0):
        return Message(
            "votes.bad-order",
            N_(
                "The order of registration {found} is not 1, 2, 3 … Leave the cell empty where it is not known."
            ),
            {"found": text},
        )
    return int(text) if text else None


def _whole(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS


def _not_votes(text: str) -> Message:
    found = {"found": text}
    if text == "":
        return Message("votes.no-votes", N_("The votes are missing. A list without votes has 0."))
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return Message(
            "votes.text",
            N_("{found} is not a number. Write votes in digits only, without spaces."),
            found,
        )
    if number < 0:
        return Message("votes.negative", N_("Votes cannot be negative: {found}."), found)
    if number != number or number > 10**_MOST_DIGITS:
        return Message("votes.too-many", N_("{found} is more votes than there are people."), found)
    return Message("votes.fractional", N_("Votes are whole numbers: {found} is not."), found)


def _repeated(name: str, rows: list[VoteRow]) -> list[Problem]:
    """Identifiers, orders of registration and rows "against all" that occur twice."""
    problems = []
    seen: dict[tuple[str, str | int], int] = {}
    for row in rows:
        keys: list[tuple[str, str | int, Message]] = [
            (
                "list_id",
                row.list_id,
                Message("votes.same-list", N_("This list stands in row {row} already."), {}),
            )
        ]
        if row.registered_order is not None:
            keys.append(
                (
                    "registered_order",
                    row.registered_order,
                    Message("votes.same-order", N_("Row {row} has the same order of registration."), {}),
                )
            )
        if row.kind == "against_all":
            keys.append(
                (
                    "kind",
                    row.kind,
                    Message("votes.against-all-twice", N_("Row {row} counts votes against all already."), {}),
                )
            )
        for column, value, message in keys:
            first = seen.setdefault((column, value), row.row)
            if first != row.row:
                full = Message(message.code, message.template, {"row": first})
                problems.append(Problem(full, name, row.row, column))
    return problems
