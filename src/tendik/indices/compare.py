"""Step: compare. Two sets of scores side by side: another edition, another method."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tendik.indices.correlate import correlation

if TYPE_CHECKING:
    from tendik.indices.scores import Scores


@dataclass(frozen=True)
class Shift:
    """An economy in two rankings of the economies that are in both."""

    economy: str
    scores: tuple[float, float]
    ranks: tuple[int, int]

    @property
    def places(self) -> int:
        """Places lost (positive) or gained (negative)."""
        return self.ranks[1] - self.ranks[0]


@dataclass(frozen=True)
class Comparison:
    """Two sets of scores over the economies that both have.

    ``spearman`` is the correlation of ranks, ``mean_shift`` the mean number of places
    moved; ``only_first`` and ``only_second`` are economies that were left out.
    """

    shifts: tuple[Shift, ...]
    spearman: float | None
    mean_shift: float
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]

    @property
    def by_economy(self) -> Mapping[str, Shift]:
        """The shifts by economy."""
        return {shift.economy: shift for shift in self.shifts}


def compare(first: Scores, second: Scores) -> Comparison:
    """Compare two sets of scores; ranks are taken anew among the economies of both."""
    both = [economy for economy in first if economy in second]
    ranks = [_among(one, both) for one in (first, second)]
    shifts = tuple(
        Shift(economy, (first[economy], second[economy]), (ranks[0][economy], ranks[1][economy]))
        for economy in sorted(both, key=ranks[0].__getitem__)
    )
    places = np.array([shift.ranks for shift in shifts], dtype=np.float64).reshape(-1, 2)
    return Comparison(
        shifts,
        correlation(places[:, 0], places[:, 1]),
        float(np.abs(places[:, 0] - places[:, 1]).mean()) if len(shifts) else 0.0,
        tuple(economy for economy in first if economy not in second),
        tuple(economy for economy in second if economy not in first),
    )


def _among(scores: Scores, economies: list[str]) -> dict[str, int]:
    """Ranks among some of the economies: 1 more than those of them that stand higher."""
    whole = scores.rank()
    ordered = sorted(whole[economy] for economy in economies)
    return {economy: ordered.index(whole[economy]) + 1 for economy in economies}
