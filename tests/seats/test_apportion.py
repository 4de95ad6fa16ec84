"""One election: limits, ties, policies, explanations, refusals."""

import subprocess
import sys
from dataclasses import FrozenInstanceError
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from tendik.errors import Infeasible
from tendik.seats import METHODS, apportion
from tendik.seats.divisors import DIVISORS
from tendik.seats.quotas import QUOTAS
from tendik.values import Tie

KURULTAI = (4_000_000, 820_000, 640_000, 610_000, 540_000, 390_000)


def test_the_methods() -> None:
    assert METHODS == (
        "dhondt",
        "sainte-lague",
        "modified-sainte-lague",
        "modified-sainte-lague-1.7",
        "adams",
        "dean",
        "huntington-hill",
        "danish",
        "imperiali",
        "hare",
        "droop",
        "hagenbach-bischoff",
        "imperiali-quota",
    )


@pytest.mark.parametrize(
    ("method", "divisors"),
    [
        ("dhondt", [1, 2, 3]),
        ("sainte-lague", [1, 3, 5]),
        ("modified-sainte-lague", [Fraction(7, 5), 3, 5]),
        ("adams", [0, 1, 2]),
        ("dean", [0, Fraction(4, 3), Fraction(12, 5)]),
        ("huntington-hill", [0, 2, 6]),
        ("danish", [1, 4, 7]),
        ("imperiali", [1, Fraction(3, 2), 2]),
    ],
)
def test_the_divisors(method: str, divisors: list[Fraction]) -> None:
    assert [DIVISORS[method].divisor(held) for held in range(3)] == divisors


@pytest.mark.parametrize(
    ("method", "seats"),
    [
        ("dhondt", (5, 2)),
        ("sainte-lague", (5, 2)),
        ("danish", (5, 2)),
        ("imperiali", (6, 1)),
        ("adams", (5, 2)),
        ("hare", (5, 2)),
    ],
)
def test_two_lists_by_hand(method: str, seats: tuple[int, int]) -> None:
    # 71 / 6 > 25 / 2 fails, 71 / 5 > 25 / 2 holds; for imperiali 71 / 3.5 > 25 / 1.5
    assert apportion((71, 25), 7, method=method).seats == seats


def test_modified_sainte_lague_makes_the_first_seat_dearer() -> None:
    # 28 / 1.4 = 100 / 5: a tie exactly at 1.4, which 1.4 as a binary fraction would miss
    result = apportion((100, 28), 3, method="modified-sainte-lague")
    assert (result.seats, result.tie) == ((2, 0), Tie((0, 1), 1))
    assert apportion((100, 29), 3, method="modified-sainte-lague").seats == (2, 1)
    assert apportion((100, 27), 3, method="modified-sainte-lague").seats == (3, 0)


def test_huntington_hill_compares_exactly() -> None:
    # 10**20 and its half stand 2 : 1; the squares tie only in exact arithmetic
    votes = (3 * 10**20, 10**20)
    assert apportion(votes, 4, method="huntington-hill").seats == (3, 1)
    # v² / (1·2) = w² / (2·3) at w² = 3 v² has no integers; the nearest decide
    assert apportion((10**18, 1732050807568877293), 3, method="huntington-hill").seats == (1, 2)
    assert apportion((10**18, 1732050807568877294), 4, method="huntington-hill").seats == (1, 3)
    assert apportion((10**18, 1732050807568877293), 4, method="huntington-hill").seats == (2, 2)


@pytest.mark.parametrize("method", ["adams", "dean", "huntington-hill"])
def test_first_seats_are_free_but_not_free_of_ties(method: str) -> None:
    result = apportion((5, 9, 5, 7, 0), 3, method=method)
    assert (result.seats, result.tie) == ((0, 1, 0, 1, 0), Tie((0, 2), 1))
    assert result.divisors is None
    assert apportion((5, 9, 5, 7, 0), 4, method=method).seats == (1, 1, 1, 1, 0)


@pytest.mark.parametrize("method", METHODS)
def test_a_large_house_fills_at_once(method: str) -> None:
    seats = apportion((10**30 + 1, 10**29, 7), 10**5, method=method).seats
    assert sum(seats) == 10**5
    assert 90_900 <= seats[0] <= 90_918


@pytest.mark.parametrize("method", METHODS)
def test_an_empty_house(method: str) -> None:
    assert apportion((3, 2), 0, method=method).seats == (0, 0)
    assert apportion((0, 0), 0, method=method).seats == (0, 0)
    assert apportion((), 0, method=method).seats == ()


