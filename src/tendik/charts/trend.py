"""Lines over years: a line is broken where there was no edition; the scale may run downwards, as ranks do."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from tendik.charts.marks import LINE_HEIGHT, Layers, points, rules, written
from tendik.charts.render import GREY, INK, SECONDARY, SERIES, Picture, picture

WIDTH, HEIGHT = 640, 320
LEFT, RIGHT, TOP, FLOOR = 34, 496, 34, 268
LABEL_COLUMNS = 13
ROW = 27
"""Height of a line of a label, with room for the larger type of a phone."""
FEW = 2
LABEL_ROOM = 40
"""What more than two lines leave to the names at their ends."""
STEP = 5


@dataclass(frozen=True)
class Point:
    """A value in a year; ``text`` is the value as the reader's language writes it."""

    year: int
    value: float
    text: str


@dataclass(frozen=True)
class Line:
    """A named series; one line of a picture is emphasised, the others are grey."""

    label: str
    points: tuple[Point, ...]
    emphasised: bool = False


def trend(lines: Sequence[Line], *, title: str, description: str, downwards: bool = False) -> Picture:
    """Draw values over years.

    Parameters
    ----------
    lines : sequence of Line
        Two years that do not follow each other are not joined. The last value and the
        name stand at the right end of each line; the highest and the lowest value of an
        emphasised line stand at their points.
    title, description : str
        Text alternative, in the reader's language.
    downwards : bool
        The smallest value stands on top, as rank 1 does.

    Raises
    ------
    ValueError
        If no line has a point.
    """
    there = [point for line in lines for point in line.points]
    if not there:
        raise ValueError("A trend needs a point at least.")
    first, last = min(point.year for point in there), max(point.year for point in there)
    low, high = min(point.value for point in there), max(point.value for point in there)

    right = RIGHT if len(lines) <= FEW else RIGHT - LABEL_ROOM

    def across(year: int) -> float:
        return LEFT + (right - LEFT) * ((year - first) / (last - first) if last > first else 1)

    def down(value: float) -> float:
        share = (value - low) / (high - low) if high > low else 0.5
        return TOP + (FLOOR - TOP - 24) * (share if downwards else 1 - share)

    segments, dots, extremes = [], [], []
    for line in lines:
        colour = SERIES[0] if line.emphasised else GREY
        placed = [{"x": across(p.year), "y": down(p.value), "colour": colour} for p in line.points]
        dots += placed
        segments += [
            {**a, "x2": b["x"], "y2": b["y"]}
            for (a, one), (b, other) in pairwise(zip(placed, line.points, strict=True))
            if other.year == one.year + 1
        ]
        if line.emphasised:
            extremes += list(_extremes(line.points, placed, downwards))
    names: dict[str, list[dict[str, Any]]] = {"ends": [], "labels": [], "emphasis": []}
    for layer, label in _ends(lines, across, down):
        names[layer].append(label)
    years = [{"x": across(year), "y": FLOOR + 34, "text": str(year)} for year in _years(first, last)]
    base = [{"x": LEFT - 14, "x2": right, "y": FLOOR + 8, "y2": FLOOR + 8, "colour": GREY}]
    marks = (
        rules(base, "base", 1),
        rules(segments, "lines", 3),
        points(dots, "dots", 8),
        written(extremes, "figures", "center", 15, 600, INK),
        written(names["ends"], "ends", "left", 20, 700, INK),
        written(names["labels"], "labels", "left", 15, 400, SECONDARY),
        written(names["emphasis"], "emphasis", "left", 15, 600, INK),
        written(years, "years", "center", 15, 400, SECONDARY),
    )
    return picture(Layers(marks, WIDTH, HEIGHT), title=title, description=description)


def _years(first: int, last: int) -> list[int]:
    """First, last, and round years between that leave both of them room."""
    between = [year for year in range(first, last) if year % STEP == 0]
    return [
        first,
        *(year for year in between if first + 2 < year < last - 2),
        *([last] if last > first else []),
    ]


def _extremes(
    there: Sequence[Point], placed: Sequence[dict[str, Any]], downwards: bool
) -> Iterator[dict[str, Any]]:
    """The highest and the lowest value, above and below their points; the last one is named already."""
    if len(there) < 3:
        return
    ends = {
        max(range(len(there)), key=lambda i: there[i].value),
        min(range(len(there)), key=lambda i: there[i].value),
        0,
    } - {len(there) - 1}
    middle = (there[0].value + max(p.value for p in there) + min(p.value for p in there)) / 3
    for place in sorted(ends):
        upper = (there[place].value >= middle) != downwards
        yield {
            "x": placed[place]["x"],
            "y": placed[place]["y"] + (-14 if upper else 26),
            "text": there[place].text,
        }


def _ends(lines: Sequence[Line], across: Any, down: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """The last value of each line over its name; of more than two lines both on one line of text."""
    order = sorted((line for line in lines if line.points), key=lambda line: down(line.points[-1].value))
    wrapped = [
        textwrap.wrap(line.label, LABEL_COLUMNS, max_lines=2, placeholder="…") if len(order) <= FEW else []
        for line in order
    ]
    heights = [ROW + (LINE_HEIGHT * len(lines) + 4 if lines else 0) for lines in wrapped]
    places = _apart([down(line.points[-1].value) + 6 for line in order], heights)
    for line, y, name in zip(order, places, wrapped, strict=True):
        x = across(line.points[-1].year) + 14
        figure = line.points[-1].text
        at = {"x": x, "y": y}
        if name:
            yield "ends", {**at, "text": figure}
            yield "labels", {"x": x, "y": y + 21, "text": name}
        else:
            yield "emphasis" if line.emphasised else "labels", {**at, "text": [f"{line.label} {figure}"]}


def _apart(wanted: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Feet of labels as near to the wanted ones as their heights allow, none below the floor."""
    places: list[float] = []
    floor = 0.0
    for y, height in zip(wanted, heights, strict=True):
        places.append(max(y, floor))
        floor = places[-1] + height
    ceiling = float(FLOOR) + ROW
    for place in reversed(range(len(places))):
        places[place] = min(places[place], ceiling - heights[place])
        ceiling = places[place]
    return places
