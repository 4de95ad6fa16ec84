"""Who is like whom: nearest by profile, nearest by rank, all of a region."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tendik.indices.tree import normalised
from tendik.indices.whatif import need_scored

if TYPE_CHECKING:
    from tendik.indices.scores import Scores


@dataclass(frozen=True)
class Peer:
    """An economy with its distance: root mean square difference over ``common`` indicators.

    A distance of one is one standard deviation in every indicator.
    """

    economy: str
    distance: float
    common: int
    score: float
    rank: int


@dataclass(frozen=True)
class Neighbour:
    """An economy close in rank; ``gap`` is its score less that of the economy asked about."""

    economy: str
    rank: int
    gap: float


def nearest(scores: Scores, economy: str, count: int = 5) -> tuple[Peer, ...]:
    """The economies whose indicators are most like those of ``economy``.

    Indicators are standardised over the scored economies; a peer has at least half of
    those of ``economy``.
    """
    need_scored(scores, economy)
    index, table, ranks = scores.index, scores.table, scores.rank()
    width = len(index.indicators)
    figures = (
        normalised(index, table.values, table.groups)
        if index.file.kind == "tree"
        else table.values[:, :width]
    )
    there = ~np.isnan(figures) & ~np.isnan(scores.array)[:, None]
    size = np.maximum(there.sum(axis=0), 1)
    mean = np.where(there, figures, 0.0).sum(axis=0) / size
    away = np.where(there, figures - mean, 0.0)
    spread = np.sqrt((away**2).sum(axis=0) / size)
    standard = away / np.where(spread > 0, spread, 1.0)
    own = table.place[economy]
    shared = there & there[own]
    common = shared.sum(axis=1)
    square = (np.where(shared, standard - standard[own], 0.0) ** 2).sum(axis=1)
    peers = [
        Peer(
            one,
            float(np.sqrt(square[row] / common[row])),
            int(common[row]),
            scores[one],
            ranks[one],
        )
        for row, one in enumerate(table.economies)
        if one != economy and one in scores and common[row] and 2 * common[row] >= there[own].sum()
    ]
    return tuple(sorted(peers, key=lambda peer: (peer.distance, peer.economy))[:count])


def neighbours(scores: Scores, economy: str, count: int = 3) -> tuple[Neighbour, ...]:
    """Up to ``count`` economies on each side in the ranking, best first."""
    need_scored(scores, economy)
    ranks = scores.rank()
    order = sorted(ranks, key=lambda one: (ranks[one], one))
    place = order.index(economy)
    around = order[max(0, place - count) : place + count + 1]
    return tuple(
        Neighbour(one, ranks[one], scores[one] - scores[economy]) for one in around if one != economy
    )
