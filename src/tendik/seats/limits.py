"""What is asked of an apportionment, read strictly and checked for contradictions."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tendik.errors import N_, Infeasible, Message

Minimum = int | Sequence[int] | None
Maximum = int | Sequence[int | None] | None

OVER_AWARD = ("subtract", "ignore")


@dataclass(frozen=True)
class Demand:
    """Votes, seats and limits that do not contradict each other.

    ``least`` and ``most`` hold one limit per list; ``None`` is no upper limit.
    ``claimants`` are the lists with votes: only they compete for seats.
    """

    votes: tuple[int, ...]
    house: int
    least: tuple[int, ...]
    most: tuple[int | None, ...]

    @property
    def claimants(self) -> tuple[int, ...]:
        """Indices of the lists that have votes."""
        return tuple(i for i, votes in enumerate(self.votes) if votes)

    def held(self, number: int, seats: int) -> int:
        """``seats`` brought within the limits of list ``number``."""
        most = self.most[number]
        return max(self.least[number], seats if most is None else min(seats, most))


def whole_number(value: object, what: str) -> int:
    """``value`` as a non-negative ``int``; anything that is not an integer is refused.

    Raises
    ------
    TypeError
        For booleans, floats, texts and other things that are not integers.
    ValueError
        For negative integers.
    """
    if isinstance(value, bool):
        raise TypeError(f"{what} must be a non-negative integer, not a truth value")
    try:
        number = operator.index(value)  # type: ignore[arg-type]
    except TypeError:
        raise TypeError(
            f"{what} must be a non-negative integer, not {value!r} ({type(value).__name__})"
        ) from None
    if number < 0:
        raise ValueError(f"{what} must be a non-negative integer, not {number}")
    return number


def minimums(minimum: Minimum, lists: int) -> tuple[int, ...]:
    """The fewest seats of each list: one number for all, or one per list."""
    return tuple(limit or 0 for limit in _limits(minimum, lists, "minimum"))


def maximums(maximum: Maximum, lists: int) -> tuple[int | None, ...]:
    """The most seats of each list: one number for all, or one per list (``None``: no limit)."""
    return _limits(maximum, lists, "maximum")


def _limits(given: Maximum, lists: int, what: str) -> tuple[int | None, ...]:
    if given is None:
        return (None,) * lists
    if not isinstance(given, Iterable):
        return (whole_number(given, what),) * lists
    limits = tuple(None if limit is None else whole_number(limit, f"every {what}") for limit in given)
    if len(limits) != lists:
        raise ValueError(f"{what} has {len(limits)} numbers for {lists} lists")
    return limits


def check_over_award(over_award: str) -> None:
    """Refuse a policy that is not one of ``OVER_AWARD``."""
    if over_award not in OVER_AWARD:
        raise ValueError(f"over_award must be one of {', '.join(OVER_AWARD)}, not {over_award!r}")


def demand(votes: Iterable[int], house: int, minimum: Minimum, maximum: Maximum) -> Demand:
    """Read and check what is asked.

    Raises
    ------
    TypeError, ValueError
        When a number is not a non-negative integer, or the limits do not fit the lists.
    Infeasible
        When no distribution of the seats meets the limits. Minimums give way from
        the last list back; a house too large gives way itself (index ``None``).
    """
    votes = tuple(whole_number(value, "every number of votes") for value in votes)
    asked = Demand(
        votes,
        whole_number(house, "house"),
        minimums(minimum, len(votes)),
        maximums(maximum, len(votes)),
    )
    _check_minimums(asked)
    _check_house(asked)
    return asked


def _check_minimums(asked: Demand) -> None:
    reachable = [
        least if most is None else min(least, most)
        for least, most in zip(asked.least, asked.most, strict=True)
    ]
    excess = sum(reachable) - asked.house
    for i in reversed(range(len(reachable))):
        if excess <= 0:
            break
        given_up = min(excess, reachable[i])
        reachable[i] -= given_up
        excess -= given_up
    relaxations = [(i, least, reachable[i]) for i, least in enumerate(asked.least) if least != reachable[i]]
    if relaxations:
        raise Infeasible(
            Message(
                "seats.minimum",
                N_(
                    "The minimum seats of the lists do not fit their maximum seats and a house of {house}. "
                    "Seats too many: {count}."
                ),
                {"house": asked.house, "count": sum(asked.least) - sum(reachable)},
            ),
            relaxations,
        )


def _check_house(asked: Demand) -> None:
    most = [
        limit if votes else least
        for votes, least, limit in zip(asked.votes, asked.least, asked.most, strict=True)
    ]
    room = [limit for limit in most if limit is not None]
    if len(room) < len(most) or sum(room) >= asked.house:
        return
    code, template = (
        (
            "seats.maximum",
            N_("The maximum seats of the lists leave seats that nobody can take. Seats left: {count}."),
        )
        if asked.claimants
        else ("seats.no-votes", N_("No list has votes, so nobody can take the seats. Seats left: {count}."))
    )
    raise Infeasible(
        Message(code, template, {"count": asked.house - sum(room)}), [(None, asked.house, sum(room))]
    )
