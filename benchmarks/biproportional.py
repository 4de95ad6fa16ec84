"""Seats in two and three dimensions: the kernel, the exact layer and votelib on Zurich 2002.

Run ``python benchmarks/biproportional.py``. All figures come from one run on one machine;
the calibration loop tells how fast that machine was just then. The ratios are the claim, and
that every table with three axes is answered in 50 ms.

Votes of Zurich's city council 2002: Pukelsheim and Schuhmacher, *Das neue Zürcher
Zuteilungsverfahren* (2004), as votelib's tests have them. The table with three axes is drawn
at random with the size of Chile's convention of 2021: 28 districts of 3 to 8 seats, four lists
everywhere, 37 in one or two districts, both sexes.
"""

from __future__ import annotations

from statistics import median
from typing import Any

import numpy as np
from common import calibration, seconds
from votelib.evaluate.proportional import BiproportionalEvaluator

from tendik.seats import apportion, apportion_three, biproportional, biproportional_many
from tendik.seats.batch_tables import solve

DISTRICT_SEATS = (12, 16, 13, 10, 17, 16, 12, 19, 10)
ZURICH = (
    (3516, 1709, 2413, 1080, 639, 247, 184),
    (4264, 1806, 1062, 860, 539, 339, 503),
    (3103, 758, 566, 867, 467, 137, 940),
    (3626, 1349, 1487, 956, 471, 359, 280),
    (4968, 2423, 4354, 1939, 968, 485, 411),
    (3632, 2724, 1266, 730, 946, 482, 230),
    (4103, 2135, 2066, 885, 647, 446, 363),
    (4105, 3333, 1607, 771, 949, 636, 247),
    (1970, 1516, 486, 211, 446, 344, 65),
)
TABLES = 20_000
CUBES = 20


def two_dimensions() -> None:
    party_seats = apportion(map(sum, zip(*ZURICH, strict=True)), 125, method="sainte-lague").seats
    one = np.array([ZURICH])
    rows, columns = np.array([DISTRICT_SEATS]), np.array([party_seats])
    seats, status = np.zeros(one.shape, np.int16), np.zeros(1, np.int8)
    random = np.random.default_rng(2002)
    many = np.ascontiguousarray((one * random.uniform(0.7, 1.3, (TABLES, 9, 7))).astype(np.int64))
    named = {str(i): dict(zip("ABCDEFG", row, strict=True)) for i, row in enumerate(ZURICH)}
    sizes = {str(i): count for i, count in enumerate(DISTRICT_SEATS)}
    evaluator = BiproportionalEvaluator("sainte_lague")

    solve(one, rows, columns, False, seats, status)
    kernel = seconds(lambda: solve(one, rows, columns, False, seats, status), 5000)
    batch = seconds(lambda: biproportional_many(many, rows[0], columns[0]), 3) / TABLES
    exact = seconds(lambda: biproportional(ZURICH, DISTRICT_SEATS, party_seats), 50)
    votelib = seconds(lambda: evaluator.evaluate(named, sizes), 5)
    theirs = evaluator.evaluate(named, sizes)
    agree = all(
        theirs[str(i)].get(party, 0) == count
        for i, row in enumerate(biproportional(ZURICH, DISTRICT_SEATS, party_seats).seats)
        for party, count in zip("ABCDEFG", row, strict=True)
    )
    unproven = np.zeros(TABLES, np.int8)
    solve(many, rows, columns, False, np.zeros(many.shape, np.int16), unproven)
    print(f"Zurich 2002, 9 districts, 7 lists, 125 seats; same seats as votelib: {agree}")
    print(f"  votelib                                {votelib * 1e6:>10,.0f} µs")
    print(
        f"  biproportional, exact with divisors    {exact * 1e6:>10,.0f} µs   {votelib / exact:>8,.0f} times"
    )
    print(
        f"  kernel, one table                      {kernel * 1e6:>10,.1f} µs   {votelib / kernel:>8,.0f} times"
    )
    print(
        f"  biproportional_many, {TABLES:,} varied      {batch * 1e6:>10,.1f} µs   {votelib / batch:>8,.0f} times"
    )
    print(f"  of these left to the exact layer: {np.count_nonzero(unproven)}")


def cube(random: np.random.Generator) -> tuple[Any, Any]:
    """Votes by district, list and sex, and totals that some proportional seats have."""
    present = np.zeros((28, 41), bool)
    present[:, :4] = True
    for column in range(4, 41):
        present[random.choice(28, int(random.integers(1, 3)), replace=False), column] = True
    votes = random.integers(500, 20_000, (28, 41, 2)) * present[:, :, None]
    votes[:, :4] *= 3
    drawn = np.zeros(votes.shape, np.int64)
    for i, size in enumerate(random.permutation([3, 4, 5, 5, 5, 6, 8] * 4)):
        share = votes[i].ravel() / votes[i].sum()
        drawn[i] = random.multinomial(size, share).reshape(41, 2)
    return votes.tolist(), [
        drawn.sum((1, 2)).tolist(),
        drawn.sum((0, 2)).tolist(),
        drawn.sum((0, 1)).tolist(),
    ]


def three_dimensions() -> None:
    random = np.random.default_rng(2021)
    times: dict[str, list[float]] = {"proven by divisors": [], "proven by search": [], "not proven": []}
    for _ in range(CUBES):
        votes, totals = cube(random)
        result = apportion_three(votes, totals)
        kind = (
            "proven by divisors" if result.divisors else "proven by search" if result.proven else "not proven"
        )
        times[kind].append(seconds(lambda votes=votes, totals=totals: apportion_three(votes, totals), 3))
    everything = [value for values in times.values() for value in values]
    print(f"28 districts, 41 lists, 2 sexes, {CUBES} random tables: median {median(everything) * 1e3:.0f} ms")
    for kind, values in times.items():
        if values:
            print(
                f"  {kind:<20}{len(values):>4}   median {median(values) * 1e3:.0f} ms, most {max(values) * 1e3:.0f} ms"
            )


def main() -> None:
    print(f"calibration: ten million additions in {calibration():.2f} s")
    two_dimensions()
    three_dimensions()


if __name__ == "__main__":
    main()
