"""Does this list comply? Every breach, with its article, its places and the least remedy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Any, Literal

from tendik.errors import N_, Message
from tendik.laws import Law
from tendik.laws.schema import BalanceRule, CandidateAgeRule, ListLengthRule, MandatesRule, QuotaRule
from tendik.quota.balance import TOO_FEW_OF_EITHER, Verdict, breaches, funding_cost, judge, persons, said
from tendik.quota.groups import Days, Membership, membership, years
from tendik.quota.shares import required
from tendik.quota.tracks import weighing
from tendik.values import PartyList, Status, Text


@dataclass(frozen=True)
class Remedy:
    """The least change that makes the list comply.

    ``replace`` persons by members of the groups, or, where the list has room, ``add``
    members, or ``remove`` names; ``state`` persons whose data is missing.
    """

    replace: int | None = None
    add: int | None = None
    remove: int | None = None
    state: int | None = None


@dataclass(frozen=True)
class Finding:
    """One breach of one rule by one list.

    Attributes
    ----------
    rule, article, list : str
        The rule's name and article in the law, the identifier of the list.
    required : int
        What the rule asks for: persons at least, names at most, years at least.
    found : tuple of (int, int)
        What the list has, least and most: they differ where data is missing.
    places : tuple of int
        Row numbers of the persons at fault: for a share, those certainly outside the
        groups, who are the ones to replace; for an undecided finding, those whose data
        is missing.
    remedy : Remedy
    verdict : {"breach", "undecided"}
        ``undecided``: missing data leaves it open whether the rule is met.
    breach : str
        What the law makes of a breach, in the words of the law file.
    days : int or None
        Days to correct the list before it is refused, where the law gives some.
    cost : Fraction or None
        The share of public funding that a breach costs, where the law counts in money.
    formula : Message or None
        How this share was worked out.
    """

    rule: str
    article: str
    list: str
    required: int
    found: tuple[int, int]
    places: tuple[int, ...]
    remedy: Remedy
    verdict: Verdict
    message: Message
    name: Text
    breach: str = "none"
    status: Status = "read"
    days: int | None = None
    cost: Fraction | None = None
    formula: Message | None = None


Checker = Callable[[Law, Any, PartyList, Days], Iterator[Finding]]
CHECKERS: dict[type, Checker] = {}


def _checks(kind: type) -> Callable[[Checker], Checker]:
    def register(checker: Checker) -> Checker:
        CHECKERS[kind] = checker
        return checker

    return register


def check(
    law: Law, lists: Sequence[PartyList], *, on: date | None = None, registered_on: date | None = None
) -> list[Finding]:
    """Every breach of the law by every list.

    Parameters
    ----------
    law : Law
    lists : sequence of PartyList
        With their candidates; a list without names is left out (there is nothing to see).
    on : date, optional
        Election day, on which age is measured; without it, the day for which the law was
        loaded. Where neither is known, age is not known and the finding is undecided.
    registered_on : date, optional
        The day the list was registered, for a reading that measures age on it.

    Returns
    -------
    list of Finding
        By list, in the order of the law's rules; empty if all comply.
    """
    days = Days(election_day=on or law.on, registration_day=registered_on)
    return [
        finding
        for party in lists
        if party.candidates
        for rule in law.rules
        if type(rule) in CHECKERS
        for finding in CHECKERS[type(rule)](law, rule, party, days)
    ]


def places(party: PartyList) -> list[int]:
    """The row of each candidate; without rows, the order counted from 1."""
    return [
        candidate.row if candidate.row is not None else index
        for index, candidate in enumerate(party.candidates, start=1)
    ]


def numbered(party: PartyList) -> PartyList:
    """The list with the row of each candidate; without rows, the order counted from 1."""
    people = zip(party.candidates, places(party), strict=True)
    return replace(party, candidates=tuple(replace(person, row=row) for person, row in people))


def longest(law: Law) -> int | None:
    """The greatest number of names on a list, or ``None`` where the law sets none."""
    rule, mandates = law.get(ListLengthRule), law.get(MandatesRule)
    if rule is None or mandates is None:
        return None
    return required(rule.at_most, mandates.lists, rule.rounding)


@_checks(QuotaRule)
def _share(law: Law, rule: QuotaRule, party: PartyList, days: Days) -> Iterator[Finding]:
    if rule.of == "list":
        yield from shares(law, rule, party, len(party.candidates), days)


def shares(
    law: Law, rule: QuotaRule, party: PartyList, of: int, days: Days, *, chosen: bool = False
) -> Iterator[Finding]:
    """Breaches of one share by the persons of ``party``: of its list, or of its mandates.

    ``of`` is the base of the share. Persons ``chosen`` for mandates can be exchanged, but
    none can be added.
    """
    groups = {key: law.groups[key] for key in rule.groups}
    people = [membership(candidate, groups, days) for candidate in party.candidates]
    rows = places(party)
    together = _of_both_sexes(law, rule, people, of)
    if together == "kept":
        return
    for asked in [[key] for key in rule.groups] if rule.count == "each" else [list(rule.groups)]:
        weigh = partial(_weight, frozenset(asked), rule.count == "sum")
        least = sum(weigh(person.certain) for person in people)
        most = sum(weigh(person.possible) for person in people)
        needed = required(rule.at_least, of, rule.rounding)
        if least >= needed:
            continue
        labels = [law.groups[key].label for key in asked]
        values = {"groups": labels, "required": needed, "size": of, "least": least, "most": most}
        if most < needed:
            verdict: Verdict = "breach"
            fault = [row for row, person in zip(rows, people, strict=True) if not weigh(person.possible)]
            added = None if chosen else _additions(rule, of, most, longest(law))
            remedy = Remedy(replace=needed - most, add=added)
            template = N_(
                "Too few persons of these groups among {size}: {groups}. Required: {required}; found: {most}."
            )
        elif together == "breach":
            verdict, remedy = "breach", Remedy(replace=needed - least)
            fault = [row for row, person in zip(rows, people, strict=True) if not weigh(person.certain)]
            template = TOO_FEW_OF_EITHER
        else:
            verdict = "undecided"
            fault = [r for r, p in zip(rows, people, strict=True) if weigh(p.possible) > weigh(p.certain)]
            remedy = Remedy(state=len(fault))
            values["unknown"] = len(fault)
            template = N_(
                "Whether there are enough persons of these groups among {size} is not known: {groups}. Required: "
                "{required}; certain: {least}; possible: {most}. Sex, birth date or disability is missing for: {unknown}."
            )
        yield Finding(
            rule=rule.id,
            article=rule.article,
            list=party.id,
            required=needed,
            found=(least, most),
            places=tuple(fault),
            remedy=remedy,
            verdict=verdict,
            message=Message(f"check.share-{verdict}", template, values),
            name=party.name,
            breach=rule.breach,
            status=rule.status,
        )


def _of_both_sexes(
    law: Law, rule: QuotaRule, people: Sequence[Membership], of: int
) -> Literal["kept", "breach"] | None:
    """What is certain of a rule on both sexes though a sex is not stated: nobody is of neither or of both."""
    if len({law.groups[key].sex for key in rule.groups} - {None}) < 2:
        return None
    if all(person.possible == person.certain for person in people):
        return None
    verdict = judge(weighing(rule, of), [tuple(persons(person, law)) for person in people])
    if verdict is None:
        return "kept"
    return "breach" if verdict == "breach" else None


def _weight(asked: frozenset[str], each_counts: bool, groups: frozenset[str]) -> int:
    inside = len(groups & asked)
    return inside if each_counts else min(inside, 1)


def _additions(rule: QuotaRule, size: int, found: int, limit: int | None) -> int | None:
    """The fewest members to add so that the longer list complies, if it may be that long.

    An added member counts one; the share asked grows more slowly, so a sum is bounded.
    """
    if rule.at_least >= 1:
        return None
    added = 0
    while found + added < required(rule.at_least, size + added, rule.rounding):
        added += 1
    return added if limit is None or size + added <= limit else None


@_checks(BalanceRule)
def _balance(law: Law, rule: BalanceRule, party: PartyList, days: Days) -> Iterator[Finding]:
    rows = places(party)
    for breach in breaches(law, rule, party.candidates, days):
        undecided = breach.verdict == "undecided"
        cost = funding_cost(rule, breach)
        yield Finding(
            rule=rule.id,
            article=rule.article,
            list=party.id,
            required=breach.required,
            found=breach.found,
            places=tuple(rows[at] for at in breach.at),
            remedy=Remedy(state=len(breach.at)) if undecided else Remedy(replace=breach.change),
            verdict=breach.verdict,
            message=said(law, breach),
            name=party.name,
            breach=str(rule.breach),
            status=rule.status,
            days=rule.breach.number if rule.breach.name == "correct in days" else None,
            cost=cost.share if cost else None,
            formula=cost.said if cost else None,
        )


@_checks(ListLengthRule)
def _length(law: Law, rule: ListLengthRule, party: PartyList, days: Days) -> Iterator[Finding]:  # noqa: ARG001
    limit, size = longest(law), len(party.candidates)
    if limit is None or size <= limit:
        return
    yield Finding(
        rule=rule.id,
        article=rule.article,
        list=party.id,
        required=limit,
        found=(size, size),
        places=tuple(places(party)[limit:]),
        remedy=Remedy(remove=size - limit),
        verdict="breach",
        message=Message(
            "check.length",
            N_("The list has more names than the law allows. Allowed: {limit}; found: {size}."),
            {"limit": limit, "size": size},
        ),
        name=party.name,
        status=rule.status,
    )


@_checks(CandidateAgeRule)
def _age(law: Law, rule: CandidateAgeRule, party: PartyList, days: Days) -> Iterator[Finding]:  # noqa: ARG001
    day = days.election_day
    if day is None:
        return
    ages: dict[int, list[int]] = defaultdict(list)
    for row, candidate in zip(places(party), party.candidates, strict=True):
        if candidate.born is not None and years(candidate.born, day) < rule.at_least:
            ages[years(candidate.born, day)].append(row)
    for age, rows in sorted(ages.items()):
        yield Finding(
            rule=rule.id,
            article=rule.article,
            list=party.id,
            required=rule.at_least,
            found=(age, age),
            places=tuple(rows),
            remedy=Remedy(replace=len(rows)),
            verdict="breach",
            message=Message(
                "check.age",
                N_("A candidate is too young on {day}. Least age: {required}; found: {age}."),
                {"day": day, "required": rule.at_least, "age": age},
            ),
            name=party.name,
            status=rule.status,
        )
