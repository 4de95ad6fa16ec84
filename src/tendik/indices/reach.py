"""The least change that reaches a rank, over indicators that policy can move, with costs.

The score is a sum in which each movable indicator counts with a fixed factor up to
its cap. With costs per unit this is a knapsack turned round: reach a gain at the
least cost, in whole steps. It is solved in integers by depth-first search; the
fractional optimum (most gain per cost first) bounds every branch, and proves the end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from tendik.errors import N_, Infeasible, Message, NotFound
from tendik.indices import exact
from tendik.indices.shapley import need_fractions, share_of
from tendik.indices.whatif import need_scored, what_if

if TYPE_CHECKING:
    from tendik.indices.index import Index
    from tendik.indices.scores import Scores

MOST_BRANCHES = 200_000


@dataclass(frozen=True)
class Move:
    """How far and at what cost an indicator can be moved.

    ``cost`` is per unit of the figure; ``most`` the highest figure that can be reached
    (by default its cap); ``step`` the smallest change.
    """

    cost: Fraction = Fraction(1)
    most: Fraction | None = None
    step: Fraction = Fraction(1, 1000)


@dataclass(frozen=True)
class Reach:
    """A least change.

    Parameters
    ----------
    economy : str
    target : int
        The rank asked for.
    changes : mapping
        Figure before and after of each indicator that moves.
    cost, bound : Fraction
        The cost of the change, and a cost below which no change reaches the rank.
    proven : bool
        Whether the cost is the least there is. If not, it lies between ``bound`` and ``cost``.
    score_before, score_after : Fraction
    rank_before, rank_after : int
    rival : str or None
        The economy that has to be passed; ``None`` if the rank is held already.
    """

    economy: str
    target: int
    changes: Mapping[str, tuple[Fraction, Fraction]]
    cost: Fraction
    bound: Fraction
    proven: bool
    score_before: Fraction
    score_after: Fraction
    rank_before: int
    rank_after: int
    rival: str | None


def reach(scores: Scores, economy: str, target: int, moves: Mapping[str, Move] | None = None) -> Reach:
    """The least change of ``economy`` that brings it to rank ``target`` or better.

    All other economies stay as they are. The rival is passed, not equalled.

    Parameters
    ----------
    moves : mapping, optional
        What can be moved; by default every indicator that the index file calls
        movable, at equal costs, up to its cap.

    Raises
    ------
    Infeasible
        Even the largest change does not reach the rank; ``relaxations`` holds the rank
        that it does reach.
    NotFound
        The economy has no score, the index is not one of sums, or an indicator cannot
        be moved: it has no figure, or less of it is better.
    """
    index = scores.index
    need_fractions(index)
    need_scored(scores, economy)
    allowed = moves if moves is not None else _movable(scores, economy)
    own, ranks = scores.exact(economy), scores.rank()
    figures = scores.table.cells(economy)
    others = sorted(((scores.exact(one), one) for one in scores if one != economy), reverse=True)
    if target >= ranks[economy] or target > len(others):
        zero = Fraction(0)
        return Reach(economy, target, {}, zero, zero, True, own, own, ranks[economy], ranks[economy], None)
    if target < 1:
        template = N_("A rank is 1 or more: {found}.")
        raise NotFound(Message("index.bad-rank", template, {"found": target}))
    need, rival = others[target - 1][0] - own, others[target - 1][1]
    for name, move in allowed.items():
        if move.cost < 0 or move.step <= 0:
            template = N_("A cost is zero or more and a step more than zero: {indicator}.")
            raise NotFound(Message("index.bad-move", template, {"indicator": name}))
    names = [name for name in allowed if _factor(index, figures, name) > 0]
    gains = [_factor(index, figures, name) * allowed[name].step for name in names]
    costs = [allowed[name].cost * allowed[name].step for name in names]
    limits = [_steps(index, figures, name, allowed[name]) for name in names]
    if sum((gain * limit for gain, limit in zip(gains, limits, strict=True)), Fraction(0)) <= need:
        raise _out_of_reach(scores, economy, target, dict(zip(names, limits, strict=True)), allowed)
    unit = lcm(*(gain.denominator for gain in gains), need.denominator)
    price = lcm(*(cost.denominator for cost in costs))
    steps, proven, bound = _least(
        [int(gain * unit) for gain in gains],
        [int(cost * price) for cost in costs],
        limits,
        int(need * unit) + 1,
    )
    changes = {
        name: (figures[name], figures[name] + count * allowed[name].step)
        for name, count in zip(names, steps, strict=True)
        if count
    }
    after = what_if(scores, {economy: {name: pair[1] for name, pair in changes.items()}}).after
    return Reach(
        economy,
        target,
        changes,
        sum((cost * count for cost, count in zip(costs, steps, strict=True)), Fraction(0)),
        Fraction(bound, price),
        proven,
        own,
        after.exact(economy),
        ranks[economy],
        after.rank()[economy],
        rival,
    )


@dataclass(frozen=True)
class Year:
    """One year of a path: the figures then, the score, the rank if all others stand still."""

    year: int
    figures: Mapping[str, Fraction]
    score: Fraction
    rank: int


def path(scores: Scores, found: Reach, years: int, start: int = 0) -> tuple[Year, ...]:
    """The way to ``found`` in ``years`` equal steps, from the year ``start`` on."""
    way = []
    for year in range(years + 1):
        figures = {
            name: before + (after - before) * Fraction(year, years)
            for name, (before, after) in found.changes.items()
        }
        then = what_if(scores, {found.economy: figures}).after
        way.append(Year(start + year, figures, then.exact(found.economy), then.rank()[found.economy]))
    return tuple(way)


def _movable(scores: Scores, economy: str) -> dict[str, Move]:
    there = scores.table.cells(economy)
    return {
        name: Move()
        for name, indicator in scores.index.file.indicators.items()
        if indicator.movable and indicator.direction == "up" and name in there
    }


def _factor(index: Index, figures: Mapping[str, Fraction], name: str) -> Fraction:
    """What a unit of the figure adds to the score, short of its cap."""
    indicator = index.file.indicators.get(name)
    if indicator is None or name not in figures or indicator.direction == "down":
        template = N_("{indicator} cannot be moved: it has no figure, or less of it is better.")
        raise NotFound(Message("index.not-movable", template, {"indicator": name}))
    present = sum(
        (
            exact.weight(index, index.indicators[place])
            for place in index.members[indicator.pillar]
            if index.indicators[place] in figures
        ),
        Fraction(0),
    )
    span = Fraction(1)
    if index.file.steps.normalise == "goalposts" and indicator.low is not None and indicator.high is not None:
        span = indicator.high - indicator.low
    return share_of(index, indicator.pillar) * exact.weight(index, name) / present / span


def _steps(index: Index, figures: Mapping[str, Fraction], name: str, move: Move) -> int:
    """How many whole steps the figure can rise."""
    indicator = index.file.indicators[name]
    ends = [one for one in (move.most, indicator.cap, indicator.high) if one is not None]
    if not ends:
        template = N_("{indicator} has no cap; say how far it can be moved.")
        raise NotFound(Message("index.no-cap", template, {"indicator": name}))
    return max(0, (min(ends) - figures[name]) // move.step)


def _out_of_reach(
    scores: Scores, economy: str, target: int, limits: Mapping[str, int], moves: Mapping[str, Move]
) -> Infeasible:
    figures = scores.table.cells(economy)
    most = {name: figures[name] + count * moves[name].step for name, count in limits.items()}
    after = what_if(scores, {economy: most}).after.exact(economy)
    best = 1 + sum(scores.exact(other) >= after for other in scores if other != economy)
    template = N_(
        "No change of these indicators brings {economy} to rank {target}; the best within reach is {best}."
    )
    message = Message("index.out-of-reach", template, {"economy": economy, "target": target, "best": best})
    return Infeasible(message, [(None, target, best)])


def _least(
    gains: Sequence[int], costs: Sequence[int], limits: Sequence[int], demand: int
) -> tuple[list[int], bool, int]:
    """Whole steps of least cost whose gains reach ``demand``; whether that is proven; a bound.

    The demand can be reached. Gains are positive.
    """
    order = sorted(range(len(gains)), key=lambda i: (Fraction(costs[i], gains[i]), i))
    best: list[int] = []
    least = sum(cost * limit for cost, limit in zip(costs, limits, strict=True)) + 1
    chosen = [0] * len(gains)
    branches = 0

    def bound(depth: int, left: int) -> int | None:
        """The least cost of ``left`` from ``depth`` on if steps could be cut; ``None``: not to be had."""
        cost = 0
        for i in order[depth:]:
            if left <= 0:
                break
            if gains[i] * limits[i] >= left:
                return cost + -(-costs[i] * left // gains[i])
            left -= gains[i] * limits[i]
            cost += costs[i] * limits[i]
        return cost if left <= 0 else None

    def search(depth: int, left: int, spent: int) -> bool:
        nonlocal best, least, branches
        branches += 1
        if branches > MOST_BRANCHES:
            return False
        if left <= 0:
            if spent < least:
                best, least = chosen.copy(), spent
            return True
        if depth == len(order):
            return True
        i = order[depth]
        for count in range(min(limits[i], -(-left // gains[i])), -1, -1):
            rest = bound(depth + 1, left - count * gains[i])
            if rest is None or spent + count * costs[i] + rest >= least:
                if count * gains[i] > left:
                    continue  # one step too many may be dearer than one less and something else
                break  # fewer of the cheapest only makes the rest dearer, or impossible
            chosen[i] = count
            whole = search(depth + 1, left - count * gains[i], spent + count * costs[i])
            chosen[i] = 0
            if not whole:
                return False
        return True

    floor = bound(0, demand)
    proven = search(0, demand, 0)
    return best, proven, least if proven else floor or 0
