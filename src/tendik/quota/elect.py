"""Who is elected: from seats to mandates, as far as the law itself decides it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from tendik.elections import Election
from tendik.errors import N_, BadInput, Message, Problem
from tendik.laws import Law
from tendik.laws.schema import ListOrderRule, QuotaRule
from tendik.quota.check import Finding, places, shares
from tendik.quota.groups import Days
from tendik.quota.guarantee import Guarantee, guarantee
from tendik.seats import Allocation, allocate
from tendik.values import Lot, PartyList

Status = Literal["party chooses", "complete", "breach", "lots open"]


@dataclass(frozen=True)
class Outcome:
    """Who takes the mandates.

    Attributes
    ----------
    status : str
        ``party chooses``: the lists carry no order and no choice was given; ``complete``:
        the given choice stands; ``breach``: it breaks a rule, see ``findings``; ``lots
        open``: the seats themselves wait for a lot.
    mandates : mapping of str to tuple of int
        Rows of those who take the seats, by list; empty while the party chooses.
    replaced : tuple
        Persons replaced by a correction of the result; none where the law has none.
    lots : tuple of Lot
        Open lots.
    bounds : Guarantee
        The least and most mandates of each group.
    """

    allocation: Allocation
    status: Status
    mandates: Mapping[str, tuple[int, ...]]
    bounds: Guarantee
    findings: tuple[Finding, ...] = ()
    replaced: tuple[tuple[str, int, int], ...] = ()
    lots: tuple[Lot, ...] = field(default=())

    @property
    def least(self) -> Mapping[str, int]:
        """The least mandates of each group."""
        return self.bounds.floors

    @property
    def most(self) -> Mapping[str, int]:
        """The most mandates of each group."""
        return self.bounds.most


def elect(
    law: Law,
    election: Election,
    *,
    choices: Mapping[str, Sequence[int]] | None = None,
    lots: Mapping[str, Sequence[str]] | None = None,
) -> Outcome:
    """Elect under ``law``: allocate the seats, then fill them as the law says.

    Parameters
    ----------
    law : Law
    election : Election
    choices : mapping of str to sequence of int, optional
        For unordered lists, the rows that each party chose; every list with seats.
    lots : mapping, optional
        Drawn lots, as for :func:`tendik.seats.allocate`.

    Raises
    ------
    BadInput
        If a choice names rows that the list does not have, a row twice, or another number
        of persons than the list has seats.
    TendikError
        If the law does not say how a list is ordered.
    """
    law.need(ListOrderRule)
    allocation = allocate(law, election, lots=lots)
    bounds = guarantee(law, allocation, lists=election.lists)
    if allocation.lots:
        return Outcome(allocation, "lots open", {}, bounds, lots=allocation.lots)
    if choices is None:
        return Outcome(allocation, "party chooses", {}, bounds)
    chosen = _chosen(allocation, choices)
    days = Days(election.date or law.on, None)
    findings = tuple(
        finding
        for rule in law.all(QuotaRule)
        if rule.of == "mandates"
        for party, of in _bases(rule, chosen, allocation)
        for finding in shares(law, rule, party, of, days, chosen=True)
    )
    mandates = {party.id: tuple(places(party)) for party in chosen}
    return Outcome(allocation, "breach" if findings else "complete", mandates, bounds, findings)


def _bases(
    rule: QuotaRule, chosen: Sequence[PartyList], allocation: Allocation
) -> list[tuple[PartyList, int]]:
    """Whose persons a share of mandates counts, and what it is a share of."""
    if rule.base == "party":
        return [(party, allocation.by_list[party.id]) for party in chosen]
    everyone = tuple(candidate for party in chosen for candidate in party.candidates)
    return [
        (PartyList(id="+".join(p.id for p in chosen), name={}, candidates=everyone), sum(allocation.seats))
    ]


def _chosen(allocation: Allocation, choices: Mapping[str, Sequence[int]]) -> list[PartyList]:
    """Each list with seats, cut down to the persons its party chose."""
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
        if len(rows) != seats:
            template = N_("{list}: mandates won: {seats}; persons chosen: {chosen}.")
            wrong("number", template, list=party.name, seats=seats, chosen=len(rows))
        if seats and not absent:
            chosen.append(replace(party, candidates=tuple(by_row[row] for row in rows)))
    if problems:
        raise BadInput(problems)
    return chosen
