"""Gender Development Index: human development of women over that of men.

UNDP, Human Development Report 2025, technical note 3.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tendik.indices.formulas import FORMULAS

if TYPE_CHECKING:
    from tendik.indices.index import Index

Floats = NDArray[np.float64]


@FORMULAS.method("gdi")
def gdi(index: Index, values: Floats, groups: Sequence[str] | None = None) -> tuple[Floats, Floats]:  # noqa: ARG001
    """Scores (n,), and the Human Development Index of women and of men (n, 2).

    Life expectancy, the mean of mean and expected years of schooling, and the
    logarithm of income lie between their goalposts; schooling and income are held
    at the upper one.
    """
    women, men = _development(index, values, "f"), _development(index, values, "m")
    with np.errstate(divide="ignore", invalid="ignore"):
        return women / men, np.stack((women, men), axis=-1)


def _development(index: Index, values: Floats, sex: str) -> Floats:
    def way(name: str, log: bool = False) -> Floats:
        place = index.indicators.index(f"{name}_{sex}")
        low, high, figure = index.scale.low[place], index.scale.high[place], values[:, place]
        if log:
            low, high, figure = np.log(low), np.log(high), np.log(figure)
        part: Floats = np.clip((figure - low) / (high - low), 0.0, 1.0)
        return part

    with np.errstate(divide="ignore", invalid="ignore"):
        income = way("gni_pc", log=True)
    schooling = (way("mys") + way("eys")) / 2.0
    return np.cbrt(way("le") * schooling * income)


def group(index: Index, score: float) -> int:
    """Group 1 (closest to parity) to 5, by the distance of the rounded index from 1.

    The upper bound of a group belongs to it.
    """
    from tendik.indices.rank import rounded

    away = abs(rounded(score, index.file.rank.decimals or 3) - 1) * 100
    bounds = [index.file.parameters[f"group_{number}"] for number in (1, 2, 3, 4)]
    return 1 + sum(away > bound for bound in bounds)


def earned_income(
    income: Fraction | float,
    women: Fraction | float,
    men: Fraction | float,
    wage_ratio: Fraction | float,
    active_women: Fraction | float,
    active_men: Fraction | float,
) -> tuple[float, float]:
    """Estimated earned income per head of women and of men.

    Parameters
    ----------
    income : number
        National income per head.
    women, men : number
        Population.
    wage_ratio : number
        Women's wage over men's.
    active_women, active_men : number
        Shares of the economically active population.
    """
    share = wage_ratio * active_women / (wage_ratio * active_women + active_men)
    people = women / (women + men)
    return float(income * share / people), float(income * (1 - share) / (1 - people))
