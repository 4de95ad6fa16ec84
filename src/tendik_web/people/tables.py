"""The pack of a hand-over as tables of a page and of a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from tendik.language import pick
from tendik_web.countries.registry import Country
from tendik_web.desk.queries.union import Row
from tendik_web.people.queries.pack import Pack
from tendik_web.records.kinds import KINDS
from tendik_web.site.table import Cell, Column, Table
from tendik_web.site.templatetags.tendik import reader

SHOWN = 50
"""Records of each table that the page shows; the workbook holds all."""


def due(country: Country, rows: Sequence[Row]) -> Table:
    """What is not done yet."""
    lines = [
        [_link(country, row), _kind(row), Cell(row.day or _("No deadline"), note=_late(row))] for row in rows
    ]
    columns = [Column(_("Record")), Column(_("Kind")), Column(_("Deadline"))]
    return Table("due", _("Not done yet"), columns, lines, empty=_("Everything of this body is done."))


def waiting(country: Country, rows: Sequence[Row]) -> Table:
    """What waits for a second person."""
    lines = [[_link(country, row), _kind(row), _waits(row)] for row in rows]
    columns = [Column(_("Record")), Column(_("Kind")), Column(_("Waits"))]
    empty = _("No record of this body waits to be confirmed or released.")
    return Table("waiting", _("Waits to be confirmed or released"), columns, lines, empty=empty)


def flat(country: Country, pack: Pack) -> tuple[list[str], list[list[Any]]]:
    """Both in one table, for a workbook."""
    headings = [_("What is open"), _("Kind"), _("Record"), _("Deadline"), _("Overdue"), _("Address")]
    rows = [
        [
            _("Not done yet") if row.word == "due" else _waits(row),
            _kind(row),
            pick(row.words, reader()),
            row.day,
            _late(row),
            reverse("record", args=[country, row.kind, row.id]),
        ]
        for row in (*pack.due, *pack.waiting)
    ]
    return headings, rows


def _link(country: Country, row: Row) -> Cell:
    return Cell(row.words, url=reverse("record", args=[country, row.kind, row.id]))


def _kind(row: Row) -> str:
    return capfirst(KINDS[row.kind].label)


def _late(row: Row) -> str:
    return _("Overdue") if row.day is not None and row.day < timezone.localdate() else ""


def _waits(row: Row) -> str:
    return _("To confirm") if row.word == "confirm" else _("To release")
