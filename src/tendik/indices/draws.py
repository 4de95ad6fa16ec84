"""How sure is a rank: the same scores from figures drawn within their rounding, seeded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tendik.errors import N_, Message, NotFound
from tendik.indices.formulas import FORMULAS
from tendik.indices.intervals import RankInterval
from tendik.indices.table import Prepared
from tendik.progress import ProgressReporter, silent

if TYPE_CHECKING:
    from tendik.indices.index import Index

Floats = NDArray[np.float64]
CHUNK = 250


@dataclass(frozen=True, eq=False)
class RankDraws:
    """Ranks in many draws.

    Parameters
    ----------
    economies : tuple of str
        The n economies that are ranked.
    ranks : int array (d, n)
    left_out : tuple of str
        Economies without a score in some draw; they are in no ranking.
    seed : int
    """

    economies: tuple[str, ...]
    ranks: NDArray[np.int32]
    left_out: tuple[str, ...]
    seed: int

    def interval(self, economy: str, share: float = 0.9) -> RankInterval:
        """The middle ``share`` of the ranks drawn; with 1, all of them."""
        drawn = self.drawn(economy)
        edge = (1 - share) / 2
        low, high = np.quantile(drawn, [edge, 1 - edge], method="nearest")
        return RankInterval(int(low), int(high))

    def shares(self, economy: str) -> dict[int, float]:
        """How often each rank was drawn, as a share, best rank first."""
        ranks, times = np.unique(self.drawn(economy), return_counts=True)
        return {int(rank): float(count) / len(self.ranks) for rank, count in zip(ranks, times, strict=True)}

    def median(self, economy: str) -> float:
        """The middle rank."""
        return float(np.median(self.drawn(economy)))

    def drawn(self, economy: str) -> NDArray[np.int32]:
        """The ranks of an economy, one a draw (d,)."""
        if economy not in self.economies:
            template = N_("The table has no economy {economy}. It has: {known}.")
            raise NotFound(
                Message("index.no-economy", template, {"economy": economy, "known": list(self.economies)})
            )
        column: NDArray[np.int32] = self.ranks[:, self.economies.index(economy)]
        return column


def draw_ranks(
    index: Index,
    table: Prepared,
    count: int = 1000,
    *,
    seed: int = 0,
    progress: ProgressReporter = silent,
) -> RankDraws:
    """Rank ``count`` tables drawn uniformly within the rounding of the figures.

    Draw ``i`` depends on ``seed`` and ``i`` alone: the first draws of a longer run are
    those of a shorter one.
    """
    halves = np.array(
        [
            0.0
            if (one := index.file.indicators.get(column)) is None or one.digits is None
            else 0.5 * 10**-one.digits
            for column in index.columns
        ]
    )
    formula, rows = FORMULAS.pick(index.file.kind), len(table.economies)
    low = np.where(table.values >= 0, np.maximum(table.values - halves, 0.0), table.values - halves)
    high = table.values + halves
    scores = np.empty((count, rows))
    for start in range(0, count, CHUNK):
        for place in range(start, min(start + CHUNK, count)):
            generator = np.random.Generator(np.random.Philox(key=seed, counter=[0, 0, 0, place]))
            figures = low + (high - low) * generator.random(low.shape)
            scores[place] = formula(index, figures, table.groups)[0]
        progress(min(start + CHUNK, count), count)
    scores[:, table.unusable] = np.nan
    return from_scores(index, table.economies, scores, seed)


def from_scores(index: Index, economies: tuple[str, ...], scores: Floats, seed: int) -> RankDraws:
    """Rank each row of ``scores`` (d, n); economies without a score in some row are left out."""
    whole: NDArray[np.bool_] = np.asarray(np.isfinite(scores).all(axis=0))
    rule = index.file.rank
    signed = -scores[:, whole] if rule.best == "highest" else scores[:, whole]
    decimals = rule.decimals if rule.ties == "shared" else None
    return RankDraws(
        tuple(one for one, there in zip(economies, whole, strict=True) if there),
        rank_rows(signed, decimals),
        tuple(one for one, there in zip(economies, whole, strict=True) if not there),
        seed,
    )


def rank_rows(signed: Floats, decimals: int | None = None) -> NDArray[np.int32]:
    """Ranks (d, n) along each row, smallest first.

    Without ``decimals`` no rank is shared; with it, figures that round alike share the
    lowest of their ranks.
    """
    count, width = signed.shape
    if decimals is None:
        ranks = np.empty(signed.shape, dtype=np.int32)
        places = np.broadcast_to(np.arange(1, width + 1, dtype=np.int32), signed.shape)
        np.put_along_axis(ranks, np.argsort(signed, axis=1), places, axis=1)
        return ranks
    whole = np.round(signed * 10**decimals).astype(np.int64)
    span = int(whole.max(initial=0) - whole.min(initial=0)) + 1
    keyed = whole + span * np.arange(count, dtype=np.int64)[:, None]
    before = np.searchsorted(np.sort(keyed, axis=1).ravel(), keyed.ravel())
    first = before.reshape(count, width) - width * np.arange(count)[:, None] + 1
    return np.asarray(first, dtype=np.int32)
