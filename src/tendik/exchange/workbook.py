"""XLSX, opened with care: a workbook is an archive that a stranger has packed.

Nothing is handed to the spreadsheet reader as it came. The directory of the archive
is looked at first (how many files, how large they say they are), then the few parts
that hold cells are inflated with a bound, looked through for formulas and for cells
far out, and packed anew; only that copy is read.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from xml.parsers import expat

from tendik.errors import N_, BadInput, Message, Problem
from tendik.exchange.archive import bad, bomb, broken, locked, unpack
from tendik.exchange.tables import Cell, column_letter

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_CHUNK = 1 << 16


@dataclass(frozen=True)
class Book:
    """The first visible sheet with content, its rows with their numbers, and the other such sheets."""

    sheet: str
    grid: list[tuple[int, list[Cell]]]
    other_sheets: tuple[str, ...]


@dataclass
class _Scan:
    """What a look through the XML of a sheet found; rows and columns are 0-based."""

    filled: bool = False
    formulas: list[tuple[int, int]] = field(default_factory=list)
    last_row: int = -1
    last_column: int = -1


class _Beyond(Exception):
    """A cell lies where no cell may."""


class _DocumentType(Exception):
    """A part declares a document type: a way to swell text that no spreadsheet uses."""


def read_workbook(name: str, data: bytes, *, max_rows: int, max_columns: int) -> Book:
    """Read the first visible sheet with content.

    Raises
    ------
    BadInput
        ``table.old-workbook``, ``table.locked``, ``table.broken-archive``,
        ``table.not-workbook``, ``table.bomb``, ``table.formula`` for each cell that
        holds one (the value that a program once computed may be missing or stale),
        ``table.too-many-rows``, ``table.too-many-columns``. A workbook without
        content is no error here: its grid is empty.
    """
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise locked(name)
        raise bad(
            name,
            Message(
                "table.old-workbook",
                N_("This is a workbook of the old form XLS. Open it and save it as XLSX or CSV."),
            ),
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = unpack(name, archive)
        sheets = [(title, path) for title, path in _sheets(parts) if path in parts]
        scans = {path: _scan(parts[path], max_rows, max_columns) for _, path in sheets}
    except _DocumentType:
        raise bomb(name) from None
    except (
        zipfile.BadZipFile,
        zlib.error,
        expat.ExpatError,
        LookupError,  # a part that is not there, or an encoding that nobody knows
        EOFError,
        ValueError,
        NotImplementedError,
        OSError,
        OverflowError,
        struct.error,
    ):
        raise broken(name) from None
    full = [(title, path) for title, path in sheets if scans[path].filled]
    if not full:
        return Book("", [], ())
    title, path = full[0]
    scan = scans[path]
    _within(name, scan, max_rows, max_columns)
    # Only the sheet that was looked through goes on, whatever else the workbook points to.
    others = {part for part in parts if part.startswith("xl/worksheets/")} | scans.keys() - {path}
    kept = {part: xml for part, xml in parts.items() if part == path or part not in others}
    grid = _cells(name, title, kept)
    if scan.formulas:
        raise BadInput(_formulas(name, scan, grid))
    return Book(title, grid, tuple(other for other, _ in full[1:]))


def _parse(xml: bytes, start: Any = None, end: Any = None) -> None:
    """Run ``xml`` through expat without namespaces' prefixes, refusing document types."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_: Any) -> None:
        raise _DocumentType

    parser.StartDoctypeDeclHandler = refuse
    if start is not None:
        parser.StartElementHandler = lambda tag, found: start(tag.rpartition(":")[2], found)
    if end is not None:
        parser.EndElementHandler = lambda tag: end(tag.rpartition(":")[2])
    for begin in range(0, len(xml), _CHUNK):
        parser.Parse(xml[begin : begin + _CHUNK], False)
    parser.Parse(b"", True)


