"""Points, rules and words at places that are worked out already: the marks that charts are made of.

They are Vega-Lite as plain data. Altair would check each mark against its schema, which
takes longer than drawing the picture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

LINE_HEIGHT = 19
Values = Sequence[dict[str, Any]]


@dataclass(frozen=True)
class Layers:
    """Marks one above the other, on a surface of ``width`` times ``height`` pixels."""

    marks: tuple[dict[str, Any], ...]
    width: int
    height: int

    def to_dict(self) -> dict[str, Any]:
        """The Vega-Lite chart."""
        return {"layer": list(self.marks), "width": self.width, "height": self.height}


def rules(values: Values, name: str, width: float, cap: str = "round") -> dict[str, Any]:
    """Straight lines from (x, y) to (x2, y2), each in its ``colour``."""
    mark = {"type": "rule", "strokeWidth": width, "strokeCap": cap}
    encoding = {**_PLACES, "x2": {"field": "x2"}, "y2": {"field": "y2"}, "color": _COLOUR}
    return _layer(values, name, mark, encoding)


def points(values: Values, name: str, diameter: float) -> dict[str, Any]:
    """Full dots at (x, y), each in its ``colour``."""
    area = math.pi * diameter**2 / 4
    mark = {"type": "point", "filled": True, "opacity": 1, "strokeWidth": 0, "size": area}
    return _layer(values, name, mark, {**_PLACES, "color": _COLOUR})


def written(values: Values, name: str, align: str, size: int, weight: int, colour: str) -> dict[str, Any]:
    """Texts at (x, y), the foot of their first line; a list of texts is a text of several lines."""
    mark = {
        "type": "text",
        "align": align,
        "baseline": "alphabetic",
        "fontSize": size,
        "fontWeight": weight,
        "color": colour,
        "lineHeight": LINE_HEIGHT,
    }
    return _layer(values, name, mark, {**_PLACES, "text": {"field": "text", "type": "nominal"}})


def _layer(values: Values, name: str, mark: dict[str, Any], encoding: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "data": {"values": list(values)}, "mark": mark, "encoding": encoding}


_PLACES = {
    place: {"field": place, "type": "quantitative", "scale": None, "axis": None} for place in ("x", "y")
}
_COLOUR = {"field": "colour", "type": "nominal", "scale": None, "legend": None}
