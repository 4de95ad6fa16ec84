"""Tables of promises as CSV and XLSX: what the page shows, no more and no less."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tendik.exchange.tables import write_csv, write_xlsx
from tendik_web.site.download import attachment
from tendik_web.site.table import Cell, Table
from tendik_web.site.templatetags.tendik import show

FORMS = ("csv", "xlsx")


def send(headings: Sequence[str], lines: Sequence[Sequence[Any]], name: str, form: str) -> HttpResponse:
    """The table as a file called ``name``, in the form ``csv`` or ``xlsx``."""
    if form == "csv":
        content = write_csv(headings, lines)
    elif form == "xlsx":
        content = write_xlsx(headings, lines, title=name)
    else:
        raise Http404(form)
    return attachment(content, name, form)


def send_table(table: Table, country: str, name: str, form: str) -> HttpResponse:
    """A table of a page as a file, with the country in its first column."""
    headings = [_("Country"), *(column.label for column in table.columns)]
    lines = [[country, *(_plain(value) for value, _column in cells)] for _state, cells in table.lines]
    return send(headings, lines, name, form)


def offers(name: str, country: Any, query: str) -> list[dict[str, str]]:
    """The files of a page for its list of downloads."""
    return [
        {
            "url": reverse(name, args=[country, form]) + (f"?{query}" if query else ""),
            "label": _("Table"),
            "format": form.upper(),
        }
        for form in FORMS
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, Cell):
        value = value.value
    return "" if value is None else value if isinstance(value, int | str | date) else show(value)
