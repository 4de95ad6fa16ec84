"""Tables read from and written to CSV and XLSX.

One way in, :func:`read_table`: the form is recognised from the bytes, never from
the name, and whatever is wrong comes back as one :class:`~tendik.errors.BadInput`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from tendik.errors import N_, BadInput, Message, Problem
from tendik.exchange.writing import unguard, write_csv, write_xlsx
from tendik.values import digest

__all__ = [
    "Cell",
    "Row",
    "Table",
    "column_letter",
    "read_table",
    "read_table_file",
    "write_csv",
    "write_xlsx",
]

MAX_BYTES = 10_000_000
MAX_ROWS = 20_000
MAX_COLUMNS = 100

Cell = str | date
"""What a cell holds: trimmed text, or a date that the spreadsheet itself calls a date."""

_FOREIGN = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"{\\rtf", "RTF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "GZIP"),
    (b"<!DOCTYPE", "HTML"),
    (b"<html", "HTML"),
    (b"<?xml", "XML"),
)


@dataclass(frozen=True)
class Row:
    """A row of cells, as many as there are headings; ``number`` as a spreadsheet shows it."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """A table as found in a file.

    ``encoding`` and ``delimiter`` are given for text, ``sheet`` for a workbook.
    ``other_sheets`` are visible sheets with content that were not read.
    """

    name: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    format: Literal["csv", "xlsx"]
    heading_row: int = 1
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    other_sheets: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """The digest of what the table says, whatever its format or encoding."""
        return digest([self.headings, [row.cells for row in self.rows]])


def read_table_file(path: Path, *, limit: int = MAX_BYTES) -> Table:
    """Read the table in the file at ``path``; its size is looked at before it is opened.

    Raises
    ------
    BadInput
        As :func:`read_table`; also ``table.no-file`` and ``table.unreadable``.
    """
    path = Path(path)
    try:
        if not path.is_file():
            raise BadInput([Problem(Message("table.no-file", N_("There is no such file.")), str(path))])
        if path.stat().st_size > limit:
            raise _too_large(path.name, limit)
        data = path.read_bytes()
    except (OSError, ValueError):
        message = Message("table.unreadable", N_("The file cannot be read. Check that you may open it."))
        raise BadInput([Problem(message, str(path))]) from None
    return read_table(path.name, data, limit=limit)


def read_table(name: str, data: bytes, *, limit: int = MAX_BYTES) -> Table:
    """Read the table in ``data``.

    Text may be in UTF-8 with or without a byte order mark, UTF-16 with one, or
    Windows-1251, cut by comma, semicolon or tab. Of a workbook the first visible
    sheet with content is read. Blank rows are passed over and keep their number.

    Parameters
    ----------
    name : str
        Name of the file, for messages.
    data : bytes
        The file.
    limit : int
        Most bytes that are looked into.

    Raises
    ------
    BadInput
        Everything that is wrong with the file as a table: too large, empty, another
        kind of file, a broken or swollen archive, formulas, mixed encodings, no
        headings or the same heading twice, rows of another width.
    """
    if len(data) > limit:
        raise _too_large(name, limit)
    if not data.strip(b" \t\r\n\x00"):
        raise BadInput([_empty(name)])
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
        from tendik.exchange.workbook import read_workbook

        book = read_workbook(name, data, max_rows=MAX_ROWS + 1, max_columns=MAX_COLUMNS)
        headings, rows, first = _shape(name, book.grid, ragged=False)
        return Table(name, headings, rows, "xlsx", first, sheet=book.sheet, other_sheets=book.other_sheets)
    for start, kind in _FOREIGN:
        if data[:64].lstrip()[: len(start)].lower() == start.lower():
            raise BadInput([Problem(_foreign(kind), name)])

    from tendik.exchange import text

    content, encoding = text.decode(name, data)
    mark = text.delimiter(content)
    grid = [
        (number, [unguard(cell.strip()) for cell in cells])
        for number, cells in text.split(name, content, mark, MAX_ROWS + 1)
    ]
    headings, rows, first = _shape(name, grid, ragged=True)
    return Table(name, headings, rows, "csv", first, encoding=encoding, delimiter=mark)


def column_letter(column: int) -> str:
    """The letters that a spreadsheet gives the 0-based ``column``."""
    letters = ""
    while column >= 0:
        letters = chr(ord("A") + column % 26) + letters
        column = column // 26 - 1
    return letters


def _foreign(kind: str) -> Message:
    return Message(
        "table.foreign",
        N_("This is a {kind} file, not a table. Save the table as CSV or XLSX and choose that file."),
        {"kind": kind},
    )


def _too_large(name: str, limit: int) -> BadInput:
    return BadInput(
        [
            Problem(
                Message(
                    "table.too-large",
                    N_("The file is larger than {limit} bytes. Leave only the table in it."),
                    {"limit": limit},
                ),
                name,
            )
        ]
    )


def _empty(name: str) -> Problem:
    return Problem(
        Message("table.empty", N_("The file is empty. Put column headings in the first row, then the data.")),
        name,
    )


def _shape(
    name: str, grid: Sequence[tuple[int, Sequence[Cell]]], *, ragged: bool
) -> tuple[tuple[str, ...], tuple[Row, ...], int]:
    """Headings and rows of one width, or every reason why there are none.

    ``ragged`` says that the width of a row was written down, as in text, where a
    row that is too short has lost a cell; a sheet has no such thing.
    """
    grid = [(number, cells) for number, cells in grid if any(cell != "" for cell in cells)]
    if not grid:
        raise BadInput([_empty(name)])
    if len(grid) > MAX_ROWS + 1:
        message = Message("table.too-many-rows", N_("There are more than {limit} rows."), {"limit": MAX_ROWS})
        raise BadInput([Problem(message, name)])
    first, top = grid[0]
    width = _filled(top)
    if width > MAX_COLUMNS:
        message = Message(
            "table.too-many-columns", N_("There are more than {limit} columns."), {"limit": MAX_COLUMNS}
        )
        raise BadInput([Problem(message, name, first)])
    wide = [number for number, cells in grid[1:] if _filled(cells) > width]
    if _no_headings(top[:width]) or (len(wide) > 1 and 2 * len(wide) > len(grid) - 1):
        message = Message(
            "table.no-headings",
            N_("The first row must hold the column headings, one over each column; it does not."),
        )
        raise BadInput([Problem(message, name, first)])
    headings = tuple(str(cell) for cell in top[:width])
    problems = _heading_problems(name, headings, first)
    declared = len(top)
    rows = []
    for number, cells in grid[1:]:
        if _filled(cells) > width or (ragged and len(cells) < width):
            found = len(cells) if ragged else _filled(cells)
            message = Message(
                "table.ragged",
                N_("The row has another number of cells ({found}) than there are headings ({expected})."),
                {"found": found, "expected": declared if ragged else width},
            )
            problems.append(Problem(message, name, number))
            continue
        rows.append(Row(number, (*cells[:width], *[""] * (width - len(cells)))))
    if problems:
        raise BadInput(problems)
    return headings, tuple(rows), first


def _filled(cells: Sequence[Cell]) -> int:
    return max((place for place, cell in enumerate(cells, start=1) if cell != ""), default=0)


def _no_headings(cells: Sequence[Cell]) -> bool:
    return any(not isinstance(cell, str) or cell.replace(".", "").isdecimal() for cell in cells)


def _heading_problems(name: str, headings: tuple[str, ...], row: int) -> list[Problem]:
    problems = []
    for column, heading in enumerate(headings):
        if heading == "":
            message = Message("table.blank-heading", N_("This column has no heading."))
            problems.append(Problem(message, name, row, column_letter(column)))
    times = Counter(heading.casefold() for heading in headings if heading)
    for heading in dict.fromkeys(heading for heading in headings if times[heading.casefold()] > 1):
        message = Message("table.same-heading", N_("Several columns have this heading. Give each its own."))
        problems.append(Problem(message, name, row, heading))
    return problems
