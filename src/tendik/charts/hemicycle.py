"""A chamber as a half-circle of dots: one dot a seat, lists from left to right."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import Any

from tendik.charts.render import GREY, INK, SECONDARY, SERIES, Picture, picture

WIDTH, HEIGHT = 880, 330
RADIUS, HOLLOW = 250, 0.4
CENTRE = (WIDTH // 2, 305)
LARGEST_DOT, LOOSEST = 30, 40
GAP = 0.18
LINE_HEIGHT = 19
NAME_COLUMNS = 15
HALF = Fraction(1, 2)
BESIDE = Fraction(6, 100)

KEYS = {
    **{str(place): (colour, True) for place, colour in enumerate(SERIES, 1)},
    **{str(place): (colour, False) for place, colour in enumerate(SERIES, len(SERIES) + 1)},
    "other": (GREY, True),
    "open": (GREY, False),
}
"""Colour and filling by key: four colours in full dots, the same four in rings, grey for
others, and a grey ring for seats that nobody holds yet."""


@dataclass(frozen=True)
class Group:
    """A list in the chamber: its short name, its seats, and a key of :data:`KEYS`."""

    label: str
    seats: int
    key: str


def hemicycle(groups: Sequence[Group], *, title: str, description: str) -> Picture:
    """Draw a chamber of 1 to 1,000 seats.

    Parameters
    ----------
    groups : sequence of Group
        From left to right; a group without seats draws nothing.
    title, description : str
        Text alternative, in the reader's language.

    Raises
    ------
    ValueError
        For a chamber without a seat or with more than 1,000, a negative number of
        seats, or an unknown key.
    """
    seats = sum(group.seats for group in groups)
    if not 1 <= seats <= 1000 or min(group.seats for group in groups) < 0:
        raise ValueError("A hemicycle takes 1 to 1,000 seats, none of them negative.")
    if unknown := {group.key for group in groups} - set(KEYS):
        raise ValueError(f"Unknown key {sorted(unknown)}; the keys are {', '.join(KEYS)}.")
    import altair

    places, diameter = _places(seats)
    x, y = altair.X("x:Q", scale=None, axis=None), altair.Y("y:Q", scale=None, axis=None)
    colour = altair.Color("colour:N", scale=None, legend=None)
    ring = diameter * 0.22
    dots = [_dot(place, group) for place, group in zip(places, _holders(groups), strict=True)]
    full, rings = [dot for dot in dots if dot["full"]], [dot for dot in dots if not dot["full"]]
    labels = list(_labels(groups, places))
    layers = [
        altair.Chart(altair.InlineData(values=full), name="dots")
        .mark_point(filled=True, opacity=1, strokeWidth=0, size=_area(diameter))
        .encode(x=x, y=y, color=colour),
        altair.Chart(altair.InlineData(values=rings), name="rings")
        .mark_point(filled=False, opacity=1, strokeWidth=ring, size=_area(diameter - ring))
        .encode(x=x, y=y, color=colour),
        _text([{"x": CENTRE[0], "y": CENTRE[1] - 6, "text": str(seats)}], "total", x, y, "center", 56, 600),
    ]
    for align in ("left", "center", "right"):
        side = [label for label in labels if label["align"] == align]
        layers.append(_text(side, f"counts_{align}", x, y, align, 20, 700))
        names = [
            label | {"x": label["name_x"], "y": label["name_y"], "text": label["name"]} for label in side
        ]
        layers.append(_text(names, f"names_{align}", x, y, align, 16, 400, SECONDARY))
    chart = altair.layer(*layers).properties(width=WIDTH, height=HEIGHT)
    return picture(chart, title=title, description=description)


def _area(diameter: float) -> float:
    return math.pi * diameter**2 / 4


def _text(
    values: list[dict[str, Any]],
    name: str,
    x: Any,
    y: Any,
    align: Any,
    size: int,
    weight: Any,
    colour: str = INK,
) -> Any:
    import altair

    mark = altair.Chart(altair.InlineData(values=values), name=name).mark_text(
        align=align,
        baseline="alphabetic",
        fontSize=size,
        fontWeight=weight,
        color=colour,
        lineHeight=LINE_HEIGHT,
    )
    return mark.encode(x=x, y=y, text="text:N")


def _holders(groups: Sequence[Group]) -> Iterator[Group]:
    for group in groups:
        yield from [group] * group.seats


def _dot(place: tuple[Fraction, Fraction], group: Group) -> dict[str, Any]:
    colour, full = KEYS[group.key]
    x, y = _point(place, RADIUS)
    return {"x": x, "y": y, "colour": colour, "full": full}


def _point(place: tuple[Fraction, Fraction], radius: float) -> tuple[float, float]:
    """The point at share ``place[0]`` of the arc (0 left, 1 right) and ``place[1]`` of ``radius``."""
    angle = math.pi * (1 - float(place[0]))
    reach = float(place[1]) * radius
    return round(CENTRE[0] + reach * math.cos(angle), 2), round(CENTRE[1] - reach * math.sin(angle), 2)


def _places(seats: int) -> tuple[list[tuple[Fraction, Fraction]], float]:
    """Exactly ``seats`` places as (share of the arc, share of the radius) from left to right, and the dot.

    Rows lie as far apart as seats along them: n rows at distance s from the rim inwards
    hold the seats when s = nπ / (seats - n + π n(n - 1)/2). The most rows are taken that
    leave room in the middle and do not loosen the dots. Seats go to rows in proportion
    to their radius, by largest remainders, so that none is lost.
    """
    rows, step = 1, math.pi / max(seats - 1, 1)
    while True:
        more = rows + 1
        wider = more * math.pi / (seats - more + math.pi * more * rows / 2)
        if wider * rows > 1 - HOLLOW or wider * RADIUS > LOOSEST:
            break
        rows, step = more, wider
    diameter = min(LARGEST_DOT, step * RADIUS * (1 - GAP))
    rim = Fraction(1 - diameter / 2 / RADIUS)
    radii = [rim - Fraction(step) * row for row in range(rows)]
    places = [
        (Fraction(seat, count - 1) if count > 1 else Fraction(1, 2), radius)
        for radius, count in zip(radii, _spread(seats, radii), strict=True)
        for seat in range(count)
    ]
    return sorted(places, key=lambda place: (place[0], -place[1])), diameter


def _spread(seats: int, radii: Sequence[Fraction]) -> list[int]:
    quotas = [seats * radius / sum(radii) for radius in radii]
    counts = [int(quota) for quota in quotas]
    by_remainder = sorted(range(len(radii)), key=lambda row: (counts[row] - quotas[row], -row))
    for row in by_remainder[: seats - sum(counts)]:
        counts[row] += 1
    return counts


def _labels(groups: Sequence[Group], places: Sequence[tuple[Fraction, Fraction]]) -> Iterator[dict[str, Any]]:
    """Count and name at the rim beside each group; a label without room is left to the legend."""
    ends = list(accumulate(group.seats for group in groups))
    middles = [
        (group, sum((place[0] for place in places[end - group.seats : end]), Fraction(0)) / group.seats)
        for group, end in zip(groups, ends, strict=True)
        if group.seats
    ]
    central = min(middles, key=lambda item: abs(item[1] - HALF))
    if abs(central[1] - HALF) < BESIDE:
        group, share = central
        x, y = _point((share, Fraction(1)), RADIUS + 12)
        name = textwrap.shorten(group.label, 3 * NAME_COLUMNS, placeholder="…")
        yield _label("center", group, [name], (x, y), (x, y - 22))
    for align, outward in (("right", -1), ("left", 1)):
        side = [(group, share) for group, share in middles if (share - HALF) * outward >= BESIDE]
        floor = float(CENTRE[1])
        for group, share in sorted(side, key=lambda item: abs(item[1] - HALF), reverse=True):
            lines = textwrap.wrap(
                group.label, NAME_COLUMNS, max_lines=2, placeholder="…", break_long_words=True
            )
            height = LINE_HEIGHT * max(1, len(lines))
            y = min(_point((share, Fraction(1)), RADIUS + 12)[1] + 6, floor - height + LINE_HEIGHT)
            if y < LINE_HEIGHT:
                break
            reach = math.sqrt(max(0.0, (RADIUS + 14) ** 2 - (CENTRE[1] - y + 4) ** 2))
            x = round(CENTRE[0] + outward * reach, 2)
            name_x = x + outward * (14 + 12 * len(str(group.seats)))
            yield _label(align, group, lines, (x, y), (name_x, y))
            floor = y - LINE_HEIGHT - 5


def _label(
    align: str, group: Group, lines: list[str], count: tuple[float, float], name: tuple[float, float]
) -> dict[str, Any]:
    return {
        "align": align,
        "text": str(group.seats),
        "x": count[0],
        "y": count[1],
        "name": lines,
        "name_x": name[0],
        "name_y": name[1],
    }
