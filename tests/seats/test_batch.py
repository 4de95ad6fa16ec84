"""Many elections at once: what comes out, what is refused, and that no row wraps."""

import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from tendik.seats import METHODS, apportion, apportion_many


def test_statuses() -> None:
    votes = np.array([[4, 3, 2], [5, 3, 1], [0, 0, 0]])
    seats, status = apportion_many(votes, 3, method="dhondt")
    assert seats.dtype == np.int16
    assert status.dtype == np.int8
    assert seats.tolist() == [[1, 1, 0], [2, 1, 0], [0, 0, 0]]
    assert status.tolist() == [1, 0, 2]


def test_a_house_for_each_election() -> None:
    votes = np.array([[60, 30, 10]] * 4)
    seats, status = apportion_many(votes, np.array([0, 1, 10, 100]), method="hare")
    assert seats.tolist() == [[0, 0, 0], [1, 0, 0], [6, 3, 1], [60, 30, 10]]
    assert status.tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("shape", [(0, 3), (0, 0), (2, 0)])
def test_nothing_to_do(method: str, shape: tuple[int, int]) -> None:
    votes = np.zeros(shape, np.int64)
    seats, status = apportion_many(votes, 0, method=method)
    assert seats.shape == shape
    assert status.tolist() == [0] * shape[0]
    assert apportion_many(votes, 4, method=method)[1].tolist() == [2] * shape[0]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("largest", [2**31, 2**53 + 1, 2**58, 2**62, 2**63 - 1])
def test_votes_near_the_limit_of_64_bits(method: str, largest: int) -> None:
    # rows that differ in one vote, so that a product that wrapped or was rounded would show
    votes = np.array(
        [[largest - i, largest // 3 + i, largest // 7, 3 * i] for i in range(3)] + [[largest] * 4], np.int64
    )
    seats, status = apportion_many(votes, 145, method=method)
    for row, counted, found in zip(votes, seats, status, strict=True):
        exact = apportion(row, 145, method=method)
        assert tuple(counted) == exact.seats
        assert found == (exact.tie is not None)


@pytest.mark.parametrize("method", METHODS)
def test_large_houses(method: str) -> None:
    votes = np.array([[700_001, 200_003, 90_007, 11], [1, 1, 1, 0]])
    seats, status = apportion_many(votes, 32_765, method=method)
    for row, counted, found in zip(votes, seats, status, strict=True):
        exact = apportion(row, 32_765, method=method)
        assert (tuple(counted), found) == (exact.seats, exact.tie is not None)


@pytest.mark.parametrize("method", ["dhondt", "hare"])
def test_threads_do_not_change_the_answer(method: str) -> None:
    votes = np.random.default_rng(3).integers(0, 5, (1001, 5))
    votes[500] = 0
    one = apportion_many(votes, 7, method=method)
    three = apportion_many(votes, 7, method=method, threads=3)
    assert set(one[1].tolist()) == {0, 1, 2}
    assert np.array_equal(one[0], three[0])
    assert np.array_equal(one[1], three[1])


def test_votes_are_left_as_they_were_and_may_be_read_only() -> None:
    votes = np.array([[4, 3, 2]])
    votes.flags.writeable = False
    assert apportion_many(votes, 4, method="huntington-hill")[0].tolist() == [[2, 1, 1]]
    assert votes.tolist() == [[4, 3, 2]]


@pytest.mark.parametrize(
    ("votes", "error", "words"),
    [
        ([[1, 2]], TypeError, "int64 array, not list"),
        (np.array([[1.0, 2.0]]), TypeError, "int64 array, not float64"),
        (np.array([[1, 2]], np.int32), TypeError, "int64 array, not int32"),
        (np.array([1, 2]), ValueError, "two dimensions"),
        (np.array([[1, 2], [3, 4]]).T, ValueError, "C-ordered"),
        (np.array([[1, 2], [0, 0], [3, -1], [-2, 2]]), ValueError, "negative in row 2"),
    ],
)
@pytest.mark.parametrize("method", ["dhondt", "hare"])
def test_votes_that_are_refused(method: str, votes: Any, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        apportion_many(votes, 3, method=method)


@pytest.mark.parametrize(
    ("house", "error", "words"),
    [
        (-1, ValueError, "house must be a non-negative integer"),
        (2.0, TypeError, "house must be a non-negative integer"),
        (32_766, ValueError, "must not exceed 32765"),
        (np.array([1, 2, 3]), ValueError, "for 2 elections"),
        (np.array([1.0, 2.0]), TypeError, "int64 array, not float64"),
        (np.array([1, -2]), ValueError, "negative in row 1"),
    ],
)
def test_houses_that_are_refused(house: Any, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        apportion_many(np.array([[1, 2], [3, 4]]), house, method="hare")


def test_options_that_are_refused() -> None:
    votes = np.array([[1, 2]])
    with pytest.raises(ValueError, match="unknown method"):
        apportion_many(votes, 3, method="webster")
    with pytest.raises(ValueError, match="over_award"):
        apportion_many(votes, 3, method="hare", over_award="error")
    with pytest.raises(ValueError, match="minimum has 1 numbers for 2 lists"):
        apportion_many(votes, 3, method="hare", minimum=[1])
    with pytest.raises(ValueError, match="threads"):
        apportion_many(votes, 3, method="hare", threads=0)


def test_importing_compiles_nothing() -> None:
    check = (
        "from tendik.seats import batch_divisors, batch_quotas;"
        "print(batch_divisors.divide.signatures, batch_quotas.share_out.signatures)"
    )
    shown = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[] []"
