"""Sobol indices against every combination of choices, scored one after another, and against draws."""

from functools import cache
from itertools import product

import numpy as np
import pytest

from tendik import indices
from tendik.errors import NotFound
from tendik.indices.montecarlo import Choices, draw_choices
from tendik.indices.sobol import sobol

from .tables import GGGI, edition, needs_gggi, small
from .test_commands import answer, tendik_index

ALL = Choices(spread=0.0)
LISTS = ("normalise", "aggregate", "missing")


@cache
def invented():
    """Twenty economies of middling figures, each without one of them."""
    generator = np.random.default_rng(8)
    figures = generator.uniform(0.3, 1.1, (20, len(GGGI.indicators)))
    figures[np.arange(20), generator.integers(len(GGGI.indicators), size=20)] = np.nan
    rows = [dict(zip(GGGI.columns, map(float, row), strict=True)) for row in figures.round(3)]
    return GGGI.prepare({f"E{place:02}": row for place, row in enumerate(rows)})


@cache
def every_combination(economy):
    """Rank and score of the economy under each of the 18 combinations: two arrays (3, 3, 2)."""
    found = np.empty((2, 3, 3, 2))
    for at in product(range(3), range(3), range(2)):
        scale, mean, missing = (getattr(ALL, name)[place] for name, place in zip(LISTS, at, strict=True))
        scores = GGGI.with_steps(normalise=scale, aggregate=mean, impute=missing).score(invented())
        found[(0, *at)], found[(1, *at)] = scores.rank()[economy], scores[economy]
    return found


@pytest.mark.parametrize("figure", ["rank", "score"])
@pytest.mark.parametrize("economy", ["E00", "E07"])
def test_effects_are_those_of_all_combinations_weighed_equally(economy, figure):
    values = every_combination(economy)[0 if figure == "rank" else 1]
    made = getattr(sobol(GGGI, invented(), economy, choices=ALL, seed=1), figure)
    assert made.variance == pytest.approx(values.var(), rel=0.02)
    for axis, choice in enumerate(LISTS):
        others = tuple(other for other in range(3) if other != axis)
        effect = made.effects[choice]
        first = values.mean(axis=others).var() / values.var()
        total = 1 - values.mean(axis=axis).var() / values.var()
        assert effect.first == pytest.approx(first, abs=max(effect.first_margin, 1e-3))
        assert effect.total == pytest.approx(total, abs=max(effect.total_margin, 1e-3))
        assert effect.first_margin < 0.06 and effect.total_margin < 0.06
    assert vars(made.effects["weights"]) == dict.fromkeys(vars(made.effects["weights"]), 0.0)


def test_effects_of_weights_and_aggregation_are_those_of_the_integral():
    """Four weights matter, each times a uniform 0.75 to 1.25: of x and y, and of the two pillars."""
    table = small().prepare({"A": {"x": 0.9, "y": 0.2, "z": 0.6}})
    choices = Choices(spread=0.25, normalise=("parity",), missing=("none",))
    made = sobol(small(), table, "A", choices=choices).score
    nodes, masses = np.polynomial.legendre.leggauss(8)
    x, y, one, two = np.meshgrid(*[1 + nodes / 4] * 4)
    mass = np.prod(np.meshgrid(*[masses / 2] * 4), axis=0)
    pillar, share = (0.9 * x + 0.2 * 3 * y) / (x + 3 * y), one / (one + 2 * two)
    means = np.array(
        [
            pillar * share + 0.6 * (1 - share),
            pillar**share * 0.6 ** (1 - share),
            1 / (share / pillar + (1 - share) / 0.6),
        ]
    )

    def variance(values, masses):
        return (values**2 * masses).sum() - (values * masses).sum() ** 2

    whole = variance(means, mass / 3)
    of_means, of_weights = (
        variance((means * mass).sum(axis=(1, 2, 3, 4)), 1 / 3),
        variance(means.mean(axis=0), mass),
    )
    assert made.variance == pytest.approx(whole, rel=0.01)
    for choice, first, other in (
        ("aggregate", of_means, of_weights),
        ("weights", of_weights, of_means),
    ):
        effect = made.effects[choice]
        assert effect.first == pytest.approx(first / whole, abs=effect.first_margin)
        assert effect.total == pytest.approx(1 - other / whole, abs=effect.total_margin)


@pytest.mark.parametrize("matters", [*LISTS, "weights"])
def test_the_only_choice_that_is_open_has_all_of_the_variance(matters):
    closed = {"spread": 0.0, "normalise": ("parity",), "aggregate": ("arithmetic",), "missing": ("none",)}
    name = "spread" if matters == "weights" else matters
    choices = Choices(**{**closed, name: getattr(Choices(), name)})
    made = sobol(GGGI, invented(), "E07", choices=choices, samples=1024).score
    assert set(made.effects) == {*LISTS, "weights"}
    for choice, effect in made.effects.items():
        if choice == matters:
            assert (effect.first, effect.total) == pytest.approx((1, 1), abs=0.05)
        else:
            assert (effect.first, effect.total) == (0, 0)