@pytest.mark.parametrize("method", METHODS)
def test_minimums_count_towards_what_a_list_wins(method: str) -> None:
    assert apportion((61, 30, 10, 0), 10, method=method, minimum=(0, 0, 2, 1)).seats == (5, 2, 2, 1)


@pytest.mark.parametrize("method", METHODS)
def test_a_minimum_alone_gives_seats_to_a_list_without_votes(method: str) -> None:
    assert apportion((0, 0), 2, method=method, minimum=1).seats == (1, 1)
    assert apportion((5, 0), 4, method=method, minimum=1).seats == (3, 1)


@pytest.mark.parametrize("method", DIVISORS)
def test_a_full_list_leaves_its_seats_to_others(method: str) -> None:
    assert apportion((90, 7, 4), 10, method=method, maximum=(4, None, None)).seats == (4, 4, 2)


@pytest.mark.parametrize("method", QUOTAS)
def test_a_full_list_leaves_the_round_of_remainders(method: str) -> None:
    # the quota stays what it was, so the others take the rest in turn
    assert apportion((90, 7, 4), 10, method=method, maximum=(4, None, None)).seats == (4, 3, 3)


def test_a_list_with_a_maximum_is_in_a_tie_only_while_it_has_room() -> None:
    assert apportion((4, 4, 4), 4, method="dhondt", maximum=(1, None, None)).tie == Tie((1, 2), 1)
    assert apportion((4, 4, 4), 5, method="dhondt", maximum=(1, None, None)).seats == (1, 2, 2)
    assert apportion((4, 4, 4), 4, method="hare", maximum=(1, None, None)).tie == Tie((1, 2), 1)


def test_a_list_with_few_votes_may_take_many_remainder_seats() -> None:
    # the quota is 1: whole quotas give 2 and 1, and then round after round
    result = apportion((2, 1), 10, method="droop")
    assert (result.seats, result.tie) == ((5, 4), Tie((0, 1), 1))
    assert apportion((2, 1), 11, method="droop").seats == (6, 5)


def test_a_tie_for_several_seats() -> None:
    result = apportion((30, 10, 10, 10, 10), 5, method="dhondt")
    # quotients 30, 15, then 10 five times for three seats
    assert (result.seats, result.tie) == ((2, 0, 0, 0, 0), Tie((0, 1, 2, 3, 4), 3))


@pytest.mark.parametrize("over_award", ["subtract", "ignore"])
def test_hagenbach_bischoff_may_award_one_too_many(over_award: str) -> None:
    result = apportion((200, 100), 2, method="hagenbach-bischoff", over_award=over_award)
    if over_award == "ignore":
        assert (result.seats, result.tie) == ((2, 1), None)
    else:
        assert (result.seats, result.tie) == ((1, 0), Tie((0, 1), 1))


def test_over_award_does_not_take_a_minimum() -> None:
    result = apportion((8, 4), 3, method="imperiali-quota", minimum=(0, 1), maximum=3)
    # the quota is 12/5: whole quotas 3 and 1; the remainders are 4/5 and 8/5
    assert (result.seats, result.tie) == ((2, 1), None)


def test_ignored_over_award_keeps_limits() -> None:
    options = {"method": "imperiali-quota", "over_award": "ignore"}
    assert apportion((9,), 1, **options).seats == (3,)  # type: ignore[arg-type]
    assert apportion((9,), 1, maximum=2, **options).seats == (2,)  # type: ignore[arg-type]


@pytest.mark.parametrize("method", [method for method in DIVISORS if method != "huntington-hill"])
def test_the_divisors_found_give_the_seats(method: str) -> None:
    result = apportion(KURULTAI, 145, method=method)
    assert result.tie is None
    assert result.divisors is not None and result.divisors.high is not None
    assert result.divisors.low < result.divisors.high
    for share in (Fraction(1, 100), Fraction(99, 100)):
        divisor = result.divisors.low + share * (result.divisors.high - result.divisors.low)
        rounded = [
            next(held for held in range(146) if DIVISORS[method].divisor(held) > votes / divisor)
            for votes in KURULTAI
        ]
        assert tuple(rounded) == result.seats


def test_the_divisors_of_huntington_hill_are_squares() -> None:
    interval = apportion((71, 25), 4, method="huntington-hill").divisors
    assert interval is not None and interval.squared
    # the fourth seat: 71² / 6 against 25² / 2
    assert (interval.low, interval.high) == (Fraction(71 * 71, 12), Fraction(71 * 71, 6))


