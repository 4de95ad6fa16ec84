"""Thresholds of every kind, with a base that is known or only bounded."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from tendik.seats import apportion
from tendik.seats.thresholds import Base, admitted, greatest_base

SHARED = Path(__file__).parents[3] / "shared/cases"
FIVE = Fraction(5, 100)
EXACT = Base(100, 100)


def test_a_list_on_the_threshold_passes_at_least_and_fails_more_than():
    assert admitted([5, 4], share=FIVE, base=EXACT) == (True, False)
    assert admitted([5, 6], share=FIVE, base=EXACT, comparison="more-than") == (False, True)


def test_no_share_is_rounded():
    assert admitted([3], share=Fraction(3, 100), base=EXACT) == (True,)
    assert admitted([3], share=Fraction(31, 1000), base=EXACT) == (False,)


def test_a_bounded_base_decides_where_it_can():
    assert admitted([7, 5, 4], share=FIVE, base=Base(100, 120)) == (True, None, False)
    assert admitted([1000, 4], share=FIVE, base=Base(100, None)) == (None, False)


def test_coalitions_need_more():
    coalition = {2: Fraction(8, 100), 3: Fraction(11, 100)}
    assert admitted([9, 9, 9], share=FIVE, base=EXACT, members=[1, 2, 4], coalition=coalition) == (
        True,
        True,
        False,
    )


def test_an_exempt_list_and_one_with_seats_elsewhere_pass_without_the_share():
    assert admitted([1, 1], share=FIVE, base=EXACT, exempt=[True, False]) == (True, False)
    assert admitted([1, 1], share=FIVE, base=EXACT, elsewhere=[2, 1], elsewhere_at_least=2) == (True, False)


def test_the_greatest_base_is_the_last_that_admits():
    for count in range(1, 60):
        for comparison in ("at-least", "more-than"):
            last = greatest_base(count, Fraction(7, 100), comparison)
            for base, passes in ((last, True), (last + 1, False)):
                found = admitted(
                    [count], share=Fraction(7, 100), base=Base(base, base), comparison=comparison
                )
                assert found == (passes,)


def test_an_unknown_comparison_is_refused():
    with pytest.raises(ValueError, match="at-least or more-than"):
        admitted([1], share=FIVE, base=EXACT, comparison=">")


@pytest.mark.parametrize("year", ["y2008", "y2014"])
def test_new_zealand_admits_by_share_or_by_one_electorate(year):
    path = SHARED / "nz_overhang_2008_2014.json"
    if not path.exists():
        pytest.skip("the shared cases are not beside the project")
    case = json.loads(path.read_text())[year]
    parties = list(case["party_votes"])
    votes = [case["party_votes"][party] for party in parties]
    won = [case["electorates"].get(party, 0) for party in parties]
    total = sum(votes)
    inside = admitted(votes, share=FIVE, base=Base(total, total), elsewhere=won, elsewhere_at_least=1)
    shares = apportion(
        [v if yes else 0 for v, yes in zip(votes, inside, strict=True)], 120, method="sainte-lague"
    )
    seats = {p: max(s, w) for p, s, w in zip(parties, shares.seats, won, strict=True) if max(s, w)}
    assert seats == case["expected_total"]
