"""Figures as tables: the newest of each series, every one of them, and the series that have none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tendik_web.commitments import figures, words
from tendik_web.observatory.representation import Group, Line
from tendik_web.site.table import Cell, Column, Table
from tendik_web.site.templatetags.tendik import cited, period, show


def newest(group: Group) -> Table:
    """The newest figure of each series, its value first, for narrow screens."""
    return Table(
        f"n-{group.sphere.value}",
        _("%(sphere)s: the newest figure of each series") % {"sphere": group.sphere.label},
        [
            Column(_("Series")),
            Column(_("Value"), numeric=True),
            Column(_("Period")),
            Column(_("Counted")),
            Column(_("Source")),
        ],
        [
            [
                _series(line),
                _value(one),
                period(one.period),
                line.series.get_counted_display(),
                words.source_cell(one if one.source.get("title") else line.series),
            ]
            for line in group.lines
            for one in (line.known or line.observations)[-1:]
        ],
    )


def every(group: Group) -> Table:
    """Every figure of a sphere, the newest of a series first."""
    return Table(
        f"t-{group.sphere.value}",
        _("%(sphere)s: every figure, with its scope and source") % {"sphere": group.sphere.label},
        [
            Column(_("Series")),
            Column(_("Counted")),
            Column(_("Period")),
            Column(_("Value"), numeric=True),
            Column(_("Source")),
        ],
        [
            [
                _series(line),
                line.series.get_counted_display(),
                period(one.period),
                _value(one),
                words.source_cell(one if one.source.get("title") else line.series),
            ]
            for line in group.lines
            for one in reversed(line.observations)
        ],
    )


def without(shown: Sequence[Group]) -> Table:
    """The series of which no figure is recorded, and why."""
    return Table(
        "without-figures",
        _("Series of which no figure is recorded"),
        [Column(_("Series")), Column(_("Sphere")), Column(_("Reason")), Column(_("Source"))],
        [
            [
                Cell(
                    words.named(one.title),
                    url=reverse("permanent", args=[one.pk]),
                    note=words.plain(one.scope),
                ),
                str(group.sphere.label),
                words.named(one.note) if one.note else _("No reason is recorded here"),
                words.source_cell(one),
            ]
            for group in shown
            for one in group.empty
        ],
    )


def file(
    shown: Iterable[Group], country: str, address: Callable[[str], str]
) -> tuple[list[str], list[list[Any]]]:
    """Headings and lines of every figure; a series without figures has a line as well.

    ``address`` gives the permanent address of a record by its identifier.
    """
    headings = [
        _("Country"),
        _("Sphere"),
        _("Series"),
        _("Scope"),
        _("Counted"),
        _("Period"),
        _("Value"),
        _("Out of"),
        _("Unit"),
        _("Note"),
        _("Confirmation"),
        _("Source"),
        _("Address of the source"),
        _("Permanent address"),
    ]

    def line(group: Group, series: Any, one: Any) -> list[Any]:
        record = one or series
        source = record.source if record.source.get("title") else series.source
        return [
            country,
            str(group.sphere.label),
            words.plain(series.title),
            words.plain(series.scope),
            series.get_counted_display(),
            one.period if one else "",
            _number(one.value) if one else "",
            _number(one.base) if one else "",
            series.get_unit_display(),
            words.plain(record.note),
            record.get_status_display(),
            cited(source.get("title", "")),
            source.get("url", ""),
            address(record.pk),
        ]

    return headings, [
        line(group, series, one)
        for group in shown
        for series, observations in (
            *((each.series, each.observations) for each in group.lines),
            *((series, [None]) for series in group.empty),
        )
        for one in observations
    ]


def _series(line: Line) -> Cell:
    return Cell(
        f"{line.letter}. {words.plain(line.series.title)}",
        url=reverse("permanent", args=[line.series.pk]),
        note=words.plain(line.series.scope),
    )


def _value(one: Any) -> Cell:
    shown = figures.value(one)
    if one.base is not None:
        shown = _("%(value)s out of %(base)s") % {
            "value": shown,
            "base": show(words.amount(one.base)),
        }
    return Cell(shown, note=words.plain(one.note))


def _number(value: Decimal | None) -> str:
    """The decimal as recorded, without the noughts that the database adds."""
    text = "" if value is None else f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
