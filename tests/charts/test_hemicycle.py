"""A chamber has exactly as many dots as seats, from left to right, told apart without colour."""

import itertools
import math
import re
import xml.etree.ElementTree as ElementTree

import pytest

from tendik.charts import Group, hemicycle, render
from tendik.charts.hemicycle import KEYS

SVG = "{http://www.w3.org/2000/svg}"
MAJILIS = [
    Group("Amanat", 40, "1"),
    Group("Ауыл", 8, "2"),
    Group("Respublica", 6, "3"),
    Group("Ақ жол", 6, "4"),
    Group("Қазақстан Халық партиясы", 5, "5"),
    Group("ЖСДП", 4, "6"),
]


def draw(groups) -> ElementTree.Element:
    return ElementTree.fromstring(hemicycle(groups, title="t", description="d").svg)  # noqa: S314 - our own


def layer(tree: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    groups = [g for g in tree.iter(f"{SVG}g") if g.get("class", "").split()[-1:] == [f"{name}_marks"]]
    return [mark for group in groups for mark in group]


def dots(tree: ElementTree.Element) -> list[tuple[float, float, str, bool]]:
    """(x, y, colour, full) of each dot."""
    found = []
    for name, full in (("dots", True), ("rings", False)):
        for mark in layer(tree, name):
            x, y = map(float, re.findall(r"-?[\d.]+", mark.get("transform")))
            found.append((x, y, mark.get("fill") if full else mark.get("stroke"), full))
    return found


@pytest.mark.parametrize("seats", [1, 2, 3, 10, 11, 29, 69, 98, 107, 145, 500, 1000])
def test_a_dot_for_every_seat_and_none_on_another(seats: int):
    third = seats // 3
    found = dots(draw([Group("a", seats - third, "1"), Group("b", third, "2")]))
    assert len(found) == seats
    assert sum(colour == KEYS["2"][0] for *_, colour, _ in found) == third
    radius = min(15.0, 250 * 0.82 * 3.2 / max(seats, 2))
    close = [
        (one, other)
        for one, other in itertools.combinations(found, 2)
        if (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 < radius**2
    ]
    assert close == []


def test_every_dot_stays_inside_the_picture():
    for seats in (1, 10, 69, 500):
        tree = draw([Group("a", seats, "1")])
        _, _, width, height = map(float, tree.get("viewBox").split())
        for x, y, *_ in dots(tree):
            assert 15 <= x <= width - 15
            assert 15 <= y <= height - 15


def test_lists_stand_from_left_to_right_as_given():
    found = dots(draw(MAJILIS))
    key = {KEYS[group.key]: group for group in MAJILIS}
    bottom = max(y for _, y, *_ in found)
    centre = (min(x for x, *_ in found) + max(x for x, *_ in found)) / 2
    by_angle = sorted(found, key=lambda dot: math.atan2(dot[0] - centre, bottom - dot[1] + 1e-6))
    order = [group.label for group, _ in itertools.groupby(key[dot[2:]] for dot in by_angle)]
    assert order == [group.label for group in MAJILIS]
    for group in MAJILIS:
        assert sum(key[colour, full] is group for *_, colour, full in found) == group.seats


def test_no_two_keys_look_alike():
    assert len(set(KEYS.values())) == len(KEYS)


def test_each_list_is_named_with_its_count_and_the_total_stands_in_the_middle():
    tree = draw(MAJILIS)
    words = " ".join("".join(text.itertext()) for text in tree.iter(f"{SVG}text"))
    for group in MAJILIS:
        assert str(group.seats) in words
        assert group.label.split()[0] in words
    assert [mark.text for mark in layer(tree, "total")] == ["69"]


def test_labels_of_many_small_lists_do_not_run_into_each_other():
    tree = draw([Group(f"Партия {number}", 2, str(number % 8 + 1)) for number in range(30)])
    assert len(layer(tree, "counts_center")) == 1
    for side in ("left", "right"):
        heights = sorted(
            float(re.findall(r"-?[\d.]+", mark.get("transform"))[1]) for mark in layer(tree, f"counts_{side}")
        )
        assert len(heights) > 3
        assert all(lower - upper >= 18 for upper, lower in itertools.pairwise(heights))


def test_a_list_without_seats_draws_nothing_and_is_no_error():
    assert len(dots(draw([Group("a", 3, "1"), Group("b", 0, "2"), Group("c", 2, "other")]))) == 5


@pytest.mark.parametrize(
    "groups",
    [
        [Group("a", 0, "1")],
        [Group("a", 1001, "1")],
        [Group("a", 5, "1"), Group("b", -1, "2")],
        [Group("a", 5, "pink")],
    ],
)
def test_a_chamber_that_cannot_be_drawn_is_refused(groups):
    with pytest.raises(ValueError, match=r"1 to 1,000 seats|the keys are"):
        hemicycle(groups, title="t", description="d")


def test_the_same_picture_is_drawn_once():
    first = hemicycle(MAJILIS, title="t", description="d")
    again = hemicycle(MAJILIS, title="t", description="d")
    assert first == again
    before = render._draw.cache_info().hits
    assert first.svg == again.svg
    assert render._draw.cache_info().hits > before
