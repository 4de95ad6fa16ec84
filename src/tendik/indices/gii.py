"""Gender Inequality Index: inequality-adjusted loss in health, empowerment and labour.

UNDP, Human Development Report 2025, technical note 4; Seth (2009).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tendik.indices.formulas import FORMULAS

if TYPE_CHECKING:
    from tendik.indices.index import Index

Floats = NDArray[np.float64]
COLUMNS = ("mmr", "abr", "pr_f", "pr_m", "se_f", "se_m", "lfpr_f", "lfpr_m")


@FORMULAS.method("gii")
def gii(index: Index, values: Floats, groups: Sequence[str] | None = None) -> tuple[Floats, Floats]:  # noqa: ARG001
    """Scores (n,), and the mean of both sexes in each dimension (n, 3).

    Maternal mortality is held between its goalposts. A parliament without women has
    the share that the reading ``zero_parliament`` names. Shares are in percent.
    """
    female, male = by_sex(index, values)
    with np.errstate(divide="ignore", invalid="ignore"):
        of_women = np.cbrt(female.prod(axis=-1))
        of_men = np.cbrt(male.prod(axis=-1))
        harmonic = 2.0 / (1.0 / of_women + 1.0 / of_men)
        middle = (female + male) / 2.0
        return 1.0 - harmonic / np.cbrt(middle.prod(axis=-1)), middle


def by_sex(index: Index, values: Floats) -> tuple[Floats, Floats]:
    """Indices of women and of men in health, empowerment, labour: (n, 3) each."""
    at = {name: values[:, index.indicators.index(name)] for name in COLUMNS}
    mortality = index.file.indicators["mmr"]
    assert mortality.low is not None and mortality.high is not None  # noqa: S101  (the formula's own file)
    least, most = float(mortality.low), float(mortality.high)
    seats = np.where(at["pr_f"] == 0, 100.0 * float(index.reading("zero_parliament")), at["pr_f"])
    with np.errstate(divide="ignore", invalid="ignore"):
        health = np.sqrt(least / np.clip(at["mmr"], least, most) / at["abr"])
        female = (health, np.sqrt(seats * at["se_f"]) / 100.0, at["lfpr_f"] / 100.0)
        male = (
            np.where(np.isnan(health), np.nan, 1.0),
            np.sqrt(at["pr_m"] * at["se_m"]) / 100.0,
            at["lfpr_m"] / 100.0,
        )
    return np.stack(female, axis=-1), np.stack(male, axis=-1)
