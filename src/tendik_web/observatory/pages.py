"""Women and men in public life over time, sphere by sphere: answer, charts, tables, files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tendik.charts import Line as Drawn
from tendik.charts import Picture, Point, trend
from tendik_web.commitments import figures, files, words
from tendik_web.commitments.frame import country_name
from tendik_web.countries.people import viewer
from tendik_web.countries.registry import Country
from tendik_web.observatory import representation
from tendik_web.observatory.representation import Group, Line
from tendik_web.site.asked import Asked
from tendik_web.site.rooms import rooms
from tendik_web.site.table import Cell, Column, Table
from tendik_web.site.templatetags.tendik import show

DRAWN = 8
"""How many lines a chart has room for."""
NAMED = 2
"""Up to how many lines bear their figures."""


@require_safe
def page(request: HttpRequest, country: Country) -> HttpResponse:
    """Every sphere, or the one that is asked for."""
    asked = Asked(request.GET)
    sphere, shown = _shown(request, country, asked)
    here, query = reverse("figures", args=[country]), urlencode({"sphere": sphere} if sphere else {})
    context: dict[str, Any] = {
        "country": country,
        "rooms": rooms(country, "figures"),
        "pages": [(here, _("Women and men in public life"), True)],
        "trail": [(reverse("country", args=[country]), country.name), ("", _("Figures"))],
        "heading": _heading(shown),
        "fields": list(asked.fields.values()),
        "errors": asked.errors,
        "action": here,
        "spheres": [_section(group, country) for group in shown if group.lines],
        "empty": _empty(shown),
        "files": files.offers("figures-file", country, query),
        "link": f"{here}?{query}" if query else here,
    }
    wrong = bool(asked.errors) and not request.headers.get("HX-Request")
    return render(request, "observatory/figures.html", context, status=422 if wrong else 200)


@require_safe
def table(request: HttpRequest, country: Country, form: str) -> HttpResponse:
    """Every figure that is shown, as a file; a series without figures has a line as well."""
    sphere, shown = _shown(request, country, Asked(request.GET))
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
    name = country_name(country)

    def line(group: Group, series: Any, one: Any) -> list[Any]:
        record = one or series
        source = record.source if record.source.get("title") else series.source
        return [
            name,
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
            source.get("title", ""),
            source.get("url", ""),
            request.build_absolute_uri(reverse("permanent", args=[record.pk])),
        ]

    lines = [
        line(group, series, one)
        for group in shown
        for series, observations in (
            *((each.series, each.observations) for each in group.lines),
            *((series, [None]) for series in group.empty),
        )
        for one in observations
    ]
    return files.send(headings, lines, f"figures-{country.code}" + (f"-{sphere}" if sphere else ""), form)


def _number(value: Any) -> str:
    """The decimal as recorded, without the noughts that the database adds."""
    return (
        "" if value is None else f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
    )


def _shown(request: HttpRequest, country: Country, asked: Asked) -> tuple[str, list[Group]]:
    found = representation.read(viewer(request), country.iso3)
    options = [("", _("All")), *((group.sphere.value, str(group.sphere.label)) for group in found)]
    sphere = asked.choice("sphere", _("Sphere of public life"), options, "")
    return sphere, [group for group in found if not sphere or group.sphere == sphere]


def _heading(shown: Sequence[Group]) -> str:
    """The answer of the first sphere."""
    if not shown:
        return _("No figures are recorded here yet")
    return _answer(shown[0])


def _answer(group: Group) -> str:
    """The newest share of women in a sphere, and where figures of one period differ."""
    newest = group.newest()
    if not newest:
        return _("%(sphere)s: series recorded here: %(count)s; no share of women among them") % {
            "sphere": group.sphere.label,
            "count": show(len(group.lines) + len(group.empty)),
        }
    told = {"sphere": group.sphere.label, "period": newest[0].period, "values": _values(newest)}
    said = _("%(sphere)s: women in %(period)s %(values)s") % told
    for lines, period in _disputed(group):
        if lines[0] in group.shares() and period != told["period"]:
            return _("%(said)s; for %(period)s there are several figures: %(values)s") % {
                "said": said,
                "period": period,
                "values": _values(_of(lines, period)),
            }
    return said


def _values(observations: Sequence[Any]) -> str:
    return "; ".join(
        f"{show(words.amount(one.value, one.series.unit))} "
        f"({words.plain(one.series.scope) or words.plain(one.series.title)})"
        for one in observations
    )


def _disputed(group: Group) -> list[tuple[list[Line], str]]:
    """Comparable lines whose values for a period are not the same, with the newest such period."""
    periods = ((lines, figures.disputed([line.known for line in lines])) for lines in group.comparable())
    return [(lines, period) for lines, period in periods if period]


def _of(lines: Sequence[Line], period: str) -> list[Any]:
    return [one for line in lines for one in line.known if one.period == period]


def _conflict(lines: Sequence[Line], period: str) -> str:
    return _("For %(period)s there are several figures, each with its scope and source: %(values)s.") % {
        "period": period,
        "values": _values(_of(lines, period)),
    }


def _section(group: Group, country: Country) -> dict[str, Any]:
    return {
        "id": group.sphere.value,
        "title": str(group.sphere.label),
        "said": _answer(group),
        "picture": _picture(group),
        "conflicts": [_conflict(lines, period) for lines, period in _disputed(group)],
        "warnings": [said for line in group.lines if (said := _warning(line))],
        "newest": _newest(group),
        "table": _table(group),
        "links": _links(group, country),
    }


def _picture(group: Group) -> Picture | None:
    """The shares over the years; figures of different things have no common chart."""
    if group.sphere == "other":
        return None
    lines = []
    for line in group.lines:
        by_year = {one.period[:4]: one for one in line.known} if line.series.unit == "percent" else {}
        points = tuple(
            Point(int(year), float(one.value), str(show(words.amount(one.value, "percent"))))
            for year, one in sorted(by_year.items())
            if year.isdecimal()
        )
        if points:
            lines.append(Drawn(line.letter, points))
    if not lines:
        return None
    newest = sorted(lines, key=lambda line: (line.points[-1].year, len(line.points)), reverse=True)[:DRAWN]
    longest = max(newest, key=lambda line: len(line.points))
    drawn = [
        Drawn(line.label, line.points, line is longest)
        if line is longest or len(newest) <= NAMED
        else _quiet(line)
        for line in lines
        if line in newest
    ]
    return trend(
        drawn,
        title=_("%(sphere)s: shares in percent, each line named by its letter in the table")
        % {"sphere": group.sphere.label},
        description=_(
            "A line for each series, broken where a year has no figure; the table beside it holds the same numbers."
        ),
    )


def _quiet(line: Drawn) -> Drawn:
    """The line with its letter alone: among many, figures would stand on the dots of others."""
    return Drawn(line.label, tuple(replace(point, text="") for point in line.points))


def _warning(line: Line) -> str:
    series = line.series
    said = [words.plain(series.warning)]
    if series.indicator_id and series.sees_indicator:
        said.append(figures.warning(series.indicator))
    text = " ".join(dict.fromkeys(filter(None, said)))
    return f"{line.letter}. {words.plain(series.title)}. {text}" if text else ""


def _newest(group: Group) -> Table:
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
                one.period,
                line.series.get_counted_display(),
                words.source_cell(one if one.source.get("title") else line.series),
            ]
            for line in group.lines
            for one in (line.known or line.observations)[-1:]
        ],
    )


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
            "value": show(shown),
            "base": show(words.amount(one.base)),
        }
    return Cell(shown, note=words.plain(one.note))


def _table(group: Group) -> Table:
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
                one.period,
                _value(one),
                words.source_cell(one if one.source.get("title") else line.series),
            ]
            for line in group.lines
            for one in reversed(line.observations)
        ],
    )


def _empty(shown: Sequence[Group]) -> Table:
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


def _links(group: Group, country: Country) -> list[tuple[str, str]]:
    """Where the law behind the figures is worked through."""
    quota = (reverse("country", args=[country]), _("See what the law guarantees"))
    if group.sphere == "parliament":
        return [quota, (reverse("reform", args=[country]), _("See what a reform changes"))]
    if group.sphere in ("party", "candidates"):
        return [quota, (reverse("lists", args=[country]), _("Check a party list"))]
    return []
