"""Figures of the indicators of a promise: every series, side by side, with its scope and source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from tendik_web.commitments import words
from tendik_web.commitments.chain import Chain
from tendik_web.site.table import Cell, Column, Table
from tendik_web.site.templatetags.tendik import period as period_in_words


def measured(chain: Chain) -> list[dict[str, Any]]:
    """Each indicator with its newest figures, what contradicts what, and how it may be misread."""
    by_indicator: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for one in chain.observations:
        by_indicator[one.series.indicator_id][one.series_id].append(one)
    return [_measured(one, list(by_indicator[one.pk].values())) for one in chain.indicators]


def _measured(indicator: Any, series: Sequence[Sequence[Any]]) -> dict[str, Any]:
    period = disputed(series)
    shown = [
        one
        for values in series
        for one in values
        if one is values[-1] or (period is not None and one.period == period)
    ]
    return {
        "id": indicator.pk,
        "record": indicator,
        "source": words.source_of(indicator),
        "warning": warning(indicator),
        "conflict": _conflict(shown, period),
        "table": Table(
            f"t-{indicator.pk}",
            _("Newest figures, one line for each series"),
            [Column(_("Series")), Column(_("Period")), Column(_("Value"), numeric=True), Column(_("Source"))],
            [
                [
                    Cell(words.named(one.series.title), note=words.plain(one.series.scope)),
                    period_in_words(one.period),
                    value(one),
                    words.source_cell(one if one.source.get("title") else one.series),
                ]
                for one in shown
            ],
            empty=_("No figures are recorded here."),
        ),
    }


def value(one: Any) -> str:
    """The value of an observation with its unit, for a table."""
    return "–" if one.value is None else words.measured(one.value, one.series.unit)


def warning(indicator: Any) -> str:
    """How the indicator may be misread, or nothing."""
    said = words.plain(indicator.warning)
    if not indicator.reads_both_ways:
        return said
    both = _("This indicator reads both ways: a change of it can mean better or worse.")
    return f"{both} {said}".strip()


def disputed(series: Sequence[Sequence[Any]]) -> str | None:
    """The newest period for which series of the same count and unit give different values."""
    found: dict[tuple[str, str, str], set[Any]] = defaultdict(set)
    for values in series:
        for one in values:
            if one.value is not None:
                found[one.period, one.series.counted, one.series.unit].add(one.value)
    return max((period for (period, *_same), values in found.items() if len(values) > 1), default=None)


def _conflict(shown: Sequence[Any], period: str | None) -> str:
    if period is None:
        return ""
    values = [
        f"{value(one)} ({words.plain(one.series.scope) or words.plain(one.series.title)})"
        for one in shown
        if one.period == period and one.value is not None
    ]
    return _(
        "The figures for %(period)s differ; both are kept, each with its scope and source: %(values)s."
    ) % {
        "period": period_in_words(period),
        "values": "; ".join(values),
    }
