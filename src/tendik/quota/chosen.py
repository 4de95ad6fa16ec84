"""Those who take the mandates, checked against lists, seats and the shares of mandates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from tendik.errors import N_, BadInput, Message, Problem
from tendik.laws import Law
from tendik.laws.schema import QuotaRule
from tendik.quota.check import Finding, places, shares
from tendik.quota.groups import Days
from tendik.seats import Allocation
from tendik.values import PartyList


def persons_chosen(allocation: Allocation, choices: Mapping[str, Sequence[int]]) -> list[PartyList]:
    """Each list with seats, cut down to the persons its party chose; all, where it has fewer names than seats.

    Raises
    ------
    BadInput
        If a choice names rows that the list does not have, a row twice, or another number
        of persons than the list can fill seats.
    """
    lists = {party.id: party for party in allocation.lists}
    problems = []

    def wrong(code: str, template: str, **values: object) -> None:
        problems.append(Problem(Message(f"elect.{code}", template, values), column="choices"))

    for key in choices:
        if key not in lists:
            wrong(
                "unknown-list",
                N_("There is no list {list}. There are: {lists}."),
                list=key,
                lists=list(lists),
            )
    chosen = []
    for key, seats in allocation.by_list.items():
        party, rows = lists[key], list(choices.get(key, ()))
        by_row = dict(zip(places(party), party.candidates, strict=True))
        absent = [row for row in rows if row not in by_row]
        if absent:
            template = N_("The list {list} has no persons on these rows: {rows}.")
            wrong("absent", template, list=party.name, rows=absent)
        twice = sorted({row for row in rows if rows.count(row) > 1})
        if twice:
            wrong("twice", N_("{list}: these rows are chosen twice: {rows}."), list=party.name, rows=twice)
        if len(rows) != min(seats, len(by_row) or seats):
            template = N_("{list}: mandates won: {seats}; persons chosen: {chosen}.")
            wrong("number", template, list=party.name, seats=seats, chosen=len(rows))
        if seats and not absent:
            chosen.append(replace(party, candidates=tuple(by_row[row] for row in rows)))
    if problems:
        raise BadInput(problems)
    return chosen


def broken(law: Law, seats: Sequence[tuple[PartyList, int]], on: date | None) -> tuple[Finding, ...]:
    """Breaches of the shares of mandates by those who take them: each list cut down to them, its seats."""
    days = Days(on or law.on, None)
    return tuple(
        finding
        for rule in law.all(QuotaRule)
        if rule.of == "mandates"
        for party, of in _bases(rule, seats)
        if rule.exempt_below is None or of >= rule.exempt_below
        for finding in shares(law, rule, party, of, days, chosen=True)
    )


def _bases(rule: QuotaRule, seats: Sequence[tuple[PartyList, int]]) -> list[tuple[PartyList, int]]:
    """Whose persons a share of mandates counts, and what it is a share of."""
    if rule.base == "party":
        return list(seats)
    everyone = tuple(candidate for party, _ in seats for candidate in party.candidates)
    together = PartyList(id="+".join(party.id for party, _ in seats), name={}, candidates=everyone)
    return [(together, sum(won for _, won in seats))]
