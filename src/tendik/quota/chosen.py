"""Whom the parties chose from their lists, checked against the lists and the seats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tendik.errors import N_, BadInput, Message, Problem
from tendik.quota.check import places
from tendik.seats import Allocation
from tendik.values import PartyList


def persons_chosen(allocation: Allocation, choices: Mapping[str, Sequence[int]]) -> list[PartyList]:
    """Each list with seats, cut down to the persons its party chose.

    Raises
    ------
    BadInput
        If a choice names rows that the list does not have, a row twice, or another number
        of persons than the list has seats.
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
        if len(rows) != seats:
            template = N_("{list}: mandates won: {seats}; persons chosen: {chosen}.")
            wrong("number", template, list=party.name, seats=seats, chosen=len(rows))
        if seats and not absent:
            chosen.append(replace(party, candidates=tuple(by_row[row] for row in rows)))
    if problems:
        raise BadInput(problems)
    return chosen
