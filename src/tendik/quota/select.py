"""Who is elected from an ordered list under joint quotas: exact, with persons in several groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from tendik.errors import N_, BadInput, Infeasible, Message, Problem
from tendik.laws.schema import Group, QuotaRule
from tendik.quota.choice import Kind, choose, shortfalls
from tendik.quota.groups import Days, membership
from tendik.quota.shares import required
from tendik.seats.limits import whole_number
from tendik.values import Candidate

BUILT_IN = {
    "women": Group(label={"en": "women"}, sex="female"),
    "men": Group(label={"en": "men"}, sex="male"),
    "under_29": Group(label={"en": "persons who have not reached twenty-nine"}, age_below=29),
    "disability": Group(label={"en": "persons with disabilities"}, disability=True),
}
"""Groups that need no definition beside a list of persons."""


@dataclass(frozen=True)
class Selection:
    """``chosen``: ascending 0-based places. ``unique``: no other choice is as good."""

    chosen: tuple[int, ...]
    unique: bool


@dataclass(frozen=True)
class Demand:
    """At least ``needed`` among the members of ``groups``; ``rule`` is the index of its rule.

    With ``if_left`` no more than there are on the list.
    """

    rule: int
    groups: frozenset[str]
    needed: int
    once: bool = True
    if_left: bool = False

    def cover(self, groups: frozenset[str]) -> int:
        """How much a person in ``groups`` counts: once, or once in each group."""
        inside = len(groups & self.groups)
        return min(inside, 1) if self.once else inside

    def reduced(self, covered: int) -> Demand:
        """What is left of the demand once ``covered`` is there."""
        return replace(self, needed=max(0, self.needed - covered))


Rule = QuotaRule | Mapping[str, Any]


def select(
    candidates: Sequence[Candidate | Iterable[str]],
    seats: int,
    rules: Sequence[Rule],
    *,
    objective: str = "rank-sum",
    groups: Mapping[str, Group] | None = None,
    on: date | None = None,
) -> Selection:
    """Choose who of an ordered list is elected, under every rule at once.

    Parameters
    ----------
    candidates : sequence, shape (n,)
        In list order; each a :class:`~tendik.values.Candidate` or the identifiers of the
        person's groups.
    seats : int
        How many are elected.
    rules : sequence
        Rules of a law, or mappings ``{"groups": ["women"], "at_least": 2 or "30/100",
        "count": "union" or "each", "rounding": "up"}``; a share is of ``seats``.
    objective : {"rank-sum", "list-order"}
        ``rank-sum``: least sum of places, then lexicographically first; ``list-order``:
        lexicographically first of all that meet the rules.
    groups : mapping, optional
        Definitions of the groups, as a law has them; needed where candidates are given
        as persons and a rule uses a group other than women, men, under_29 or disability.
    on : date, optional
        The day on which age is measured.

    Returns
    -------
    Selection

    Raises
    ------
    Infeasible
        If no choice meets the rules; ``relaxations`` names the least that gives way:
        least total shortfall, then earlier rules kept.
    BadInput
        If sex, birth date or disability is missing where a rule asks for it.
    ValueError
        If the objective, a field, a count or a rounding is not known, a number is negative, or a
        group is not defined.
    TypeError
        If seats, or persons asked for, are not a whole number.
    """
    if objective not in {"rank-sum", "list-order"}:
        raise ValueError(f"objective must be rank-sum or list-order, not {objective!r}")
    seats = whole_number(seats, "seats")
    candidates = list(candidates)
    demands = [demand for index, rule in enumerate(rules) for demand in demands_of(rule, seats, index)]
    asked = _definitions(candidates, demands, {**BUILT_IN, **(groups or {})})
    profiles = _profiles(candidates, asked, Days(on, on))
    if seats > len(candidates):
        message = Message(
            "select.few",
            N_("There are fewer candidates than seats: {candidates} for {seats}."),
            {"candidates": len(candidates), "seats": seats},
        )
        raise Infeasible(message, [(None, seats, len(candidates))])
    kinds = _kinds(profiles, demands)
    needed = [demand.needed for demand in demands]
    best = choose(kinds, seats, needed, every=True)
    if best.shortfall:
        raise _infeasible(kinds, seats, demands)
    sets = sorted(
        tuple(sorted(p for kind, count in zip(kinds, counts, strict=True) for p in kind.costs[:count]))
        for counts in best.counts
    )
    if objective == "list-order":
        return Selection(_list_order(kinds, seats, needed, sets[0]), True)
    return Selection(sets[0], len(sets) == 1)


def demands_of(rule: Rule, seats: int, index: int = 0) -> list[Demand]:
    """What ``rule`` asks of ``seats`` elected persons: one demand, or one for each group."""
    stated = _stated(rule)
    if stated.get("exempt_below") is not None and seats < stated["exempt_below"]:
        return []
    count = stated.get("count", "union")
    if count not in {"union", "sum", "each"}:
        raise ValueError(f"count must be union, sum or each, not {count!r}")
    needed = _needed(stated["at_least"], seats, stated.get("rounding", "up"))
    names = list(dict.fromkeys(stated["groups"]))
    if count == "each":
        return [Demand(index, frozenset([name]), needed) for name in names]
    return [Demand(index, frozenset(names), needed, once=count == "union")]


def _definitions(
    candidates: Sequence[Candidate | Iterable[str]],
    demands: Sequence[Demand],
    defined: Mapping[str, Group],
) -> dict[str, Group]:
    """The definitions of the groups that are asked for; persons need one for each."""
    asked = {group for demand in demands for group in demand.groups}
    if asked - defined.keys() and any(isinstance(candidate, Candidate) for candidate in candidates):
        raise ValueError(f"give groups= with a definition of {', '.join(sorted(asked - defined.keys()))}")
    texts = [candidate for candidate in candidates if isinstance(candidate, str)]
    if texts and any(len(group) > 1 for group in asked):
        raise ValueError(f"a candidate must be a set of groups, not a text such as {texts[0]!r}")
    return {key: defined[key] for key in defined if key in asked}


def _kinds(profiles: Sequence[frozenset[str]], demands: Sequence[Demand]) -> list[Kind]:
    """Places of those who count alike, kind by kind."""
    places: dict[tuple[int, ...], list[int]] = {}
    for place, profile in enumerate(profiles):
        places.setdefault(tuple(demand.cover(profile) for demand in demands), []).append(place)
    return [Kind(tuple(costs), covers) for covers, costs in places.items()]


def _stated(rule: Rule) -> Mapping[str, Any]:
    """The fields of a rule, none of them unknown, none that is needed missing."""
    if isinstance(rule, QuotaRule):
        return dict(rule)
    if not isinstance(rule, Mapping):
        raise ValueError(f"a rule on persons must be a quota of a law or a mapping, not {rule!r:.80}")
    if unknown := rule.keys() - QuotaRule.model_fields.keys():
        raise ValueError(f"fields of a rule must be {', '.join(FIELDS)}, not {', '.join(map(str, unknown))}")
    if not rule.get("groups") or isinstance(rule["groups"], str) or "at_least" not in rule:
        raise ValueError("a rule must name its groups, as a list, and at_least, a number or a share")
    return rule


FIELDS = ("groups", "at_least", "count", "rounding")
"""Fields of a rule that is given as a mapping; others of a law's rule are left aside."""


