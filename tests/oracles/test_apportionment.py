"""Two other libraries as second implementations, on thousands of random elections with ties.

Where they differ from us they are wrong, or answer a question that we do not ask:

- votelib has no free first seats (a divisor of zero is passed over), so Adams, Dean and
  Huntington-Hill are left to the other library. Its largest remainders give at most one
  seat by remainder to each list, also where Droop's quota leaves more; and taking seats
  back one at a time, it loses count where the second one is tied again. A single list
  whose whole quotas exceed the house loses all of them there.
- apportionment counts lists without votes when it asks whether seats suffice for all, and
  may then give them seats; it divides by square roots and by 1.4 in floating point, so that
  it misses exact ties there; and its largest remainders, at a tie, can pass over a list with
  a larger remainder. It only says that there is a tie, not whose.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from tendik.seats import Apportionment, apportion
from tendik.values import Tie

votelib = pytest.importorskip("votelib.evaluate.proportional", reason="votelib is not installed")
divisor = pytest.importorskip("votelib.component.divisor", reason="votelib is not installed")
core = pytest.importorskip("votelib.evaluate.core", reason="votelib is not installed")
library = pytest.importorskip("apportionment.methods", reason="apportionment is not installed")


def elections(seed: int, count: int) -> Iterator[tuple[list[int], int]]:
    """Votes, all positive, and a house: half of them with few votes, so that ties are common."""
    random = np.random.default_rng(seed)
    for number in range(count):
        largest = int(random.choice([4, 12, 60] if number % 2 else [1000, 10**6, 10**12]))
        lists = int(random.integers(1, 8))
        yield random.integers(1, largest, lists, endpoint=True).tolist(), int(random.integers(1, 30))


def as_votelib(evaluator: Any, votes: list[int], house: int) -> tuple[tuple[int, ...], Tie | None]:
    """The answer of votelib in our terms."""
    found = evaluator.evaluate(dict(enumerate(votes)), house)
    tie = None
    for key, seats in found.items():
        if isinstance(key, core.Tie):
            assert tie is None
            tie = Tie(tuple(sorted(key)), seats)
    return tuple(found.get(i, 0) for i in range(len(votes))), tie


@pytest.mark.parametrize(
    ("method", "divisors"),
    [
        ("dhondt", "d_hondt"),
        ("sainte-lague", "sainte_lague"),
        ("modified-sainte-lague", divisor.modified_first_coef(divisor.sainte_lague, Fraction(14, 10))),
        ("danish", "danish"),
        ("imperiali", "imperiali"),
    ],
)
def test_divisor_methods_of_votelib(method: str, divisors: Any) -> None:
    evaluator = votelib.HighestAverages(divisors)
    ties = 0
    for votes, house in elections(1, 800):
        result = apportion(votes, house, method=method)
        assert (result.seats, result.tie) == as_votelib(evaluator, votes, house), (votes, house)
        ties += result.tie is not None
    assert ties > 50


@pytest.mark.parametrize(
    ("method", "quota"),
    [
        ("hare", "hare"),
        ("droop", "droop"),
        ("hagenbach-bischoff", "hagenbach_bischoff"),
        ("imperiali-quota", "imperiali"),
    ],
)
def test_quota_methods_of_votelib(method: str, quota: str) -> None:
    evaluator = votelib.LargestRemainder(quota, on_overaward="subtract")
    compared = ties = overs = 0
    for votes, house in elections(2, 800):
        result = apportion(votes, house, method=method)
        left = house - sum(result.whole)
        if left > len(votes) or max(result.whole) > house or (left < -1 and result.tie):
            continue
        assert (result.seats, result.tie) == as_votelib(evaluator, votes, house), (votes, house)
        compared += 1
        ties += result.tie is not None
        overs += left < 0
    assert compared > 600
    assert ties > 50
    assert overs > 10 or method in ("hare", "droop")


def agrees(result: Apportionment, found: list[int] | None) -> bool:
    """Whether ``found`` (``None`` for a tie) is our result, or one that its tie allows."""
    if found is None or result.tie is None:
        return found is None or tuple(found) == result.seats
    extra = [seats - sure for seats, sure in zip(found, result.seats, strict=True)]
    return (
        set(extra) <= {0, 1}
        and sum(extra) == result.tie.seats
        and all(i in result.tie.options for i, more in enumerate(extra) if more)
    )


@pytest.mark.parametrize(
    ("method", "name", "exact"),
    [
        ("dhondt", "dhondt", True),
        ("sainte-lague", "saintelague", True),
        ("modified-sainte-lague", "modified_saintelague", False),
        ("adams", "adams", True),
        ("dean", "dean", True),
        ("huntington-hill", "huntington", False),
        ("hare", "largest_remainder", True),
    ],
)
def test_methods_of_apportionment(method: str, name: str, exact: bool) -> None:
    ties = 0
    for votes, house in elections(3, 500):
        result = apportion(votes, house, method=method)
        try:
            found = library.compute(name, votes, house, fractions=True, tiesallowed=False)
        except library.TiesException:
            found = None
        assert agrees(result, found), (votes, house)
        if exact:
            assert (found is None) == (result.tie is not None), (votes, house)
        ties += result.tie is not None
    assert ties > 30


def test_a_tie_that_floating_point_misses() -> None:
    """28 / 1.4 is 100 / 5; the reason why 1.4 is a fraction here."""
    assert apportion([100, 28], 3, method="modified-sainte-lague").tie == Tie((0, 1), 1)
