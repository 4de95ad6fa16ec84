"""Does an ordered list keep its balance? Three-valued: yes, no, or left open by missing data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from tendik.errors import N_, Message
from tendik.laws import Law
from tendik.laws.balance import BalanceRule
from tendik.quota.bounds import AtLeast, Counting, Difference, InARow, Machine, Profile, machine
from tendik.quota.groups import Days, Membership, membership
from tendik.quota.units import Asked, Span, asked
from tendik.values import Candidate, Percent

Verdict = Literal["breach", "undecided"]


@dataclass(frozen=True)
class Breach:
    """A bound that one part of a list does not keep, or may not keep.

    ``groups`` are those concerned; ``required`` and ``found`` as in a finding; ``at`` the
    0-based places at fault; ``change`` how many persons must change, at least.
    """

    asked: Asked
    machine: Machine
    groups: tuple[str, ...]
    verdict: Verdict
    required: int
    found: tuple[int, int]
    at: tuple[int, ...]
    change: int


def breaches(law: Law, rule: BalanceRule, candidates: Sequence[Candidate], days: Days) -> Iterator[Breach]:
    """Every part of the list where ``rule`` is not kept or not known to be kept."""
    groups = {key: law.groups[key] for key in rule.groups}
    people = [membership(candidate, groups, days) for candidate in candidates]
    ways = [tuple(persons(person, law)) for person in people]
    for part in asked(rule, len(people)):
        reads = machine(part.bound, rule.groups, rule.count, part.rounding)
        span = part.span
        verdict = judge(reads, ways[span.start : span.end])
        if verdict is not None:
            yield from _explain(part, reads, people, verdict)


def persons(person: Membership, law: Law) -> Iterator[Profile]:
    """Every set of groups that the person may be in: nobody is of both sexes."""
    sexes = [key for key in person.possible if law.groups[key].sex]
    open_sexes = [key for key in sexes if key not in person.certain]
    found: list[Profile] = [person.certain]
    for key in sorted(person.possible - person.certain - set(open_sexes)):
        found += [profile | {key} for profile in found]
    if not open_sexes:
        yield from found
        return
    both = len({group.sex for group in law.groups.values()} - {None}) == 2
    missing = [] if both and len(open_sexes) == 2 else [frozenset[str]()]
    for profile in found:
        for sex in [*(frozenset([key]) for key in sorted(open_sexes)), *missing]:
            yield profile | sex


def judge(reads: Machine, ways: Sequence[tuple[Profile, ...]]) -> Verdict | None:
    """Run the machine over everyone the list may hold: ``None`` if the bound is kept for certain."""
    states = {reads.start}
    lost = False
    for options in ways:
        after = {reads.step(state, person) for state in states for person in options}
        lost = lost or None in after
        states = after - {None}
        if not states:
            return "breach"
    kept = {reads.holds(state, len(ways)) for state in states}
    if True not in kept:
        return "breach"
    return "undecided" if lost or False in kept else None


def _explain(part: Asked, reads: Machine, people: Sequence[Membership], verdict: Verdict) -> Iterator[Breach]:
    span = part.span
    inside = range(span.start, span.end)
    unknown = tuple(at for at in inside if people[at].possible != people[at].certain)
    if not isinstance(reads, Counting):
        required = reads.bound.number if isinstance(reads, InARow) else 1
        runs = list(_runs(reads, people, inside))
        fault = tuple(at for run in runs if len(run) > required for at in run) or unknown
        longest = max((len(run) for run in runs), default=0)
        if (
            isinstance(reads, InARow) and verdict == "breach"
        ):  # between two runs, one person of either group makes one of them too long
            longest = max(longest, required + 1)
        change = sum(len(run) // (required + 1) for run in runs) or 1
        if reads.bound.name.startswith("alternation"):
            change = _out_of_turn(reads, people, inside)
            fault = tuple(at for at in inside if _repeats(reads, people, at, span)) or unknown
        yield Breach(part, reads, reads.groups, verdict, required, (longest, longest), fault, change)
        return
    limit = reads.limit(span.size)
    least = [sum(not p.certain.isdisjoint(g) for p in people[span.start : span.end]) for g in reads.counted]
    most = [sum(not p.possible.isdisjoint(g) for p in people[span.start : span.end]) for g in reads.counted]
    if isinstance(reads, Difference):
        gap, widest = _difference(least, len(unknown))
        larger = reads.counted[least.index(max(least))]
        fault = tuple(at for at in inside if not people[at].certain.isdisjoint(larger))
        change = -(-(gap - limit) // 2)
        yield Breach(
            part,
            reads,
            larger,
            verdict,
            limit,
            (gap, widest),
            unknown if verdict == "undecided" else fault,
            change,
        )
        return
    bounds = list(zip(reads.counted, least, most, strict=True))
    at_least = isinstance(reads, AtLeast)
    sure = [high < limit if at_least else low > limit for _, low, high in bounds]
    for (groups, low, high), certain in zip(bounds, sure, strict=True):
        possible = low < limit if at_least else high > limit
        if not certain and not (possible and (verdict == "undecided" or not any(sure))):
            continue
        told: Verdict = "breach" if certain else verdict
        if told == "undecided":
            places = unknown
        elif at_least:
            places = tuple(at for at in inside if people[at].possible.isdisjoint(groups))
        else:
            places = tuple(at for at in inside if not people[at].certain.isdisjoint(groups))
        change = max(1, limit - high if at_least else low - limit)
        yield Breach(part, reads, groups, told, limit, (low, high), places, change)


def _difference(certain: Sequence[int], unknown: int) -> tuple[int, int]:
    """The least and greatest difference of two groups when so many persons may be of either."""
    gap = abs(certain[0] - certain[1])
    return (gap - unknown if gap >= unknown else (unknown - gap) % 2), gap + unknown


def _runs(reads: Machine, people: Sequence[Membership], inside: Iterable[int]) -> Iterator[tuple[int, ...]]:
    """Places one after another certainly held by one group."""
    for group in reads.groups:
        run: list[int] = []
        for at in inside:
            if group in people[at].certain:
                run.append(at)
            else:
                yield tuple(run)
                run = []
        yield tuple(run)


def _repeats(reads: Machine, people: Sequence[Membership], at: int, span: Span) -> bool:
    """Whether the person at ``at`` certainly stands out of turn."""
    own = people[at].certain
    if at == span.start:
        wanted = reads.bound.value
        return isinstance(wanted, str) and not own.isdisjoint(reads.groups) and wanted not in own
    before = people[at - 1].certain
    return any(group in own and group in before for group in reads.groups)


def _out_of_turn(reads: Machine, people: Sequence[Membership], inside: range) -> int:
    """The fewest persons to exchange so that the two groups take turns."""
    first = [reads.bound.value] if reads.bound.value else list(reads.groups)
    options = []
    for start in first:
        other = next(group for group in reads.groups if group != start)
        turns = [start, other]
        options.append(sum(str(turns[i % 2]) not in people[at].possible for i, at in enumerate(inside)))
    return max(1, min(options))


@dataclass(frozen=True)
class Cost:
    """The share of the public funding that a breach costs, and how it was worked out."""

    share: Fraction
    said: Message


def funding_cost(rule: BalanceRule, breach: Breach) -> Cost | None:
    """What the breach takes from the public funding, where the law says so.

    The difference is in hundredths of all candidates, as the law counts it.
    """
    if rule.breach.name != "funding less of the difference" or breach.verdict != "breach":
        return None
    factor = rule.breach.value
    if not isinstance(factor, Fraction):
        return None
    difference, size = breach.found[0], breach.asked.span.size
    share = min(Fraction(1), factor * Fraction(difference, size))
    template = N_(
        "The public funding of the party falls by {factor} of the difference: {factor} × {difference} / {size} = {share}."
    )
    if share < factor * Fraction(difference, size):
        template = N_(
            "The public funding of the party falls by {factor} of the difference: {factor} × {difference} / {size}, which is more than the whole; all of it is lost."
        )
    values = {"factor": Percent(factor), "difference": difference, "size": size, "share": Percent(share)}
    return Cost(share, Message("breach.cost", template, values))


TOO_FEW_OF_EITHER = N_(
    "Whoever the persons are whose sex is not stated, there are too few of one of the groups among "
    "{size}. Required of {groups}: {required}; certain: {least}."
)
_SAID = {
    "at least": N_(
        "Places {first} to {last}: too few persons of this group: {groups}. Required: {required}; found: {found}."
    ),
    "at most": N_(
        "Places {first} to {last}: too many persons of this group: {groups}. Allowed: {required}; found: {found}."
    ),
    "difference at most": N_(
        "Places {first} to {last}: too many of one group: {groups}. Allowed difference: {required}; found: {found}."
    ),
    "in a row at most": N_(
        "Places {first} to {last}: too many of one group in a row. Allowed in a row: {required}; found: {found}."
    ),
    "alternation": N_("Places {first} to {last}: these groups do not take turns: {groups}."),
    "alternation from": N_(
        "Places {first} to {last}: these groups do not take turns as the law asks: {groups}."
    ),
}


def said(law: Law, breach: Breach) -> Message:
    """The breach as a sentence."""
    span, name = breach.asked.span, breach.asked.bound.name
    values = {
        "first": span.start + 1,
        "last": span.end,
        "groups": [law.groups[key].label for key in breach.groups],
        "required": breach.required,
        "found": breach.found[1 if name == "at least" else 0],
        "unknown": len(breach.at),
        "size": span.size,
        "least": breach.found[0],
    }
    if breach.verdict == "undecided":
        template = N_(
            "Places {first} to {last}: whether the rule is kept is not known. What it needs is missing for: {unknown}."
        )
        return Message("check.balance-undecided", template, values)
    if name == "at least" and breach.found[1] >= breach.required:
        return Message("check.too-few-of-either", TOO_FEW_OF_EITHER, values)
    return Message(f"check.{name.replace(' ', '-')}", _SAID[name], values)
