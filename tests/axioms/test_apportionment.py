"""What every apportionment must satisfy, whatever its method.

A result with a tie stands for several outcomes: any ``tie.seats`` of the ``tie.options`` get
one seat more. Monotonicity is therefore stated with ``least`` (the sure seats) and ``most``
(with luck) of each list. Balinski and Young, *Fair Representation* (1982), name the axioms.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tendik.errors import Infeasible
from tendik.seats import METHODS, Apportionment, apportion, apportion_many
from tendik.seats.divisors import DIVISORS
from tendik.seats.quotas import QUOTAS

small = st.integers(0, 12)
usual = st.integers(0, 10**7)
huge = st.integers(0, 2**63 - 1)
elections = st.lists(small, min_size=1, max_size=7) | st.lists(small | usual | huge, min_size=1, max_size=7)
houses = st.integers(0, 40)
methods = st.sampled_from(METHODS)


axiom = settings(max_examples=100, deadline=None)


def least(result: Apportionment) -> Sequence[int]:
    return result.seats


def most(result: Apportionment) -> Sequence[int]:
    options = result.tie.options if result.tie else ()
    return [seats + (i in options) for i, seats in enumerate(result.seats)]


@axiom
@given(elections, houses, methods)
def test_the_house_is_filled(votes: list[int], house: int, method: str) -> None:
    assume(any(votes))
    result = apportion(votes, house, method=method)
    left = house - sum(result.seats)
    if result.tie is None:
        assert left == 0
    else:
        assert left == result.tie.seats
        assert 0 < left < len(result.tie.options)
        assert all(votes[i] for i in result.tie.options)


@axiom
@given(elections, houses, methods)
def test_lists_without_votes_get_nothing(votes: list[int], house: int, method: str) -> None:
    assume(any(votes))
    result = apportion(votes, house, method=method)
    assert all(seats == 0 for count, seats in zip(votes, most(result), strict=True) if count == 0)
    without = apportion([count for count in votes if count], house, method=method)
    assert without.seats == tuple(seats for count, seats in zip(votes, result.seats, strict=True) if count)


@axiom
@given(elections, houses, methods, st.randoms())
def test_anonymity(votes: list[int], house: int, method: str, random: Any) -> None:
    assume(any(votes))
    order = list(range(len(votes)))
    random.shuffle(order)
    result = apportion(votes, house, method=method)
    shuffled = apportion([votes[i] for i in order], house, method=method)
    assert shuffled.seats == tuple(result.seats[i] for i in order)
    named = {order[i] for i in shuffled.tie.options} if shuffled.tie else None
    assert named == (set(result.tie.options) if result.tie else None)


@axiom
@given(elections, houses, methods)
def test_balance_and_concordance(votes: list[int], house: int, method: str) -> None:
    """Equal votes differ by one seat at most, and only at a tie; more votes never mean fewer seats."""
    assume(any(votes))
    result = apportion(votes, house, method=method)
    for i, count in enumerate(votes):
        for j, other in enumerate(votes):
            if count == other:
                assert result.seats[i] == result.seats[j]
                assert most(result)[i] == most(result)[j]
            if count > other:
                assert result.seats[i] >= result.seats[j]


@axiom
@given(
    st.lists(small | usual, min_size=1, max_size=7),
    houses,
    st.sampled_from([method for method in METHODS if method != "droop"]),
    st.integers(2, 10**6),
)
def test_homogeneity(votes: list[int], house: int, method: str, factor: int) -> None:
    """Only proportions count. Droop's quota is rounded, so it does not hold there."""
    assume(any(votes))
    result = apportion(votes, house, method=method)
    scaled = apportion([count * factor for count in votes], house, method=method)
    assert (scaled.seats, scaled.tie) == (result.seats, result.tie)


@axiom
@given(elections, houses, st.sampled_from(list(DIVISORS)))
def test_house_monotonicity_of_divisor_methods(votes: list[int], house: int, method: str) -> None:
    assume(any(votes))
    before = apportion(votes, house, method=method)
    after = apportion(votes, house + 1, method=method)
    assert all(a >= b for a, b in zip(least(after), least(before), strict=True))
    assert all(a >= b for a, b in zip(most(after), most(before), strict=True))


