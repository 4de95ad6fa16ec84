"""One seat becomes vacant: who takes it, as the law says; and the worst that many vacancies do.

Persons are told apart by their groups alone. Those not elected stand in tiers, in the order in
which they would come in; inside a tier a lot, or a choice of the party, decides, and the worst
is taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tendik.laws.schema import SubstitutionRule
from tendik.quota.bounds import Profile

Tiers = tuple[tuple[Profile, ...], ...]
People = tuple[tuple[Profile, int], ...]


def sorted_people(people: Iterable[Profile]) -> People:
    """Persons counted by their groups, in one canonical order."""
    return tuple(sorted(Counter(people).items(), key=lambda item: sorted(item[0])))


@dataclass(frozen=True)
class Members:
    """Who sits for a list, and who of it could follow."""

    elected: People
    waiting: Tiers

    def count(self, target: frozenset[str], *, once: bool = True) -> int:
        """Those elected who are in any group of ``target``: each once, or once in each group."""
        return sum(
            number * (min(len(person & target), 1) if once else len(person & target))
            for person, number in self.elected
        )

    @property
    def seated(self) -> int:
        """How many are elected."""
        return sum(number for _, number in self.elected)

    def after(self, leaving: Profile, coming: Profile | None, waiting: Tiers) -> Members:
        """These with one person gone and, unless the seat stays vacant, another in."""
        people = Counter(dict(self.elected))
        people[leaving] -= 1
        if coming is not None:
            people[coming] += 1
        return Members(sorted_people(people.elements()), waiting)


@dataclass(frozen=True)
class Vacancy:
    """One vacancy: the groups of the one who left and of the one who came in, if anyone did."""

    leaving: Profile
    coming: Profile | None


def successors(
    rule: SubstitutionRule, members: Members, leaving: Profile, strangers: Sequence[Profile]
) -> list[tuple[Profile | None, Tiers]]:
    """Everyone who may take the seat of ``leaving``, and who waits after that.

    ``strangers`` are the kinds of persons that may come from outside the list, by a new vote
    or from another list.
    """
    waiting = members.waiting
    outside: list[tuple[Profile | None, Tiers]] = [(person, waiting) for person in strangers]
    if rule.by == "by-election":
        return outside
    if rule.by == "party-chooses":
        everyone = tuple(sorted((p for tier in waiting for p in tier), key=sorted))
        return _first((everyone,), lambda _: True) or [(None, waiting)]
    kept = next((group for group in rule.keeps if group in leaving), None)
    if kept is not None:
        found = _first(waiting, lambda person: kept in person)
        if found:
            return found
        if rule.otherwise == "another-list":
            return outside
        if rule.otherwise == "vacant":
            return [(None, waiting)]
    found = _first(waiting, lambda _: True)
    if not found:
        return [(None, waiting)]
    if rule.unless_below is None:
        return found
    return [way for one in found for way in _balanced(rule, members, leaving, one)]


def _balanced(
    rule: SubstitutionRule, members: Members, leaving: Profile, way: tuple[Profile | None, Tiers]
) -> list[tuple[Profile | None, Tiers]]:
    """The next, unless a group would fall below its share: then the next of that group."""
    coming, waiting = way
    after = members.after(leaving, coming, waiting)
    share = rule.unless_below or 0
    low = [g for g in rule.groups if after.count(frozenset([g])) < share * members.seated]
    return (_first(members.waiting, lambda person: low[0] in person) if low else []) or [way]


def _first(waiting: Tiers, able: Callable[[Profile], bool]) -> list[tuple[Profile | None, Tiers]]:
    """The kinds of persons in the first tier that has an able one, each with who waits after that."""
    for at, tier in enumerate(waiting):
        kinds = dict.fromkeys(person for person in tier if able(person))
        if kinds:
            return [(person, _without(waiting, at, person)) for person in kinds]
    return []


def _without(waiting: Tiers, at: int, person: Profile) -> Tiers:
    tier = list(waiting[at])
    tier.remove(person)
    rest = (tuple(tier),) if tier else ()
    return (*waiting[:at], *rest, *waiting[at + 1 :])


@dataclass(frozen=True)
class Worst:
    """The least members of a target after 0, 1, 2 … vacancies, and vacancies that lead to the last."""

    least: tuple[int, ...]
    ways: tuple[tuple[Vacancy, ...], ...]


def worst(
    rule: SubstitutionRule,
    members: Members,
    target: frozenset[str],
    vacancies: int,
    strangers: Sequence[Profile],
    *,
    once: bool = True,
) -> Worst:
    """The least that up to so many vacancies, one after another, leave of ``target``.

    Any of those who sit may leave, those who came in too. Persons whom neither the target nor
    the rule tells apart are taken as one kind; every state that can be reached is looked at
    once for each number of vacancies.
    """
    kind = _kinds(rule, target, once)
    start = Members(
        sorted_people(kind(person) for person, number in members.elected for _ in range(number)),
        tuple(tuple(sorted(map(kind, tier), key=sorted)) for tier in members.waiting),
    )
    outside = [kind(person) for person in strangers]

    def weight(state: Members) -> int:
        return sum(number * len(person & _WEIGHTS) for person, number in state.elected)

    layer: dict[Members, tuple[Vacancy, ...]] = {start: ()}
    best = weight(start)
    found: tuple[Vacancy, ...] = ()
    least, ways = [best], [found]
    for _ in range(vacancies):
        following: dict[Members, tuple[Vacancy, ...]] = {}
        for state, told in layer.items():
            for leaving, _number in state.elected:
                for coming, waiting in successors(rule, state, leaving, outside):
                    after = state.after(leaving, coming, waiting)
                    if after not in following:
                        following[after] = (*told, Vacancy(leaving, coming))
        if following:
            layer = following
            lowest = min(layer, key=weight)
            if weight(lowest) < best:
                best, found = weight(lowest), layer[lowest]
        least.append(best)
        ways.append(found)
    told_again = {path: _told(rule, members, path, strangers, kind) for path in dict.fromkeys(ways)}
    return Worst(tuple(least), tuple(told_again[path] for path in ways))


_WEIGHTS = frozenset(f"counts {n}" for n in range(1, 33))


def _kinds(rule: SubstitutionRule, target: frozenset[str], once: bool) -> Callable[[Profile], Profile]:
    """What of a person matters: how much the person counts, and the groups that the rule names."""
    named = frozenset((*rule.keeps, *rule.groups))

    @cache
    def kind(person: Profile) -> Profile:
        weight = len(person & target)
        weight = min(weight, 1) if once else weight
        return (person & named) | {f"counts {n}" for n in range(1, weight + 1)}

    return kind


def _told(
    rule: SubstitutionRule,
    members: Members,
    path: Sequence[Vacancy],
    strangers: Sequence[Profile],
    kind: Callable[[Profile], Profile],
) -> tuple[Vacancy, ...]:
    """The same vacancies with persons in all their groups."""
    told = []
    for vacancy in path:
        leaving, coming, waiting = next(
            (person, into, rest)
            for person, _ in members.elected
            if kind(person) == vacancy.leaving
            for into, rest in successors(rule, members, person, strangers)
            if (None if into is None else kind(into)) == vacancy.coming
        )
        members = members.after(leaving, coming, waiting)
        told.append(Vacancy(leaving, coming))
    return tuple(told)


def together(parts: Mapping[str, Worst], vacancies: int) -> tuple[tuple[int, ...], Mapping[str, int]]:
    """The least of all lists together after 0, 1, 2 … vacancies, and how many hit each list at the end."""
    total = [0] * (vacancies + 1)
    shares: list[dict[str, int]] = [{} for _ in total]
    for key, part in parts.items():
        best: list[tuple[int, int]] = [
            min((total[k - own] + part.least[own], own) for own in range(k + 1)) for k in range(vacancies + 1)
        ]
        shares = [{**shares[k - own], key: own} for k, (_, own) in enumerate(best)]
        total = [value for value, _ in best]
    return tuple(total), shares[vacancies]
