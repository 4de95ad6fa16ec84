"""Bars towards parity: as long as their values, never beyond parity, each with its figure."""

import re
import xml.etree.ElementTree as ElementTree

import pytest

from tendik.charts import Bar, Pillar, pillars
from tendik.charts.pillars import FULL
from tendik.charts.render import GREY, SERIES

SVG = "{http://www.w3.org/2000/svg}"


def draw(groups) -> ElementTree.Element:
    picture = pillars(groups, parity="parity", title="t", description="d")
    return ElementTree.fromstring(picture.svg)  # noqa: S314 - our own


def marks(tree: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    groups = [g for g in tree.iter(f"{SVG}g") if g.get("class", "").split()[-1:] == [f"{name}_marks"]]
    return [mark for group in groups for mark in group]


def place(mark: ElementTree.Element) -> tuple[float, float]:
    x, y = map(float, re.findall(r"-?[\d.]+", mark.get("transform"))[:2])
    return x, y


def length(mark: ElementTree.Element) -> float:
    return abs(float(mark.get("x2", "0")))


PILLARS = [
    Pillar("Economy", (Bar("Kazakhstan", 0.75, "0.750", True), Bar("middle of all", 0.5, "0.500"))),
    Pillar("Politics", (Bar("Kazakhstan", 0.25, "0.250", True), Bar("middle of all", None, "not known"))),
]


def test_bars_are_as_long_as_their_values():
    lengths = [length(mark) for mark in marks(draw(PILLARS), "bars")]
    assert len(lengths) == 3
    assert lengths[0] == pytest.approx(3 * lengths[2], rel=1e-3)
    assert lengths[1] == pytest.approx(2 * lengths[2], rel=1e-3)


def test_parity_ends_at_its_line():
    tree = draw([Pillar("x", (Bar("a", 1.0, "1.000"),))])
    (bar,), (line,) = marks(tree, "bars"), marks(tree, "parity")
    assert place(bar)[0] + length(bar) == pytest.approx(FULL, abs=0.5)
    assert place(line)[0] == pytest.approx(FULL, abs=0.5)


def test_every_bar_has_its_figure_and_what_is_not_known_says_so():
    tree = draw(PILLARS)
    assert [mark.text for mark in marks(tree, "figures")] == ["0.750", "0.500", "0.250", "not known"]
    assert [mark.text for mark in marks(tree, "headings")] == ["Economy", "Politics"]


def test_one_economy_is_emphasised_and_the_others_are_grey():
    colours = [mark.get("stroke") for mark in marks(draw(PILLARS), "bars")]
    assert colours == [SERIES[0], GREY, SERIES[0]]


@pytest.mark.parametrize("value", [0.0, 0.5, 0.93, 0.99, 1.0])
def test_no_figure_stands_on_the_line_of_parity(value: float):
    (figure,) = marks(draw([Pillar("x", (Bar("a", value, "0,000"),))]), "figures")
    start, _ = place(figure)
    assert start + 45 < FULL or start > FULL


def test_long_names_and_many_bars_stay_inside():
    bars = tuple(Bar(f"Солтүстік Қазақстан облысы {number}", 0.4, "0,400") for number in range(20))
    tree = draw([Pillar("", bars)])
    _, _, width, height = map(float, tree.get("viewBox").split())
    names = marks(tree, "economies")
    assert len(names) == 20
    for mark in names:
        x, y = place(mark)
        assert x - 8.5 * len(mark.text) >= 0
        assert y < height
    assert all(place(mark)[0] + 60 <= width for mark in marks(tree, "figures"))


@pytest.mark.parametrize("groups", [[], [Pillar("x", ())], [Pillar("x", (Bar("a", -0.1, "-0.1"),))]])
def test_what_cannot_be_drawn_is_refused(groups):
    with pytest.raises(ValueError, match="a bar at least"):
        pillars(groups, parity="p", title="t", description="d")
