"""Step: correlate. Do the indicators of a pillar, and the pillars, move together?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tendik.indices.tree import normalised

if TYPE_CHECKING:
    from tendik.indices.scores import Scores

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Coherence:
    """How coherent an index is over a table; ``None`` where it cannot be computed.

    Parameters
    ----------
    alpha : mapping
        Cronbach's alpha of each pillar of indicators, and of all indicators (``""``).
    pillars : mapping
        Correlation of each pair of pillars.
    indicators : mapping
        Correlation of each indicator with its pillar.
    """

    alpha: Mapping[str, float | None]
    pillars: Mapping[tuple[str, str], float | None]
    indicators: Mapping[str, float | None]


def correlate(scores: Scores) -> Coherence:
    """Cronbach's alpha and correlations over the scored economies."""
    index = scores.index
    scored = ~np.isnan(scores.array)
    count = len(index.indicators)
    raw = scores.table.values[scored]
    figures = normalised(index, raw, scores.table.groups) if index.file.kind == "tree" else raw[:, :count]
    pillars = scores.pillar_array[scored]
    alphas: dict[str, float | None] = {"": alpha(figures)}
    alphas |= {node: alpha(figures[:, places]) for node, places in index.members.items()}
    return Coherence(
        alphas,
        {
            (one, other): correlation(pillars[:, i], pillars[:, j])
            for i, one in enumerate(index.nodes)
            for j, other in enumerate(index.nodes)
            if i < j
        },
        {
            index.indicators[place]: correlation(figures[:, place], pillars[:, index.nodes.index(node)])
            for node, places in index.members.items()
            for place in places
        },
    )


def alpha(figures: Floats) -> float | None:
    """Cronbach's alpha of standardised figures (n, k), from the mean of their correlations.

    ``k r / (1 + (k - 1) r)``, pairs of indicators over the rows that have both.
    """
    count = figures.shape[1]
    pairs = [correlation(figures[:, i], figures[:, j]) for i in range(count) for j in range(i + 1, count)]
    known = [one for one in pairs if one is not None]
    if not known:
        return None
    mean = sum(known) / len(known)
    return float(count * mean / (1 + (count - 1) * mean))


def correlation(one: Floats, other: Floats) -> float | None:
    """Pearson's correlation over the rows that have both; ``None`` under three rows or without spread."""
    both = ~(np.isnan(one) | np.isnan(other))
    one, other = one[both], other[both]
    if len(one) < 3 or not one.std() or not other.std():
        return None
    return float(np.corrcoef(one, other)[0, 1])
