"""Step: impute. What stands for a missing figure; every figure put in is marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from tendik.errors import N_, Message, NotFound
from tendik.indices.families import Family

Floats = NDArray[np.float64]


class Imputer(Protocol):
    """``values`` (n, k) with NaN, and the group of each row → values; some NaN may remain."""

    def __call__(self, values: Floats, groups: Sequence[str] | None) -> Floats: ...


IMPUTERS: Family[Imputer] = Family("impute")


@IMPUTERS.method("none")
def none(values: Floats, groups: Sequence[str] | None) -> Floats:  # noqa: ARG001
    """Missing stays missing; the weights of the other indicators are renormalised."""
    return values


@IMPUTERS.method("group-mean")
def group_mean(values: Floats, groups: Sequence[str] | None) -> Floats:
    """The mean of the group; where the whole group has no figure, it stays missing.

    Raises
    ------
    NotFound
        No groups were given.
    """
    if groups is None:
        raise NotFound(
            Message(
                "index.no-groups",
                N_("The method {method} needs a group for each economy. Give groups with the table."),
                {"method": "group-mean"},
            )
        )
    filled = values.copy()
    named = np.asarray(groups)
    for group in set(groups):
        rows = named == group
        part = values[rows]
        present = ~np.isnan(part)
        count = present.sum(axis=0)
        mean = np.where(count > 0, np.nan_to_num(part).sum(axis=0) / np.maximum(count, 1), np.nan)
        filled[rows] = np.where(present, part, mean)
    return filled


@IMPUTERS.method("nearest")
def nearest(values: Floats, groups: Sequence[str] | None) -> Floats:  # noqa: ARG001
    """The figure of the economy that is nearest in what both have, and has the figure.

    Distance: root mean square difference of standardised indicators, over at least
    half of the indicators of the receiving row. Equal distances: the earlier row.
    """
    present = ~np.isnan(values)
    count = np.maximum(present.sum(axis=0), 1)
    mean = np.nan_to_num(values).sum(axis=0) / count
    away = np.where(present, values - mean, 0.0)
    spread = np.sqrt((away**2).sum(axis=0) / count)
    standard = away / np.where(spread > 0, spread, 1.0)
    filled = values.copy()
    for row in np.flatnonzero(~present.all(axis=1)):
        shared = present & present[row]
        overlap = shared.sum(axis=1)
        square = (np.where(shared, standard - standard[row], 0.0) ** 2).sum(axis=1)
        distance = np.where(
            overlap * 2 >= max(present[row].sum(), 1), square / np.maximum(overlap, 1), np.inf
        )
        for column in np.flatnonzero(~present[row]):
            donors = np.where(present[:, column], distance, np.inf)
            donor = int(np.argmin(donors))
            if np.isfinite(donors[donor]):
                filled[row, column] = values[donor, column]
    return filled
