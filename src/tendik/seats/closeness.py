"""How close an election was under its law: the fewest votes that would have changed the mandates.

The votes of one list change, or pass from one list to another; the votes of the others stay, and
the number that the threshold is a share of changes with them. So more votes need not always help:
they may also push another list below the threshold. But that, and a change of the list admitted
beside a single one, happens at few numbers of votes. Between two of these the lists that take part
are the same, and votes only ever help the list that gains them: there halving finds the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

from tendik.elections import Election
from tendik.errors import N_, Message
from tendik.laws import Law
from tendik.laws.schema import ApportionmentRule, MandatesRule, OneListRule, ThresholdRule
from tendik.seats.alliances import joins
from tendik.seats.allocate import Allocation
from tendik.seats.bases import base_of
from tendik.seats.count import Tally, tally
from tendik.seats.divisors import Interval
from tendik.seats.halving import first_between
from tendik.seats.margins import Margin
from tendik.seats.quotas import QUOTAS
from tendik.seats.thresholds import Base
from tendik.values import PartyList

MOST_LISTS = 40
"""Beyond so many lists every pair of them would take too long for an answer at once."""


@dataclass(frozen=True)
class Move:
    """Votes that surely change the mandates: of ``giver``, which loses one, and ``taker``."""

    giver: PartyList | None
    taker: PartyList
    votes: int


@dataclass(frozen=True)
class Closeness:
    """The fewest votes that would have changed the mandates of an allocation.

    Attributes
    ----------
    lists : tuple of PartyList, shape (P,)
    gains : tuple of Margin, shape (P,)
        Votes more with which each list would have had a mandate more, the others as they are.
    losses : tuple of Margin, shape (P,)
        Votes fewer with which each list would have had a mandate less.
    gained : Move or None
        The least of ``gains``; ``giver`` is the list that would have lost the mandate, where it is one.
    moved : Move or None
        The fewest votes cast for ``taker`` instead of ``giver`` that change a mandate of either.
    divisors : Interval or None
        The divisors that give the mandates, where the method divides.
    """

    lists: tuple[PartyList, ...]
    gains: tuple[Margin, ...]
    losses: tuple[Margin, ...]
    gained: Move | None
    moved: Move | None
    divisors: Interval | None

    @property
    def sentences(self) -> tuple[Message, ...]:
        """How close it was, in sentences, the answer first; none where nothing would change it."""
        found = []
        if self.gained is not None:
            values = {"taker": self.gained.taker.name, "votes": self.gained.votes}
            template = N_("With votes more: {votes}, {taker} would have received one mandate more.")
            if self.gained.giver is not None:
                values["giver"] = self.gained.giver.name
                template = N_("Votes more that would have moved a mandate from {giver} to {taker}: {votes}.")
            found.append(Message("margins.gained", template, values))
        if self.moved is not None and self.moved.giver is not None:
            template = N_(
                "The fewest votes cast for {taker} instead of {giver} that would have changed the mandates: {votes}."
            )
            values = {
                "votes": self.moved.votes,
                "giver": self.moved.giver.name,
                "taker": self.moved.taker.name,
            }
            found.append(Message("margins.moved", template, values))
        interval = self.divisors
        if interval is not None and interval.high is not None and not interval.squared:
            template = N_("Any divisor between {low} and {high} gives these mandates.")
            found.append(Message("margins.divisors", template, {"low": interval.low, "high": interval.high}))
        return tuple(found)


def closeness(law: Law, election: Election, allocation: Allocation) -> Closeness | None:
    """How close ``allocation``, the seats of ``election`` under ``law``, was.

    ``None`` where it is not certain who is admitted, where lists joined each other, or where there
    are more than ``MOST_LISTS`` lists. While a lot is open the margins count from the sure seats.
    """
    if allocation.undecided or len(election.lists) > MOST_LISTS or joins(law, election):
        return None
    count = _Count(law, election, allocation.seats)
    lists = range(len(election.lists))
    gains = tuple(count.gain(i) for i in lists)
    losses = tuple(count.loss(i) for i in lists)
    result = count.tally(())(0).apportionment
    return Closeness(
        election.lists,
        gains,
        losses,
        count.gained(gains),
        count.moved(),
        result.divisors if result else None,
    )


Change = tuple[tuple[int, int], ...]
"""Lists and what each step adds to their votes: ``((2, 1),)``, ``((0, -1), (2, 1))``."""


class _Count:
    """An election counted again with other votes."""

    def __init__(self, law: Law, election: Election, now: Sequence[int]) -> None:
        self.law = law
        self.lists = election.lists
        self.votes = [party.votes or 0 for party in election.lists]
        self.order = [party.registered_order for party in election.lists]
        self.now = now
        self.threshold = law.get(ThresholdRule)
        self.base = base_of(self.threshold.of, election) if self.threshold else Base(0, 0)
        self.house = law.need(MandatesRule).lists
        self.enough = 8 * (sum(self.votes) + self.base.low + 1) * (self.house + 1)

    def tally(self, change: Change) -> Callable[[int], Tally]:
        """The count after so many steps of ``change``."""
        slope = sum(by for _, by in change)

        def at(steps: int) -> Tally:
            votes = list(self.votes)
            for i, by in change:
                votes[i] += by * steps
            high = None if self.base.high is None else self.base.high + slope * steps
            return tally(self.law, votes, Base(self.base.low + slope * steps, high), self.order)

        return at

    def gain(self, i: int) -> Margin:
        change: Change = ((i, 1),)
        counted = self.tally(change)
        return Margin(
            self.first(change, lambda n: _sure(counted(n), i) > self.now[i], self.enough),
            self.first(change, lambda n: self.lucky(counted(n), i) > self.now[i], self.enough),
        )

    def loss(self, i: int) -> Margin:
        change: Change = ((i, -1),)
        counted = self.tally(change)
        return Margin(
            self.first(change, lambda n: self.lucky(counted(n), i) < self.now[i], self.votes[i]),
            self.first(change, lambda n: _sure(counted(n), i) < self.now[i], self.votes[i]),
        )

    def gained(self, gains: Sequence[Margin]) -> Move | None:
        """The list that needs the fewest votes more, and the one list that would give way."""
        needed = [(margin.votes, i) for i, margin in enumerate(gains) if margin.votes is not None]
        if not needed:
            return None
        votes, taker = min(needed)
        after = self.tally(((taker, 1),))(votes)
        losing = [i for i, seats in enumerate(self.now) if self.lucky(after, i) < seats]
        giver = self.lists[losing[0]] if len(losing) == 1 else None
        return Move(giver, self.lists[taker], votes)

    def moved(self) -> Move | None:
        """The fewest votes cast for one list instead of another that change a mandate of either."""
        best: Move | None = None
        for giver, taker in permutations(range(len(self.votes)), 2):
            most = self.votes[giver] if best is None else min(self.votes[giver], best.votes - 1)
            change: Change = ((giver, -1), (taker, 1))
            counted = self.tally(change)

            def changed(
                steps: int, counted: Callable[[int], Tally] = counted, giver: int = giver, taker: int = taker
            ) -> bool:
                after = counted(steps)
                return _sure(after, taker) > self.now[taker] or self.lucky(after, giver) < self.now[giver]

            votes = self.first(change, changed, most)
            if votes is not None:
                best = Move(self.lists[giver], self.lists[taker], votes)
        return best

    def first(self, change: Change, holds: Callable[[int], bool], most: int) -> int | None:
        """The least number of steps, up to ``most``, at which ``holds``."""
        starts = sorted({0, *(start for start in self.starts(change) if 0 < start <= most)})
        for start, end in zip(starts, [*(start - 1 for start in starts[1:]), most], strict=True):
            found = self.inside(change, holds, start, end)
            if found is not None:
                return found
        return None

    def starts(self, change: Change) -> Iterator[int]:
        """Steps from which on other lists may take part than before."""
        slopes = dict(change)
        lines = [(Fraction(count), slopes.get(i, 0)) for i, count in enumerate(self.votes)]
        if self.threshold is not None:
            share, growth = self.threshold.share, sum(slopes.values())
            for base in {self.base.low, self.base.high or self.base.low}:
                for count, slope in lines:
                    yield from _meet(count, slope, share * base, share * growth)
        if self.law.get(OneListRule) is not None:
            for i in slopes:
                for j, (count, slope) in enumerate(lines):
                    if i != j:
                        yield from _meet(*lines[i], count, Fraction(slope))
        for i in slopes:
            yield from _meet(*lines[i], Fraction(0), Fraction(0))

    def inside(self, change: Change, holds: Callable[[int], bool], start: int, end: int) -> int | None:
        """As ``first`` between two numbers of steps where the same lists take part.

        Droop's quota is rounded: the totals with one quota form blocks, of which the last is the best.
        """
        if self.law.need(ApportionmentRule).method != "droop":
            return first_between(holds, start, end)
        taking = set(self.tally(change)(start).taking_part)
        slope = sum(by for i, by in change if i in taking)
        if not slope:
            return first_between(holds, start, end)
        size = self.house + QUOTAS["droop"].extra
        total = sum(self.votes[i] + dict(change).get(i, 0) * start for i in taking)
        # Steps until the total passes into the next block.
        to_next = size - total % size if slope > 0 else total % size + 1

        def last(block: int) -> int:
            return min(end, start + to_next - 1 + block * size)

        blocks = max(0, -(-(end - start - to_next + 1) // size))
        block = first_between(lambda number: holds(last(number)), 0, blocks)
        if block is None:
            return None
        return first_between(holds, last(block - 1) + 1 if block else start, last(block))

    def lucky(self, counted: Tally, i: int) -> int:
        """The seats of a list if every lot goes its way."""
        if _unsettled(counted):
            return self.house
        return counted.seats[i] + (counted.tie is not None and i in counted.tie.options)


def _sure(counted: Tally, i: int) -> int:
    return 0 if _unsettled(counted) else counted.seats[i]


def _unsettled(counted: Tally) -> bool:
    return counted.second_tie is not None or None in counted.passed


def _meet(count: Fraction, slope: int, other: Fraction, other_slope: Fraction) -> Iterator[int]:
    """Steps before, at and after which two numbers that grow evenly are equal."""
    if slope == other_slope:
        return
    steps = (other - count) / (slope - other_slope)
    whole = steps.numerator // steps.denominator
    yield from (whole, whole + 1)
