"""Bars towards parity: one group a pillar, one bar an economy, a line where parity is."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tendik.charts.marks import Layers, rules, written
from tendik.charts.render import GREY, INK, SECONDARY, SERIES, Picture, picture

WIDTH = 640
ALONE, FULL = 4, 548
"""Where bars begin without names beside them, and where parity is."""
TOP, HEADING, BAR, GAP = 36, 30, 30, 16
THICK = 16
FIGURE = 64
"""What a figure takes beside its bar; nearer to the line of parity it stands beyond the line."""
NAME_COLUMNS, NAME_WIDTH = 24, 12
"""Signs of a name at most, and the room of a sign: enough for the larger type of a phone."""
HEADING_COLUMNS = 62


@dataclass(frozen=True)
class Bar:
    """A value from 0 to 1 and its text; ``None`` draws no bar, and the text says why."""

    label: str
    value: float | None
    text: str
    emphasised: bool = False


@dataclass(frozen=True)
class Pillar:
    """A group of bars under its name; without a name no line is kept for it."""

    label: str
    bars: tuple[Bar, ...]


def pillars(groups: Sequence[Pillar], *, parity: str, title: str, description: str) -> Picture:
    """Draw how far each value is from parity.

    Parameters
    ----------
    groups : sequence of Pillar
        From top to bottom; a value above 1 is drawn to its full length.
    parity : str
        The word at the line of parity.
    title, description : str
        Text alternative, in the reader's language.

    Raises
    ------
    ValueError
        If there is no bar, or a value below 0.
    """
    bars = [bar for group in groups for bar in group.bars]
    if not bars or min(bar.value or 0 for bar in bars) < 0:
        raise ValueError("Bars towards parity need a bar at least, and none below 0.")
    longest = min(max(len(bar.label) for bar in bars), NAME_COLUMNS)
    start = ALONE + longest * NAME_WIDTH + (10 if longest else 0)
    y = TOP
    headings: list[dict[str, Any]] = []
    names: list[dict[str, Any]] = []
    figures: list[dict[str, Any]] = []
    drawn: list[dict[str, Any]] = []
    for group in groups:
        if group.label:
            text = textwrap.shorten(group.label, HEADING_COLUMNS, placeholder="…")
            headings.append({"x": ALONE, "y": y + 20, "text": text})
            y += HEADING
        for bar in group.bars:
            middle = y + BAR / 2
            end = start + (FULL - start) * (bar.value or 0)
            if bar.value is not None:
                colour = SERIES[0] if bar.emphasised else GREY
                drawn.append({"x": start, "x2": end, "y": middle, "y2": middle, "colour": colour})
            name = textwrap.shorten(bar.label, NAME_COLUMNS, placeholder="…")
            names.append({"x": start - 10, "y": middle + 6, "text": name})
            beside = end + 8 if end < FULL - FIGURE else FULL + 8
            figures.append({"x": beside, "y": middle + 6, "text": bar.text})
            y += BAR
        y += GAP
    height = y
    line = [{"x": FULL, "x2": FULL, "y": TOP - 8, "y2": height - GAP, "colour": GREY}]
    marks = (
        rules(line, "parity", 1),
        rules(drawn, "bars", THICK, cap="butt"),
        written(headings, "headings", "left", 16, 600, INK),
        written(names, "economies", "right", 15, 400, SECONDARY),
        written(figures, "figures", "left", 15, 600, INK),
        written([{"x": FULL, "y": TOP - 16, "text": parity}], "word", "center", 15, 400, SECONDARY),
    )
    return picture(Layers(marks, WIDTH, height), title=title, description=description)
