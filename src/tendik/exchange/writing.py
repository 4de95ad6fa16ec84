"""Tables written as CSV and XLSX, so that no text in them can act as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

_FORMULA_STARTS = ("=", "+", "-", "@")


def _formula_like(text: str) -> bool:
    return text.lstrip("' \t\r\n").startswith(_FORMULA_STARTS)


def guard(text: str) -> str:
    """``text`` with an apostrophe before it where a spreadsheet would take it for a formula.

    Text that has apostrophes before such a sign already gets one more, so that
    reading, which takes one away, gives back what was written.
    """
    return f"'{text}" if _formula_like(text) else text


def unguard(text: str) -> str:
    """``text`` without the apostrophe that :func:`guard` put before it."""
    return text[1:].strip() if text.startswith("'") and _formula_like(text) else text


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A table as CSV: UTF-8 with byte order mark, commas, CRLF.

    Texts that begin like a formula (``= + - @``) are written after an apostrophe,
    which :func:`~tendik.exchange.tables.read_table` takes away again; numbers and dates stay as they are.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    for row in (headings, *rows):
        writer.writerow([guard(cell) if isinstance(cell, str) else cell for cell in row])
    return out.getvalue().encode("utf-8-sig")


def write_xlsx(headings: Sequence[str], rows: Iterable[Sequence[Any]], title: str) -> bytes:
    """A table as a workbook of one sheet: headings in bold, the first row fixed.

    Texts are written as texts, so that none can become a formula; integers, floats
    and dates as such. ``title`` names the workbook, and the sheet as far as
    spreadsheets allow (31 characters, none of ``[]:*?/\\``).
    """
    import xlsxwriter

    rows = [tuple(row) for row in rows]
    out = io.BytesIO()
    sheet_name = "".join(" " if sign in "[]:*?/\\" else sign for sign in title)[:31].strip(" '")
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": title})
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet(sheet_name or None)
        sheet.freeze_panes(1, 0)
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, heading, bold)
            width = max(len(heading), *(len(str(row[column])) for row in rows)) if rows else len(heading)
            sheet.set_column(column, column, min(width + 2, 60))
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, cell, day)
                elif isinstance(cell, int | float) and not isinstance(cell, bool):
                    sheet.write_number(number, column, cell)
                elif cell is not None:
                    sheet.write_string(number, column, str(cell))
    return out.getvalue()
