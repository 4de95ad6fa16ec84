"""How much of a rank is choice: weights, normalisation, aggregation and missing rule, drawn together.

Saisana, Saltelli and Tarantola (2005). Draws that share their three choices are
scored in one product of matrices.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from tendik.errors import N_, Message, NotFound
from tendik.indices.draws import RankDraws, from_scores
from tendik.indices.families import Family
from tendik.indices.impute import IMPUTERS
from tendik.indices.normalise import NORMALISERS
from tendik.indices.table import Prepared
from tendik.indices.tree import tree

if TYPE_CHECKING:
    from tendik.indices.index import Index

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Choices:
    """What may be chosen otherwise.

    ``spread`` moves each weight (of indicators and of pillars) by up to that share of
    itself, up or down. Of the lists, each draw takes one: how pillars become the score
    (``aggregate``), how figures come onto one scale (``normalise``), what stands for a
    missing figure (``missing``).
    """

    spread: float = 0.25
    normalise: tuple[str, ...] = ("parity", "min-max", "rank")
    aggregate: tuple[str, ...] = ("arithmetic", "geometric", "harmonic")
    missing: tuple[str, ...] = ("none", "nearest")


class _Mean:
    """A mean as a sum between two changes of scale."""

    def __init__(self, power: int) -> None:
        self.power = power

    def before(self, values: Floats) -> Floats:
        if self.power == 0:
            return np.log(values)
        return values if self.power == 1 else 1.0 / values

    def after(self, sums: Floats) -> Floats:
        if self.power == 0:
            return np.exp(sums)
        return sums if self.power == 1 else 1.0 / sums


MEANS: Family[_Mean] = Family("aggregate")
for _name, _power in (("arithmetic", 1), ("geometric", 0), ("harmonic", -1)):
    MEANS[_name] = _Mean(_power)

SCALES: Family[object] = Family("normalise")
SCALES.update({name: NORMALISERS[name] for name in ("parity", "goalposts", "min-max", "rank")})

LISTS: dict[str, Family[Any]] = {"normalise": SCALES, "aggregate": MEANS, "missing": IMPUTERS}
"""The choices that are lists, and the methods that each may hold."""
WEIGHTS = "weights"
"""The choice that is a spread."""


@dataclass(frozen=True, eq=False)
class MonteCarlo:
    """Ranks under ``count`` draws of the choices.

    Parameters
    ----------
    ranks : RankDraws
    nominal : mapping
        Rank under the index as it is, among the economies of ``ranks``.
    drawn : mapping
        Of each choice, the option taken in each draw (d,).
    options : mapping
        Names of the options.
    """

    choices: Choices
    ranks: RankDraws
    nominal: Mapping[str, int]
    drawn: Mapping[str, NDArray[np.int64]]
    options: Mapping[str, tuple[str, ...]]

    def shift(self) -> dict[str, dict[str, float]]:
        """The mean distance of a rank from the nominal one, by choice and option taken."""
        nominal = np.array([self.nominal[economy] for economy in self.ranks.economies])
        distance = np.abs(self.ranks.ranks - nominal).mean(axis=1)
        return {
            choice: {
                name: float(distance[taken == place].mean())
                for place, name in enumerate(self.options[choice])
                if (taken == place).any()
            }
            for choice, taken in self.drawn.items()
        }

    def effects(self, economy: str) -> dict[str, float]:
        """First-order effect of each choice on the rank: the share of its variance.

        The variance of the mean rank under each option over the whole variance;
        ``weights and interplay`` is the rest.
        """
        rank = self.ranks.drawn(economy).astype(np.float64)
        whole = rank.var()
        found = {}
        for choice, taken in self.drawn.items():
            times = np.bincount(taken, minlength=len(self.options[choice]))
            means = np.bincount(taken, weights=rank, minlength=len(times))[times > 0] / times[times > 0]
            between = (times[times > 0] * (means - rank.mean()) ** 2).sum() / len(rank)
            found[choice] = float(between / whole) if whole else 0.0
        return {**found, "weights and interplay": 1.0 - sum(found.values()) if whole else 0.0}


def draw_choices(
    index: Index, table: Prepared, choices: Choices | None = None, count: int = 10_000, *, seed: int = 0
) -> MonteCarlo:
    """Score and rank ``table`` under ``count`` draws of ``choices``.

    Raises
    ------
    NotFound
        The index is not one of indicators in pillars of one level, or a choice has no
        method of that name that gives figures from zero up.
    """
    choices = choices or Choices()
    generator = np.random.Generator(np.random.Philox(key=seed))
    scores, drawn = score_points(index, table, choices, generator.random((count, len(columns(index)))))
    ranks = from_scores(index, table.economies, scores, seed)
    nominal = from_scores(
        index, ranks.economies, tree(index, table.values, table.groups)[0][None, _at(table, ranks)], seed
    )
    return MonteCarlo(
        choices,
        ranks,
        dict(zip(nominal.economies, nominal.ranks[0].tolist(), strict=True)),
        drawn,
        {choice: getattr(choices, choice) for choice in LISTS},
    )


def columns(index: Index) -> tuple[str, ...]:
    """The choice that each column of points decides: the lists, then a column for each weight."""
    return (*LISTS, *[WEIGHTS] * (len(index.indicators) + len(index.nodes)))


def score_points(
    index: Index, table: Prepared, choices: Choices, points: Floats
) -> tuple[Floats, dict[str, NDArray[np.int64]]]:
    """Score ``table`` under the choices that points of the unit cube stand for.

    Parameters
    ----------
    points : float array (d, c)
        From 0 up to, not including, 1; what each column decides: :func:`columns`.

    Returns
    -------
    scores : float array (d, n)
    drawn : mapping
        Of each choice that is a list, the option taken at each point (d,).

    Raises
    ------
    NotFound
        As :func:`draw_choices`.
    """
    if index.file.kind != "tree" or any(pillar.within for pillar in index.file.pillars.values()):
        template = N_("Choices can be drawn for an index of indicators in pillars; {index} is not one.")
        raise NotFound(Message("index.no-choices", template, {"index": index.id}))
    for choice, family in LISTS.items():
        if not getattr(choices, choice):
            raise ValueError(f"the choice {choice} has no option")
        for name in getattr(choices, choice):
            family.pick(name)
    drawn = {
        choice: (points[:, column] * len(getattr(choices, choice))).astype(np.int64)
        for column, choice in enumerate(LISTS)
    }
    tops = np.array([float(index.pillar_weights[node]) for node in index.nodes])
    factors = 1.0 + choices.spread * (2.0 * points[:, len(LISTS) :] - 1.0)
    weights = index.given * factors[:, : index.given.size]
    pillar_weights = tops * factors[:, index.given.size :]
    scores = np.empty((len(points), len(table.economies)))
    for missing, scale in product(range(len(choices.missing)), range(len(choices.normalise))):
        here = (drawn["missing"] == missing) & (drawn["normalise"] == scale)
        figures = NORMALISERS[choices.normalise[scale]](
            IMPUTERS[choices.missing[missing]](table.values, table.groups), index.scale
        )
        for mean, name in enumerate(choices.aggregate):
            rows = np.flatnonzero(here & (drawn["aggregate"] == mean))
            scores[rows] = _scores(index, figures, weights[rows], pillar_weights[rows], MEANS[name])
    scores[:, table.unusable] = np.nan
    return scores, drawn


def _at(table: Prepared, ranks: RankDraws) -> NDArray[np.intp]:
    return np.array([table.place[economy] for economy in ranks.economies], dtype=np.intp)


def _scores(index: Index, figures: Floats, weights: Floats, tops: Floats, mean: _Mean) -> Floats:
    """Scores (d, n) of figures (n, k) under d draws of weights (d, k) and of pillar weights (d, m)."""
    present = (~np.isnan(figures)).astype(np.float64)
    values = np.nan_to_num(figures)
    shares = tops / tops.sum(axis=1, keepdims=True)
    total = np.zeros((len(weights), len(figures)))
    with np.errstate(divide="ignore", invalid="ignore"):
        for place, node in enumerate(index.nodes):
            columns = index.members[node]
            pillar = weights[:, columns] @ values[:, columns].T
            pillar /= weights[:, columns] @ present[:, columns].T
            total += mean.before(pillar) * shares[:, place, None]
        return mean.after(total)
