"""Who of a list comes before whom, against a second, slow way to say the same."""

from fractions import Fraction
from itertools import permutations, product

import pytest

from tendik import laws
from tendik.errors import BadInput, TendikError
from tendik.quota.mandates import fill

from .persons import party

CROATIA = laws.load("hrv-sabor")
ALBANIA_2021 = laws.load("alb-kuvendi", on="2021-04-25")
ALBANIA_2025 = laws.load("alb-kuvendi", on="2025-05-11")
PERU = laws.load("per-primaries")


def test_ten_percent_lift_a_candidate():
    """Croatia: at least a tenth of the list first, by votes, equal ones and the rest in list order."""
    for votes in product((0, 9, 10, 11, 40), repeat=4):
        over = sorted((place for place in range(4) if votes[place] >= 10), key=lambda p: (-votes[p], p))
        expected = [*over, *(place for place in range(4) if place not in over)][:2]
        filled = fill(CROATIA, party("MFMF", votes, total=100), 2)
        assert (list(filled.places), filled.lots) == (expected, ()), votes


@pytest.mark.parametrize(("seats", "total"), [(1, 100), (2, 100), (3, 100), (2, 50_000)])
def test_albania_counts_votes_above_the_average_of_a_seat_and_at_most_ten_thousand(seats, total):
    law = ALBANIA_2021.without("re-ranking-2020")
    limit = min(Fraction(total, seats), 10_000)
    for votes in product((int(limit) - 1, int(limit), int(limit) + 1), repeat=3):
        filled = fill(law, party("MMF", votes, total=total), seats)
        over = {place for place in range(3) if votes[place] > limit}
        order = [*sorted(over), *(place for place in range(3) if place not in over)]
        if not 0 < seats < len(over) or len({votes[p] for p in over}) == len(over):
            assert set(filled.places) == set(order[:seats])
        else:
            assert filled.lots
            assert filled.lots[0].options == tuple(str(place + 1) for place in sorted(over))


@pytest.mark.parametrize("seats", [2, 3, 4, 6])
def test_re_ranking_is_the_first_order_in_which_each_three_hold_both(seats):
    """Albania: of all orders the lexicographically first that keeps each whole three mixed."""
    blocks = [range(start, start + 3) for start in range(0, seats - seats % 3, 3)]
    for sexes in product("FM", repeat=6):
        able = (  # from the first on
            order
            for order in permutations(range(6), seats)
            if all({sexes[order[at]] for at in block} == {"F", "M"} for block in blocks)
        )
        filled = fill(ALBANIA_2025, party(sexes, [60, 50, 40, 30, 20, 10]), seats)
        first = next(able, None)
        if first is None:
            assert len(filled.places) == seats
        else:
            assert filled.places == first, sexes


def test_re_ranking_tells_who_comes_before_whom():
    filled = fill(ALBANIA_2025, party("MMMF", [9, 8, 7, 1]), 3)
    (step,) = filled.steps
    assert str(step.message) == "4 comes before 3, so that women have their place among 3."
    assert step.article == "Art. 163.2"


def test_where_nobody_of_the_sex_is_left_the_order_stands():
    assert fill(ALBANIA_2025, party("MMMM", [9, 8, 7, 1]), 3).places == (0, 1, 2)


@pytest.mark.parametrize("sexes", ["".join(line) for line in product("FM", repeat=5)])
def test_a_zipped_list_takes_the_sexes_in_turn_by_votes(sexes):
    votes = [10, 50, 30, 20, 40]
    women = sorted((p for p in range(5) if sexes[p] == "F"), key=lambda p: -votes[p])
    men = sorted((p for p in range(5) if sexes[p] == "M"), key=lambda p: -votes[p])
    first, second = (women, men) if 1 in women else (men, women)
    expected = []
    while first or second:
        if first:
            expected.append(first.pop(0))
            first, second = (second, first) if second else (first, second)
        else:
            expected.append(second.pop(0))
    assert list(fill(PERU, party(sexes, votes), 5).places) == expected


def test_a_tie_for_a_turn_is_a_lot():
    filled = fill(PERU, party("MFF", [9, 5, 5]), 2)
    assert [(lot.id, lot.options) for lot in filled.lots] == [("a:order", ("2", "3"))]
    assert fill(PERU, party("MFF", [9, 5, 5]), 2, lots={"a:order": ["3"]}).places == (0, 2)


def test_a_sex_that_is_not_stated_stops_a_list_that_looks_at_it():
    with pytest.raises(BadInput, match="cannot be decided"):
        fill(PERU, party("M?F", [3, 2, 1]), 2)


def test_votes_that_are_not_stated_are_asked_for():
    with pytest.raises(BadInput, match="votes of this candidate are not stated"):
        fill(CROATIA, party("MF", ["", "5"], total=10), 1)


def test_an_unordered_list_is_not_filled():
    with pytest.raises(TendikError, match="leaves the choice to the party"):
        fill(laws.load("kaz-majilis"), party("MF"), 1)