def test_alabama_paradox_of_largest_remainders() -> None:
    """Hare is not monotonous: the smallest list loses a seat when the house grows."""
    votes = (6, 6, 2)
    assert apportion(votes, 10, method="hare").seats == (4, 4, 2)
    assert apportion(votes, 11, method="hare").seats == (5, 5, 1)


@axiom
@given(elections, houses, st.sampled_from(list(DIVISORS)), st.integers(0, 6), st.integers(1, 10**7))
def test_vote_monotonicity_of_divisor_methods(
    votes: list[int], house: int, method: str, number: int, gain: int
) -> None:
    """Who gains votes, all else equal, loses no seat, and nobody else wins one."""
    assume(any(votes))
    number %= len(votes)
    more = [count + gain * (i == number) for i, count in enumerate(votes)]
    before = apportion(votes, house, method=method)
    after = apportion(more, house, method=method)
    for i in range(len(votes)):
        if i == number:
            assert least(after)[i] >= least(before)[i]
            assert most(after)[i] >= most(before)[i]
        else:
            assert least(after)[i] <= least(before)[i]
            assert most(after)[i] <= most(before)[i]


@axiom
@given(
    st.lists(st.tuples(small, small) | st.tuples(usual, usual), min_size=2, max_size=6),
    houses,
    st.sampled_from(list(DIVISORS)),
)
def test_population_monotonicity_of_divisor_methods(
    counts: list[tuple[int, int]], house: int, method: str
) -> None:
    """A list that grows faster never loses a seat to one that grows slower."""
    first, second = [list(votes) for votes in zip(*counts, strict=True)]
    assume(any(first) and any(second))
    before = apportion(first, house, method=method)
    after = apportion(second, house, method=method)
    for i, j in ((i, j) for i in range(len(first)) for j in range(len(first))):
        if first[i] and first[j] and second[i] * first[j] > second[j] * first[i]:
            lost = most(after)[i] < least(before)[i]
            won = least(after)[j] > most(before)[j]
            assert not (lost and won)


