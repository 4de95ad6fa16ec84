"""Step: treat outliers. Few extreme figures must not set the scale for all others."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from tendik.indices.families import Family

Floats = NDArray[np.float64]
SKEWNESS = 2.0
KURTOSIS = 3.5
MOST = 5


class Treatment(Protocol):
    """``values`` (n, k), NaN where missing → the same shape."""

    def __call__(self, values: Floats) -> Floats: ...


TREATMENTS: Family[Treatment] = Family("outliers")


@TREATMENTS.method("none")
def none(values: Floats) -> Floats:
    """Figures stay as they are."""
    return values


@TREATMENTS.method("fences")
def fences(values: Floats) -> Floats:
    """Each indicator is held within 1.5 interquartile ranges of its quartiles (Tukey 1977)."""
    treated = values.copy()
    for column in range(values.shape[1]):
        present = values[~np.isnan(values[:, column]), column]
        if present.size:
            low, high = np.quantile(present, [0.25, 0.75])
            reach = 1.5 * (high - low)
            treated[:, column] = np.clip(values[:, column], low - reach, high + reach)
    return treated


@TREATMENTS.method("winsorise")
def winsorise(values: Floats) -> Floats:
    """Where skewness exceeds 2 and kurtosis 3.5, the farthest figures move to the next one.

    At most five figures of an indicator move, one after another, until it is
    regular (Handbook on Constructing Composite Indicators, OECD and JRC 2008).
    """
    treated = values.copy()
    for column in range(values.shape[1]):
        here = ~np.isnan(treated[:, column])
        for _ in range(MOST):
            present = treated[here, column]
            if present.size < 4 or not _irregular(present):
                break
            order = np.unique(present)
            if len(order) < 2:
                break
            mean = present.mean()
            if order[-1] - mean >= mean - order[0]:
                present = np.where(present == order[-1], order[-2], present)
            else:
                present = np.where(present == order[0], order[1], present)
            treated[here, column] = present
    return treated


def _irregular(figures: Floats) -> bool:
    """Sample skewness and excess kurtosis (bias-corrected, as spreadsheets give them) beyond bounds."""
    n = figures.size
    away = figures - figures.mean()
    spread = np.sqrt((away**2).sum() / (n - 1))
    if not spread:
        return False
    standard = away / spread
    skewness = n / ((n - 1) * (n - 2)) * (standard**3).sum()
    kurtosis = (n * (n + 1)) / ((n - 1) * (n - 2) * (n - 3)) * (standard**4).sum() - 3 * (n - 1) ** 2 / (
        (n - 2) * (n - 3)
    )
    return bool(abs(skewness) > SKEWNESS and kurtosis > KURTOSIS)
