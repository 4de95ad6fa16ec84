"""Figures in the feed: of which series and period, with value and unit; a run of one series is one line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from tendik_web.access.actors import Actor
from tendik_web.commitments.words import measured
from tendik_web.records import rows
from tendik_web.records.history import Step
from tendik_web.site.templatetags.tendik import period, show

FIGURE, SERIES = "observation", "series"
"""The kind of a figure, and both the kind and the field that it belongs to."""


def entered(step: Step) -> bool:
    """Whether ``step`` tells of a figure for the first time."""
    return step.kind == FIGURE and not step.before


def same_run(one: Step, other: Step) -> bool:
    """Whether two neighbours in the feed are figures of one series, each told for the first time."""
    return entered(one) and entered(other) and one.after.get(SERIES) == other.after.get(SERIES)


def runs(steps: Iterable[Step]) -> list[list[Step]]:
    """``steps`` in their order, with the figures of a run together and everything else alone."""
    found: list[list[Step]] = []
    for step in steps:
        if found and same_run(found[-1][-1], step):
            found[-1].append(step)
        else:
            found.append([step])
    return found


def units(viewer: Actor, country: str, steps: Sequence[Step]) -> Mapping[str, str]:
    """The units of the series whose figures ``steps`` tell of, by series. One query, none without figures."""
    wanted = {step.after.get(SERIES) for step in steps if step.kind == FIGURE}
    if not wanted:
        return {}
    seen = rows.visible_to(viewer, country, SERIES, withdrawn=True).filter(pk__in=wanted)
    return dict(seen.values_list("pk", "unit"))


def titled(series: str, image: Mapping[str, Any]) -> str:
    """What a figure is called: its series and its period."""
    return _("%(series)s, %(period)s") % {"series": series, "period": period(str(image.get("period") or ""))}


def value(image: Mapping[str, Any], units: Mapping[str, str]) -> str:
    """The value of a figure with the unit of its series."""
    raw = image.get("value")
    return measured(None if raw is None else Decimal(raw), units.get(str(image.get(SERIES)), ""))


def said(run: Sequence[Step], units: Mapping[str, str]) -> str:
    """The figures of a run in one sentence."""
    images = sorted((step.after for step in run), key=lambda image: str(image.get("period")))
    last = images[-1]
    if len(images) == 1:
        return _("Value: %(value)s") % {"value": value(last, units)}
    return _("Figures entered: %(count)s, from %(first)s to %(last)s; the last of them: %(value)s") % {
        "count": show(len(images)),
        "first": period(str(images[0].get("period"))),
        "last": period(str(last.get("period"))),
        "value": value(last, units),
    }
