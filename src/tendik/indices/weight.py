"""Step: weight. How much each indicator of a pillar counts."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from tendik.indices.families import Family

Floats = NDArray[np.float64]


class Weigher(Protocol):
    """Normalised figures (n, k) and the given weights (k) → weights (k), or (n, k) row by row."""

    def __call__(self, values: Floats, given: Floats) -> Floats: ...


WEIGHERS: Family[Weigher] = Family("weight")


@WEIGHERS.method("given")
def given(values: Floats, given: Floats) -> Floats:  # noqa: ARG001
    """The weights of the index file."""
    return given


@WEIGHERS.method("equal")
def equal(values: Floats, given: Floats) -> Floats:  # noqa: ARG001
    """The same weight for every indicator."""
    return np.full_like(given, 1.0 / given.size)


@WEIGHERS.method("principal")
def principal(values: Floats, given: Floats) -> Floats:
    """Squared loadings on the first principal component of the correlations.

    Computed over the rows that have every figure of the pillar; with fewer than
    three such rows, or an indicator that does not vary, the weights are equal.
    """
    whole = values[~np.isnan(values).any(axis=1)]
    if len(whole) < 3 or values.shape[1] < 2 or (whole.std(axis=0) == 0).any():
        return equal(values, given)
    _, vectors = np.linalg.eigh(np.corrcoef(whole, rowvar=False))
    return np.asarray(vectors[:, -1] ** 2, dtype=np.float64)


@WEIGHERS.method("benefit-of-doubt")
def benefit_of_doubt(values: Floats, given: Floats) -> Floats:  # noqa: ARG001
    """Each economy gets the weights that show it best (Cherchye et al. 2007).

    For each row the linear programme ``max w·v`` with ``w >= 0`` and ``w·u <= 1`` for
    every row ``u``; weights are then scaled to sum to one. Missing figures have no
    weight. Rows without a positive figure get equal weights.
    """
    from scipy.optimize import linprog

    figures = np.nan_to_num(values)
    weights = np.zeros_like(figures)
    for row, figure in enumerate(figures):
        if figure.max(initial=0.0) > 0:
            found = linprog(
                -figure, A_ub=figures, b_ub=np.ones(len(figures)), bounds=[(0, None)] * figure.size
            )
            weights[row] = np.where(np.isnan(values[row]), 0.0, found.x)
        if not weights[row].sum():
            weights[row] = 1.0
    shares: Floats = weights / weights.sum(axis=1, keepdims=True)
    return shares
