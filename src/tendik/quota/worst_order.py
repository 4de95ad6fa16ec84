"""The worst list of one party where the order of the list, votes for persons, or both decide.

The rules on the list are read place by place by :class:`tendik.quota.tracks.Tracks`. Who
is elected is one of three ways: the first places; any of the list, as votes decide, within
the corrections of the result; or members of a group first by votes, then the order. For
each length of a list the least is found by a search over the places (first and third way) or
over the compositions that comply (second way). A length that cannot give less than what has
been found is passed over.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import ceil

from tendik.errors import N_, Infeasible, Message
from tendik.laws import Law
from tendik.laws.balance import BalanceRule
from tendik.laws.schema import CorrectionRule, ListOrderRule, PreferenceRule, PriorityRule, QuotaRule
from tendik.quota.bounds import Profile
from tendik.quota.check import longest
from tendik.quota.groups import Membership
from tendik.quota.select import Demand
from tendik.quota.shares import required
from tendik.quota.tracks import Tracks, everyone
from tendik.quota.worst import Certificate, inside, solve
from tendik.quota.worst_asked import by_votes, corrections, exchanges, not_worked_out, of_mandates
from tendik.quota.worst_compose import compose, left
from tendik.quota.worst_walk import Ahead, Filling, Priced, Worst, counted, fewest, walk


def orders(law: Law) -> bool:
    """Whether the rules of ``law`` look at the order of lists, or say that it decides."""
    rule = law.get(ListOrderRule)
    return bool(law.all(BalanceRule)) or (rule is not None and rule.order != "unordered")


class Memory:
    """What parties with free lists share under one law: nothing is worked out twice."""

    def __init__(self) -> None:
        self.tracks: dict[tuple[int, bool], Tracks] = {}
        self.ahead: dict[Hashable, Ahead] = {}
        self.fewest: dict[tuple[int, int], int] = {}
        self.worst: dict[Hashable, Worst] = {}


@dataclass(frozen=True)
class OrderedParty:
    """A party with its seats; its list is free within the law, or made of known ``people``.

    ``also`` is asked of those elected beside the rules on mandates; without anyone who meets
    it there is no worst list.
    """

    law: Law
    id: str
    seats: int
    people: tuple[Membership, ...] | None = None
    also: tuple[Demand, ...] = ()
    memory: Memory = field(default_factory=Memory, repr=False, compare=False)

    @cached_property
    def filled(self) -> int:
        """Seats that its names can fill."""
        return self.seats if self.people is None else min(self.seats, len(self.people))

    @cached_property
    def of_mandates(self) -> list[Demand]:
        """What rules on mandates and corrections of the result ask of those elected."""
        return [*of_mandates(self.law, self.filled), *self.also]

    @cached_property
    def unmet(self) -> int:
        """Persons that known names lack, at best, to meet the rules on mandates."""
        if self.people is None:
            return 0
        kinds = counted(person.possible for person in self.people)
        return solve(kinds, self.filled, left(self.of_mandates, kinds), lambda _: False)[1]

    @cached_property
    def by_votes(self) -> int | None:
        """How many of the seats votes for persons may give to anyone; ``None``: the order has no say."""
        return by_votes(self.law, self.filled)

    def least(self, target: frozenset[str]) -> Certificate:
        """The list with the fewest elected members of ``target``."""
        return self.worst(target, low=True)

    def most(self, target: frozenset[str]) -> int:
        """The most elected members of ``target``."""
        return inside(self.worst(target, low=False).elected, target)

    def worst(self, target: frozenset[str], *, low: bool) -> Certificate:
        """The list with the fewest elected members of ``target``, or without ``low`` the most.

        Raises
        ------
        Infeasible
            If no list of any length complies, or known names cannot meet ``also``.
        """
        found = self._worst(lambda person: bool(person & target) == low, target, low=low)
        elected = counted(found.line[place] for place in found.elected)
        left = counted(person for place, person in enumerate(found.line) if place not in found.elected)
        return Certificate(self.id, self.seats, len(found.line), elected, left, found.line, found.elected)

    def _worst(self, priced: Priced, target: frozenset[str], *, low: bool) -> Worst:
        """The list and the result with the least price."""
        if self.people is not None:
            known = [_taken(person, target, low) for person in self.people]
            found = self._of_length(len(known), [[person] for person in known], priced, bound=False)
            if found is None and self.also:
                raise self._infeasible
            if found is None:  # known names that cannot meet a rule: the rule is left aside, see unmet
                found = Worst(0, tuple(known), tuple(range(self.filled)))
            return found
        key = self.seats, self.also, frozenset(filter(priced, everyone(self.law)))
        if key not in self.memory.worst:
            self.memory.worst[key] = self._free(priced)
        return self.memory.worst[key]

    def _free(self, priced: Priced) -> Worst:
        """The list and the result with the least price, of any length."""
        best: Worst | None = None
        options = self._options(priced)
        floor = self._floor(options, priced)
        for names in self._lengths():
            below = None if best is None else best.price
            found = self._of_length(names, [options] * names, priced, bound=True, floor=floor, below=below)
            if found is not None and (best is None or found.price < best.price):
                best = found
            if best is not None and best.price <= floor:
                break
        if best is None:
            raise self._infeasible
        return best

    @property
    def _infeasible(self) -> Infeasible:
        template = N_("No list can meet all quotas of the law with so many seats: {seats}.")
        return Infeasible(Message("guarantee.infeasible", template, {"seats": self.seats}))

    @cached_property
    def _greatest(self) -> int:
        """The greatest length worth a look: the law's own, or one beyond which nothing changes.

        A list longer than seats / (1 - share) leaves room below the elected for everyone
        that a share asks for; one whole part more covers every unit.
        """
        limit = longest(self.law)
        if limit is not None:
            return max(limit, self.seats)
        shares = [rule.at_least for rule in self.law.all(QuotaRule) if rule.of == "list"]
        shares += [share for rule in self.law.all(BalanceRule) if (share := _share(rule)) is not None]
        units = [rule.of.value for rule in self.law.all(BalanceRule) if isinstance(rule.of.value, int)]
        rest = max([ceil(self.seats / (1 - share)) for share in shares if share < 1], default=self.seats)
        return max(rest, 2 * self.seats) + 2 * max([1, *units])

    def _lengths(self) -> Iterator[int]:
        """Lengths of a free list: the shortest, where rules may be lifted, then from the longest down.

        Where members of a group come first, the longest first: below the elected it has the most room
        for everyone that a share asks for, so the shorter ones are seldom looked at.
        """
        if self.law.get(PriorityRule) is None:
            yield self.seats
            yield from range(self._greatest, self.seats, -1)
        else:
            yield from range(self._greatest, self.seats - 1, -1)

    def _floor(self, options: Sequence[Profile], priced: Priced) -> int:
        """A price that no list of any length can go below: that of the rules on mandates alone."""
        if self.by_votes is not None and corrections(self.law):
            return 0
        asked = [demand for demand in self.of_mandates if not demand.if_left]
        elected, _ = solve(dict.fromkeys(options, self.seats), self.seats, asked, priced)
        return sum(count for person, count in elected.items() if priced(person))

    def _options(self, priced: Priced) -> list[Profile]:
        """Kinds of persons that differ to a rule or in price; of those alike, the plainest."""
        first = self.law.get(PriorityRule)
        named = {group for rule in self.law.all(BalanceRule) for group in rule.groups}
        named |= {group for rule in self.law.all(QuotaRule) for group in rule.groups}
        named |= {group for rule in self.law.all(CorrectionRule) for group in rule.groups}
        named |= {first.group} if first else set()
        alike: dict[tuple[Profile, bool], Profile] = {}
        for person in everyone(self.law):
            alike.setdefault((person & named, priced(person)), person)
        return list(alike.values())

    def _of_length(
        self,
        names: int,
        options: Sequence[Sequence[Profile]],
        priced: Priced,
        *,
        bound: bool,
        floor: int = 0,
        below: int | None = None,
    ) -> Worst | None:
        """The least price below ``below`` of a list with ``names`` names; a known list need not comply."""
        tracks = self._tracks(names, loose=False) if bound else None
        if self.by_votes is None and self.law.get(PriorityRule) is None:
            return compose(tracks, options, priced, floor, self.filled, self.of_mandates)
        best: Worst | None = None
        for filling in self._fillings(tracks, options, priced):
            ahead = self._ahead(names, options, priced, filling, bound=bound)
            if ahead.least is None or (below is not None and ahead.least >= below):
                continue
            found = walk(tracks, options, priced, filling, ahead, below)
            if found is not None:
                best, below = found, found.price
        return best

    def _fillings(
        self, tracks: Tracks | None, options: Sequence[Sequence[Profile]], priced: Priced
    ) -> Iterator[Filling]:
        """How the seats are filled: by order, or so many of a group first as the list has members."""
        demands = tuple(self.of_mandates)
        first = self.law.get(PriorityRule)
        if first is None:
            swaps = tuple(exchanges(self.law, self.filled, priced))
            yield Filling(self.filled, demands, None, self.by_votes or 0, swaps=swaps)
            return
        if corrections(self.law) or self.law.get(PreferenceRule):
            raise not_worked_out(self.law)  # both move persons whom the priority has placed
        wanted = required(first.at_least, self.filled, first.rounding)
        key = len(options), wanted
        least = self.memory.fewest.get(key) if tracks else None
        if least is None:
            least = fewest(tracks, options, first.group, wanted)
            if tracks:
                self.memory.fewest[key] = least
        for quota in range(least, wanted + 1):
            yield Filling(self.filled, demands, first.group, quota, quota == wanted)

    def _tracks(self, names: int, *, loose: bool) -> Tracks:
        known = self.memory.tracks
        if (names, loose) not in known:
            known[names, loose] = Tracks(self.law, names, loose=loose)
        return known[names, loose]

    def _ahead(
        self,
        names: int,
        options: Sequence[Sequence[Profile]],
        priced: Priced,
        filling: Filling,
        *,
        bound: bool,
    ) -> Ahead:
        """What a list costs at least; lists that may begin alike share it."""
        if not bound:
            return Ahead(None, options, priced, filling)
        tracks = self._tracks(names, loose=True)
        prices = tuple((person, priced(person)) for person in options[0]) if options else ()
        key = tracks.beginning(filling.seats), prices, filling
        known = self.memory.ahead
        if key not in known:
            known[key] = Ahead(tracks, options, priced, filling)
        return known[key]


def _share(rule: BalanceRule) -> Fraction | None:
    """The share that a rule asks for, from below: at most a share is at least the rest of the others."""
    value = rule.bound.value
    if not isinstance(value, Fraction) or rule.bound.name == "difference at most":
        return None
    return value if rule.bound.name == "at least" else 1 - value


def _taken(person: Membership, target: frozenset[str], low: bool) -> Profile:
    """A known person: for the least, outside the target unless certainly in it; for the most, inside."""
    if low:
        return person.certain if person.certain & target else person.possible - target
    return person.possible if person.possible & target else person.certain
