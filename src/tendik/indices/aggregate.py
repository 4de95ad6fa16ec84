"""Step: aggregate. Several figures of one row become one; what is missing has no weight."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from tendik.indices.families import Family

Floats = NDArray[np.float64]


class Aggregator(Protocol):
    """``values`` and ``weights`` with figures along the last axis → one figure less an axis.

    Missing figures are NaN; the weights of the others are renormalised. A row
    without any figure is NaN.
    """

    def __call__(self, values: Floats, weights: Floats) -> Floats: ...


AGGREGATORS: Family[Aggregator] = Family("aggregate")


def _shares(values: Floats, weights: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """Weights that sum to one over what is present, and which rows have anything."""
    present = np.where(np.isnan(values), 0.0, weights)
    total = present.sum(axis=-1, keepdims=True)
    some = total[..., 0] > 0
    return present / np.where(total > 0, total, 1.0), some


@AGGREGATORS.method("arithmetic")
def arithmetic(values: Floats, weights: Floats) -> Floats:
    """The weighted mean: a gap in one figure is made good by another."""
    shares, some = _shares(values, weights)
    return np.where(some, (np.nan_to_num(values) * shares).sum(axis=-1), np.nan)


@AGGREGATORS.method("geometric")
def geometric(values: Floats, weights: Floats) -> Floats:
    """The weighted geometric mean: zero in one figure is zero in all. Negative figures are NaN."""
    shares, some = _shares(values, weights)
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.where(shares > 0, shares * np.log(values), 0.0)
    return np.where(some, np.exp(logs.sum(axis=-1)), np.nan)


@AGGREGATORS.method("harmonic")
def harmonic(values: Floats, weights: Floats) -> Floats:
    """The weighted harmonic mean: the smallest figure counts most."""
    shares, some = _shares(values, weights)
    with np.errstate(divide="ignore"):
        parts = np.where(shares > 0, shares / np.where(values >= 0, values, np.nan), 0.0)
        return np.where(some, 1.0 / parts.sum(axis=-1), np.nan)


@AGGREGATORS.method("ordered")
def ordered(values: Floats, weights: Floats) -> Floats:
    """The ordered weighted mean (Yager 1988): weights go to places, not to figures.

    Of k figures present the worst gets k parts, the next k - 1, the best one; the
    given weights only say which figures count at all.
    """
    worst_first = np.sort(np.where(weights > 0, values, np.nan), axis=-1)
    count = (~np.isnan(worst_first)).sum(axis=-1, keepdims=True)
    place = np.arange(values.shape[-1], dtype=np.float64)
    return arithmetic(worst_first, np.maximum(count - place, 0.0))