def _sheets(parts: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Title and path of the visible worksheets, in the order of the workbook."""
    targets: dict[str, str] = {}

    def relation(tag: str, found: dict[str, str]) -> None:
        if tag == "Relationship" and found.get("Type", "").endswith("/worksheet"):
            targets[found["Id"]] = posixpath.normpath(posixpath.join("/xl", found["Target"])).lstrip("/")

    listed: list[tuple[str, str]] = []

    def sheet(tag: str, found: dict[str, str]) -> None:
        if tag == "sheet" and found.get("state", "visible") == "visible":
            key = next((value for key, value in found.items() if key.rpartition(":")[2] == "id"), "")
            listed.append((found["name"], key))

    _parse(parts["xl/_rels/workbook.xml.rels"], relation)
    _parse(parts["xl/workbook.xml"], sheet)
    for part in parts:
        if part.startswith(("xl/sharedStrings", "xl/styles")):
            _parse(parts[part])
    return ((title, targets[key]) for title, key in listed if key in targets)


def _scan(xml: bytes, max_rows: int, max_columns: int) -> _Scan:
    """Where the sheet has values and formulas; the look ends at the first cell beyond the bounds.

    A cell that does not say where it is follows the one before it.
    """
    scan = _Scan()
    row = column = -1
    inside = False

    def start(tag: str, found: dict[str, str]) -> None:
        nonlocal row, column, inside
        if tag == "row":
            row, column = int(found.get("r", row + 2)) - 1, -1
        elif tag == "c":
            row, column = _place(found["r"]) if "r" in found else (row, column + 1)
            inside = True
        elif inside and tag in ("v", "is", "f"):
            scan.filled = True
            scan.last_row = max(scan.last_row, row)
            scan.last_column = max(scan.last_column, column)
            if tag == "f":
                scan.formulas.append((row, column))
            if row >= max_rows or column >= max_columns:
                raise _Beyond

    def end(tag: str) -> None:
        nonlocal inside
        inside = inside and tag != "c"

    with suppress(_Beyond):
        _parse(xml, start, end)
    return scan


def _place(reference: str) -> tuple[int, int]:
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter.upper()) - ord("A") + 1
    return int(reference[len(letters) :]) - 1, column - 1


def _within(name: str, scan: _Scan, max_rows: int, max_columns: int) -> None:
    problems = []
    if scan.last_row >= max_rows:
        message = Message(
            "table.too-many-rows", N_("There are more than {limit} rows."), {"limit": max_rows - 1}
        )
        problems.append(Problem(message, name, scan.last_row + 1))
    if scan.last_column >= max_columns:
        message = Message(
            "table.too-many-columns", N_("There are more than {limit} columns."), {"limit": max_columns}
        )
        problems.append(Problem(message, name, column=column_letter(scan.last_column)))
    if problems:
        raise BadInput(problems)


def _cells(name: str, title: str, parts: dict[str, bytes]) -> list[tuple[int, list[Cell]]]:
    """The rows of the sheet ``title``, read from a copy of the workbook that holds ``parts`` only."""
    from python_calamine import CalamineWorkbook

    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as archive:
        for path, content in parts.items():
            archive.writestr(path, content)
    copy.seek(0)
    try:
        with CalamineWorkbook.from_filelike(copy) as book:
            rows = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:  # a panic of the reader is no Exception
        raise broken(name) from None
    return [(number, [_cell(value) for value in cells]) for number, cells in enumerate(rows, start=1)]


def _cell(value: Any) -> Cell:
    """A value as text; a day without a time of day as a date; a whole number without decimals."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value if isinstance(value, date) else str(value)


def _formulas(name: str, scan: _Scan, grid: list[tuple[int, list[Cell]]]) -> list[Problem]:
    headings = next((cells for _, cells in grid if any(cell != "" for cell in cells)), [])
    message = Message(
        "table.formula",
        N_("The cell holds a formula. Copy the table and paste it as values, then save."),
    )
    problems = []
    for row, column in scan.formulas:
        heading = str(headings[column]) if column < len(headings) else ""
        problems.append(Problem(message, name, row + 1, heading or column_letter(column)))
    return problems
