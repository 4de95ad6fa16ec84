"""Step: rank. Floats find the order; where they are too close, exact fractions decide."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

NEAR = 1e-12
"""Scores closer than this are compared exactly, or are equal where no exact score exists.

A score is made of at most a few dozen additions and products of numbers near one,
each with a relative error of 2^-53: its error stays below 1e-14.
"""

Ranking = tuple[dict[str, int], tuple[tuple[str, ...], ...]]


def rounded(value: float | Fraction, decimals: int) -> Fraction:
    """``value`` rounded half up, as a fraction; a float within 1e-12 of a half counts as the half."""
    if isinstance(value, Fraction):
        return Fraction(math.floor(value * 10**decimals + Fraction(1, 2)), 10**decimals)
    return Fraction(math.floor((value + NEAR) * 10**decimals + 0.5), 10**decimals)


def distinct(
    economies: tuple[str, ...],
    scores: NDArray[np.float64],
    highest: bool,
    exact: Callable[[int], Fraction] | None,
) -> Ranking:
    """Ranks without shared places, and the ties that no score settles.

    Parameters
    ----------
    economies, scores
        Rows; NaN is not ranked.
    highest : bool
        Whether the highest score is best.
    exact : callable or None
        The exact score of a row, asked for only where floats are within ``NEAR``.

    Returns
    -------
    ranks : dict
    ties : tuple of tuple of str
        Economies with one and the same score. They stand in the order of their
        identifiers, which is no merit of theirs.
    """
    scored = np.flatnonzero(~np.isnan(scores))
    signed = -scores[scored] if highest else scores[scored]
    rows = scored[np.argsort(signed, kind="stable")]
    ordered = scores[rows]
    ties: list[tuple[str, ...]] = []
    order = rows.tolist()
    start = 0
    for here in np.flatnonzero(np.abs(np.diff(ordered)) <= NEAR).tolist():
        if here < start:
            continue
        end = here + 1
        while end < len(order) and abs(scores[order[end]] - scores[order[end - 1]]) <= NEAR:
            end += 1
        order[here:end], equal = _settle(order[here:end], economies, highest, exact)
        ties += equal
        start = end
    return {economies[row]: place for place, row in enumerate(order, start=1)}, tuple(ties)


def _settle(
    rows: list[int],
    economies: tuple[str, ...],
    highest: bool,
    exact: Callable[[int], Fraction] | None,
) -> tuple[list[int], list[tuple[str, ...]]]:
    known: dict[int, Fraction] = {row: exact(row) if exact else Fraction(0) for row in rows}
    rows = sorted(rows, key=lambda row: (-known[row] if highest else known[row], economies[row]))
    groups: dict[Fraction, list[str]] = {}
    for row in rows:
        groups.setdefault(known[row], []).append(economies[row])
    return rows, [tuple(group) for group in groups.values() if len(group) > 1]


def shared(
    economies: tuple[str, ...], scores: NDArray[np.float64], highest: bool, decimals: int | None
) -> Ranking:
    """Competition ranks: equal economies share the lowest of their ranks (1, 2, 2, 4)."""
    keys = {
        economy: rounded(score, decimals if decimals is not None else 12)
        for economy, score in zip(economies, scores.tolist(), strict=True)
        if not math.isnan(score)
    }
    ranks: dict[str, int] = {}
    groups: dict[Fraction, list[str]] = {}
    ordered = sorted(keys, key=lambda economy: (-keys[economy] if highest else keys[economy], economy))
    for place, economy in enumerate(ordered, start=1):
        group = groups.setdefault(keys[economy], [])
        group.append(economy)
        ranks[economy] = ranks.get(group[0], place)
    return ranks, tuple(tuple(group) for group in groups.values() if len(group) > 1)
