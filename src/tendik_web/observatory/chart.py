"""The shares of a sphere over the years as a chart."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from tendik.charts import Line, Picture, Point, trend
from tendik_web.commitments import words
from tendik_web.observatory.representation import Group
from tendik_web.site.templatetags.tendik import show

DRAWN = 8
"""How many lines a chart has room for."""
NAMED = 2
"""Up to how many lines bear their figures."""


def picture(group: Group) -> Picture | None:
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
            lines.append(Line(line.letter, points))
    if not lines:
        return None
    newest = sorted(lines, key=lambda line: (line.points[-1].year, len(line.points)), reverse=True)[:DRAWN]
    longest = max(newest, key=lambda line: len(line.points))
    drawn = [
        Line(line.label, line.points, line is longest)
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


def _quiet(line: Line) -> Line:
    """The line with its letter alone: among many, figures would stand on the dots of others."""
    return Line(line.label, tuple(replace(point, text="") for point in line.points))
