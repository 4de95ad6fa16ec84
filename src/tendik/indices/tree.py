"""The common kind of index: indicators in pillars, pillars in pillars, one score at the top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tendik.indices.aggregate import AGGREGATORS
from tendik.indices.formulas import FORMULAS
from tendik.indices.impute import IMPUTERS
from tendik.indices.normalise import NORMALISERS
from tendik.indices.outliers import TREATMENTS
from tendik.indices.weight import WEIGHERS

if TYPE_CHECKING:
    from tendik.indices.index import Index

Floats = NDArray[np.float64]


@FORMULAS.method("tree")
def tree(index: Index, values: Floats, groups: Sequence[str] | None = None) -> tuple[Floats, Floats]:
    """The steps of the index file, one after another.

    Inside a pillar of indicators the weights are renormalised over what is present.
    A pillar made of pillars, and the score, need all of theirs.
    """
    return combine(index, normalised(index, values, groups))


def normalised(index: Index, values: Floats, groups: Sequence[str] | None = None) -> Floats:
    """Figures (n, c) after imputing, treating outliers and normalising: (n, k)."""
    steps, count = index.file.steps, len(index.indicators)
    figures = values[:, :count]
    if steps.impute != "none":
        figures = IMPUTERS.pick(steps.impute)(figures, groups)
    if steps.outliers != "none":
        figures = TREATMENTS.pick(steps.outliers)(figures)
    scale = index.scale
    if values.shape[1] > count:
        correction = float(index.reading("level_correction")) if "level_correction" in index.readings else 1.0
        scale = replace(scale, levels=values[:, count:], correction=correction)
    return NORMALISERS.pick(steps.normalise)(figures, scale)


def combine(index: Index, figures: Floats) -> tuple[Floats, Floats]:
    """Normalised figures (n, k) → scores (n,) and pillars (n, m)."""
    weigh = WEIGHERS.pick(index.file.steps.weight)
    made: dict[str, Floats] = {}

    def make(node: str) -> Floats:
        if node not in made:
            aggregate = AGGREGATORS.pick(index.file.pillars[node].aggregate)
            if node in index.members:
                places = index.members[node]
                part = figures[:, places]
                made[node] = aggregate(part, weigh(part, index.given[places]))
            else:
                made[node] = above(index.children(node), aggregate)
        return made[node]

    def above(children: tuple[str, ...], aggregate: object) -> Floats:
        parts = np.stack([make(child) for child in children], axis=-1)
        weights = np.array([float(index.pillar_weights[child]) for child in children])
        whole = aggregate(parts, weights)  # type: ignore[operator]
        return np.where(np.isnan(parts).any(axis=-1), np.nan, whole)

    score = above(index.children(None), AGGREGATORS.pick(index.file.steps.aggregate))
    return score, np.stack([make(node) for node in index.nodes], axis=-1)
