"""Women and men in public life: series by sphere, side by side, none merged with another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any

from tendik_web.access.actors import Actor
from tendik_web.access.visibility import visible
from tendik_web.commitments.state import holds
from tendik_web.observatory.models import Sphere
from tendik_web.records import rows


@dataclass(frozen=True)
class Line:
    """A series with its observations by period; ``letter`` names it in chart and table of its sphere."""

    letter: str
    series: Any
    observations: Sequence[Any]

    @property
    def known(self) -> list[Any]:
        """The observations that have a value."""
        return [one for one in self.observations if one.value is not None]


@dataclass(frozen=True)
class Group:
    """The series of a sphere; ``empty`` are those of which no observation is recorded."""

    sphere: Sphere
    lines: Sequence[Line]
    empty: Sequence[Any]

    def comparable(self) -> list[list[Line]]:
        """Shares of one indicator, or of one scope where none is named, that count the same people.

        Counts of persons differ with what they count, and so do figures outside public life.
        """
        found: dict[Any, list[Line]] = defaultdict(list)
        for line in self.lines if self.sphere != Sphere.OTHER else ():
            one = line.series
            if one.unit == "percent":
                found[one.indicator_id or str(one.scope), one.counted].append(line)
        return list(found.values())

    def shares(self) -> list[Line]:
        """The lines that count women in percent."""
        return [
            line for line in self.lines if line.series.unit == "percent" and line.series.counted == "women"
        ]

    def newest(self) -> list[Any]:
        """The newest shares of women; several where several series have one for that period."""
        known = [one for line in self.shares() for one in line.known[-1:]]
        last = max((one.period for one in known), default="")
        return [one for one in known if one.period == last]


def read(viewer: Actor, country: str) -> list[Group]:
    """The spheres that have series, in their order. Two queries."""
    series = (
        rows.visible_to(viewer, country, "series")
        .select_related("indicator")
        .annotate(sees_indicator=holds(visible(viewer, country, "indicator__")))
        .order_by("sort_key", "pk")
    )
    observed: dict[str, list[Any]] = defaultdict(list)
    seen = rows.visible_to(viewer, country, "observation").filter(visible(viewer, country, "series__"))
    for one in seen.order_by("period", "pk"):
        observed[one.series_id].append(one)
    by_sphere: dict[str, list[Any]] = defaultdict(list)
    for one in series:
        by_sphere[one.sphere].append(one)
    return [_group(sphere, by_sphere[sphere], observed) for sphere in Sphere if by_sphere[sphere]]


def _group(sphere: Sphere, series: Sequence[Any], observed: dict[str, list[Any]]) -> Group:
    lines = []
    for one in series:
        if observed[one.pk]:
            for observation in observed[one.pk]:
                observation.series = one
            lines.append(Line(_letter(len(lines)), one, observed[one.pk]))
    return Group(sphere, lines, [one for one in series if not observed[one.pk]])


def _letter(place: int) -> str:
    """A to Z, then AA, AB and so on."""
    more, rest = divmod(place, len(ascii_uppercase))
    return (_letter(more - 1) if more else "") + ascii_uppercase[rest]
