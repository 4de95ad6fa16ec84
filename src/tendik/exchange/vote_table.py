"""Votes as a table of two columns, list and votes: the simplest way in and out."""

from __future__ import annotations

from collections.abc import Iterable

from tendik.errors import N_, BadInput, Message, Problem
from tendik.exchange.tables import read_table
from tendik.exchange.writing import write_csv

HEADINGS = ("list", "votes")


def read_votes_csv(text: str, file: str = "votes.csv") -> tuple[tuple[str, int], ...]:
    """Read lists and their votes, in their order.

    The first row holds headings of any wording; the first column the lists, the
    second the votes.

    Raises
    ------
    BadInput
        Everything wrong with the table, by row: another number of columns, votes that
        are not whole numbers, lists without a name or named twice, no lists.
    """
    table = read_table(file, text.encode())
    if len(table.headings) != len(HEADINGS):
        message = Message(
            "vote-table.columns",
            N_("The table has columns: {found}. It needs two, the lists and their votes."),
            {"found": len(table.headings)},
        )
        raise BadInput([Problem(message, file, table.heading_row)])
    problems = []
    votes: dict[str, int] = {}
    for row in table.rows:
        name, count = map(str, row.cells)
        if not name:
            message = Message("vote-table.no-name", N_("The list has no name."))
            problems.append(Problem(message, file, row.number, table.headings[0]))
        elif name in votes:
            message = Message(
                "vote-table.same-list", N_("The list {name} stands in the table twice."), {"name": name}
            )
            problems.append(Problem(message, file, row.number, table.headings[0]))
        if not (count.isascii() and count.isdigit() and len(count) <= 18):
            message = Message(
                "vote-table.votes", N_("Votes are whole numbers: {found} is not."), {"found": count}
            )
            problems.append(Problem(message, file, row.number, table.headings[1]))
        else:
            votes.setdefault(name, int(count))
    if not table.rows:
        problems.append(Problem(Message("vote-table.empty", N_("There are no lists in the table.")), file))
    if problems:
        raise BadInput(problems)
    return tuple(votes.items())


def write_votes_csv(votes: Iterable[tuple[str, int]]) -> str:
    """Write lists and their votes, as :func:`read_votes_csv` reads them."""
    return write_csv(HEADINGS, votes).decode("utf-8-sig")
