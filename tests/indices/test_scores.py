"""Scores and ranks: what others call, and what must hold for any table."""

import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tendik import indices
from tendik.errors import NotFound
from tendik.indices.table import UnknownIndicator

from .tables import GGGI, ROW, edition, needs_gggi, small

NAMES = GGGI.indicators


def score(row, index=GGGI):
    return index.score({"AAA": row})


def test_a_score_by_hand():
    scores = score(ROW, indices.load("gggi", weights="published"))
    epo = 0.199 * 0.8 + 0.310 * 0.7 + 0.221 * 0.6 + 0.149 * 0.5 + 0.121 * 1.0
    edu = (0.191 + 0.459 * 0.99 + 0.230 + 0.121 * 0.9) / 1.001
    hs = 0.693 * 0.944 + 0.307 * 1.05
    pe = 0.310 * 0.4 + 0.247 * 0.2
    assert scores.subindices["AAA"] == pytest.approx({"epo": epo, "edu": edu, "hs": hs, "pe": pe})
    assert scores["AAA"] == pytest.approx((epo + edu + hs + pe) / 4)


@pytest.mark.parametrize("missing", [None, float("nan"), np.float64("nan"), Decimal("nan"), "", "absent"])
def test_missing_may_be_absent_none_or_nan(missing):
    row = {name: value for name, value in ROW.items() if name != "literacy_rate"}
    if missing != "absent":
        row["literacy_rate"] = missing
    edu = (0.460882 * 0.99 + 0.228779 + 0.120863 * 0.9) / (0.460882 + 0.228779 + 0.120863)
    assert score(row).subindices["AAA"]["edu"] == pytest.approx(edu)


def test_every_kind_of_number_will_do():
    as_text = {name: str(value) for name, value in ROW.items()}
    exact = score({name: Fraction(text) for name, text in as_text.items()}).exact("AAA")
    assert score(ROW).exact("AAA") == exact
    assert score({name: Decimal(text) for name, text in as_text.items()}).exact("AAA") == exact
    assert score({name: np.float64(value) for name, value in ROW.items()}).exact("AAA") == exact


def test_an_unknown_indicator_is_an_error_that_lists_the_known_ones():
    with pytest.raises(UnknownIndicator, match="women_in_parliament") as caught:
        GGGI.score({"AAA": {**ROW, "women_in_space": 1.0}, "BBB": {"other": 1.0}})
    assert isinstance(caught.value, ValueError)
    assert [problem.column for problem in caught.value.problems] == ["women_in_space", "other"]


def test_a_pillar_without_any_figure_leaves_the_economy_unscored_and_the_rest_scored():
    politics = ("women_in_parliament", "women_in_ministerial_positions", "years_with_female_head_of_state")
    scores = GGGI.score({"AAA": ROW, "BBB": {name: ROW[name] for name in NAMES if name not in politics}})
    assert list(scores) == ["AAA"]
    assert "pe" in str(scores.unscored["BBB"])
    assert scores.subindices["BBB"]["pe"] is None
    assert scores.subindices["BBB"]["epo"] == scores.subindices["AAA"]["epo"]
    assert scores.rank() == {"AAA": 1}


@pytest.mark.parametrize("bad", ["0.4 percent", float("inf"), -0.2, True, 10**400, Fraction(10**400)])
def test_a_figure_that_cannot_be_used_is_said_and_the_rest_is_scored(bad):
    scores = GGGI.score({"AAA": ROW, "BBB": {**ROW, "women_in_parliament": bad}})
    assert list(scores) == ["AAA"]
    assert "women_in_parliament" in str(scores.unscored["BBB"])


def test_few_indicators_are_scored_and_marked():
    few = ("labour_force_participation", "literacy_rate", "sex_ratio_at_birth", "women_in_parliament")
    scores = GGGI.score({"AAA": ROW, "BBB": {name: ROW[name] for name in few}})
    assert set(scores) == {"AAA", "BBB"}
    assert set(scores.marks) == {"BBB"}
    assert "12" in str(scores.marks["BBB"])


def test_an_index_may_leave_out_what_has_few_indicators():
    gii = indices.load("gii")
    whole = dict(zip(gii.columns, (13, 18, 20, 80, 100, 100, 63, 75), strict=True))
    scores = gii.score({"AAA": whole, "BBB": {**whole, "abr": None}})
    assert list(scores) == ["AAA"]
    assert set(scores.unscored) == {"BBB"}


