"""Intervals of scores and ranks: the ends are attained, nothing lies outside."""

from fractions import Fraction
from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tendik import indices
from tendik.errors import NotFound
from tendik.indices import draws, intervals, packages
from tendik.indices.intervals import Interval, RankInterval

from .tables import GGGI, OWN, edition, needs_gggi, own, small

tenth = st.one_of(st.none(), st.integers(0, 14).map(lambda n: Fraction(n, 10)))
HALF = Fraction(1, 20)


def corner(row, signs):
    return {
        name: None if value is None else max(value + sign * HALF, Fraction(0))
        for (name, value), sign in zip(row.items(), signs, strict=True)
    }


@settings(max_examples=50, deadline=None)
@given(st.fixed_dictionaries({"x": tenth, "y": tenth, "z": tenth}))
def test_the_ends_of_a_score_are_those_of_its_corners(row):
    index = small()
    bounds = intervals.scores(index, index.prepare({"A": row}))
    corners = index.score({str(i): corner(row, signs) for i, signs in enumerate(product((-1, 1), repeat=3))})
    reached = [corners.exact(name) for name in corners]
    if not reached:
        assert bounds == {}
        return
    assert (bounds["A"].score.low, bounds["A"].score.high) == (min(reached), max(reached))


def ranks_by_hand(index, spans):
    """Every rank that some choice of the ends of all intervals gives, ties either way."""
    found = {economy: set() for economy in spans}
    for ends in product(*[(one.low, one.high) for one in spans.values()]):
        order = sorted(zip(spans, ends, strict=True), key=lambda pair: -pair[1])
        for turned in permutations(order):
            scores = [score for _, score in turned]
            if scores == sorted(scores, reverse=True):
                for place, (economy, _) in enumerate(turned, start=1):
                    found[economy].add(place)
    return {economy: RankInterval(min(places), max(places)) for economy, places in found.items()}


span = st.tuples(st.integers(0, 8), st.integers(0, 3)).map(
    lambda pair: Interval(Fraction(pair[0], 10), Fraction(pair[0] + pair[1], 10))
)


@settings(max_examples=40, deadline=None)
@given(st.fixed_dictionaries({"A": span, "B": span, "C": span, "D": span}))
def test_the_ends_of_a_rank_are_those_of_all_orders(spans):
    assert intervals.ranks(small(), spans) == ranks_by_hand(small(), spans)


@settings(max_examples=40, deadline=None)
@given(st.fixed_dictionaries({"A": span, "B": span, "C": span, "D": span}))
def test_shared_ranks_and_lowest_best_by_all_ends(spans):
    gii = indices.load("gii")
    low_best = {economy: set() for economy in spans}
    for ends in product(*[(one.low, one.high) for one in spans.values()]):
        for economy, own_score in zip(spans, ends, strict=True):
            low_best[economy].add(1 + sum(other < own_score for other in ends))
    expected = {economy: RankInterval(min(places), max(places)) for economy, places in low_best.items()}
    assert intervals.ranks(gii, spans) == expected


def test_a_published_score_narrows_a_rank():
    spans = {
        name: Interval(Fraction(low, 10), Fraction(high, 10))
        for name, low, high in (("A", 1, 9), ("B", 4, 5))
    }
    assert not intervals.ranks(small(), spans)["A"].sure
    known = {"A": Interval(Fraction(6, 10), Fraction(7, 10))}
    assert intervals.ranks(small(), spans, known)["A"] == RankInterval(1, 1)
    apart = {"A": Interval(Fraction(95, 100), Fraction(96, 100))}
    assert intervals.ranks(small(), spans, apart) == intervals.ranks(small(), spans)


@pytest.mark.parametrize(
    ("text", "decimals", "low", "high"),
    [("0.7", 3, "0.6995", "0.7005"), ("0.1888", 3, "0.18875", "0.18885"), ("1", None, "0.5", "1.5")],
)
def test_what_rounds_to_a_printed_number(text, decimals, low, high):
    assert intervals.rounding(text, decimals) == Interval(Fraction(low), Fraction(high))


