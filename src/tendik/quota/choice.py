"""The exact core of every choice under quotas: how many persons of each kind to take.

Persons who are in the same groups are interchangeable but for their cost, so a choice
is a count for each kind (Balinski's observation that such programmes are nearly
integral keeps the search small). The search is branch and bound; its bound is the
Lagrangian dual of the demands, computed in integers. A linear programme in floating
point only proposes the multipliers: whatever it proposes, the bound is valid.

Fisher, M. L. (1981), The Lagrangian relaxation method for solving integer programming
problems, Management Science 27(1).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import merge
from itertools import accumulate, chain, islice

_SCALE = 5040  # denominators of multipliers: divisible by 1 to 10


@dataclass(frozen=True)
class Kind:
    """Persons in the same groups.

    ``costs`` are their costs in increasing order, one a person; ``covers`` says how much
    one person counts towards each demand.
    """

    costs: tuple[int, ...]
    covers: tuple[int, ...]


@dataclass(frozen=True)
class Choice:
    """Best choices: counts by kind, their cost, and the least total shortfall of the demands."""

    counts: tuple[tuple[int, ...], ...]
    cost: int
    shortfall: int


Box = tuple[tuple[int, int], ...]


def choose(
    kinds: Sequence[Kind],
    seats: int,
    demands: Sequence[int],
    *,
    weights: Sequence[int] | None = None,
    every: bool = False,
) -> Choice:
    """Take ``seats`` persons at least cost, with the least total shortfall of the demands.

    Parameters
    ----------
    kinds : sequence of Kind
    seats : int
        How many persons; at most as many as there are.
    demands : sequence of int, shape (R,)
        The least cover of each demand.
    weights : sequence of int, shape (R,), optional
        How much a unit missing of each demand weighs; equal without it.
    every : bool
        Find all best count vectors, not only one.

    Returns
    -------
    Choice
        ``shortfall`` is 0 if every demand is met.
    """
    search = _Search(kinds, seats, demands, weights or [1] * len(demands), every)
    search.run()
    counts = tuple(sorted(search.best_counts, reverse=True))
    return Choice(counts, search.cost(counts[0]), sum(shortfalls(kinds, counts[0], demands)))


def shortfalls(kinds: Sequence[Kind], counts: Sequence[int], demands: Sequence[int]) -> list[int]:
    """What ``counts`` lacks of each demand."""
    covered = (
        sum(count * kind.covers[r] for count, kind in zip(counts, kinds, strict=True))
        for r in range(len(demands))
    )
    return [max(0, demand - cover) for demand, cover in zip(demands, covered, strict=True)]


class _Search:
    """State of one branch and bound; a unit missing of a demand costs its penalty."""

    def __init__(
        self,
        kinds: Sequence[Kind],
        seats: int,
        demands: Sequence[int],
        weights: Sequence[int],
        every: bool,
    ) -> None:
        self.kinds = kinds
        self.seats = seats
        self.demands = demands
        self.every = every
        worst = sorted((cost for kind in kinds for cost in kind.costs), reverse=True)[:seats]
        self.penalties = [(sum(worst) + 1) * weight for weight in weights]
        self.best: int = sum(p * d for p, d in zip(self.penalties, demands, strict=True)) + sum(worst) + 1
        self.best_counts: set[tuple[int, ...]] = set()

    def cost(self, counts: Sequence[int]) -> int:
        return sum(sum(islice(kind.costs, count)) for count, kind in zip(counts, self.kinds, strict=True))

    def value(self, counts: Sequence[int]) -> int:
        missing = shortfalls(self.kinds, counts, self.demands)
        return self.cost(counts) + sum(p * m for p, m in zip(self.penalties, missing, strict=True))

    def run(self) -> None:
        whole: Box = tuple((0, min(self.seats, len(kind.costs))) for kind in self.kinds)
        if self.single:
            self.offer(self.one_demand())
            if not self.every:
                return
        stack: list[tuple[Box, tuple[int, ...]]] = [(whole, (0,) * len(self.demands))]
        while stack:
            box, multipliers = stack.pop()
            bound, counts = self.bound(box, multipliers)
            if counts is None or self.hopeless(bound):
                continue
            self.offer(counts)
            split = None
            if bound < self.value(counts):
                multipliers, split = self.propose(box)
                bound, counts = self.bound(box, multipliers)
                if counts is None or self.hopeless(bound):
                    continue
                self.offer(counts)
            if not self.hopeless(bound):
                children = _halves(box, *split) if split else _without(box, counts, self.seats)
                stack.extend((child, multipliers) for child in children)

    @property
    def single(self) -> bool:
        """Whether there is one demand, towards which a person counts or does not."""
        return len(self.demands) == 1 and all(kind.covers[0] in (0, 1) for kind in self.kinds)

    def one_demand(self) -> tuple[int, ...]:
        """The best choice under a single demand: as many members as it asks, then the cheapest.

        Best by exchange: any other choice swaps a taken person for a dearer one.
        """
        counts = [0] * len(self.kinds)
        offers = sorted((cost, i) for i, kind in enumerate(self.kinds) for cost in kind.costs)
        members = [(cost, i) for cost, i in offers if self.kinds[i].covers[0]][: self.seats][
            : self.demands[0]
        ]
        for _, i in members:
            counts[i] += 1
        skipped = list(counts)
        free = self.seats - len(members)
        for _, i in offers:
            if free == 0:
                break
            if skipped[i]:
                skipped[i] -= 1
                continue
            counts[i] += 1
            free -= 1
        return tuple(counts)

    def hopeless(self, bound: int) -> bool:
        """Whether a box with this bound cannot hold another choice worth having."""
        return bound > self.best if self.every else bound >= self.best

    def offer(self, counts: tuple[int, ...]) -> None:
        value = self.value(counts)
        if value < self.best:
            self.best, self.best_counts = value, set()
        if value == self.best:
            self.best_counts.add(counts)

    def bound(self, box: Box, multipliers: Sequence[int]) -> tuple[int, tuple[int, ...] | None]:
        """A lower bound of the value inside ``box``, and the counts that attain the dual.

        ``multipliers`` are in units of 1/_SCALE and not negative; they are cut at the
        penalties, which makes the missing cover drop out of the minimum. Of persons at the
        same price those who cover more are taken, which more often meets the demands.
        """
        free = self.seats - sum(low for low, _ in box)
        if free < 0 or sum(high for _, high in box) < self.seats:
            return 0, None
        prices = [min(m, p * _SCALE) for m, p in zip(multipliers, self.penalties, strict=True)]
        total = sum(price * demand for price, demand in zip(prices, self.demands, strict=True))
        counts = [low for low, _ in box]
        offers = []
        for index, (kind, (low, high)) in enumerate(zip(self.kinds, box, strict=True)):
            saved = sum(price * cover for price, cover in zip(prices, kind.covers, strict=True))
            total += sum(islice(kind.costs, low)) * _SCALE - saved * low
            offers.append(
                [(cost * _SCALE - saved, -sum(kind.covers), index) for cost in kind.costs[low:high]]
            )
        for reduced, _, index in islice(merge(*offers), free):
            total += reduced
            counts[index] += 1
        return -(-total // _SCALE), tuple(counts)

    def propose(self, box: Box) -> tuple[tuple[int, ...], tuple[int, int] | None]:
        """Multipliers for ``box`` from a linear programme, in units of 1/_SCALE: a guess.

        And, where its solution is fractional, a kind to branch on with the whole number below.
        """
        if self.single:
            return (self.one_multiplier(box),), None
        import numpy as np
        from scipy.optimize import linprog

        costs: list[float] = []
        rows: list[tuple[int, ...]] = []
        bounds: list[tuple[int, int]] = []
        for kind, (low, high) in zip(self.kinds, box, strict=True):
            for place, cost in enumerate(kind.costs[:high]):
                costs.append(cost)
                rows.append(kind.covers)
                bounds.append((1 if place < low else 0, 1))
        covers = np.array(rows, dtype=float).reshape(len(costs), len(self.demands)).T
        missing = len(self.demands)
        result = linprog(
            [*costs, *map(float, self.penalties)],
            A_ub=-np.hstack([covers, np.eye(missing)]),
            b_ub=-np.array(self.demands, dtype=float),
            A_eq=np.array([[1.0] * len(costs) + [0.0] * missing]),
            b_eq=[self.seats],
            bounds=[*bounds, *[(0, None)] * missing],
            method="highs",
        )
        if result.status != 0:
            return (0,) * missing, None
        totals = self.totals(box, [float(share) for share in result.x])
        whole = tuple(round(total) for total in totals)
        if sum(whole) == self.seats and all(
            low <= n <= high for n, (low, high) in zip(whole, box, strict=True)
        ):
            self.offer(whole)
        multipliers = tuple(
            max(0, round(Fraction(-float(m)).limit_denominator(10) * _SCALE))
            for m in result.ineqlin.marginals
        )
        worst = max(range(len(totals)), key=lambda i: abs(totals[i] - round(totals[i])))
        if abs(totals[worst] - round(totals[worst])) < 1e-6:
            return multipliers, None
        return multipliers, (worst, int(totals[worst]))

    def totals(self, box: Box, shares: Sequence[float]) -> list[float]:
        """How many of each kind the linear programme takes."""
        ends = list(accumulate(high for _, high in box))
        return [sum(shares[end - high : end]) for end, (_, high) in zip(ends, box, strict=True)]

    def one_multiplier(self, box: Box) -> int:
        """The best multiplier of a single demand: the price at which enough members are taken."""
        inside: list[tuple[int, ...]] = []
        outside: list[tuple[int, ...]] = []
        for kind, (low, high) in zip(self.kinds, box, strict=True):
            (inside if kind.covers[0] else outside).append(kind.costs[low:high])
        fixed_in = sum(low for kind, (low, _) in zip(self.kinds, box, strict=True) if kind.covers[0])
        fixed = sum(low for low, _ in box)
        members, others = sorted(chain(*inside)), sorted(chain(*outside))
        wanted = max(0, self.demands[0] - fixed_in)
        rest = self.seats - fixed - wanted
        if wanted == 0 or wanted > len(members) or rest < 0 or rest >= len(others):
            return self.penalties[0] * _SCALE if wanted else 0
        return max(0, members[wanted - 1] - others[rest]) * _SCALE


def _halves(box: Box, index: int, below: int) -> Iterator[Box]:
    """``box`` cut in two at a kind: at most ``below`` of it, or more."""
    low, high = box[index]
    for part in ((low, below), (below + 1, high)):
        yield (*box[:index], part, *box[index + 1 :])


def _without(box: Box, counts: Sequence[int], seats: int) -> Iterator[Box]:
    """Boxes that together hold every count vector of ``box`` but ``counts``."""
    fixed: list[tuple[int, int]] = []
    for index, ((low, high), count) in enumerate(zip(box, counts, strict=True)):
        rest = box[index + 1 :]
        for part in ((low, count - 1), (count + 1, high)):
            child = (*fixed, part, *rest)
            if part[0] <= part[1] and sum(c[0] for c in child) <= seats <= sum(c[1] for c in child):
                yield child
        fixed.append((count, count))
