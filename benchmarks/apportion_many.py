"""Elections a second: ``apportion_many`` against votelib and apportionment, on 145 seats.

Run ``python benchmarks/apportion_many.py``. All figures come from one run on one machine;
the calibration loop tells how fast that machine was just then. The ratios are the claim.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from apportionment.methods import compute
from common import calibration, seconds
from votelib.evaluate.proportional import HighestAverages, LargestRemainder

from tendik.seats import apportion, apportion_many

HOUSE = 145
ELECTIONS = 1_000_000
SAMPLE = 150
ROUNDS = 5
METHODS: dict[str, tuple[Any, str]] = {
    "dhondt": (HighestAverages("d_hondt"), "dhondt"),
    "sainte-lague": (HighestAverages("sainte_lague"), "saintelague"),
    "hare": (LargestRemainder("hare"), "largest_remainder"),
}


def votes_of(lists: int) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Six million votes, spread evenly over all shares."""
    shares = np.random.default_rng(lists).dirichlet(np.ones(lists), ELECTIONS)
    return np.ascontiguousarray((shares * 6_000_000).astype(np.int64) + 1)


def main() -> None:
    print(f"calibration: ten million additions in {calibration():.2f} s")
    print(f"{HOUSE} seats, {ELECTIONS:,} elections; votelib, apportionment and apportion on {SAMPLE}")
    print(
        f"{'lists':>5} {'method':<14}{'one thread':>12}{'two threads':>13}{'ratio':>7}"
        f"{'apportion':>11}{'votelib':>9}{'ratio':>10}{'apportionment':>15}{'ratio':>10}"
    )
    for lists in (6, 20):
        votes = votes_of(lists)
        sample = [row.tolist() for row in votes[:SAMPLE]]
        named = [dict(enumerate(row)) for row in sample]
        for method, (evaluator, name) in METHODS.items():

            def many(threads: int, votes: Any = votes, method: str = method) -> object:
                return apportion_many(votes, HOUSE, method=method, threads=threads)

            def theirs(evaluator: Any = evaluator, named: Any = named) -> object:
                return [evaluator.evaluate(row, HOUSE) for row in named]

            def others(name: str = name, sample: Any = sample) -> object:
                return [compute(name, row, HOUSE, parties="x" * len(row)) for row in sample]

            def exact(method: str = method, sample: Any = sample) -> object:
                return [apportion(row, HOUSE, method=method) for row in sample]

            apportion_many(votes[:10], HOUSE, method=method)
            one = ELECTIONS / seconds(lambda many=many: many(1), ROUNDS)
            two = ELECTIONS / seconds(lambda many=many: many(2), ROUNDS)
            single, votelib, apportionment = (SAMPLE / seconds(run, 2) for run in (exact, theirs, others))
            print(
                f"{lists:>5} {method:<14}{one / 1e6:>10.1f} M{two / 1e6:>11.1f} M{two / one:>7.2f}"
                f"{single:>11,.0f}{votelib:>9,.0f}{one / votelib:>10,.0f}"
                f"{apportionment:>15,.0f}{one / apportionment:>10,.0f}"
            )


if __name__ == "__main__":
    main()