def test_figures_known_otherwise_have_their_own_intervals():
    index = small()
    table = index.prepare({"A": {"x": Fraction(1, 2), "y": Fraction(1, 2), "z": Fraction(1, 2)}})
    sure = {name: Interval(Fraction(1, 2), Fraction(1, 2)) for name in "xyz"}
    bounds = intervals.scores(index, table, {"A": sure})
    assert bounds["A"].score == Interval(Fraction(1, 2), Fraction(1, 2))


@pytest.mark.parametrize("steps", [{"normalise": "z"}, {"impute": "nearest"}, {"weight": "principal"}])
def test_where_economies_depend_on_each_other_there_is_no_interval_and_that_is_said(steps):
    index = GGGI.with_steps(**steps)
    with pytest.raises(NotFound, match="draws"):
        intervals.scores(index, index.prepare({}))


def test_other_means_have_intervals_too(tmp_path):
    index = own(tmp_path, OWN).with_steps(aggregate="geometric")
    row = {"x": 0.5, "y": 0.2, "z": 0.4}
    bounds = intervals.scores(index, index.prepare({"A": row}))["A"].score
    corners = index.score(
        {
            str(i): corner({k: Fraction(str(v)) for k, v in row.items()}, s)
            for i, s in enumerate(product((-1, 1), repeat=3))
        }
    )
    assert float(bounds.low) == pytest.approx(min(corners.values()), abs=1e-11)
    assert float(bounds.high) == pytest.approx(max(corners.values()), abs=1e-11)


@needs_gggi
def test_kazakhstan_in_2023_the_figures_allow_the_published_rank_and_three_others():
    scores = edition("2023")
    bounds = intervals.scores(scores.index, scores.table)
    allowed = intervals.ranks(scores.index, {one: bounds[one].score for one in scores})
    assert scores.rank()["KAZ"] == 61
    assert allowed["KAZ"] == RankInterval(59, 62)
    assert allowed["ISL"].sure


@needs_gggi
def test_draws_stay_within_the_exact_interval_and_are_seeded():
    scores = edition("2023")
    bounds = intervals.scores(scores.index, scores.table)
    allowed = intervals.ranks(scores.index, {one: bounds[one].score for one in scores})
    drawn = draws.draw_ranks(scores.index, scores.table, 300, seed=7)
    for economy in scores:
        every = drawn.interval(economy, 1)
        assert allowed[economy].best <= every.best <= every.worst <= allowed[economy].worst
    assert sum(drawn.shares("KAZ").values()) == pytest.approx(1)
    assert set(drawn.shares("KAZ")) == {61, 62}
    assert drawn.left_out == ()
    fewer = draws.draw_ranks(scores.index, scores.table, 20, seed=7)
    assert (fewer.ranks == drawn.ranks[:20]).all()
    assert (draws.draw_ranks(scores.index, scores.table, 20, seed=8).ranks != fewer.ranks).any()


@pytest.mark.parametrize("name", ["gii", "gdi"])
def test_indices_with_roots_have_outer_bounds(name):
    index = indices.load(name, "2023")
    table = index.prepare(packages.figures(index).table)
    bounds, generator = intervals.scores(index, table), np.random.default_rng(3)
    scores = index.score(table)
    assert set(bounds) == set(scores)
    half = np.array([0.5 * 10**-one.digits for one in index.file.indicators.values()])
    for _ in range(20):
        moved = table.values + half * generator.uniform(-1, 1, table.values.shape)
        for economy, value in index.score(dict_of(index, table.economies, moved)).items():
            assert bounds[economy].score.low <= value <= bounds[economy].score.high


def dict_of(index, economies, values):
    return {
        economy: {name: max(float(value), 0.0) for name, value in zip(index.columns, row, strict=True)}
        for economy, row in zip(economies, values, strict=True)
    }


def test_ranks_of_rows_with_shared_places():
    signed = np.array([[0.1, 0.3, 0.1004, 0.2], [0.4, 0.3, 0.2, 0.1]])
    assert draws.rank_rows(signed, 3).tolist() == [[1, 4, 1, 3], [4, 3, 2, 1]]
    assert draws.rank_rows(signed).tolist() == [[1, 4, 2, 3], [4, 3, 2, 1]]
