"""How close it was: the fewest votes that would have moved a seat, exactly.

More votes for a list, the others as they are, never cost it a seat, and neither does a vote
taken from another list: every method here is monotone in this sense. So the fewest votes are
found by halving an interval, each step a full apportionment in integers. One method needs
care: Droop's quota is rounded to an integer, so one vote more may raise it and cost more than
it brings. There, the totals with one and the same quota form blocks, the last total of a
block is the best of it, and the blocks are monotone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tendik.errors import Infeasible
from tendik.seats.apportion import Apportionment, apportion, check_method
from tendik.seats.divisors import Interval
from tendik.seats.halving import first_between
from tendik.seats.limits import Maximum, Minimum, whole_number
from tendik.seats.quotas import QUOTAS


@dataclass(frozen=True)
class Margin:
    """The fewest votes that change a seat; ``None`` where no number does.

    Attributes
    ----------
    votes : int or None
        Votes after which the seat has moved, whatever a lot says.
    lot : int or None
        Votes at which a lot might move it; ``votes`` where there is no such tie.
    """

    votes: int | None
    lot: int | None


@dataclass(frozen=True)
class Margins:
    """All margins of one apportionment.

    Attributes
    ----------
    result : Apportionment
        The seats as they are; the margins count from its sure seats.
    gains : tuple of Margin, shape (P,)
        Votes that each list would have to gain, the others as they are, for one seat more.
    moves : tuple of tuple of (Margin or None), shape (P, P)
        ``moves[a][b]``: votes that would have to go to ``b`` instead of ``a`` until ``a`` has a
        seat less or ``b`` a seat more; ``None`` on the diagonal.
    """

    result: Apportionment
    gains: tuple[Margin, ...]
    moves: tuple[tuple[Margin | None, ...], ...]

    @property
    def divisors(self) -> Interval | None:
        """The divisors that give the seats, as in ``result``."""
        return self.result.divisors

    @property
    def closest(self) -> tuple[int, int, int] | None:
        """``(from, to, votes)``: the fewest moved votes that surely change a seat, earliest first."""
        found = [
            (margin.votes, a, b)
            for a, row in enumerate(self.moves)
            for b, margin in enumerate(row)
            if margin is not None and margin.votes is not None
        ]
        if not found:
            return None
        votes, a, b = min(found)
        return a, b, votes


@dataclass(frozen=True)
class _Count:
    """An election to be counted again with other votes."""

    votes: tuple[int, ...]
    house: int
    method: str
    minimum: Minimum
    maximum: Maximum
    over_award: str

    def result(self, changes: dict[int, int]) -> Apportionment:
        votes = [count + changes.get(i, 0) for i, count in enumerate(self.votes)]
        return apportion(
            votes,
            self.house,
            method=self.method,
            minimum=self.minimum,
            maximum=self.maximum,
            over_award=self.over_award,
        )

    def seats(self, changes: dict[int, int], i: int) -> tuple[int, int]:
        """The sure seats of list ``i``, and its seats with luck."""
        result = self.result(changes)
        lucky = result.tie is not None and i in result.tie.options
        return result.seats[i], result.seats[i] + lucky


def margins(
    votes: Iterable[int],
    house: int,
    *,
    method: str,
    minimum: Minimum = None,
    maximum: Maximum = None,
    over_award: str = "subtract",
) -> Margins:
    """The fewest votes that would have changed a seat, for every list and every pair of lists.

    Parameters, errors
        As in :func:`tendik.seats.apportion`.

    Returns
    -------
    Margins
    """
    check_method(method)
    counted = tuple(whole_number(value, "every number of votes") for value in votes)
    count = _Count(counted, house, method, minimum, maximum, over_award)
    result = count.result({})
    lists = range(len(counted))
    return Margins(
        result,
        tuple(_gain(count, result, i) for i in lists),
        tuple(tuple(None if a == b else _move(count, result, a, b) for b in lists) for a in lists),
    )


def _gain(count: _Count, result: Apportionment, i: int) -> Margin:
    now = result.seats[i]
    # With so many votes more, list i outbids every claim that votes can outbid.
    enough = 8 * (sum(count.votes) + 1) * (count.house + 1)

    def sure(more: int) -> bool:
        return count.seats({i: more}, i)[0] > now

    def lucky(more: int) -> bool:
        return count.seats({i: more}, i)[1] > now

    if count.method != "droop":
        return Margin(_first(sure, enough), _first(lucky, enough))
    size, total = count.house + QUOTAS["droop"].extra, sum(count.votes)
    return Margin(_first_in_blocks(sure, enough, size, total), _first_in_blocks(lucky, enough, size, total))


def _move(count: _Count, result: Apportionment, a: int, b: int) -> Margin:
    now_a, now_b = result.seats[a], result.seats[b]

    def sure(moved: int) -> bool:
        changed = count.result({a: -moved, b: moved})
        tied = changed.tie.options if changed.tie else ()
        return changed.seats[b] > now_b or changed.seats[a] + (a in tied) < now_a

    def lucky(moved: int) -> bool:
        changed = count.result({a: -moved, b: moved})
        tied = changed.tie.options if changed.tie else ()
        return changed.seats[b] + (b in tied) > now_b or changed.seats[a] < now_a

    most = count.votes[a]
    try:
        count.result({a: -most, b: most})
    except Infeasible:  # without a, maximums would leave seats that nobody can take
        most -= 1
    return Margin(_first(sure, most), _first(lucky, most))


def _first(holds: Callable[[int], bool], most: int) -> int | None:
    """The least number up to ``most`` at which ``holds`` turns true; it stays so from there on."""
    if holds(0):
        return 0
    low, high = 0, 1
    while high < most and not holds(high):
        low, high = high, 2 * high
    return first_between(holds, low + 1, min(high, most))


def _first_in_blocks(holds: Callable[[int], bool], most: int, size: int, total: int) -> int | None:
    """As ``_first``, where ``size`` totals in a row have one quota and only their ends are monotone."""

    def end(block: int) -> int:
        return (total // size + block + 1) * size - 1 - total

    block = _first(lambda number: holds(end(number)), most // size + 1)
    if block is None:
        return None
    start = end(block - 1) + 1 if block else 0
    offset = _first(lambda more: holds(start + more), end(block) - start)
    return None if offset is None else start + offset
