"""Step: normalise. Figures of different kinds come onto one scale on which more is better."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from tendik.indices.families import Family

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Scale:
    """What the index file says of each of the k indicators.

    ``cap``, ``low`` and ``high`` are infinite where there is none; ``down`` is true
    where less is better. ``levels`` (n, k) and ``correction`` belong to the method
    ``achievement`` alone.
    """

    cap: Floats
    low: Floats
    high: Floats
    down: NDArray[np.bool_]
    levels: Floats | None = None
    correction: float = 1.0


class Normaliser(Protocol):
    """``values`` (n, k), NaN where missing → the same shape; NaN stays NaN."""

    def __call__(self, values: Floats, scale: Scale) -> Floats: ...


NORMALISERS: Family[Normaliser] = Family("normalise")

ROWWISE = frozenset({"parity", "goalposts"})
"""Methods under which a row does not depend on the other rows."""


@NORMALISERS.method("parity")
def parity(values: Floats, scale: Scale) -> Floats:
    """A ratio of women to men, turned round where less is better, truncated at its cap."""
    if scale.down.any():
        with np.errstate(divide="ignore"):
            values = np.where(scale.down, 1.0 / values, values)
    return np.minimum(values, scale.cap)


@NORMALISERS.method("goalposts")
def goalposts(values: Floats, scale: Scale) -> Floats:
    """The way from ``low`` to ``high``, between 0 and 1 (from ``high`` to ``low`` where less is better)."""
    way = (values - scale.low) / (scale.high - scale.low)
    return np.clip(np.where(scale.down, 1.0 - way, way), 0.0, 1.0)


@NORMALISERS.method("min-max")
def min_max(values: Floats, scale: Scale) -> Floats:
    """The way from the worst to the best among the economies; 0.5 where all are equal."""
    values = _capped(values, scale)
    low, high = _span(values)
    with np.errstate(invalid="ignore"):
        way = np.where(high > low, (values - low) / np.where(high > low, high - low, 1.0), 0.5)
    way = np.where(np.isnan(values), np.nan, way)
    return np.where(scale.down, 1.0 - way, way)


@NORMALISERS.method("z")
def z(values: Floats, scale: Scale) -> Floats:
    """Standard deviations from the mean of the economies (population formula); 0 where all are equal."""
    values = _capped(values, scale)
    present = ~np.isnan(values)
    count = np.maximum(present.sum(axis=-2, keepdims=True), 1)
    mean = np.nan_to_num(values).sum(axis=-2, keepdims=True) / count
    away = np.where(present, values - mean, 0.0)
    spread = np.sqrt((away**2).sum(axis=-2, keepdims=True) / count)
    scores = np.where(present, away / np.where(spread > 0, spread, 1.0), np.nan)
    return np.where(scale.down, -scores, scores)


@NORMALISERS.method("rank")
def rank(values: Floats, scale: Scale) -> Floats:
    """The share of the other economies that are worse, equals counted half: from 0 to 1."""
    values = _capped(values, scale)
    signed = np.where(scale.down, -values, values)
    with np.errstate(invalid="ignore"):
        below = (signed[..., :, None, :] > signed[..., None, :, :]).sum(axis=-2)
        equal = (signed[..., :, None, :] == signed[..., None, :, :]).sum(axis=-2) - 1
    others = np.maximum((~np.isnan(signed)).sum(axis=-2, keepdims=True) - 1, 1)
    return np.where(np.isnan(signed), np.nan, (below + equal / 2) / others)


@NORMALISERS.method("achievement")
def achievement(values: Floats, scale: Scale) -> Floats:
    """A gap corrected for the level reached, from 1 to 100, in the style of EIGE.

    ``values`` are the women's figure over the average; ``1 + 99 a (1 - |value - 1|)``
    with ``a`` the square root of the level over the highest level. Unconfirmed.
    """
    if scale.levels is None:
        raise ValueError("the method achievement needs a level for each indicator")
    highest = _span(scale.levels)[1]
    level = (
        np.sqrt(scale.levels / highest) if scale.correction else np.where(np.isnan(scale.levels), np.nan, 1.0)
    )
    return 1.0 + 99.0 * level * np.maximum(1.0 - np.abs(values - 1.0), 0.0)


def _capped(values: Floats, scale: Scale) -> Floats:
    return np.where(scale.down, values, np.minimum(values, scale.cap))


def _span(values: Floats) -> tuple[Floats, Floats]:
    """Smallest and largest of each column, over the economies that have a figure."""
    missing = np.isnan(values)
    low = np.where(missing, np.inf, values).min(axis=-2, keepdims=True)
    high = np.where(missing, -np.inf, values).max(axis=-2, keepdims=True)
    return low, high
