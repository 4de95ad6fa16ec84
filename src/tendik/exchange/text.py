"""Delimited text: which encoding, which delimiter, which cells."""

from __future__ import annotations

import codecs
import csv
import io
import re

from tendik.errors import N_, BadInput, Message, Problem

MAX_CELL = 131_072
Grid = list[tuple[int, list[str]]]
"""The rows of a file that are not blank, each with its number as a spreadsheet shows it."""

_DELIMITERS = ",;\t"
_NAMED = 100
_LOOKED_AT = 50_000
"""More lines than a table may have: what comes after them is refused anyway."""
_HEAD = 10_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def _not_text(name: str) -> BadInput:
    return BadInput(
        [
            Problem(
                Message(
                    "table.not-text",
                    N_(
                        "This is not a text file in UTF-8, UTF-16 or Windows-1251. "
                        "Save the table as CSV in UTF-8, or as XLSX."
                    ),
                ),
                name,
            )
        ]
    )


def _mixed(name: str, rows: list[int]) -> list[Problem]:
    message = Message(
        "table.mixed-encoding",
        N_(
            "Some rows are in UTF-8 and this one is in another encoding. "
            "Save the whole file in one encoding, best UTF-8."
        ),
    )
    problems = [Problem(message, name, row) for row in rows[:_NAMED]]
    if len(rows) > _NAMED:
        more = Message("table.more-rows", N_("The same holds for further rows."))
        problems.append(Problem(more, name))
    return problems


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def decode(name: str, data: bytes) -> tuple[str, str]:
    """The text of ``data`` and the encoding it was in.

    A byte order mark decides; without one strict UTF-8 is tried, then
    Windows-1251. Windows-1251 has a letter for almost every byte, so that a file
    whose lines come from two encodings would pass for it: such a file is refused,
    with the rows that are not UTF-8.

    Raises
    ------
    BadInput
        ``table.not-text`` or ``table.mixed-encoding``.
    """
    encoding = next((found for mark, found in _BYTE_ORDER_MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        if encoding == "utf-16":
            raise _not_text(name) from None
        lines = data.splitlines()[:_LOOKED_AT]
        foreign = [number for number, line in enumerate(lines, start=1) if not _is_utf8(line)]
        foreign_only = len(foreign) == sum(not line.isascii() for line in lines)
        if foreign and (encoding == "utf-8-sig" or not foreign_only):
            raise BadInput(_mixed(name, foreign)) from None
        encoding = "cp1251"
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            raise _not_text(name) from None
    if _CONTROL.search(text):
        raise _not_text(name)
    return text, encoding


def delimiter(text: str) -> str:
    """The delimiter that cuts the first line into the most cells; a comma if none does."""
    first = next((line for line in text[:_HEAD].splitlines() if line.strip(" \t,;")), "")
    return max(_DELIMITERS, key=lambda mark: _width(first, mark))


def _width(line: str, mark: str) -> int:
    try:
        return max((len(cells) for cells in csv.reader([line], delimiter=mark)), default=0)
    except csv.Error:
        return 0


def split(name: str, text: str, mark: str, max_rows: int) -> Grid:
    """The cells of ``text``, blank rows left out; no more than ``max_rows`` and one further are read.

    Raises
    ------
    BadInput
        ``table.broken-row``: a quotation mark that is not closed, or a cell without end.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    grid: Grid = []
    row = 1
    try:
        for number, cells in enumerate(reader, start=1):
            row = number
            if max(map(len, cells), default=0) > MAX_CELL:
                raise csv.Error  # the reader's own limit is one of the whole process
            if any(map(str.strip, cells)):
                grid.append((number, cells))
                if len(grid) > max_rows:
                    break
            row = number + 1
    except csv.Error:
        message = Message(
            "table.broken-row",
            N_("The quotation marks of this row do not pair, or a cell is far too long. Correct the row."),
        )
        raise BadInput([Problem(message, name, row)]) from None
    return grid
