"""Figures in sentences: the newest share, where figures differ, and what to beware of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from tendik_web.commitments import figures, words
from tendik_web.observatory.representation import Group, Line
from tendik_web.site.templatetags.tendik import period, show


def heading(shown: Sequence[Group]) -> str:
    """The answer of the first sphere."""
    if not shown:
        return _("No figures are recorded here yet")
    return answer(shown[0])


def answer(group: Group) -> str:
    """The newest share of women in a sphere, and where figures of one period differ."""
    newest = group.newest()
    if not newest:
        return _("%(sphere)s: series recorded here: %(count)s; no share of women among them") % {
            "sphere": group.sphere.label,
            "count": show(len(group.lines) + len(group.empty)),
        }
    told = {"sphere": group.sphere.label, "period": period(newest[0].period), "values": _values(newest)}
    said = _("%(sphere)s: women in %(period)s %(values)s") % told
    for lines, when in disputed(group):
        if lines[0] in group.shares() and when != newest[0].period:
            return _("%(said)s; for %(period)s there are several figures: %(values)s") % {
                "said": said,
                "period": period(when),
                "values": _values(_of(lines, when)),
            }
    return said


def disputed(group: Group) -> list[tuple[list[Line], str]]:
    """Comparable lines whose values for a period are not the same, with the newest such period."""
    periods = ((lines, figures.disputed([line.known for line in lines])) for lines in group.comparable())
    return [(lines, when) for lines, when in periods if when]


def conflict(lines: Sequence[Line], when: str) -> str:
    return _("For %(period)s there are several figures, each with its scope and source: %(values)s.") % {
        "period": period(when),
        "values": _values(_of(lines, when)),
    }


def warning(line: Line) -> str:
    series = line.series
    said = [words.plain(series.warning)]
    if series.indicator_id and series.sees_indicator:
        said.append(figures.warning(series.indicator))
    text = " ".join(dict.fromkeys(filter(None, said)))
    return f"{line.letter}. {words.plain(series.title)}. {text}" if text else ""


def _values(observations: Sequence[Any]) -> str:
    return "; ".join(
        f"{figures.value(one)} ({words.plain(one.series.scope) or words.plain(one.series.title)})"
        for one in observations
    )


def _of(lines: Sequence[Line], when: str) -> list[Any]:
    return [one for line in lines for one in line.known if one.period == when]
