"""Quotas with largest remainders on many elections: jump and step, in 64-bit integers.

As in the kernel of the divisor methods, but a claim is a difference: votes less a quota
for each seat held, both multiplied by what makes the quota an integer.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from tendik.seats.batch_rows import (
    EXACT,
    INFEASIBLE,
    NEGATIVE,
    SETTLED,
    TIE,
    compiled,
    limit,
    scan,
)

NO_CLAIM = -(2**62)
"""Weaker than any claim of a list with votes."""


@compiled
def share_out(
    votes: Any,
    house: Any,
    extra: int,
    integer: bool,
    keep_whole: bool,
    largest: float,
    lower: Any,
    upper: Any,
    seats: Any,
    status: Any,
) -> None:
    """Apportion each row of ``votes`` by a quota with largest remainders.

    The quota is ``V / (house + extra)``, or the next integer above it. Where
    ``keep_whole``, whole quotas that exceed the house stay. ``largest`` is the largest
    sum of votes whose products fit 64 bits; the rest is as in :func:`tendik.seats.batch_divisors.divide`.
    """
    rows, lists = votes.shape
    stride = 1 if len(house) > 1 else 0
    weight = np.empty(lists, np.int64)
    held = np.empty(lists, np.int64)
    least = np.zeros(lists, np.int64)
    most = np.zeros(lists, np.int64)
    for row in range(rows):
        size = house[row * stride]
        bits, total = scan(votes[row], weight)
        if bits < 0:
            status[row] = NEGATIVE
            continue
        if total > largest:
            status[row] = EXACT
            continue
        if lower is not None and limit(weight, size, lower, upper, 0, least, most) == INFEASIBLE:
            status[row] = INFEASIBLE
            continue
        if total == 0.0 or size == 0:
            status[row] = SETTLED
            for i in range(lists):
                seats[row, i] = least[i]
            if lower is None and size > 0:
                status[row] = INFEASIBLE
            continue

        quota = np.int64(0)
        for i in range(lists):
            quota += weight[i]
        factor = size + extra
        if integer:
            quota = quota // factor + 1
            factor = 1
        status[row] = SETTLED
        if not (keep_whole and whole_quotas(weight, size, factor, quota, lower, upper, least, held)):
            given = near(weight, size, factor / quota, total, lower, least, most, held)
            for i in range(lists):
                weight[i] = weight[i] * factor if weight[i] else NO_CLAIM
            if exchange(weight, size, given, quota, lower, least, most, held):
                status[row] = TIE
        for i in range(lists):
            seats[row, i] = held[i]


@compiled
def whole_quotas(
    weight: Any, size: int, factor: int, quota: Any, lower: Any, upper: Any, least: Any, held: Any
) -> bool:
    """Put whole quotas, within the limits, in ``held``; whether they exceed the house."""
    given = np.int64(0)
    for i in range(len(weight)):
        held[i] = weight[i] * factor // quota
        if lower is not None:
            held[i] = max(min(held[i], upper[i]), least[i])
        given += held[i]
    return bool(given > size)


@compiled
def near(
    weight: Any, size: int, per_vote: float, total: float, lower: Any, least: Any, most: Any, held: Any
) -> Any:
    """Guess the seats ``held`` in floating point, within the limits; how many they are together."""
    lists = len(weight)
    shift = 0.5 + (size - total * per_vote) / lists
    given = np.int64(0)
    for _ in range(3):
        given = np.int64(0)
        for i in range(lists):
            guess: Any = np.int64(weight[i] * per_vote + shift)
            if lower is not None:
                guess = min(max(guess, least[i]), most[i])
            else:
                guess = min(max(guess, 0), size) if weight[i] else 0
            held[i] = guess
            given += guess
        if abs(given - size) <= 2:
            break
        shift += (size - given) / lists
    return given


@compiled
def exchange(
    weight: Any, size: int, given: Any, quota: Any, lower: Any, least: Any, most: Any, held: Any
) -> bool:
    """Give and take seats until no remainder that lost is larger than one that won; whether the last tie.

    At a tie ``held`` keeps only the sure seats.
    """
    lists = len(weight)
    while True:
        best_claim, best = np.int64(NO_CLAIM), 0
        worst_claim, worst = np.int64(-NO_CLAIM), 0
        for i in range(lists):
            seat = held[i]
            claim = weight[i] - seat * quota
            if (lower is None or seat < most[i]) & (claim > best_claim):
                best_claim, best = claim, i
            claim += quota
            if (seat > least[i]) & (claim < worst_claim):
                worst_claim, worst = claim, i
        if given < size:
            held[best] += 1
            given += 1
            continue
        if given > size:
            held[worst] -= 1
            given -= 1
            continue
        if best_claim <= worst_claim:
            break
        held[best] += 1
        held[worst] -= 1
    if best_claim < worst_claim:
        return False
    for i in range(lists):
        if held[i] > least[i] and weight[i] - (held[i] - 1) * quota == worst_claim:
            held[i] -= 1
    return True
