"""Each step by hand: what its methods give for a few figures."""

import numpy as np
import pytest

from tendik import indices
from tendik.errors import NotFound
from tendik.indices.aggregate import AGGREGATORS
from tendik.indices.impute import IMPUTERS
from tendik.indices.normalise import NORMALISERS, Scale
from tendik.indices.outliers import TREATMENTS
from tendik.indices.weight import WEIGHERS

from .tables import GGGI, ROW, edition, needs_gggi

NAN = float("nan")


def scale(cap=1.0, low=0.0, high=10.0, down=False, levels=None, correction=1.0):
    column = [np.array([float(one)]) for one in (cap, low, high)]
    return Scale(*column, np.array([down]), None if levels is None else np.array([levels]).T, correction)


def normalise(method, figures, **of):
    return NORMALISERS[method](np.array([figures]).T, scale(**of))[:, 0].tolist()


@pytest.mark.parametrize(
    ("method", "figures", "weights", "expected"),
    [
        ("arithmetic", [0.2, 0.8], [1, 3], 0.65),
        ("arithmetic", [0.2, NAN, 0.8], [1, 9, 3], 0.65),
        ("geometric", [0.25, 1.0], [1, 1], 0.5),
        ("geometric", [0.0, 1.0], [1, 1], 0.0),
        ("geometric", [0.5, NAN], [1, 1], 0.5),
        ("harmonic", [0.5, 1.0], [1, 1], 2 / 3),
        ("harmonic", [0.0, 1.0], [1, 1], 0.0),
        ("ordered", [0.9, 0.3], [1, 1], (2 * 0.3 + 0.9) / 3),
        ("ordered", [0.9, NAN, 0.3], [1, 5, 1], (2 * 0.3 + 0.9) / 3),
        ("ordered", [0.9, 0.1, 0.3], [1, 0, 1], (2 * 0.3 + 0.9) / 3),
    ],
)
def test_aggregate(method, figures, weights, expected):
    made = AGGREGATORS[method](np.array([figures]), np.array(weights, dtype=float))
    assert made == pytest.approx([expected])


@pytest.mark.parametrize("method", list(AGGREGATORS))
def test_nothing_aggregates_to_nothing(method):
    assert np.isnan(AGGREGATORS[method](np.array([[NAN, NAN]]), np.ones(2)))[0]


@pytest.mark.parametrize("method", list(AGGREGATORS))
def test_a_mean_of_one_figure_is_that_figure_and_lies_between_others(method):
    values = np.array([[0.4, 0.4, 0.4], [0.1, 0.5, 0.9]])
    same, between = AGGREGATORS[method](values, np.array([1.0, 2.0, 3.0]))
    assert same == pytest.approx(0.4)
    assert 0.1 < between < 0.9


def test_normalise_by_hand():
    assert normalise("parity", [0.5, 1.2, NAN]) == pytest.approx([0.5, 1.0, NAN], nan_ok=True)
    assert normalise("parity", [0.5, 2.0], down=True) == [1.0, 0.5]
    assert normalise("goalposts", [-1, 5, 12]) == [0.0, 0.5, 1.0]
    assert normalise("goalposts", [-1, 2, 12], down=True) == [1.0, 0.8, 0.0]
    assert normalise("min-max", [2, 4, 6, NAN], cap=np.inf) == pytest.approx([0, 0.5, 1, NAN], nan_ok=True)
    assert normalise("min-max", [2, 4, 6], cap=np.inf, down=True) == [1, 0.5, 0]
    assert normalise("min-max", [3, 3], cap=np.inf) == [0.5, 0.5]
    assert normalise("z", [1, 3], cap=np.inf) == [-1, 1]
    assert normalise("z", [1, 1], cap=np.inf) == [0, 0]
    assert normalise("rank", [5, 7, 7, 9], cap=np.inf) == pytest.approx([0, 0.5, 0.5, 1])
    assert normalise("rank", [5, 7, 9], cap=np.inf, down=True) == [1, 0.5, 0]


def test_truncation_comes_before_ranks_and_spans():
    assert normalise("min-max", [0.5, 1.0, 1.9]) == [0, 1, 1]
    assert normalise("rank", [0.5, 1.2, 1.9]) == [0, 0.75, 0.75]


def test_achievement_by_hand():
    # women half of the average, level a quarter of the highest: 1 + 99 * sqrt(1/4) * (1 - 0.5)
    assert normalise("achievement", [0.5, 1.0], levels=[1.0, 4.0]) == pytest.approx([25.75, 100.0])
    assert normalise("achievement", [0.5, 1.0], levels=[1.0, 4.0], correction=0.0) == pytest.approx(
        [50.5, 100]
    )
    # twice the average is as far from equality as none
    assert normalise("achievement", [2.0, 1.0], levels=[4.0, 4.0]) == pytest.approx([1.0, 100.0])


