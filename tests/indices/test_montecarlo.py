"""Draws of choices: fast products of matrices against one scoring after another."""

import numpy as np
import pytest

from tendik import indices
from tendik.errors import NotFound
from tendik.indices.montecarlo import Choices, draw_choices
from tendik.indices.packages import figures

from .tables import GGGI, edition, needs_gggi, small

AS_IT_IS = Choices(spread=0.0, normalise=("parity",), aggregate=("arithmetic",), missing=("none",))


@needs_gggi
def test_without_other_choices_every_draw_is_the_index_itself():
    scores = edition("2022")
    drawn = draw_choices(scores.index, scores.table, AS_IT_IS, 5)
    assert drawn.ranks.left_out == tuple(scores.unscored)
    assert all(
        dict(zip(drawn.ranks.economies, row, strict=True)) == scores.rank()
        for row in drawn.ranks.ranks.tolist()
    )
    assert drawn.nominal == scores.rank()


@needs_gggi
@pytest.mark.parametrize("aggregate", ["arithmetic", "geometric", "harmonic"])
@pytest.mark.parametrize("normalise", ["parity", "min-max", "rank"])
@pytest.mark.parametrize("missing", ["none", "nearest", "group-mean"])
def test_each_choice_alone_is_the_index_with_that_step(aggregate, normalise, missing):
    found = figures(GGGI, "2023")
    table = GGGI.prepare(found.table, found.regions)
    choices = Choices(0.0, (normalise,), (aggregate,), (missing,))
    drawn = draw_choices(GGGI, table, choices, 2)
    slow = GGGI.with_steps(aggregate=aggregate, normalise=normalise, impute=missing).score(table)
    ranks = slow.rank()
    order = sorted(drawn.ranks.economies, key=ranks.__getitem__)
    fast = dict(zip(drawn.ranks.economies, drawn.ranks.ranks[0].tolist(), strict=True))
    assert [fast[economy] for economy in order] == list(range(1, len(order) + 1))


@needs_gggi
def test_drawn_weights_move_ranks_and_stay_near():
    table = edition("2023").table
    drawn = draw_choices(GGGI, table, Choices(0.2, ("parity",), ("arithmetic",), ("none",)), 400, seed=2)
    assert drawn.nominal["ISL"] == 1
    assert drawn.ranks.interval("ISL", 1).worst == 1
    kazakhstan = drawn.ranks.interval("KAZ")
    assert kazakhstan.best < 61 < kazakhstan.worst
    again = draw_choices(GGGI, table, drawn.choices, 400, seed=2)
    assert (again.ranks.ranks == drawn.ranks.ranks).all()


@needs_gggi
def test_effects_are_shares_of_the_variance_of_the_rank():
    drawn = draw_choices(GGGI, edition("2023").table, count=2000)
    effects = drawn.effects("KAZ")
    assert set(effects) == {"normalise", "aggregate", "missing", "weights and interplay"}
    assert sum(effects.values()) == pytest.approx(1)
    assert all(share > -1e-12 for share in effects.values())
    rank, taken = drawn.ranks.drawn("KAZ").astype(float), drawn.drawn["aggregate"]
    within = sum(rank[taken == option].var() * (taken == option).mean() for option in range(3))
    assert effects["aggregate"] == pytest.approx(1 - within / rank.var())
    assert effects["aggregate"] > effects["missing"]
    assert set(drawn.shift()["aggregate"]) == {"arithmetic", "geometric", "harmonic"}


def test_a_choice_that_does_not_exist_is_an_error_that_lists_those_that_do():
    table = small().prepare({"A": {"x": 0.5, "y": 0.5, "z": 0.5}})
    with pytest.raises(NotFound, match="min-max"):
        draw_choices(small(), table, Choices(normalise=("z",)), 3)
    with pytest.raises(NotFound, match="harmonic"):
        draw_choices(small(), table, Choices(aggregate=("best",)), 3)
    with pytest.raises(NotFound, match="gii"):
        draw_choices(indices.load("gii"), table, count=3)


def test_what_a_draw_cannot_score_is_left_out_and_named():
    table = small().prepare({"A": {"x": 0.5, "y": 0.5, "z": 0.5}, "B": {"x": 0.5}})
    drawn = draw_choices(small(), table, AS_IT_IS, 3)
    assert drawn.ranks.economies == ("A",)
    assert drawn.ranks.left_out == ("B",)
    assert np.array_equal(drawn.ranks.ranks, np.ones((3, 1)))


@needs_gggi
def test_an_economy_with_an_unusable_figure_is_left_out_of_draws_as_of_scores():
    from tendik.indices.draws import draw_ranks

    index = indices.load("gggi")
    known = figures(index, "2023").table
    table = index.prepare({**known, "KAZ": {**known["KAZ"], "literacy_rate": "much"}})
    assert "KAZ" in index.score(table).unscored
    assert "KAZ" in draw_ranks(index, table, 5).left_out
    assert "KAZ" in draw_choices(index, table, Choices(), 5).ranks.left_out
