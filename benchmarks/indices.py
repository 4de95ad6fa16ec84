"""What is claimed about the speed of the ranking, measured in one run on one core.

Times vary with the machine; the ratios of one run do not much.
"""

import os
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

from tendik import indices
from tendik.indices import packages
from tendik.indices.attribution import attribute
from tendik.indices.draws import draw_ranks
from tendik.indices.intervals import ranks, scores
from tendik.indices.montecarlo import draw_choices
from tendik.indices.reach import Move, reach
from tendik.indices.sobol import sobol
from tendik.indices.whatif import what_if

DRAWS = 10_000


def best(function, times):
    """The shortest of several runs, in seconds of this process."""
    function()
    shortest = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        function()
        shortest = min(shortest, time.perf_counter() - start)
    return shortest


def invented(index, economies=146):
    """A table for a deployment without published figures."""
    import numpy as np

    figures = np.random.default_rng(1).uniform(0.2, 1.1, (economies, len(index.columns))).round(3)
    return {
        f"E{row:03}": dict(zip(index.columns, map(float, line), strict=True))
        for row, line in enumerate(figures)
    }


def main():
    """Print each claim with its measure."""
    index = indices.load("gggi", "2023")
    table = packages.figures(index).table if packages.present(index) else invented(index)
    prepared = index.prepare(table)
    made = index.score(prepared)
    order = sorted(made.rank(), key=made.rank().__getitem__)
    one, half = order[60], 30
    print(f"{len(table)} economies, {len(index.columns)} indicators")

    score = best(lambda: index.score(prepared).rank(), 200)
    exactly = best(lambda: [made.exact(economy) for economy in made], 3)
    print(f"score and rank of all: {score * 1e3:.2f} ms (claim: under 1 ms)")
    print(f"  the same in fractions: {exactly * 1e3:.1f} ms, {exactly / score:.0f} times as long")

    many = best(lambda: draw_choices(index, prepared, count=DRAWS), 3)
    print(
        f"{DRAWS} draws of the choices: {many:.3f} s (claim: under 0.5 s), {many / DRAWS * 1e6:.0f} µs a draw"
    )
    print(f"  scored one after another they would take {score * DRAWS / many:.0f} times as long")
    print(f"Sobol indices of a rank and a score: {best(lambda: sobol(index, prepared, one), 3):.3f} s")

    print(f"1,000 draws within rounding: {best(lambda: draw_ranks(index, prepared, 1000), 2):.3f} s")
    bounds = best(lambda: ranks(index, {e: b.score for e, b in scores(index, prepared).items()}), 3)
    print(f"exact intervals of all ranks: {bounds * 1e3:.0f} ms")

    change = {one: {"women_in_parliament": 0.5}}
    print(
        f"what if: {best(lambda: what_if(index.score(prepared), change).moved, 20) * 1e3:.1f} ms (claim: under 100 ms)"
    )
    moves = {
        name: Move(cost)
        for name, cost in (
            ("women_in_parliament", 3),
            ("women_in_ministerial_positions", 2),
            ("estimated_earned_income", 1),
        )
    }
    least = best(lambda: reach(index.score(prepared), one, half, moves), 5)
    print(f"least change to a rank: {least * 1e3:.0f} ms (claim: under 1 s)")
    again = index.score({**table, one: {**table[one], "women_in_parliament": 0.5}})
    print(f"why a rank changed: {best(lambda: attribute(made, again, one), 3) * 1e3:.0f} ms")


if __name__ == "__main__":
    main()
