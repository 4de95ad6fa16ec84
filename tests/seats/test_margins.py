"""Margins: by hand, and against every number of votes on small elections."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from tendik.errors import Infeasible
from tendik.seats import METHODS, Apportionment, apportion, margins
from tendik.seats.margins import Margin

FAR = 150


def first(holds: Callable[[int], bool], most: int) -> int | None:
    return next((number for number in range(most + 1) if holds(number)), None)


def bearing(
    count: Callable[[int], Apportionment], holds: Callable[[Apportionment], bool], most: int
) -> int | None:
    """As ``first``, over counts; where maximums leave seats to nobody, nothing has moved."""

    def moved(number: int) -> bool:
        try:
            return holds(count(number))
        except Infeasible:
            return False

    return first(moved, most)


def with_luck(result: Apportionment, i: int) -> int:
    return result.seats[i] + (result.tie is not None and i in result.tie.options)


def test_by_hand() -> None:
    # D'Hondt, 3 seats: 60, 30 | 40 are the quotients that win, then 20 and 20
    found = margins((60, 40), 3, method="dhondt")
    assert found.result.seats == (2, 1)
    # the second list's next seat costs 30: at 60 a tie, from 61 sure
    assert found.gains == (Margin(61, 60), Margin(21, 20))
    # (60 - m) / 2 = (40 + m) / 2 at 10, and (60 + m) / 3 = 40 - m at 15
    assert found.moves == ((None, Margin(11, 10)), (Margin(16, 15), None))
    assert found.closest == (0, 1, 11)
    assert found.divisors is not None
    assert (found.divisors.low, found.divisors.high) == (20, 30)


def test_a_seat_that_no_votes_can_move() -> None:
    found = margins((60, 40), 3, method="dhondt", maximum=(2, None))
    assert found.gains[0] == Margin(None, None)
    # without the second list, the maximum of the first would leave a seat to nobody
    assert found.moves[1][0] == Margin(None, None)
    assert found.moves[0][1] == Margin(11, 10)
    assert margins((9, 0), 2, method="hare").moves[1][0] == Margin(None, None)
    assert margins((7,), 4, method="hare").closest is None
    assert margins((7, 5), 0, method="dhondt").gains == (Margin(None, None),) * 2


def test_an_open_lot_is_no_votes_away() -> None:
    found = margins((50, 50), 3, method="sainte-lague")
    assert found.result.tie is not None
    assert found.gains == (Margin(1, 0), Margin(1, 0))


def test_droop_may_take_before_it_gives() -> None:
    """One vote more may raise the quota and cost a seat; the fewest votes are found all the same."""
    votes, house, method = (29, 22, 2), 7, "droop"
    now = apportion(votes, house, method=method).seats

    def seats(more: int) -> int:
        return apportion((votes[0] + more, *votes[1:]), house, method=method).seats[0]

    gained = [more for more in range(60) if seats(more) > now[0]]
    lost_again = [more for more in range(gained[0], 60) if seats(more) <= now[0]]
    assert margins(votes, house, method=method).gains[0].votes == gained[0]
    assert lost_again


def test_large_elections_stay_exact() -> None:
    votes = (10**18 + 7, 5 * 10**17 + 3, 10**15)
    gain = margins(votes, 145, method="sainte-lague").gains[1].votes
    assert gain is not None
    before = apportion(votes, 145, method="sainte-lague").seats[1]
    more = [(votes[0], votes[1] + gain - less, votes[2]) for less in (0, 1)]
    assert [apportion(v, 145, method="sainte-lague").seats[1] - before for v in more] == [1, 0]


def test_the_divisors_are_those_of_the_result() -> None:
    found = margins((47, 16, 37), 10, method="sainte-lague")
    assert found.divisors == found.result.divisors
    assert found.divisors is not None and found.divisors.low < Fraction(37, 7)
    assert margins((47, 16, 37), 10, method="hare").divisors is None


@pytest.mark.parametrize("method", METHODS)
def test_against_every_number_of_votes(method: str) -> None:
    random = np.random.default_rng(METHODS.index(method))
    compared = 0
    while compared < 12:
        votes = random.integers(0, int(random.choice([3, 10, 30])), int(random.integers(2, 4))).tolist()
        house = int(random.integers(0, 8))
        options: dict[str, Any] = {"method": method}
        if random.random() < 0.3:
            options["over_award"] = "ignore"
        if random.random() < 0.3:
            options["maximum"] = int(random.integers(2, 7))
        if random.random() < 0.2:
            options["minimum"] = 1
        try:
            found = margins(votes, house, **options)
        except Infeasible:
            continue
        compared += 1
        now = found.result.seats

        def count(
            changes: dict[int, int], votes: Any = votes, house: int = house, options: Any = options
        ) -> Any:
            return apportion([n + changes.get(i, 0) for i, n in enumerate(votes)], house, **options)

        for a in range(len(votes)):
            expected = (
                first(lambda more, a=a, now=now: count({a: more}).seats[a] > now[a], FAR),
                first(lambda more, a=a, now=now: with_luck(count({a: more}), a) > now[a], FAR),
            )
            gain = found.gains[a]
            shown = tuple(None if n is None or n > FAR else n for n in (gain.votes, gain.lot))
            assert shown == expected, (votes, house, options, a)
            for b in range(len(votes)):
                if a == b:
                    assert found.moves[a][b] is None
                    continue

                def shifted(moved: int, a: int = a, b: int = b) -> Any:
                    return count({a: -moved, b: moved})

                def sure(after: Any, a: int = a, b: int = b, now: Any = now) -> bool:
                    return after.seats[b] > now[b] or with_luck(after, a) < now[a]

                def lucky(after: Any, a: int = a, b: int = b, now: Any = now) -> bool:
                    return with_luck(after, b) > now[b] or after.seats[a] < now[a]

                margin = Margin(bearing(shifted, sure, votes[a]), bearing(shifted, lucky, votes[a]))
                assert found.moves[a][b] == margin, (votes, house, options, a, b)


def test_what_apportion_refuses_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown method 'webster'"):
        margins((1, 2), 3, method="webster")
    with pytest.raises(Infeasible):
        margins((0, 0), 3, method="hare")