@needs_gggi
def test_effects_on_kazakhstan_agree_with_plain_draws():
    table = edition("2023").table
    made, drawn = sobol(GGGI, table, "KAZ").rank, draw_choices(GGGI, table, count=30_000, seed=5)
    plain = drawn.effects("KAZ")
    for choice in LISTS:
        effect = made.effects[choice]
        assert effect.first == pytest.approx(plain[choice], abs=effect.first_margin)
        assert effect.first <= effect.total + effect.first_margin
    rank = drawn.ranks.drawn("KAZ").astype(float)
    cell = np.ravel_multi_index([drawn.drawn[choice] for choice in LISTS], (3, 3, 2))
    within = sum(rank[cell == one].var() * (cell == one).mean() for one in range(18)) / rank.var()
    assert made.effects["weights"].total == pytest.approx(within, abs=made.effects["weights"].total_margin)
    assert made.variance == pytest.approx(rank.var(), rel=0.03)


def test_a_seed_decides_everything_and_the_global_generator_is_not_touched():
    before = np.random.get_state()[1].tolist()
    first, again, other = (sobol(GGGI, invented(), "E00", samples=64, seed=seed) for seed in (0, 0, 1))
    assert (first.rank, first.score) == (again.rank, again.score)
    assert first.rank != other.rank
    assert np.random.get_state()[1].tolist() == before


def test_samples_are_raised_to_a_power_of_two():
    made = sobol(GGGI, invented(), "E00", samples=100)
    assert (made.samples, made.draws) == (128, 768)
    with pytest.raises(ValueError, match="two points"):
        sobol(GGGI, invented(), "E00", samples=1)


@pytest.mark.filterwarnings("error")
def test_a_rank_that_nothing_moves_has_no_effects_and_says_so():
    best = {"x": 1.0, "y": 1.0, "z": 1.0}
    table = small().prepare({"A": best, "B": {"x": 0.5, "y": 0.9, "z": 0.2}})
    choices = Choices(normalise=("parity",))
    made = sobol(small(), table, "A", choices=choices, samples=64)
    for figure in (made.rank, made.score):
        assert (figure.variance, figure.effects) == (pytest.approx(0, abs=1e-20), {})
        assert figure.without.code == "index.no-variance"
        assert (figure.without.values["count"], figure.without.values["draws"]) == (0, 384)
    second = sobol(small(), table, "B", choices=choices, samples=64)
    assert second.rank.without and not second.score.without
    assert second.score.effects["aggregate"].total > second.score.effects["weights"].total > 0


def test_an_economy_that_some_draws_cannot_score_is_an_answer_too():
    table = small().prepare(
        {
            "A": {"x": 0.5, "y": 0.5, "z": 0.5},
            "B": {"x": 0.5, "y": 0.4},
            "C": {"x": 0.7, "y": 0.2, "z": 0.4},
        }
    )
    made = sobol(small(), table, "B", samples=64)
    assert made.left_out == ("B",)
    for figure in (made.rank, made.score):
        assert (figure.variance, figure.effects) == (None, {})
        assert figure.without.code == "index.draws-without-score"
        assert figure.without.values["count"] == pytest.approx(made.draws / 2, rel=0.1)
    assert sobol(small(), table, "A", samples=64).left_out == ("B",)


def test_what_cannot_be_asked_is_said():
    with pytest.raises(NotFound, match="E19"):
        sobol(GGGI, invented(), "XXX", samples=8)
    with pytest.raises(NotFound, match="gii"):
        gii = indices.load("gii")
        sobol(gii, gii.prepare({}), "KAZ", samples=8)
    with pytest.raises(ValueError, match="aggregate"):
        sobol(GGGI, invented(), "E00", choices=Choices(aggregate=()), samples=8)


@needs_gggi
def test_the_command_gives_both_figures():
    words = ("uncertainty", "gggi", "KAZ", "--edition", "2023", "--draws", "100")
    data = answer(*words, "--sobol")["sobol"]
    assert data["draws"] == 6 * data["samples"]
    effects = data["rank"]["effects"]
    assert max(effects, key=lambda choice: effects[choice]["total"]) == "aggregate"
    assert set(data["score"]["effects"]) == set(effects) == {*LISTS, "weights"}
    assert "sobol" not in answer(*words)
    lines = tendik_index(*words, "--sobol", "--csv").stdout.splitlines()
    assert len(lines) == 9
    shown = f"{effects['aggregate']['total']:.3f}"
    assert [line for line in lines if line.startswith("rank,aggregation,") and shown in line]


def test_the_command_says_why_there_is_nothing_to_share_out(tmp_path):
    from .tables import OWN

    (tmp_path / "small.yaml").write_text(OWN, encoding="utf-8")
    (tmp_path / "figures.csv").write_text(
        "economy,x,y,z\nKAZ,0.9,0.9,0.9\nUZB,0.2,0.2,0.3\n", encoding="utf-8"
    )
    run = tendik_index(
        "uncertainty",
        tmp_path / "small.yaml",
        "KAZ",
        "--table",
        tmp_path / "figures.csv",
        "--draws",
        50,
        "--sobol",
    )
    assert run.exit_code == 0, run.output
    assert "rank: Draws with another figure: 0 of 24,576. There is no variance" in run.stdout
