"""An answer of the ranking as a file: tables, workbook, everything, picture."""

from __future__ import annotations

import json
from typing import Any

from django.utils.translation import gettext as _

from tendik.exchange.tables import write_csv, write_xlsx
from tendik.values import Percent
from tendik_web.ranking.figures import Figure
from tendik_web.ranking.result import Result
from tendik_web.site.download import Forms
from tendik_web.site.table import Cell
from tendik_web.site.templatetags.tendik import cited, show

FORMS: Forms[Result] = Forms()


@FORMS("csv")
def _csv(result: Result) -> bytes:
    return write_csv(*_lines(result))


@FORMS("xlsx")
def _xlsx(result: Result) -> bytes:
    return write_xlsx(*_lines(result), title=result.name)


@FORMS("json")
def _json(result: Result) -> bytes:
    data = {
        "answer": result.heading,
        **result.data,
        "sources": [{"title": one.title, "url": one.url, "read": str(one.read)} for one in result.sources],
        "licence": result.licence,
        "replay": result.replay,
    }
    return json.dumps(data, ensure_ascii=False, indent=2, default=float).encode()


@FORMS("svg")
def _svg(result: Result) -> bytes:
    return _picture(result).svg.encode()


@FORMS("png")
def _png(result: Result) -> bytes:
    about = "; ".join(cited(source.title) for source in result.sources)
    return _picture(result).png(source=_("Source") + ": " + about)


def _picture(result: Result) -> Any:
    if result.picture is None:
        raise ValueError("This answer has no picture.")
    return result.picture


def _lines(result: Result) -> tuple[list[str], list[list[Any]]]:
    """All tables one below the other, then what it answers and where it comes from."""
    first, *others = result.tables
    headings = [column.label for column in first.columns]
    rows = _rows(first)
    for table in others:
        rows += [[""], [table.caption], [column.label for column in table.columns], *_rows(table)]
    told = ["", result.heading, *(cited(source.title) for source in result.sources)]
    told += [cited(result.licence), result.replay]
    rows += [[line] for line in told]
    width = max(len(headings), *(len(row) for row in rows))
    return _padded(headings, width), [_padded(row, width) for row in rows]


def _padded(row: list[Any], width: int) -> list[Any]:
    return [*row, *[""] * (width - len(row))]


def _rows(table: Any) -> list[list[Any]]:
    lines = [cells for _state, cells in table.lines] + [table.foot_line]
    return [[_plain(value) for value, _column in cells] for cells in lines if cells]


def _plain(value: Any) -> Any:
    """The value of a cell for a spreadsheet: numbers as numbers, nothing for what is not known."""
    if isinstance(value, Cell):
        value = value.value
    if isinstance(value, Figure):
        return round(float(value.value), 6)
    if isinstance(value, Percent):
        return round(float(value.share), 6)
    return "" if value is None else value if isinstance(value, int | str) else show(value)
