"""A picture of 1200 by 630 pixels that stands for a page where it is shared."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tendik.charts.marks import Layers, points, rules, written
from tendik.charts.render import INK, SECONDARY, SERIES, paint

WIDTH, HEIGHT, MARGIN = 1200, 630, 64
COLUMNS, LEADING = 40, 64
LINES_ALONE, LINES_ABOVE = 6, 4
TONES = {"kept": "#1E6B4A", "late": "#8A5A00", "broken": "#9B1C3A", "": INK}
ABSENT, UNRECORDED = "#9B1C3A", "#5B6670"
NODES, RADIUS = 470, 17


@dataclass(frozen=True)
class Node:
    """A link of a chain under its name: a full dot, a ring with a cross, an empty ring."""

    label: str
    state: Literal["present", "absent", "unrecorded"]


def card(
    *, eyebrow: str, title: str, state: str = "", tone: str = "", nodes: Sequence[Node] = (), foot: str
) -> bytes:
    """A PNG with a title, a state in its colour, a chain, and where it is from.

    A title has four lines above a state or a chain, and six where it stands alone.

    Parameters
    ----------
    tone : str
        ``kept``, ``late``, ``broken`` or nothing: the colour of ``state``, which says it in words.
    """
    most = LINES_ABOVE if state or nodes else LINES_ALONE
    lines = textwrap.wrap(title, COLUMNS, max_lines=most, placeholder=" …")
    words = [{"x": MARGIN, "y": 176 + LEADING * place, "text": line} for place, line in enumerate(lines)]
    below = 176 + LEADING * len(lines)
    marks = [
        rules(
            [{"x": MARGIN, "x2": WIDTH - MARGIN, "y": 56, "y2": 56, "colour": SERIES[0]}], "edge", 6, "butt"
        ),
        written(
            [_at(104, textwrap.shorten(eyebrow, 74, placeholder="…"))], "eyebrow", "left", 28, 400, SECONDARY
        ),
        written(words, "title", "left", 50, 600, INK),
        written([_at(below - 4, state)], "state", "left", 34, 600, TONES[tone]),
        *_chain(nodes),
        written([_at(HEIGHT - 40, foot)], "foot", "left", 26, 400, SECONDARY),
    ]
    return paint(Layers(tuple(marks), WIDTH, HEIGHT))


def _at(y: int, text: str) -> dict[str, Any]:
    return {"x": MARGIN, "y": y, "text": text}


def _chain(nodes: Sequence[Node]) -> list[dict[str, Any]]:
    if not nodes:
        return []
    step = (WIDTH - 2 * MARGIN) / len(nodes)
    places = [(MARGIN + RADIUS + step * number, node) for number, node in enumerate(nodes)]
    line = {"x": places[0][0], "x2": places[-1][0], "y": NODES, "y2": NODES, "colour": UNRECORDED}
    colours = {"present": SERIES[0], "absent": ABSENT, "unrecorded": UNRECORDED}
    dots = [{"x": x, "y": NODES, "colour": colours[node.state]} for x, node in places]
    holes = [{"x": x, "y": NODES, "colour": "#FFFFFF"} for x, node in places if node.state != "present"]
    arm = RADIUS * 0.45
    crosses = [
        {"x": x - arm, "x2": x + arm, "y": NODES - arm * way, "y2": NODES + arm * way, "colour": ABSENT}
        for x, node in places
        if node.state == "absent"
        for way in (1, -1)
    ]
    names = [
        {"x": x - RADIUS, "y": NODES + 50, "text": textwrap.shorten(node.label, 15, placeholder="…")}
        for x, node in places
    ]
    return [
        rules([line], "line", 3),
        points(dots, "dots", 2 * RADIUS),
        points(holes, "holes", 2 * RADIUS - 8),
        rules(crosses, "crosses", 4),
        written(names, "names", "left", 19, 400, INK),
    ]
