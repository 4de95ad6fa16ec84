"""Overhang and levelling: New Zealand, houses by hand, and every house up to the bound."""

import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from tendik.errors import Infeasible
from tendik.seats import METHODS, apportion, apportion_levelled, apportion_with_overhang
from tendik.values import Tie

CASES = Path(__file__).parents[3] / "shared" / "cases"


@pytest.mark.skipif(not CASES.is_dir(), reason="the folder of shared cases is not beside the project")
@pytest.mark.parametrize(
    ("year", "house", "over"), [("y2008", 122, {"Māori Party": 2}), ("y2014", 121, {"United Future": 1})]
)
def test_new_zealand(year: str, house: int, over: dict[str, int]) -> None:
    case = json.loads((CASES / "nz_overhang_2008_2014.json").read_text(encoding="utf-8"))[year]
    share = Fraction(5, 100) * sum(case["party_votes"].values())
    names = [n for n, votes in case["party_votes"].items() if votes >= share or n in case["electorates"]]
    votes = [case["party_votes"][name] for name in names]
    direct = [case["electorates"].get(name, 0) for name in names]
    result = apportion_with_overhang(votes, 120, direct, method="sainte-lague")
    assert dict(zip(names, result.seats, strict=True)) == case["expected_total"]
    assert result.house == house
    assert {name: seats for name, seats in zip(names, result.overhang, strict=True) if seats} == over
    # what it would have taken to level it
    levelled = apportion_levelled(votes, 120, direct, method="sainte-lague", at_most=1000)
    assert not any(levelled.overhang)
    assert levelled.house == levelled.base == sum(levelled.seats)
    smaller = apportion(votes, levelled.base - 1, method="sainte-lague")
    assert any(seats < won for seats, won in zip(smaller.seats, direct, strict=True))


def test_a_list_without_votes_keeps_its_direct_seats() -> None:
    result = apportion_with_overhang((60, 40, 0), 10, (2, 5, 1), method="sainte-lague")
    assert (result.seats, result.overhang, result.house) == ((6, 5, 1), (0, 1, 1), 12)
    with pytest.raises(Infeasible) as caught:
        apportion_levelled((60, 40, 0), 10, (2, 5, 1), method="sainte-lague", at_most=99)
    assert caught.value.relaxations == [(2, 1, 0)]


def test_levelling_by_hand() -> None:
    # 60 : 30 : 10 by Sainte-Laguë, the last with two direct seats: 20 seats give 12, 6, 2,
    # 15 give it 10 / 3 against 60 / 19 and 30 / 9: its second seat comes with the 14th to 16th
    result = apportion_levelled((60, 30, 10), 10, (0, 0, 2), method="sainte-lague", at_most=30)
    assert result.seats[2] == 2 and not any(result.overhang)
    assert apportion((60, 30, 10), result.base - 1, method="sainte-lague").seats[2] == 1
    assert result.tie is None or 2 not in result.tie.options


def test_levelling_stops_at_its_bound_and_keeps_the_rest() -> None:
    result = apportion_levelled((60, 30, 10), 10, (0, 0, 5), method="dhondt", at_most=13)
    assert result.base == 13
    assert result.seats == (8, 4, 5)
    assert result.overhang == (0, 0, 4)
    assert result.house == 17


def test_nothing_to_level() -> None:
    result = apportion_levelled((60, 40), 10, (6, 4), method="dhondt", at_most=10)
    assert (result.base, result.house, result.seats) == (10, 10, (6, 4))


@pytest.mark.parametrize("method", METHODS)
def test_the_levelled_house_is_the_least_of_all(method: str) -> None:
    """Also by quotas, where a larger house may take a seat back."""
    random = np.random.default_rng(METHODS.index(method))
    for _ in range(40):
        votes = random.integers(1, 60, 4).tolist()
        house = int(random.integers(4, 12))
        direct = random.integers(0, 6, 4).tolist()
        bound = house + int(random.integers(0, 40))

        def covered(size: int, votes: list[int] = votes, direct: list[int] = direct) -> bool:
            seats = apportion(votes, size, method=method).seats
            return all(have >= won for have, won in zip(seats, direct, strict=True))

        expected = next((size for size in range(house, bound) if covered(size)), bound)
        result = apportion_levelled(votes, house, direct, method=method, at_most=bound)
        assert result.base == expected
        assert all(have >= won for have, won in zip(result.seats, direct, strict=True))
        if covered(expected):
            assert not any(result.overhang)


def test_a_lot_that_cannot_matter_is_no_tie() -> None:
    # 9 : 9 : 9 for two seats; all three hold a seat already
    result = apportion_with_overhang((9, 9, 9), 2, (1, 1, 1), method="dhondt")
    assert (result.seats, result.tie, result.house) == ((1, 1, 1), None, 3)
    # two hold one: whether the house has two or three seats is for the lot
    result = apportion_with_overhang((9, 9, 9), 2, (1, 1, 0), method="dhondt")
    assert (result.seats, result.tie, result.house) == ((1, 1, 0), Tie((0, 1, 2), 2), None)
    # none holds one
    result = apportion_with_overhang((9, 9, 9), 2, (0, 0, 0), method="dhondt")
    assert (result.seats, result.tie, result.house) == ((0, 0, 0), Tie((0, 1, 2), 2), 2)


def test_inputs_that_do_not_fit() -> None:
    with pytest.raises(ValueError, match="direct has 1 numbers for 2 lists"):
        apportion_with_overhang((5, 5), 4, (1,), method="hare")
    with pytest.raises(ValueError, match="every number of direct seats"):
        apportion_with_overhang((5, 5), 4, (1, -1), method="hare")
    with pytest.raises(ValueError, match="at_most must not be below the house: 3 and 4"):
        apportion_levelled((5, 5), 4, (1, 1), method="hare", at_most=3)
