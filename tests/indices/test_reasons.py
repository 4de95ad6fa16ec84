"""Why a rank changed, what a score is made of, who is alike."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tendik import indices
from tendik.errors import NotFound
from tendik.indices.attribution import attribute
from tendik.indices.compare import compare
from tendik.indices.correlate import alpha, correlate, correlation
from tendik.indices.decompose import contributions, distance_to_parity, distance_to_peer
from tendik.indices.packages import figures
from tendik.indices.peers import nearest, neighbours
from tendik.indices.shapley import between, shapley

from .tables import GGGI, ROW, edition, needs_gggi, small

EVEN = {name: dict.fromkeys("xyz", Fraction(level, 10)) for name, level in (("A", 5), ("B", 6), ("C", 7))}


def test_shapley_of_a_known_game():
    # a pair of left gloves and one right glove: the right one takes two thirds
    def worth(coalition):
        return Fraction(int("right" in coalition and len(coalition) > 1))

    assert shapley(["left 1", "left 2", "right"], worth) == {
        "left 1": Fraction(1, 6),
        "left 2": Fraction(1, 6),
        "right": Fraction(2, 3),
    }


@pytest.mark.parametrize(
    ("cause", "after", "expected"),
    [
        ("own", {**EVEN, "A": dict.fromkeys("xyz", Fraction(8, 10))}, -2),
        ("others", {**EVEN, "C": dict.fromkeys("xyz", Fraction(4, 10))}, -1),
        ("coverage", {"A": EVEN["A"], "B": EVEN["B"]}, -1),
        ("coverage", {**EVEN, "D": dict.fromkeys("xyz", Fraction(9, 10))}, 1),
    ],
)
def test_a_change_with_one_cause_belongs_to_it(cause, after, expected):
    index = small()
    answer = attribute(index.score(EVEN), index.score(after), "A")
    assert answer.ranks[cause] == expected == answer.rank_after - answer.rank_before
    assert all(places == 0 for other, places in answer.ranks.items() if other != cause)


def test_a_change_of_definition_belongs_to_it():
    table = {"A": {**ROW, "literacy_rate": 0.2}, "B": {**ROW, "women_in_parliament": 0.35}}
    even = GGGI.with_steps(weight="equal")
    first, second = GGGI.score(table), even.score(table)
    answer = attribute(first, second, "A")
    assert answer.ranks["definition"] == second.rank()["A"] - first.rank()["A"]
    assert answer.definition == second.exact("A") - first.exact("A")
    assert not any(answer.indicators.values())


@needs_gggi
def test_the_parts_of_a_real_change_sum_to_it():
    before, after = edition("2022"), edition("2023")
    for economy in ("KAZ", "KGZ", "ISL", "CHN"):
        answer = attribute(before, after, economy)
        assert sum(answer.ranks.values()) == answer.rank_after - answer.rank_before
        change = after.exact(economy) - before.exact(economy)
        assert sum(answer.indicators.values()) + answer.definition == change
    assert attribute(before, after, "KAZ").entered == ("HRV",)
    assert attribute(before, after, "KAZ").left == ("GUY",)


@needs_gggi
def test_who_is_in_one_edition_only_cannot_be_asked_about():
    with pytest.raises(NotFound, match="HRV"):
        attribute(edition("2022"), edition("2023"), "HRV")
    with pytest.raises(NotFound, match="indicators"):
        attribute(small().score({"KAZ": dict.fromkeys("xyz", 0.5)}), edition("2023"), "KAZ")


def test_contributions_and_losses_by_hand():
    scores = small().score({"A": {"x": Fraction(1, 2), "y": 1, "z": Fraction(1, 4)}})
    assert contributions(scores, "A") == {"x": Fraction(1, 24), "y": Fraction(1, 4), "z": Fraction(1, 6)}
    assert distance_to_parity(scores, "A") == {"z": Fraction(1, 2), "x": Fraction(1, 24), "y": Fraction(0)}
    assert next(iter(distance_to_parity(scores, "A"))) == "z"


@needs_gggi
def test_contributions_sum_to_every_score_and_losses_to_the_rest():
    scores = edition("2023")
    top = Fraction(3) + Fraction("0.69349") * Fraction("0.944") + Fraction("0.30651") * Fraction("1.06")
    for economy in ("KAZ", "AFG", "ISL"):
        assert sum(contributions(scores, economy).values()) == scores.exact(economy)
        assert sum(distance_to_parity(scores, economy).values()) == top / 4 - scores.exact(economy)
    assert next(iter(distance_to_parity(scores, "KAZ"))) == "years_with_female_head_of_state"


figure = st.one_of(st.none(), st.integers(0, 12).map(lambda n: Fraction(n, 10)))


@settings(max_examples=40, deadline=None)
@given(st.tuples(figure, figure), st.tuples(figure, figure))
def test_shares_on_the_way_between_two_rows_sum_to_the_difference(here, there):
    one, other = (*here, Fraction(1, 2)), (*there, Fraction(1, 4))
    if not any(a is not None and b is not None for a, b in zip(here, there, strict=True)):
        return
    scores = small().score(
        {key: dict(zip("xyz", row, strict=True)) for key, row in (("A", one), ("B", other))}
    )
    shares = between(small(), one, other)
    assert sum(shares.values()) == scores.exact("B") - scores.exact("A")
    assert shares["z"] == -Fraction(1, 6)
    if None not in (*here, *there):
        assert shares["x"] == (min(there[0], 1) - min(here[0], 1)) / 12


@needs_gggi
def test_the_distance_to_a_peer_with_missing_figures_is_whole():
    scores = edition("2023")
    for peer in ("ISL", "CHN", "NOR"):
        shares = distance_to_peer(scores, "KAZ", peer)
        assert sum(shares.values()) == scores.exact(peer) - scores.exact("KAZ")


def test_two_rows_without_a_common_indicator_of_a_pillar():
    with pytest.raises(NotFound, match="a in common"):
        between(small(), (Fraction(1), None, Fraction(1)), (None, Fraction(1), Fraction(1)))


def test_the_nearest_is_the_one_with_the_same_figures():
    table = {
        "A": ROW,
        "B": ROW,
        "C": {**ROW, "literacy_rate": 0.9},
        "D": {**ROW, "literacy_rate": 0.1, "women_in_parliament": 0.9},
        "E": {"literacy_rate": 1.0},
    }
    scores = GGGI.score(table)
    assert [peer.economy for peer in nearest(scores, "A", 3)] == ["B", "C", "D"]
    assert nearest(scores, "A", 1)[0].distance == 0
    assert "E" not in [peer.economy for peer in nearest(scores, "A", 9)]


def test_a_distance_by_hand():
    scores = small().score({"A": {"x": 0.2, "y": 0.2, "z": 0.2}, "B": {"x": 0.6, "y": 0.2, "z": 0.2}})
    (peer,) = nearest(scores, "A")
    # x differs by two standard deviations, y and z not at all
    assert (peer.economy, peer.common) == ("B", 3)
    assert peer.distance == pytest.approx((4 / 3) ** 0.5)


@needs_gggi
def test_neighbours_stand_around():
    around = neighbours(edition("2023"), "KAZ", 2)
    assert [one.rank for one in around] == [59, 60, 62, 63]
    assert [one.gap > 0 for one in around] == [True, True, False, False]
    assert [one.rank for one in neighbours(edition("2023"), "ISL", 2)] == [2, 3]


def test_correlation_and_alpha_by_hand():
    one = np.array([1.0, 2.0, 3.0, np.nan])
    assert correlation(one, np.array([2.0, 4.0, 6.0, 1.0])) == pytest.approx(1)
    assert correlation(one, np.array([3.0, 2.0, 1.0, 1.0])) == pytest.approx(-1)
    assert correlation(one, np.ones(4)) is None
    assert correlation(one[:2], one[:2]) is None
    figures_of_three = np.array([[1.0, 2.0, 1.0], [2.0, 1.0, 2.0], [3.0, 3.0, 3.0], [4.0, 4.0, 4.0]])
    # correlations .8, 1, .8: mean r = 13/15; alpha = 3r / (1 + 2r)
    assert alpha(figures_of_three) == pytest.approx(3 * 13 / 15 / (1 + 2 * 13 / 15))
    assert alpha(np.ones((4, 1))) is None


@needs_gggi
def test_education_hangs_together_and_health_does_not():
    found = correlate(edition("2023"))
    assert found.alpha["edu"] > 0.9
    assert found.alpha["hs"] < 0
    assert len(found.pillars) == 6
    assert found.indicators["women_in_parliament"] > 0.5


def test_two_rankings_compared_over_the_economies_of_both():
    first = small().score(EVEN)
    second = small().score({"C": EVEN["A"], "A": EVEN["C"], "D": EVEN["B"]})
    found = compare(first, second)
    assert [(shift.economy, shift.ranks, shift.places) for shift in found.shifts] == [
        ("C", (1, 2), 1),
        ("A", (2, 1), -1),
    ]
    assert (found.only_first, found.only_second, found.mean_shift) == (("B",), ("D",), 1.0)


@needs_gggi
def test_published_and_recovered_weights_rank_nearly_alike():
    published = indices.load("gggi", "2023", "published").score(edition("2023").table)
    found = compare(edition("2023"), published)
    assert found.spearman > 0.999
    assert max(abs(shift.places) for shift in found.shifts) <= 1


@needs_gggi
def test_every_region_of_the_package_has_a_name():
    found = figures(GGGI, "2023")
    assert set(found.regions.values()) == set(found.region_names)
    assert found.regions["KAZ"] == found.regions["KGZ"] == "eurasia"
