"""Ranks: without shared places, and shared among what rounds alike."""

from fractions import Fraction

import numpy as np
import pytest

from tendik.indices.rank import distinct, rounded, shared

NAMES = ("A", "B", "C", "D", "E")


def test_ranks_without_shared_places():
    ranks, ties = distinct(NAMES, np.array([0.5, 0.9, np.nan, 0.5, 0.7]), True, None)
    assert ranks == {"B": 1, "E": 2, "A": 3, "D": 4}
    assert ties == (("A", "D"),)


def test_the_lowest_can_be_best():
    assert distinct(NAMES[:3], np.array([0.5, 0.9, 0.1]), False, None)[0] == {"C": 1, "A": 2, "B": 3}


def test_exact_scores_are_asked_for_only_where_floats_are_too_close():
    asked = []

    def exact(row):
        asked.append(row)
        return Fraction(row, 10**20)

    scores = np.array([0.3, 0.3, 0.9, 0.3 + 1e-15, 0.1])
    ranks, ties = distinct(NAMES, scores, True, exact)
    assert ranks == {"C": 1, "D": 2, "B": 3, "A": 4, "E": 5}
    assert sorted(asked) == [0, 1, 3]
    assert ties == ()


def test_two_groups_of_close_scores_are_settled_apart():
    scores = np.array([0.5, 0.5, 0.2, 0.2, 0.2])
    ranks, ties = distinct(NAMES, scores, True, lambda row: Fraction(row % 2))
    assert ranks == {"B": 1, "A": 2, "D": 3, "C": 4, "E": 5}
    assert ties == (("C", "E"),)


def test_shared_ranks_of_what_rounds_alike():
    ranks, ties = shared(NAMES, np.array([0.1234, 0.1226, 0.5, np.nan, 0.1235]), False, 3)
    assert ranks == {"B": 1, "A": 1, "E": 3, "C": 4}
    assert ties == (("A", "B"),)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (0.0005, 3, "0.001"),
        (0.00049, 3, "0.000"),
        (2.675, 2, "2.68"),
        (0.975, 3, "0.975"),
        (Fraction(1, 2000), 3, "0.001"),
        (Fraction(1, 2000) - Fraction(1, 10**30), 3, "0"),
    ],
)
def test_halves_are_rounded_up(value, decimals, expected):
    assert rounded(value, decimals) == Fraction(expected)
