"""Candidates beside the votes of a count: read from a table, carried as text, forgotten with the answer."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from tendik.errors import BadInput, Problem
from tendik.exchange.lists import read_lists
from tendik.exchange.tables import Table, read_table
from tendik.exchange.vocabulary import fold
from tendik.language import pick
from tendik.quota import Outcome
from tendik.quota.check import places
from tendik.values import PartyList
from tendik_web.site.table import Column
from tendik_web.site.table import Table as Shown
from tendik_web.site.templatetags.tendik import reader


def as_text(table: Table) -> str:
    """The table as CSV, every row in its place: findings and lots name the rows of the user's file."""
    lines = {table.heading_row: list(table.headings), **{row.number: list(row.cells) for row in table.rows}}
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    for number in range(1, max(lines) + 1):
        writer.writerow(lines.get(number, []))
    return written.getvalue()


def read(text: str, name: str, on: date | None) -> tuple[PartyList, ...]:
    """The lists of candidates in a carried table.

    Raises
    ------
    BadInput
        Every problem of the table.
    """
    found = read_lists(read_table(name or "candidates.csv", text.encode()), on=on)
    if found.problems:
        raise BadInput(found.problems)
    return found.lists


def together(lists: Sequence[PartyList], people: Sequence[PartyList]) -> tuple[PartyList, ...]:
    """The lists with their candidates; a list of which only candidates are known has their votes."""
    known = {key: party for party in lists for key in (party.id, fold(pick(party.name, reader())))}
    joined = []
    for party in people:
        held = known.get(party.id) or known.get(fold(pick(party.name, reader())))
        joined.append(replace(held, candidates=party.candidates) if held else party)
    named = {party.id for party in joined}
    return (*joined, *(party for party in lists if party.id not in named))


def wrong_table(error: BadInput) -> list[tuple[str, Problem]]:
    """The problems of a table of candidates, at its field."""
    return [("people", problem) for problem in error.problems]


def elected(outcome: Outcome) -> list[Shown]:
    """Who takes the mandates, and who was replaced by a correction of the result."""
    people = {
        row: (candidate.name or str(row), pick(party.name, reader()))
        for party in outcome.allocation.lists
        for row, candidate in zip(places(party), party.candidates, strict=True)
    }
    taken = [row for rows in (*outcome.mandates.values(), *outcome.beside.values()) for row in rows]
    tables = []
    if taken:
        tables.append(
            Shown(
                "elected",
                _("Who takes the mandates"),
                [Column(_("Name")), Column(_("List")), Column(_("Row of the file"), numeric=True)],
                [[*people[row], row] for row in taken],
            )
        )
    if outcome.replaced:
        tables.append(
            Shown(
                "replaced",
                _("Replaced by a correction of the result"),
                [Column(_("Who gave way")), Column(_("Who came in"))],
                [[" · ".join(people[row]) for row in (out, into)] for _list, out, into in outcome.replaced],
            )
        )
    return tables
