"""The most proportional whole seats, by exact search around divisors that almost fit.

Take any positive divisor for every line. A cell's seats then cost the factor by which its
quotient lies outside their rounding; rounded seats cost 1. For seats that meet all totals,
the product of these factors is, up to a constant, the product of ``(2n - 1) / votes`` over
all seats given, whatever the divisors are. So the least product over all seats that meet the
totals is found by stepping from the rounded seats, and good divisors keep the search short.

The search adds prices, logarithms rounded down to integers: it may look too far, never too
short. What it finds is compared as exact fractions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from heapq import heappop, heappush
from itertools import count
from math import log2

from tendik.seats.spaces import Space

HALF = Fraction(1, 2)

UNIT = 1 << 40
"""Prices in a factor of two. Floating-point logarithms err by far less than one price."""


AT_ONCE = 1000
"""Steps after which a search for all seats that cost as much is given up: too many may."""


class OutOfSteps(Exception):
    """The search was cut off before it could tell."""


def logarithm(value: Fraction) -> int:
    """The logarithm of a positive fraction in prices, less than 1 off."""
    # the power of two is taken out as an integer: what is left errs as little for any fraction
    numerator, denominator = value.numerator, value.denominator
    power = numerator.bit_length() - denominator.bit_length()
    rest = numerator / (denominator << power) if power >= 0 else (numerator << -power) / denominator
    return power * UNIT + round(log2(rest) * UNIT)


@cache
def edge(seats: int) -> int:
    """The logarithm of the quotient at which ``seats`` are rounded up to one more."""
    return logarithm(Fraction(2 * seats + 1, 2))


class Search:
    """Exact search over the seats of a space, with a bound on the number of steps for all calls."""

    def __init__(self, space: Space, divisors: Sequence[Fraction], steps: int) -> None:
        self.space = space
        self.left = steps
        self.quotients = []
        for lines, votes in zip(space.lines, space.votes, strict=True):
            first, second, third = (divisors[line] for line in lines)
            self.quotients.append(votes / (first * second * third))
        self.rounded = [int(quotient + HALF) for quotient in self.quotients]
        self.limits = [min(space.totals[line] for line in lines) for lines in space.lines]
        self.reached = space.reached(self.rounded)
        self.logarithms = [logarithm(quotient) for quotient in self.quotients]
        self.steps: list[tuple[int, int, int]] | None = None

    def cost(self, seats: Sequence[int]) -> Fraction:
        """The product of the factors of all cells; 1 for rounded seats, more for others."""
        product = Fraction(1)
        for cell, wanted in enumerate(seats):
            if wanted != self.rounded[cell]:
                product *= self.factor(cell, self.rounded[cell], wanted)
        return product

    def factor(self, cell: int, start: int, end: int) -> Fraction:
        """What it costs to go from ``start``, away from the rounded seats, to ``end``."""
        quotient, product = self.quotients[cell], Fraction(1)
        for number in range(start, end):
            product *= (number + HALF) / quotient
        for number in range(end, start):
            product *= quotient / (number + HALF)
        return product

    def price(self, cell: int, start: int, end: int) -> int:
        """Not above the logarithm of :meth:`factor`; two logarithms, each less than 1 off, a step."""
        own = self.logarithms[cell]
        up = sum(max(0, edge(number) - own - 2) for number in range(start, end))
        return up + sum(max(0, own - edge(number) - 2) for number in range(end, start))

    def best(
        self, below: Fraction, *, or_equal: bool = False, limits: Mapping[int, tuple[int, int]] | None = None
    ) -> list[int] | None:
        """Seats that meet all totals at the least cost, if it is less than ``below``.

        With ``or_equal``, any seats that cost as much will do. ``limits`` holds the fewest
        and the most seats of some cells.

        Raises
        ------
        OutOfSteps
            When the steps granted at the beginning are used up.
        """
        walk = self.walk(below, limits or {})
        if walk is None:
            return None
        found = None
        for seats in walk.ends():
            cost = self.cost(seats)
            if or_equal and cost <= below:
                return seats
            if cost < below:
                found, below = seats, cost
                walk.limit = logarithm(cost) + 1
        return found

    def as_good(self, cost: Fraction) -> list[list[int]] | None:
        """All seats that meet all totals at ``cost``, the least; ``None`` where they may be too many."""
        walk = self.walk(cost, {})
        kept, self.left = self.left, min(self.left, AT_ONCE)
        try:
            return [seats for seats in walk.ends() if self.cost(seats) == cost] if walk else []
        except OutOfSteps:
            return None
        finally:
            self.left = kept

    def walk(self, below: Fraction, limits: Mapping[int, tuple[int, int]]) -> _Walk | None:
        """A search for seats within ``limits`` that cost no more than ``below``; ``None`` if none can."""
        dearest = logarithm(below) + 1
        for cell, (least, most) in limits.items():
            seats = min(max(self.rounded[cell], least), most, self.limits[cell])
            if seats < least or self.price(cell, self.rounded[cell], seats) > dearest:
                return None
        lower, upper = [0] * len(self.limits), list(self.limits)
        for cell, (least, most) in limits.items():
            lower[cell], upper[cell] = least, min(most, upper[cell])
        start = list(map(min, map(max, self.rounded, lower), upper))
        base = sum(
            self.price(cell, rounded, seats)
            for cell, (rounded, seats) in enumerate(zip(self.rounded, start, strict=True))
            if rounded != seats
        )
        return _Walk(self, start, (upper, lower), base, dearest) if base <= dearest else None

    def first_steps(self) -> list[tuple[int, int, int]]:
        """Price, cell and direction of every first step from the rounded seats, cheapest first."""
        if self.steps is None:
            self.steps = sorted(
                (self.price(cell, seats, seats + sign), cell, sign)
                for cell, seats in enumerate(self.rounded)
                for sign in (1, -1)
                if seats + sign >= 0
            )
        return self.steps


class _Walk:
    """One search: the cheapest steps first (A*), each in a line that has too many or too few."""

    def __init__(
        self,
        search: Search,
        start: list[int],
        bounds: tuple[list[int], list[int]],
        base: int,
        limit: int,
    ) -> None:
        self.search, self.start, self.bounds, self.base = search, start, bounds, base
        self.limit = limit
        space = search.space
        missing = [total - have for total, have in zip(space.totals, search.reached, strict=True)]
        self.ways: dict[tuple[int, int], list[tuple[int, int]]] = {}
        forced = [cell for cell, seats in enumerate(start) if seats != search.rounded[cell]]
        for cell in forced:
            for line in space.lines[cell]:
                missing[line] -= start[cell] - search.rounded[cell]
            for sign in (1, -1):
                self.add(cell, sign, self.step(cell, 0, sign))
        for step_price, cell, sign in search.first_steps():
            if base + step_price > self.limit:
                break
            if cell not in forced and start[cell] != bounds[sign < 0][cell]:
                self.add(cell, sign, step_price)
        for ways in self.ways.values():
            ways.sort()
        self.missing = tuple(missing)

    def add(self, cell: int, sign: int, step_price: int | None) -> None:
        if step_price is not None:
            for line in self.search.space.lines[cell]:
                self.ways.setdefault((line, sign), []).append((step_price, cell))

    def step(self, cell: int, moved: int, sign: int) -> int | None:
        """The price of one more step away from the start; ``None`` where there is no room."""
        seats = self.start[cell] + moved
        if seats == self.bounds[sign < 0][cell]:
            return None
        if (seats - self.search.rounded[cell]) * sign < 0:
            return None  # a step back undoes one that was paid, or leaves a cell's limits
        return self.search.price(cell, seats, seats + sign)

    def ahead(self, missing: Sequence[int]) -> int | None:
        """No more than what remains to be paid: on one axis, every missing seat takes a step."""
        worst = 0
        space = self.search.space
        for start, size in zip(space.starts, space.sizes, strict=True):
            total = 0
            for line in range(start, start + size):
                lack = missing[line]
                if lack:
                    ways = self.ways.get((line, 1 if lack > 0 else -1))
                    if not ways:
                        return None
                    total += ways[0][0] * abs(lack)
            worst = max(worst, total)
        return worst

    def ends(self) -> Iterator[list[int]]:
        """Seats that meet all totals at a price up to ``limit``, which may be lowered meanwhile.

        No way leads on from them: it would take a step up, and a step up costs more than nothing,
        as an exact half is rounded up.

        Raises
        ------
        OutOfSteps
            When the steps granted to the search are used up.
        """
        order = count()
        queue: list[tuple[int, int, int, int, tuple[int, ...], dict[int, int]]] = []

        def push(paid: int, missing: tuple[int, ...], moved: dict[int, int]) -> None:
            rest = self.ahead(missing)
            if rest is not None and paid + rest <= self.limit:
                lack = sum(map(abs, missing))
                heappush(queue, (paid + rest, lack, next(order), paid, missing, moved))

        push(self.base, self.missing, {})
        seen = set()
        while queue:
            expected, lack, _, paid, missing, moved = heappop(queue)
            if expected > self.limit:
                break
            key = frozenset(moved.items())
            if key in seen:
                continue
            seen.add(key)
            if not lack:
                yield [seats + moved.get(cell, 0) for cell, seats in enumerate(self.start)]
                continue
            for step_price, cell, sign in self.choices(missing, moved):
                if paid + step_price > self.limit:
                    continue
                if not self.search.left:
                    raise OutOfSteps
                self.search.left -= 1
                after = list(missing)
                for line in self.search.space.lines[cell]:
                    after[line] -= sign
                push(paid + step_price, tuple(after), {**moved, cell: moved.get(cell, 0) + sign})

    def choices(self, missing: Sequence[int], moved: Mapping[int, int]) -> list[tuple[int, int, int]]:
        """Every step in the line with the fewest: one of them belongs to each way to the end."""
        tightest: list[tuple[int, int]] | None = None
        direction = 1
        for line, lack in enumerate(missing):
            if lack:
                sign = 1 if lack > 0 else -1
                ways = self.ways[line, sign]
                if tightest is None or len(ways) < len(tightest):
                    tightest, direction = ways, sign
        found = []
        for step_price, cell in tightest or []:
            before = moved.get(cell, 0)
            step = self.step(cell, before, direction) if before else step_price
            if step is not None:
                found.append((step, cell, direction))
        return found