def test_a_tie_leaves_one_divisor() -> None:
    interval = apportion((4, 3, 2), 3, method="dhondt").divisors
    assert interval is not None
    assert interval.low == interval.high == 2


def test_quotas_explain_themselves() -> None:
    result = apportion((47, 16, 37), 10, method="hagenbach-bischoff")
    assert result.quota == Fraction(100, 11)
    assert result.whole == (5, 1, 4)
    assert result.remainders == (47 - 5 * result.quota, 16 - result.quota, 37 - 4 * result.quota)
    assert apportion((47, 16, 37), 10, method="droop").quota == 10
    assert apportion((47, 16, 36), 10, method="droop").quota == 10
    assert apportion((47, 16, 35), 10, method="hare").quota == Fraction(98, 10)
    assert apportion((47, 16, 37), 10, method="imperiali-quota").quota == Fraction(100, 12)


def test_a_result_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        apportion((1,), 1, method="hare").seats = (2,)  # type: ignore[misc]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("votes", "house", "limits", "relaxations"),
    [
        ((0, 0), 3, {}, [(None, 3, 0)]),
        ((), 3, {}, [(None, 3, 0)]),
        ((0, 0), 3, {"minimum": 1}, [(None, 3, 2)]),
        ((5, 5, 0), 7, {"maximum": 3}, [(None, 7, 6)]),
        ((5, 5, 0), 8, {"maximum": 3, "minimum": (0, 0, 1)}, [(None, 8, 7)]),
        ((5, 5, 5), 4, {"minimum": 2}, [(2, 2, 0)]),
        ((5, 5, 5), 1, {"minimum": (1, 1, 2)}, [(1, 1, 0), (2, 2, 0)]),
        ((5, 5, 5), 9, {"minimum": (1, 4, 1), "maximum": 3}, [(1, 4, 3)]),
    ],
)
def test_demands_that_nothing_can_meet(
    method: str, votes: Any, house: int, limits: Any, relaxations: list[Any]
) -> None:
    with pytest.raises(Infeasible) as caught:
        apportion(votes, house, method=method, **limits)
    assert caught.value.relaxations == relaxations
    assert str(caught.value)


@pytest.mark.parametrize(
    ("votes", "error"),
    [
        ((1, True), TypeError),
        ((1, 2.0), TypeError),
        ((1, "2"), TypeError),
        ("12", TypeError),
        ((1, None), TypeError),
        ((1, Fraction(2)), TypeError),
        ((1, np.float64(2)), TypeError),
        ((1, np.True_), TypeError),
        ((1, -2), ValueError),
        ((1, np.int64(-2)), ValueError),
    ],
)
def test_votes_that_are_not_counts(votes: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match="every number of votes must be a non-negative integer"):
        apportion(votes, 3, method="hare")


def test_numpy_integers_are_counts() -> None:
    votes = np.array([2**62, 2**62, 3], np.int64)
    result = apportion(votes, np.int16(4), method="sainte-lague")  # type: ignore[arg-type]
    assert result.seats == (2, 2, 0)
    assert all(type(number) is int for number in result.seats)


@pytest.mark.parametrize(("house", "error"), [(-1, ValueError), (2.0, TypeError), (True, TypeError)])
def test_houses_that_are_not_counts(house: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match="house must be a non-negative integer"):
        apportion((1, 2), house, method="hare")


def test_limits_that_do_not_fit_the_lists() -> None:
    with pytest.raises(ValueError, match="minimum has 3 numbers for 2 lists"):
        apportion((1, 2), 3, method="hare", minimum=(0, 0, 0))
    with pytest.raises(ValueError, match="every maximum must be a non-negative integer, not -1"):
        apportion((1, 2), 3, method="hare", maximum=(3, -1))


def test_an_unknown_method_lists_the_methods() -> None:
    with pytest.raises(ValueError, match="unknown method 'webster'") as caught:
        apportion((1, 2), 3, method="webster")
    assert all(method in str(caught.value) for method in METHODS)


def test_an_unknown_policy_lists_the_policies() -> None:
    with pytest.raises(ValueError, match="subtract, ignore, not 'error'"):
        apportion((1, 2), 3, method="hare", over_award="error")


def test_importing_the_room_imports_no_numerical_library() -> None:
    check = (
        "import sys; from tendik import seats; print(sorted({'numpy', 'numba', 'scipy'} & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
