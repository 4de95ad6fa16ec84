"""The rows of a file, by the names of their columns, wherever these stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.text import capfirst

from tendik.errors import N_, BadInput, Message, Problem
from tendik.exchange.tables import Row, Table
from tendik.exchange.vocabulary import fold
from tendik_web.imports.columns import FIRST, OF_FILE, Column, columns, fields, known, label
from tendik_web.imports.family import plain_cell
from tendik_web.records.kinds import Kind


@dataclass(frozen=True)
class Line:
    """A row: its number in the file that was sent first, and its texts by name of column."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Sheet:
    """What a file says: names and headings of its columns, its rows, and what to know of it."""

    headings: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    notices: tuple[Message, ...]
    numbered: bool
    """It holds rows of a file that was sent before, by their numbers there."""


def read(kind: Kind, table: Table) -> Sheet:
    """The rows of ``table`` as records of ``kind``; columns are found by heading, in any order.

    Raises
    ------
    tendik.errors.BadInput
        No column is known, one occurs twice, there is no row, or a cell cannot be kept.
    """
    names, problems = _names(kind, table)
    if not set(names.values()) - set(OF_FILE):
        message = Message(
            "import.no-columns",
            N_("No heading of this file is one of the table “{kind}”. Fill in the template of this table."),
            {"kind": kind.plural},
        )
        raise BadInput([Problem(message, table.name, table.heading_row)])
    if not table.rows:
        message = Message("import.no-rows", N_("There is no row under the headings."))
        raise BadInput([Problem(message, table.name)])
    lines = [_line(table, row, names, problems) for row in table.rows]
    problems += _same_numbers(table, lines)
    if problems:
        raise BadInput(problems)
    return Sheet(
        tuple((name, table.headings[place]) for place, name in names.items()),
        tuple(lines),
        tuple(_notices(kind, table, names)),
        OF_FILE[0] in names.values(),
    )


def _names(kind: Kind, table: Table) -> tuple[dict[int, str], list[Problem]]:
    """The names of the columns that are known, by place."""
    names: dict[int, str] = {}
    problems = []
    for place, heading in enumerate(table.headings):
        name = known(kind.name).get(fold(heading))
        if name in names.values():
            message = Message("import.same-column", N_("Another column says the same. Leave one of them."))
            problems.append(Problem(message, table.name, table.heading_row, heading))
        elif name:
            names[place] = name
    return names, problems


def _line(table: Table, row: Row, names: dict[int, str], problems: list[Problem]) -> Line:
    cells = {name: plain_cell(row.cells[place]) for place, name in names.items()}
    for place, name in names.items():
        if "\0" in cells[name]:
            message = Message("import.unwritable", N_("The text holds characters that cannot be written."))
            problems.append(Problem(message, table.name, row.number, table.headings[place]))
    cells.pop("problems", None)
    said = cells.pop("row", "")
    if said and not (said.isascii() and said.isdigit() and 0 < int(said[:9]) < 10**6):
        message = Message("import.row", N_("This is not the number of a row."))
        problems.append(Problem(message, table.name, row.number))
        said = ""
    return Line(int(said) if said else row.number, cells)


def _same_numbers(table: Table, lines: Sequence[Line]) -> list[Problem]:
    met: set[int] = set()
    problems = []
    for line in lines:
        if line.number in met:
            message = Message("import.row-twice", N_("This row of the file occurs twice. Leave one of them."))
            problems.append(Problem(message, table.name, line.number))
        met.add(line.number)
    return problems


def _notices(kind: Kind, table: Table, names: dict[int, str]) -> list[Message]:
    notices = []
    unknown = [heading for place, heading in enumerate(table.headings) if place not in names]
    if unknown:
        notices.append(
            Message(
                "import.unknown-columns",
                N_("Columns that are not known, and are left out: {columns}."),
                {"columns": ", ".join(unknown)},
            )
        )
    there = {columns(kind.name)[name].field for name in names.values() if name not in OF_FILE}
    missing = [capfirst(str(fields(kind)[name].verbose_name)) for name in kind.required if name not in there]
    if missing:
        notices.append(
            Message(
                "import.missing-columns",
                N_("There is no column for: {columns}. A new record needs it; others keep what they hold."),
                {"columns": ", ".join(missing)},
            )
        )
    if table.other_sheets:
        notices.append(
            Message(
                "import.other-sheets",
                N_("Only the sheet {sheet} was read. Other sheets: {others}."),
                {"sheet": table.sheet or "", "others": ", ".join(table.other_sheets)},
            )
        )
    if not set(names.values()) & set(FIRST):
        notices.append(
            Message(
                "import.no-identity",
                N_("There is no column with the identifier or the key: every row becomes a new record."),
            )
        )
    return notices


def heading(kind: Kind, written: Mapping[str, str], name: str) -> str:
    """What the file calls the column ``name``, or what its heading would be."""
    if name in written or not name:
        return written.get(name, "")
    column = columns(kind.name).get(name)
    return label(kind, column or Column(name))


def columns_of(kind: Kind, field: str) -> list[str]:
    """The names of the columns of ``field``."""
    return [column.name for column in columns(kind.name).values() if column.field == field] or [field]
