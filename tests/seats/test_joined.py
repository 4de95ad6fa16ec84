"""Joined lists: the Knesset, and the second step inside an alliance."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tendik.errors import Infeasible
from tendik.seats import METHODS, apportion, apportion_joined
from tendik.values import Tie

CASES = Path(__file__).parents[3] / "shared" / "cases"


@pytest.mark.skipif(not CASES.is_dir(), reason="the folder of shared cases is not beside the project")
def test_knesset_alliances() -> None:
    """Published votes are those of the alliances; any split among partners leaves their sum."""
    cases = json.loads((CASES / "israel_knesset_apparentement.json").read_text(encoding="utf-8"))
    for election in cases["elections"]:
        votes: list[int] = []
        joined = []
        for name, count in zip(election["lists"], election["votes"], strict=True):
            partners = [count * 7 // 11, count - count * 7 // 11] if "+" in name else [count]
            if len(partners) == 2:
                joined.append([len(votes), len(votes) + 1])
            votes += partners
        result = apportion_joined(votes, 120, joined, method="dhondt")
        by_alliance = [sum(result.seats[i] for i in lists) for lists in result.alliances]
        assert by_alliance == election["expected"], election["knesset"]
        assert result.tie is None


def test_two_steps_by_hand() -> None:
    # 94, 47, 31 1/3 | 60, 30 are the quotients that win five seats; inside, 72, 36, 24 beat 22
    result = apportion_joined((72, 60, 22), 5, [(2, 0)], method="dhondt")
    assert result.alliances == ((0, 2), (1,))
    assert result.outer.seats == (3, 2)
    assert result.seats == (3, 2, 0)
    # by largest remainders inside: 72 and 22 over 31 1/3 leave 9 1/3 and 22
    inside = apportion_joined((72, 60, 22), 5, [(2, 0)], method="dhondt", inside="hare")
    assert inside.seats == (2, 2, 1)
    assert inside.inner[0] is not None and inside.inner[0].quota == Fraction(94, 3)


def test_each_alliance_has_its_own_method() -> None:
    votes = (72, 22, 72, 22)
    result = apportion_joined(votes, 6, [(0, 1), (2, 3)], method="dhondt", inside=["dhondt", "hare"])
    assert result.seats == (3, 0, 2, 1)


@pytest.mark.parametrize("method", METHODS)
def test_nobody_joined_is_apportionment(method: str) -> None:
    votes = (510, 240, 160, 90)
    assert apportion_joined(votes, 17, [], method=method).seats == apportion(votes, 17, method=method).seats
    # all in one alliance: the same by the method inside
    whole = apportion_joined(votes, 17, [(0, 1, 2, 3)], method="dhondt", inside=method)
    assert whole.seats == apportion(votes, 17, method=method).seats


def test_a_tie_between_alliances_leaves_what_is_sure_inside() -> None:
    # 40 against 20: for the third seat 20 against 20
    result = apportion_joined((30, 10, 20), 2, [(0, 1)], method="dhondt")
    assert result.tie == Tie((0, 1), 1)
    assert result.seats == (1, 0, 0)
    assert result.inner[0] is None and result.inside_ties == (None, None)


def test_a_larger_share_may_cost_a_partner_a_seat_so_it_is_not_sure() -> None:
    """Largest remainders: with 10 seats the third partner has two, with 11 one (Alabama)."""
    partners = (6, 6, 2)
    of_ten = apportion(partners, 10, method="hare").seats
    of_eleven = apportion(partners, 11, method="hare").seats
    assert (of_ten, of_eleven) == ((4, 4, 2), (5, 5, 1))
    # 14 against 14 votes: 21 seats leave one to a lot, so the alliance has 10 or 11
    result = apportion_joined((*partners, 14), 21, [(0, 1, 2)], method="dhondt", inside="hare")
    assert result.tie == Tie((0, 1), 1)
    assert result.seats == (4, 4, 1, 10)


def test_a_tie_inside_names_the_lists() -> None:
    result = apportion_joined((9, 4, 4), 3, [(1, 2)], method="sainte-lague")
    assert result.outer.seats == (2, 1)
    assert result.inside_ties == (None, Tie((1, 2), 1))
    assert result.seats == (2, 0, 0)


def test_an_alliance_wins_no_more_seats_than_its_candidates() -> None:
    result = apportion_joined((90, 5, 30), 6, [(0, 1)], method="dhondt", maximum=(2, 1, 9))
    assert result.outer.seats == (3, 3)
    assert result.seats == (2, 1, 3)
    with pytest.raises(Infeasible):
        apportion_joined((90, 5, 30), 6, [(0, 1)], method="dhondt", maximum=1)
    # a partner without votes brings no room: it cannot take a seat
    empty = apportion_joined((90, 0, 30), 6, [(0, 1)], method="dhondt", maximum=(2, 5, 9))
    assert empty.seats == (2, 0, 4)
    unlimited = apportion_joined((90, 5, 30), 6, [(0, 1)], method="dhondt", maximum=(2, None, 1))
    assert unlimited.seats == (2, 3, 1)


@pytest.mark.parametrize(
    ("joined", "options", "message"),
    [
        ([(0, 1), (1, 2)], {}, "list 1 is joined twice"),
        ([(0, 3)], {}, "alliance 0 names list 3, but there are 3 lists"),
        ([()], {}, "alliance 0 has no lists"),
        ([(0, 1)], {"inside": ["hare", "hare"]}, "inside has 2 methods for 1 alliances"),
        ([(0, 1)], {"inside": "webster"}, "unknown method 'webster'"),
        ([(0, 1)], {"maximum": (1, 2)}, "maximum has 2 numbers for 3 lists"),
    ],
)
def test_alliances_that_are_none(joined: Any, options: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        apportion_joined((5, 4, 3), 4, joined, method="dhondt", **options)
