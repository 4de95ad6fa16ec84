"""The worst list of one party: fewest elected members of a group that the law allows.

Shares bind from below only, so those who stay on a free list do the most for its rules
when they are in as many groups as one person can be; those elected may be anyone. With
these kinds of persons fixed, the least is a small integer programme, solved exactly by
:func:`tendik.quota.choice.choose`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import comb

from tendik.errors import N_, Infeasible, Message
from tendik.laws import Law
from tendik.laws.schema import Group, QuotaRule
from tendik.quota.check import longest
from tendik.quota.choice import Kind, choose, shortfalls
from tendik.quota.groups import Membership
from tendik.quota.select import Demand, demands_of

FEW = 2000
"""So many ways to take persons of some kinds are tried one by one."""

Profile = frozenset[str]
People = Mapping[Profile, int]


@dataclass(frozen=True)
class Certificate:
    """A worst list, for a jurist to check by eye.

    ``names`` is its length; ``elected`` counts who takes the seats by the groups they are
    in, ``left`` who stays on the list. Both together comply with every rule. Where order
    matters, ``line`` is the list place by place, ``places`` (0-based) those elected.
    """

    list: str
    seats: int
    names: int
    elected: People
    left: People
    line: tuple[Profile, ...] = ()
    places: tuple[int, ...] = ()


def inside(people: People, target: frozenset[str]) -> int:
    """How many of ``people`` are in any group of ``target``."""
    return sum(count for profile, count in people.items() if profile & target)


@dataclass(frozen=True)
class Party:
    """A party with its seats; its list is free within the law, or made of known ``people``."""

    law: Law
    id: str
    seats: int
    people: tuple[Membership, ...] | None = None

    @cached_property
    def filled(self) -> int:
        """Seats that its names can fill."""
        return self.seats if self.people is None else min(self.seats, len(self.people))

    @cached_property
    def of_mandates(self) -> list[Demand]:
        """What the rules on mandates ask of those elected."""
        rules = [r for r in self.law.all(QuotaRule) if r.of == "mandates" and r.base == "party"]
        return [demand for rule in rules for demand in demands_of(rule, self.seats)]

    @cached_property
    def unmet(self) -> int:
        """Persons that known names lack, at best, to meet the rules on mandates."""
        if self.people is None:
            return 0
        kinds = _count(person.possible for person in self.people)
        return solve(kinds, self.filled, self.of_mandates, lambda _: False)[1]

    def least(self, target: frozenset[str]) -> Certificate:
        """The list with the fewest elected members of ``target``."""
        if self.people is not None:
            kinds = _count(p.certain if p.certain & target else p.possible - target for p in self.people)
            elected, _ = solve(kinds, self.filled, self.of_mandates, lambda p: p & target)
            left = {p: n - elected.get(p, 0) for p, n in kinds.items() if n > elected.get(p, 0)}
            return Certificate(self.id, self.seats, len(self.people), elected, left)
        worst = self._extreme(lambda p: p & target)
        names, elected = min(worst, key=lambda item: inside(item[1], target))
        return Certificate(self.id, self.seats, names, elected, self._stay(names, elected))

    def most(self, target: frozenset[str]) -> int:
        """The most members of ``target`` that the party may seat."""
        if self.people is not None:
            kinds = _count(p.possible if p.possible & target else p.certain for p in self.people)
            elected, _ = solve(kinds, self.filled, self.of_mandates, lambda p: not p & target)
            return inside(elected, target)
        return max(inside(elected, target) for _, elected in self._extreme(lambda p: not p & target))

    def _extreme(self, priced: Callable[[Profile], object]) -> list[tuple[int, People]]:
        """For each length worth a look, the cheapest elected of a list that complies.

        Raises
        ------
        Infeasible
            If no list of any length complies.
        """
        found = []
        for names, demands in self._free_lists:
            elected, lacking = solve(self._anyone(), self.seats, demands, priced)
            if not lacking:
                found.append((names, elected))
        if not found:
            template = N_("No list can meet all quotas of the law with so many seats: {seats}.")
            raise Infeasible(Message("guarantee.infeasible", template, {"seats": self.seats}))
        return found

    def _anyone(self) -> People:
        return dict.fromkeys(profiles(self.law.groups), self.seats)

    def _of_list(self, names: int) -> list[Demand]:
        rules = [rule for rule in self.law.all(QuotaRule) if rule.of == "list"]
        return [demand for rule in rules for demand in demands_of(rule, names)]

    @cached_property
    def _free_lists(self) -> list[tuple[int, list[Demand]]]:
        """Lengths of a free list, and what the law then asks of those elected.

        Of lists that ask more, none can be worse: only the lightest demands are kept.
        """
        widest = _widest(self.law.groups)
        seen: list[tuple[int, ...]] = []
        found = []
        for names in range(max(longest(self.law) or 0, self.seats), self.seats - 1, -1):
            of_list = self._of_list(names)
            for counts in _compositions(names - self.seats, len(widest)):
                asked = [
                    d.reduced(sum(d.cover(p) * n for p, n in zip(widest, counts, strict=True)))
                    for d in of_list
                ]
                vector = tuple(d.needed for d in asked)
                if any(all(a <= b for a, b in zip(old, vector, strict=True)) for old in seen):
                    continue
                seen.append(vector)
                found.append((names, [*self.of_mandates, *asked]))
        return found

    def _stay(self, names: int, elected: People) -> People:
        """The plainest persons who, beside the elected, make the list comply."""
        asked = [d.reduced(sum(d.cover(p) * n for p, n in elected.items())) for d in self._of_list(names)]
        rest = names - self.seats
        return solve(dict.fromkeys(profiles(self.law.groups), rest), rest, asked, lambda _: False)[0]


def profiles(groups: Mapping[str, Group]) -> list[Profile]:
    """Every set of groups that one person can be in, plainest first; nobody is of both sexes, or of neither."""
    found: list[Profile] = [frozenset()]
    for key, group in groups.items():
        for profile in list(found):
            sexes = {groups[other].sex for other in profile} - {None}
            if group.sex is None or sexes <= {group.sex}:
                found.append(profile | {key})
    if len({group.sex for group in groups.values()} - {None}) == 2:
        found = [profile for profile in found if any(groups[key].sex for key in profile)]
    return sorted(found, key=lambda profile: (len(profile), [key not in profile for key in groups]))


def _compositions(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    """Every way to write ``total`` as an ordered sum of ``parts`` counts."""
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in _compositions(total - first, parts - 1):
            yield first, *rest


def _widest(groups: Mapping[str, Group]) -> list[Profile]:
    every = profiles(groups)
    return [profile for profile in every if not any(profile < other for other in every)]


def _count(people: Iterator[Profile]) -> dict[Profile, int]:
    kinds: dict[Profile, int] = {}
    for profile in people:
        kinds[profile] = kinds.get(profile, 0) + 1
    return kinds


def solve(
    people: People, seats: int, demands: Sequence[Demand], priced: Callable[[Profile], object]
) -> tuple[People, int]:
    """Who is taken so that as few as can be are ``priced``, plainest first, and what is lacking.

    Persons who count alike are one kind; a demand that another one implies is left out.
    """
    strongest: dict[tuple[frozenset[str], bool], int] = {}
    for demand in demands:
        if demand.needed > 0:
            key = (demand.groups, demand.once)
            strongest[key] = max(demand.needed, strongest.get(key, 0))
    asked = [Demand(0, groups, needed, once) for (groups, once), needed in strongest.items()]
    alike: dict[tuple[int, tuple[int, ...]], list[Profile]] = {}
    for profile in sorted(people, key=len):
        kind = int(bool(priced(profile))), tuple(d.cover(profile) for d in asked)
        alike.setdefault(kind, []).append(profile)
    kinds = [Kind((cost,) * sum(people[p] for p in same), covers) for (cost, covers), same in alike.items()]
    if len(asked) <= 1:
        counts, lacking = _fewest(kinds, seats, asked[0].needed if asked else 0)
    elif comb(seats + len(kinds) - 1, seats) <= FEW:
        counts, lacking = _of_all(kinds, seats, [demand.needed for demand in asked])
    else:
        best = choose(kinds, seats, [demand.needed for demand in asked])
        counts, lacking = best.counts[0], best.shortfall
    taken: dict[Profile, int] = {}
    for same, count in zip(alike.values(), counts, strict=True):
        for profile in same:
            part = min(count, people[profile])
            count -= part
            if part:
                taken[profile] = part
    return taken, lacking


def _of_all(kinds: Sequence[Kind], seats: int, needed: Sequence[int]) -> tuple[tuple[int, ...], int]:
    """The least lack, then the lowest price, then the plainest, of all ways to take so few kinds."""

    def rank(counts: tuple[int, ...]) -> tuple[int, int, tuple[int, ...]]:
        lacking = sum(shortfalls(kinds, counts, needed))
        price = sum(n * kind.costs[0] for n, kind in zip(counts, kinds, strict=True) if n)
        return lacking, price, tuple(-n for n in counts)

    ways = (
        counts
        for counts in _compositions(seats, len(kinds))
        if all(n <= len(kind.costs) for n, kind in zip(counts, kinds, strict=True))
    )
    best = min(ways, key=rank)
    return best, rank(best)[0]


def _fewest(kinds: Sequence[Kind], seats: int, needed: int) -> tuple[tuple[int, ...], int]:
    """The fewest at price 1 who, with others at price 0, cover one demand; or the least lack.

    With k of them, the most that can be covered is that of the k and of the others who
    cover most; it does not fall with k where k is the least that covers.
    """
    ranked: dict[int, list[tuple[int, int]]] = {0: [], 1: []}
    for index, kind in enumerate(kinds):
        cover = kind.covers[0] if kind.covers else 0
        for cost in kind.costs:
            ranked[cost].append((-cover, index))
    free, paid = sorted(ranked[0]), sorted(ranked[1])
    options = []
    for k in range(max(0, seats - len(free)), min(seats, len(paid)) + 1):
        taken = _plainest(free, seats - k, needed + sum(cover for cover, _ in paid[:k]))
        lacking = max(0, needed + sum(cover for cover, _ in [*paid[:k], *taken]))
        options.append((lacking, k, [*paid[:k], *taken]))
        if lacking == 0:
            break
    lacking, _, taken = min(options, key=lambda option: option[:2])
    indices = [index for _, index in taken]
    return tuple(indices.count(index) for index in range(len(kinds))), lacking


def _plainest(ranked: Sequence[tuple[int, int]], number: int, needed: int) -> list[tuple[int, int]]:
    """``number`` of ``ranked``: of those who cover most, no more than the demand asks."""
    last = len(ranked) - number
    left = needed + sum(cover for cover, _ in ranked[last:])
    for strong in range(number):
        if left <= 0:
            return [*ranked[:strong], *ranked[last + strong :]]
        left += ranked[strong][0] - ranked[last + strong][0]
    return list(ranked[:number])
