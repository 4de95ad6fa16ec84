"""What rounded figures leave open: the interval of each score, and of each *rank*.

A figure given to d decimals lies within half a unit of its last digit. For an index
of sums and truncation the ends are exact fractions, and both are attained; economies
do not depend on each other, so the ends of a rank are attained too.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tendik.errors import N_, Message, NotFound
from tendik.indices import exact
from tendik.indices.families import Family
from tendik.indices.gii import by_sex
from tendik.indices.normalise import ROWWISE
from tendik.indices.rank import rounded
from tendik.indices.table import Prepared

if TYPE_CHECKING:
    from tendik.indices.index import Index

Floats = NDArray[np.float64]
WIDEN = 1e-12
"""How far a floating-point end is moved outwards, so that no rounding of ours hides a true value."""


@dataclass(frozen=True)
class Interval:
    """From ``low`` to ``high``, both included."""

    low: Fraction
    high: Fraction

    def meets(self, other: Interval) -> bool:
        """Whether the two have a number in common."""
        return self.low <= other.high and other.low <= self.high


@dataclass(frozen=True)
class RankInterval:
    """The best and the worst rank that the figures allow."""

    best: int
    worst: int

    @property
    def sure(self) -> bool:
        """Whether the figures determine the rank."""
        return self.best == self.worst


@dataclass(frozen=True)
class Bounds:
    """Intervals of the score and of the pillars of an economy."""

    score: Interval
    pillars: Mapping[str, Interval]


def rounding(text: str, decimals: int | None = None) -> Interval:
    """The numbers that round to ``text``: half a unit of its last digit to both sides.

    ``decimals`` is the number of digits where trailing zeros were dropped.
    """
    digits = len(text.partition(".")[2])
    half = Fraction(1, 2 * 10 ** (digits if decimals is None else max(digits, decimals)))
    return Interval(Fraction(text) - half, Fraction(text) + half)


def scores(
    index: Index, table: Prepared, known: Mapping[str, Mapping[str, Interval]] | None = None
) -> dict[str, Bounds]:
    """The interval of every score that the rounding of the figures allows.

    A figure lies within half a unit of the last of the digits that the index file
    states; ``known`` gives other intervals, by economy and indicator. Figures of
    which neither says anything are taken as they are.

    Exact and attained for an index of sums and truncation. For the Gender Inequality
    Index the interval is an outer one: its figures enter twice, so not every value
    inside is attained; outside of it none is.

    Raises
    ------
    NotFound
        The scores of the index depend on all economies together (min-max, z, ranks,
        imputing): only draws can answer.
    """
    ends = _ends(index, table, known or {})
    if exact.supports(index):
        return _exactly(index, table, ends)
    kind = index.file.kind
    if kind == "tree" and not _monotone(index):
        template = N_("The scores of {index} depend on all economies together; use draws for intervals.")
        raise NotFound(Message("index.no-interval", template, {"index": index.id}))
    low, high = (np.array([[_float(end[i]) for end in row] for row in ends]) for i in (0, 1))
    score_ends, pillar_ends = BOUNDS.pick(kind)(index, low, high)
    return {
        economy: Bounds(
            _widened(score_ends[0][row], score_ends[1][row]),
            {
                node: _widened(pillar_ends[0][row, place], pillar_ends[1][row, place])
                for place, node in enumerate(index.nodes)
            },
        )
        for row, economy in enumerate(table.economies)
        if economy not in table.bad and np.isfinite([score_ends[0][row], score_ends[1][row]]).all()
    }


def ranks(
    index: Index, bounds: Mapping[str, Interval], published: Mapping[str, Interval] | None = None
) -> dict[str, RankInterval]:
    """The ranks that intervals of scores allow.

    Parameters
    ----------
    bounds : mapping
        Interval of the score of every economy that is ranked.
    published : mapping, optional
        The interval in which the published score says that the true score lies; where
        it meets ``bounds``, only what both allow is left.

    Notes
    -----
    At best an economy has its highest score and all others their lowest; only those
    whose lowest is still higher stand before it. At worst the other way round. Each
    takes O(n log n) exact comparisons.
    """
    rule = index.file.rank
    narrowed = {economy: _both(one, (published or {}).get(economy)) for economy, one in bounds.items()}
    if rule.decimals is not None:
        narrowed = {
            economy: Interval(rounded(one.low, rule.decimals), rounded(one.high, rule.decimals))
            for economy, one in narrowed.items()
        }
    if rule.best == "lowest":
        narrowed = {economy: Interval(-one.high, -one.low) for economy, one in narrowed.items()}
    lows = sorted(one.low for one in narrowed.values())
    highs = sorted(one.high for one in narrowed.values())
    count = len(narrowed)

    def worst(one: Interval) -> int:
        if rule.ties == "shared":
            return count - bisect_right(highs, one.low) + (1 if one.high <= one.low else 0)
        return count - bisect_left(highs, one.low)

    return {
        economy: RankInterval(1 + count - bisect_right(lows, one.high), worst(one))
        for economy, one in narrowed.items()
    }


Ends = tuple[Fraction | None, Fraction | None]


def _ends(index: Index, table: Prepared, known: Mapping[str, Mapping[str, Interval]]) -> list[list[Ends]]:
    halves = []
    for column in index.columns:
        indicator = index.file.indicators.get(column)
        digits = indicator.digits if indicator is not None else None
        halves.append(Fraction(0) if digits is None else Fraction(1, 2 * 10**digits))
    found = []
    for row, economy in enumerate(table.economies):
        stated = known.get(economy, {})
        ends: list[Ends] = []
        for column, figure, half in zip(index.columns, table.exact(row), halves, strict=True):
            if figure is None:
                ends.append((None, None))
            elif column in stated:
                ends.append((stated[column].low, stated[column].high))
            else:
                ends.append((_down(figure, half), figure + half))
        found.append(ends)
    return found


def _down(figure: Fraction, half: Fraction) -> Fraction:
    """Figures that are not negative do not become so: a share of 0.000 is not less than nothing."""
    return max(figure - half, Fraction(0)) if figure >= 0 else figure - half


def _exactly(index: Index, table: Prepared, ends: Sequence[Sequence[Ends]]) -> dict[str, Bounds]:
    found = {}
    for economy, row in zip(table.economies, ends, strict=True):
        one = exact.normal(index, [end[0] for end in row])
        other = exact.normal(index, [end[1] for end in row])
        low = [None if a is None or b is None else min(a, b) for a, b in zip(one, other, strict=True)]
        high = [None if a is None or b is None else max(a, b) for a, b in zip(one, other, strict=True)]
        (least, low_pillars), (most, high_pillars) = exact.combine(index, low), exact.combine(index, high)
        if least is not None and most is not None and economy not in table.bad:
            pillars = {}
            for node in index.nodes:
                a, b = low_pillars[node], high_pillars[node]
                if a is not None and b is not None:
                    pillars[node] = Interval(a, b)
            found[economy] = Bounds(Interval(least, most), pillars)
    return found


def _monotone(index: Index) -> bool:
    steps = index.file.steps
    return (
        steps.impute == "none"
        and steps.outliers == "none"
        and steps.normalise in ROWWISE
        and steps.weight in ("given", "equal")
    )


Pair = tuple[Floats, Floats]
BOUNDS: Family[Callable[[Index, Floats, Floats], tuple[Pair, Pair]]] = Family("kind")


@BOUNDS.method("tree")
def _tree(index: Index, low: Floats, high: Floats) -> tuple[Pair, Pair]:
    """Every mean grows with each of its parts: the ends give the ends."""
    from tendik.indices.tree import combine, normalised

    one, other = normalised(index, low), normalised(index, high)
    least, most = combine(index, np.minimum(one, other)), combine(index, np.maximum(one, other))
    return (least[0], most[0]), (least[1], most[1])


@BOUNDS.method("gdi")
def _gdi(index: Index, low: Floats, high: Floats) -> tuple[Pair, Pair]:
    """Women's figures raise the index and men's lower it, each entering once."""
    from tendik.indices.gdi import gdi

    women = np.array([name.endswith("_f") for name in index.indicators])
    least, (_, lower) = gdi(index, np.where(women, low, high))[0], gdi(index, low)
    most, (_, upper) = gdi(index, np.where(women, high, low))[0], gdi(index, high)
    return (least, most), (lower, upper)


@BOUNDS.method("gii")
def _gii(index: Index, low: Floats, high: Floats) -> tuple[Pair, Pair]:
    """Outer bounds: the loss is least where the harmonic mean is high and the common mean low."""
    less = np.array([one.direction == "down" for one in index.file.indicators.values()])
    worse = by_sex(index, np.where(less, high, low))
    better = by_sex(index, np.where(less, low, high))

    def harmonic(pair: Pair) -> Floats:
        women, men = (np.cbrt(one.prod(axis=-1)) for one in pair)
        mean: Floats = 2.0 / (1.0 / women + 1.0 / men)
        return mean

    with np.errstate(divide="ignore", invalid="ignore"):
        lower, upper = (worse[0] + worse[1]) / 2.0, (better[0] + better[1]) / 2.0
        least = 1.0 - harmonic(better) / np.cbrt(lower.prod(axis=-1))
        most = 1.0 - harmonic(worse) / np.cbrt(upper.prod(axis=-1))
    return (least, most), (lower, upper)


def _both(one: Interval, other: Interval | None) -> Interval:
    if other is None or not one.meets(other):
        return one
    return Interval(max(one.low, other.low), min(one.high, other.high))


def _float(value: Fraction | None) -> float:
    return float("nan") if value is None else float(value)


def _widened(low: float, high: float) -> Interval:
    return Interval(Fraction(float(low) - WIDEN), Fraction(float(high) + WIDEN))
