"""Divisor methods on many elections: jump and step, in 64-bit integers.

A floating-point guess gives every list of a row its seats at once; then seats move one
at a time until no list's next claim is stronger than another's weakest seat. Integers
alone compare the claims, by cross-multiplication, so the result does not depend on the
guess. A row whose products might exceed 64 bits is left to the exact layer.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from tendik.seats.batch_rows import (
    EXACT,
    INFEASIBLE,
    LARGEST_FIRST,
    NEGATIVE,
    SETTLED,
    TIE,
    compiled,
    give_largest,
    limit,
    scan,
)


@compiled
def divide(
    votes: Any,
    house: Any,
    costs: Any,
    scales: Any,
    shift: float,
    largest: int,
    squared: bool,
    lower: Any,
    upper: Any,
    seats: Any,
    status: Any,
) -> None:
    """Apportion each row of ``votes`` by a divisor method.

    Parameters
    ----------
    votes : int64[N, P]
    house : int64[N] or int64[1]
    costs, scales : int64[max(house) + 2], int64[max(house) + 2] or None
        Seat ``n`` of a list costs ``votes * scales[n] / costs[n]``, both squared if
        ``squared``; ``costs[0]`` is 0. Where ``costs[1]`` is 0 too, first seats are free.
    shift : float
        The divisors are nearly proportional to ``held + shift``: for the guess.
    largest : int
        The most votes whose products fit 64 bits.
    lower, upper : int64[P] or None
        Limits of the lists, together or not at all.
    seats, status : int16[N, P], int8[N]
        Filled in; ``seats`` comes as zeros.
    """
    rows, lists = votes.shape
    stride = 1 if len(house) > 1 else 0
    first = 1 if costs[1] == 0 else 0
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
        if bits > largest and weight.max() > largest:
            status[row] = EXACT
            continue
        if lower is not None:
            found = limit(weight, size, lower, upper, first, least, most)
            if found == LARGEST_FIRST:
                status[row] = give_largest(weight, size, lower, least, seats[row])
                continue
            if found == INFEASIBLE:
                status[row] = INFEASIBLE
                continue
        elif first and np.count_nonzero(weight) > size:
            status[row] = give_largest(weight, size, least, np.minimum(weight, 1), seats[row])
            continue
        if total == 0.0:
            status[row] = SETTLED
            for i in range(lists):
                seats[row, i] = least[i]
            if lower is None and size > 0:
                status[row] = INFEASIBLE
            continue

        wanted = size + lists * (shift - 0.5)
        given = np.int64(0)
        for _ in range(3):
            factor = wanted / total
            given = np.int64(0)
            for i in range(lists):
                guess: Any = np.int64(weight[i] * factor + (1.0 - shift))
                if lower is not None:
                    guess = min(max(guess, least[i]), most[i])
                else:
                    guess = min(max(guess, first), size) if weight[i] else 0
                held[i] = guess
                given += guess
            if abs(given - size) <= 2:
                break
            wanted += size - given
        if squared:
            for i in range(lists):
                weight[i] *= weight[i]

        while True:
            best_worth, best_cost, best = np.int64(0), np.int64(1), 0
            worst_worth, worst_cost, worst = np.int64(1), np.int64(0), 0
            for i in range(lists):
                seat = held[i]
                worth = weight[i]
                if scales is not None:
                    worth *= scales[seat + 1]
                cost = costs[seat + 1]
                if (lower is None or seat < most[i]) & (worth * best_cost > best_worth * cost):
                    best_worth, best_cost, best = worth, cost, i
                worth = weight[i]
                if scales is not None:
                    worth *= scales[seat]
                cost = costs[seat]
                if (lower is None or seat > least[i]) & (worth * worst_cost < worst_worth * cost):
                    worst_worth, worst_cost, worst = worth, cost, i
            if given < size:
                held[best] += 1
                given += 1
                continue
            if given > size:
                held[worst] -= 1
                given -= 1
                continue
            edge = best_worth * worst_cost - worst_worth * best_cost
            if edge <= 0:
                break
            held[best] += 1
            held[worst] -= 1

        status[row] = SETTLED
        if edge == 0:
            status[row] = TIE
            for i in range(lists):
                seat = held[i]
                if seat > least[i]:
                    worth = weight[i]
                    if scales is not None:
                        worth *= scales[seat]
                    if worth * worst_cost == worst_worth * costs[seat]:
                        held[i] = seat - 1
        for i in range(lists):
            seats[row, i] = held[i]