def test_impute_by_hand():
    values = np.array([[1.0, 10.0], [3.0, NAN], [NAN, 30.0], [9.0, 90.0]])
    groups = ["a", "a", "b", "b"]
    filled = IMPUTERS["group-mean"](values, groups)
    assert filled.tolist() == [[1, 10], [3, 10], [9, 30], [9, 90]]
    assert np.isnan(IMPUTERS["none"](values, groups)).sum() == 2
    with pytest.raises(NotFound):
        IMPUTERS["group-mean"](values, None)
    nearest = IMPUTERS["nearest"](values, None)
    assert nearest[1].tolist() == [3, 10]
    assert nearest[2].tolist() == [1, 30]


def test_a_group_without_any_figure_stays_missing():
    values = np.array([[NAN], [1.0]])
    assert np.isnan(IMPUTERS["group-mean"](values, ["a", "b"])[0, 0])


def test_outliers_by_hand():
    figures = np.array([[1.0], [2.0], [3.0], [4.0], [100.0], [NAN]])
    # quartiles 2 and 4: the fence stands at 4 + 1.5 * 2
    assert TREATMENTS["fences"](figures)[:, 0].tolist()[:5] == [1, 2, 3, 4, 7]
    few = np.array([[float(one)] for one in (*range(1, 11), 500)])
    assert TREATMENTS["winsorise"](few)[:, 0].max() == 10
    regular = np.array([[float(one)] for one in range(10)])
    assert TREATMENTS["winsorise"](regular).tolist() == regular.tolist()
    assert TREATMENTS["none"](figures) is figures


def test_weights_by_hand():
    given = np.array([0.2, 0.8])
    values = np.array([[0.0, 1.0], [1.0, 0.0], [0.5, 0.2]])
    assert WEIGHERS["given"](values, given) is given
    assert WEIGHERS["equal"](values, given).tolist() == [0.5, 0.5]
    best = WEIGHERS["benefit-of-doubt"](values, given)
    assert best[0] == pytest.approx([0, 1], abs=1e-9)
    assert best[1] == pytest.approx([1, 0], abs=1e-9)
    assert best.sum(axis=1) == pytest.approx([1, 1, 1])


def test_principal_weights_follow_what_moves_together():
    one = np.linspace(0, 1, 20)
    rng = np.random.default_rng(1)
    values = np.column_stack([one, one + 0.01 * rng.normal(size=20), rng.normal(size=20)])
    weights = WEIGHERS["principal"](values, np.ones(3))
    assert weights.sum() == pytest.approx(1)
    assert weights[0] == pytest.approx(weights[1], rel=0.05)
    assert weights[2] < weights[0] / 2
    assert WEIGHERS["principal"](np.ones((5, 2)), np.ones(2)).tolist() == [0.5, 0.5]


def test_imputed_economies_are_scored_and_none_is_skipped():
    rows = {"AAA": ROW, "BBB": {**ROW, "literacy_rate": None}, "CCC": {**ROW, "literacy_rate": 0.2}}
    groups = {"AAA": "x", "BBB": "x", "CCC": "y"}
    scores = GGGI.with_steps(impute="group-mean").score(rows, groups)
    assert scores["BBB"] == pytest.approx(scores["AAA"])
    assert len(scores) == 3


@needs_gggi
@pytest.mark.parametrize("step", [{"aggregate": "geometric"}, {"aggregate": "harmonic"}])
def test_means_stand_in_their_order(step):
    arithmetic = edition("2023")
    other = GGGI.with_steps(**step).score(arithmetic.table)
    assert all(other[economy] <= arithmetic[economy] + 1e-15 for economy in arithmetic)
    assert other.rank() != arithmetic.rank()


def test_levels_of_pillars_come_from_the_bottom_up():
    eige = indices.load("eige")
    even = dict.fromkeys(eige.indicators, 1.0) | {f"{name}_level": 1.0 for name in eige.indicators}
    worse = {**even, "ministers": 0.0}
    scores = eige.score({"AAA": even, "BBB": worse})
    assert scores["AAA"] == pytest.approx(100)
    political = (1 + 100 + 100) / 3
    power = (political * 100 * 100) ** (1 / 3)
    assert scores.subindices["BBB"]["political"] == pytest.approx(political)
    assert scores.subindices["BBB"]["power"] == pytest.approx(power)
    assert scores["BBB"] == pytest.approx((power * 100**5) ** (1 / 6))
    uncorrected = indices.load("eige", readings={"level_correction": "uncorrected"})
    poorer = {**even, "caring_level": 0.25}
    assert uncorrected.score({"AAA": even, "BBB": poorer})["BBB"] == pytest.approx(100)
    assert eige.score({"AAA": even, "BBB": poorer}).subindices["BBB"]["care"] == pytest.approx(
        (50.5 + 100) / 2
    )