def test_an_empty_table_has_no_scores():
    scores = GGGI.score({})
    assert (dict(scores), scores.rank(), scores.unscored) == ({}, {}, {})


def test_a_prepared_table_gives_the_same():
    table = {"AAA": ROW, "BBB": {**ROW, "literacy_rate": 0.5}}
    prepared = GGGI.prepare(table)
    assert dict(GGGI.score(prepared)) == dict(GGGI.score(table))
    assert dict(indices.load("gggi", weights="published").score(prepared)) != dict(GGGI.score(table))
    with pytest.raises(UnknownIndicator):
        small().score(prepared)


def test_equal_economies_are_ranked_apart_and_told_to_be_equal():
    scores = GGGI.score({"BBB": ROW, "AAA": ROW, "CCC": {**ROW, "literacy_rate": 0.9}})
    assert scores.rank() == {"AAA": 1, "BBB": 2, "CCC": 3}
    assert scores.ties == (("AAA", "BBB"),)


def test_what_a_float_cannot_tell_apart_the_fractions_do():
    third = Fraction(1, 3)
    more = third + Fraction(1, 10**30)
    assert float(third) == float(more)
    scores = small().score(
        {"A": {"x": third, "y": third, "z": third}, "B": {"x": third, "y": third, "z": more}}
    )
    assert scores["A"] == scores["B"]
    assert scores.rank() == {"B": 1, "A": 2}
    assert scores.ties == ()


def test_the_same_table_has_the_same_replay_and_another_table_another():
    first, again = score(ROW).replay, score(dict(ROW)).replay
    assert first.digest == again.digest
    assert first.digest != score({**ROW, "literacy_rate": 0.5}).replay.digest
    assert first.digest != score(ROW, indices.load("gggi", weights="published")).replay.digest


ratio = st.one_of(st.none(), st.integers(0, 1500).map(lambda n: n / 1000))
rows = st.fixed_dictionaries(dict.fromkeys(NAMES, ratio))
tables = st.dictionaries(st.sampled_from(["AAA", "BBB", "CCC", "DDD", "EEE"]), rows, min_size=1)


@settings(max_examples=60, deadline=None)
@given(tables)
def test_floats_and_fractions_agree_on_scores_and_ranks(table):
    scores = GGGI.score(table)
    exact = {economy: scores.exact(economy) for economy in scores}
    assert all(abs(float(exact[economy]) - scores[economy]) < 1e-14 for economy in scores)
    by_fractions = sorted(exact, key=lambda economy: (-exact[economy], economy))
    assert scores.rank() == {economy: place for place, economy in enumerate(by_fractions, start=1)}


@settings(max_examples=60, deadline=None)
@given(rows, st.sampled_from(NAMES), st.integers(1, 500).map(lambda n: n / 1000))
def test_more_of_an_indicator_never_lowers_a_score(row, name, more):
    before = score(row)
    if row[name] is None or not before:
        return
    after = score({**row, name: row[name] + more})
    assert after["AAA"] >= before["AAA"] - 1e-15
    cap = float(GGGI.file.indicators[name].cap)
    if row[name] >= cap:
        assert after["AAA"] == before["AAA"]
    else:
        assert after["AAA"] > before["AAA"]


@settings(max_examples=40, deadline=None)
@given(tables, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_does_not_matter(table, random):
    names, economies = list(NAMES), list(table)
    random.shuffle(names)
    random.shuffle(economies)
    turned = {economy: {name: table[economy][name] for name in names} for economy in economies}
    one, other = GGGI.score(table), GGGI.score(turned)
    assert dict(one) == dict(other)
    assert one.rank() == other.rank()


@settings(max_examples=40, deadline=None)
@given(rows)
def test_a_score_lies_within_its_pillars_and_the_caps(row):
    scores = score(row)
    for economy, value in scores.items():
        pillars = scores.subindices[economy].values()
        assert min(pillars) - 1e-15 <= value <= max(pillars) + 1e-15
        assert 0 <= value <= 1


@needs_gggi
def test_an_economy_that_is_not_there_is_an_error_with_a_reason():
    with pytest.raises(NotFound, match="KAZ"):
        edition("2023").exact("XYZ")
    assert not math.isnan(edition("2023")["KAZ"])
