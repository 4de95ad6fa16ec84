"""Seats as claims: each list claims one seat after another, the strongest claims win.

Every method of this package is of this form. What differs is the strength of a
claim: votes divided by a divisor, or votes left after paying a quota for each seat.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from tendik.seats.limits import Demand
from tendik.values import Tie


@dataclass(slots=True, eq=False)
class Claim:
    """A list's claim to one more seat, ``worth / cost`` in integers; sorts strongest first.

    A claim without cost is stronger than any with one, and among such the larger worth.
    """

    worth: int
    cost: int
    number: int

    def __lt__(self, other: Claim) -> bool:
        if not self.cost and not other.cost:
            return self.worth > other.worth
        return self.worth * other.cost > other.worth * self.cost


def award(
    asked: Demand, seats: list[int], claim: Callable[[int, int], Claim]
) -> tuple[tuple[int, ...], Tie | None]:
    """Add seats to ``seats``, strongest claim first, until the house is full.

    Parameters
    ----------
    asked : Demand
        The house, the limits and the lists that compete.
    seats : list of int
        Seats that are certain already, not more than the house.
    claim : callable
        ``claim(list, held)``: the claim of a list that holds ``held`` seats to one
        more. The claims of one list weaken strictly.

    Returns
    -------
    seats : tuple of int
        At a tie, only the seats that no lot can take away.
    tie : Tie or None
        Lists with equal claims to fewer seats than there are such lists. Each of
        them has exactly one claim of that strength, so none can win two by lot.
    """
    seats = list(seats)
    left = asked.house - sum(seats)

    def open_claims(i: int) -> list[Claim]:
        most = asked.most[i]
        return [claim(i, seats[i])] if most is None or seats[i] < most else []

    queue = [entry for i in asked.claimants for entry in open_claims(i)]
    heapify(queue)
    while left and queue:
        equal = [heappop(queue)]
        while queue and not equal[0] < queue[0]:
            equal.append(heappop(queue))
        if len(equal) > left:
            return tuple(seats), Tie(tuple(sorted(entry.number for entry in equal)), left)
        for entry in equal:
            seats[entry.number] += 1
            for following in open_claims(entry.number):
                heappush(queue, following)
        left -= len(equal)
    return tuple(seats), None