@axiom
@given(elections, houses)
def test_quota_rule_of_hare(votes: list[int], house: int) -> None:
    assume(any(votes))
    result = apportion(votes, house, method="hare")
    total = sum(votes)
    for count, low, high in zip(votes, least(result), most(result), strict=True):
        assert house * count // total <= low
        assert high <= -(-house * count // total)


@axiom
@given(elections, houses)
def test_half_of_the_quota_rule(votes: list[int], house: int) -> None:
    """D'Hondt never goes below the quota rounded down, Adams never above the quota rounded up."""
    assume(any(votes))
    total = sum(votes)
    lower = apportion(votes, house, method="dhondt")
    assert all(house * count // total <= seats for count, seats in zip(votes, lower.seats, strict=True))
    upper = apportion(votes, house, method="adams")
    if house >= sum(count > 0 for count in votes):
        assert all(
            seats <= -(-house * count // total) for count, seats in zip(votes, most(upper), strict=True)
        )


@axiom
@given(elections, houses, st.sampled_from(list(DIVISORS)))
def test_no_claim_that_lost_is_stronger_than_one_that_won(votes: list[int], house: int, method: str) -> None:
    """The definition itself, checked by cross-multiplication of all pairs."""
    assume(any(votes))
    rule = DIVISORS[method]
    result = apportion(votes, house, method=method)
    power = 2 if rule.squared else 1
    for i, won in enumerate(result.seats):
        for j, lost in enumerate(result.seats):
            if not won or not votes[j]:
                continue
            kept = votes[i] ** power * rule.divisor(lost)
            refused = votes[j] ** power * rule.divisor(won - 1)
            if rule.divisor(lost) == rule.divisor(won - 1) == 0:
                kept, refused = votes[i], votes[j]  # type: ignore[assignment]
            tied = result.tie is not None and j in result.tie.options
            assert kept > refused if tied else kept >= refused


@axiom
@given(elections, st.integers(1, 40), st.sampled_from(list(QUOTAS)))
def test_no_remainder_that_lost_is_larger_than_one_that_won(
    votes: list[int], house: int, method: str
) -> None:
    assume(any(votes))
    result = apportion(votes, house, method=method)
    quota = result.quota
    assert quota is not None
    for count, won in zip(votes, result.seats, strict=True):
        for other, lost in zip(votes, result.seats, strict=True):
            if won and other:
                assert count - (won - 1) * quota >= other - lost * quota


limits = st.none() | st.integers(0, 12)
bounded = st.integers(0, 7).flatmap(
    lambda lists: st.tuples(
        st.lists(
            st.lists(small, min_size=lists, max_size=lists)
            | st.lists(st.just(0) | usual | huge, min_size=lists, max_size=lists),
            min_size=1,
            max_size=6,
        ),
        st.none() | st.integers(0, 3) | st.lists(st.integers(0, 4), min_size=lists, max_size=lists),
        st.none() | st.integers(0, 12) | st.lists(limits, min_size=lists, max_size=lists),
    )
)


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=40, deadline=None)
@given(bounded, houses, st.sampled_from(["subtract", "ignore"]))
@example(([[0, 0, 5], [7, 7, 7], [2**62, 2**62 - 1, 2**62 - 1]], [1, 0, 0], [None, 2, 2]), 4, "subtract")
def test_limits_hold_and_many_elections_are_as_one(
    method: str, asked: tuple[list[list[int]], Any, Any], house: int, over_award: str
) -> None:
    rows, minimum, maximum = asked
    options = {"method": method, "minimum": minimum, "maximum": maximum, "over_award": over_award}
    votes = np.array(rows, np.int64).reshape(len(rows), -1)
    sizes = np.array([house + i for i in range(len(rows))])
    seats, status = apportion_many(votes, sizes, **options)
    for row, size, counted, found in zip(rows, sizes.tolist(), seats.tolist(), status.tolist(), strict=True):
        try:
            result = apportion(row, size, **options)
        except Infeasible as infeasible:
            assert (counted, found) == ([0] * len(row), 2)
            assert all(required != reachable for _, required, reachable in infeasible.relaxations)
            continue
        assert (counted, found) == (list(result.seats), 1 if result.tie else 0)
        filled = sum(result.seats) + (result.tie.seats if result.tie else 0)
        assert filled == size or (over_award == "ignore" and method in QUOTAS and filled > size)
        low = minimum if isinstance(minimum, list) else [minimum or 0] * len(row)
        high = maximum if isinstance(maximum, list) else [maximum] * len(row)
        for i, count in enumerate(row):
            assert result.seats[i] >= low[i]
            assert high[i] is None or most(result)[i] <= high[i]
            assert count or most(result)[i] == low[i]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("limited", [False, True])
def test_many_random_elections_are_as_one(method: str, limited: bool) -> None:
    """Few votes on many lists make ties; many make rows that no 64-bit product holds."""
    random = np.random.default_rng(METHODS.index(method))
    options: dict[str, Any] = {"minimum": 1, "maximum": [None, 9, 30, 5, 8]} if limited else {}
    seen = set()
    for largest, house in ((3, 9), (40, 30), (10**6, 145), (2**60, 60)):
        votes = random.integers(0, largest, (60, 5), endpoint=True)
        votes[random.random(votes.shape) < 0.2] = 0
        seats, status = apportion_many(votes, house, method=method, **options)
        for row, counted, found in zip(votes, seats, status, strict=True):
            try:
                result = apportion(row, house, method=method, **options)
            except Infeasible:
                expected, as_expected = (0,) * 5, 2
            else:
                expected, as_expected = result.seats, 1 if result.tie else 0
            assert (tuple(counted), found) == (expected, as_expected), row
            seen.add(as_expected)
    assert seen >= {0, 1}
