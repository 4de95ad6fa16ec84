"""Lines over years: broken where years are missing, running down where less is better, named at their ends."""

import itertools
import re
import xml.etree.ElementTree as ElementTree

import pytest

from tendik.charts import Line, Point, trend

SVG = "{http://www.w3.org/2000/svg}"


def line(label, values, *, emphasised=False):
    return Line(label, tuple(Point(year, value, str(value)) for year, value in values.items()), emphasised)


def draw(lines, **options) -> ElementTree.Element:
    return ElementTree.fromstring(trend(lines, title="t", description="d", **options).svg)  # noqa: S314 - our own


def marks(tree: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    groups = [g for g in tree.iter(f"{SVG}g") if g.get("class", "").split()[-1:] == [f"{name}_marks"]]
    return [mark for group in groups for mark in group]


def places(tree: ElementTree.Element, name: str) -> list[tuple[float, float]]:
    return [
        tuple(map(float, re.findall(r"-?[\d.]+", mark.get("transform"))))[:2] for mark in marks(tree, name)
    ]


def test_years_that_do_not_follow_each_other_are_not_joined():
    tree = draw([line("rank", {2015: 3, 2016: 2, 2017: 5, 2020: 4, 2021: 1})])
    assert len(marks(tree, "dots")) == 5
    assert len(marks(tree, "lines")) == 3


def test_the_best_rank_stands_on_top_and_the_best_score_too():
    ranks = places(draw([line("rank", {2020: 90, 2021: 10})], downwards=True), "dots")
    scores = places(draw([line("score", {2020: 10, 2021: 90})]), "dots")
    assert ranks[1][1] < ranks[0][1]
    assert scores[1][1] < scores[0][1]


def test_years_stand_at_their_distance():
    (first, _), (second, _), (third, _) = places(draw([line("x", {2006: 1, 2007: 2, 2016: 3})]), "dots")
    assert third - second == pytest.approx(9 * (second - first), rel=1e-3)


def test_everything_stays_inside_the_picture():
    lines = [line("экономика бағаланды", {2006: 115, 2025: 148}), line("rank", {2006: 1, 2025: 149})]
    for downwards in (True, False):
        tree = draw(lines, downwards=downwards)
        _, _, width, height = map(float, tree.get("viewBox").split())
        for name in ("dots", "ends", "labels", "years", "figures"):
            assert all(0 <= x <= width and 12 <= y <= height - 4 for x, y in places(tree, name)), name


@pytest.mark.parametrize("count", [2, 3, 4, 5, 7])
def test_names_at_the_ends_do_not_run_into_each_other(count: int):
    lines = [
        line(f"Country {number}", {2024: 50, 2025: 60 + number}, emphasised=number == 0)
        for number in range(count)
    ]
    tree = draw(lines, downwards=True)
    _, _, _, height = map(float, tree.get("viewBox").split())
    heights = sorted(y for name in ("labels", "emphasis") for _, y in places(tree, name))
    assert len(heights) == count
    assert all(lower - upper >= 21 for upper, lower in itertools.pairwise(heights))
    assert max(heights) < height
    named = [*marks(tree, "labels"), *marks(tree, "emphasis")]
    words = " ".join("".join(mark.itertext()) for mark in named)
    assert all(f"Country {number}" in words for number in range(count))


def test_first_year_last_year_and_the_last_value_are_written():
    tree = draw([line("rank", {2006: 32, 2012: 31, 2025: 92}, emphasised=True)], downwards=True)
    assert [mark.text for mark in marks(tree, "years")][:1] == ["2006"]
    assert [mark.text for mark in marks(tree, "years")][-1:] == ["2025"]
    assert [mark.text for mark in marks(tree, "ends")] == ["92"]
    assert {mark.text for mark in marks(tree, "figures")} == {"32", "31"}


def test_one_point_is_drawn_and_none_is_refused():
    assert len(marks(draw([line("rank", {2025: 92}, emphasised=True)]), "dots")) == 1
    with pytest.raises(ValueError, match="a point"):
        trend([line("rank", {})], title="t", description="d")