def _needed(asked: Any, seats: int, rounding: str) -> int:
    """Persons asked for: a whole number, or an exact share of ``seats``."""
    if isinstance(asked, float) or (isinstance(asked, str) and not {"/", "."} & set(asked)):
        raise ValueError(f"at_least must be a whole number or an exact share such as 30/100, not {asked!r}")
    if not isinstance(asked, str | Fraction):
        return whole_number(asked, "at_least")
    try:
        share = Fraction(asked)
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"at_least must be an exact share such as 30/100, not {asked!r}") from None
    if share < 0:
        raise ValueError(f"at_least must be a share that is not negative, not {asked!r}")
    return required(share, seats, rounding)


def _profiles(
    candidates: Sequence[Candidate | Iterable[str]], groups: Mapping[str, Group], days: Days
) -> list[frozenset[str]]:
    found, problems = [], []
    for place, candidate in enumerate(candidates):
        if not isinstance(candidate, Candidate):
            found.append(frozenset(candidate))
            continue
        known = membership(candidate, groups, days)
        if known.possible != known.certain:
            template = N_(
                "Who is elected cannot be decided: {name} lacks what tells whether the person is in {groups}."
            )
            values = {
                "name": candidate.name or place + 1,
                "groups": [groups[key].label for key in groups if key in known.possible - known.certain],
            }
            problems.append(Problem(Message("select.unknown", template, values), row=candidate.row))
        found.append(known.certain)
    if problems:
        raise BadInput(problems)
    return found


def _list_order(
    kinds: Sequence[Kind], seats: int, needed: Sequence[int], witness: tuple[int, ...]
) -> tuple[int, ...]:
    """The lexicographically first feasible set.

    Goes down the list and takes each person who leaves the rest feasible; ``witness`` is a
    feasible completion, so most are taken without a search. A kind once refused stays
    refused: what remains only shrinks.
    """
    kind_of = {place: index for index, kind in enumerate(kinds) for place in kind.costs}
    left = [list(kind.costs) for kind in kinds]
    needs = list(needed)
    chosen: list[int] = []
    refused: set[int] = set()
    for place in sorted(kind_of):
        if len(chosen) == seats:
            break
        index = kind_of[place]
        left[index].remove(place)
        if index in refused:
            continue
        after = [need - cover for need, cover in zip(needs, kinds[index].covers, strict=True)]
        if place not in witness:
            rest = [Kind((0,) * len(places), kind.covers) for places, kind in zip(left, kinds, strict=True)]
            remaining = seats - len(chosen) - 1
            if sum(map(len, left)) < remaining:
                refused.add(index)
                continue
            completion = choose(rest, remaining, [max(0, need) for need in after])
            if completion.shortfall:
                refused.add(index)
                continue
            kept = (
                p for places, count in zip(left, completion.counts[0], strict=True) for p in places[:count]
            )
            witness = (*chosen, place, *kept)
        chosen.append(place)
        needs = after
    return tuple(chosen)


def _infeasible(kinds: Sequence[Kind], seats: int, demands: Sequence[Demand]) -> Infeasible:
    """The least relaxation: least total shortfall, then earlier rules kept.

    Weights in falling powers of a base that no shortfall reaches make the two aims one.
    """
    needed = [demand.needed for demand in demands]
    base, last = sum(needed) + 1, len(demands) - 1
    weights = [base ** (last + 1) + base ** (last - r) for r in range(len(demands))]
    free = [Kind((0,) * len(kind.costs), kind.covers) for kind in kinds]
    best = choose(free, seats, needed, weights=weights)
    missing = shortfalls(free, best.counts[0], needed)
    relaxations = [
        (demand.rule, demand.needed, demand.needed - lack)
        for demand, lack in zip(demands, missing, strict=True)
        if lack
    ]
    template = N_("No choice meets every rule; the persons required are too many by {total}.")
    return Infeasible(Message("select.infeasible", template, {"total": sum(missing)}), relaxations)
