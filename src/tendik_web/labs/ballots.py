"""The votes that a form carries: read from a file or typed, kept as they were written, checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest

from django.http import QueryDict
from django.utils.translation import gettext as _

from tendik.elections import Election
from tendik.elections.sums import impossible_sums
from tendik.elections.votes import COLUMNS, KINDS, read_count, read_order
from tendik.errors import N_, BadInput, Message, Problem
from tendik.exchange.tables import Table
from tendik.values import Count, PartyList, digest
from tendik_web.labs.persons import read, together, wrong_table
from tendik_web.site.templatetags.tendik import reader

COUNTS = ("took_part", "valid", "against_all")
MOST_LISTS = 200
LOT = "lot-"
_GROUPED = re.compile(r"\d{1,3}(?:\s\d{3})+")


@dataclass(frozen=True)
class Line:
    """A list as it was written; ``row`` is its row in the file, ``None`` if it was typed."""

    name: str = ""
    votes: str = ""
    order: str = ""
    id: str = ""
    row: int | None = None

    @property
    def blank(self) -> bool:
        """Whether nothing was written here."""
        return not (self.name or self.votes or self.order)

    @property
    def key(self) -> str:
        """The identifier of the list: that of the file, or its name."""
        return self.id or self.name


@dataclass(frozen=True)
class Ballots:
    """Everything that the form states, as texts; ``lots`` are the drawn ones.

    ``people`` is a table of candidates, ``people_file`` its name.
    """

    title: str = ""
    lines: tuple[Line, ...] = ()
    counts: Mapping[str, str] = field(default_factory=dict)
    lots: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    file: str | None = None
    people: str = ""
    people_file: str = ""


Wrong = list[tuple[str, Problem]]
"""Problems by the identifier of the field that each stands at."""


def from_form(stated: QueryDict) -> Ballots:
    """What the fields of the form hold; drawn lots that are to be drawn again are left out."""
    columns = [stated.getlist(name) for name in ("name", "votes", "order", "id")]
    lines = tuple(Line(*(cell.strip() for cell in cells)) for cells in zip_longest(*columns, fillvalue=""))
    again = stated.getlist("redraw")
    return Ballots(
        title=stated.get("title", "").strip(),
        lines=tuple(line for line in lines if not line.blank),
        counts={name: stated.get(name, "").strip() for name in COUNTS},
        lots={
            key.removeprefix(LOT): tuple(stated.getlist(key))
            for key in stated
            if key.startswith(LOT) and key.removeprefix(LOT) not in again
        },
        people="" if "no-people" in stated else stated.get("people-table", ""),
        people_file=stated.get("people-file", ""),
    )


def from_table(table: Table) -> tuple[tuple[Line, ...], str]:
    """The lists of a table, and the votes against all where it states them.

    The table is a ``votes.csv``, or has two or three columns under headings of any
    wording: the lists, their votes and, if known, the order of registration.

    Raises
    ------
    BadInput
        If it has other columns, a kind of row that is not known, or too many lists.
    """
    problems = []
    if set(COLUMNS) <= set(table.headings):
        places = [table.headings.index(name) for name in ("name", "votes", "registered_order", "list_id")]
        kinds = [str(row.cells[table.headings.index("kind")]) for row in table.rows]
    elif len(table.headings) in (2, 3):
        places, kinds = [*range(len(table.headings))], ["list"] * len(table.rows)
    else:
        message = Message(
            "count.columns",
            N_(
                "The table has columns: {found}. It needs two or three: the lists, their votes and, if known, the order of registration; or these: {columns}."
            ),
            {"found": len(table.headings), "columns": COLUMNS},
        )
        raise BadInput([Problem(message, table.name, table.heading_row)])
    lines, against_all = [], ""
    for row, kind in zip(table.rows, kinds, strict=True):
        cells = [str(row.cells[place]) for place in places]
        if kind not in KINDS:
            message = Message(
                "votes.unknown-kind",
                N_("The kind {found} is not known. It is one of: {kinds}."),
                {"found": kind, "kinds": KINDS},
            )
            problems.append(Problem(message, table.name, row.number, "kind"))
        elif kind == "against_all":
            against_all = cells[1]
        else:
            lines.append(Line(*cells, *[""] * (4 - len(cells)), row=row.number))
    if len(lines) > MOST_LISTS:
        message = Message("count.too-many", N_("There are more lists than {limit}."), {"limit": MOST_LISTS})
        problems.append(Problem(message, table.name))
    if problems:
        raise BadInput(problems)
    return tuple(line for line in lines if not line.blank), against_all


def election(ballots: Ballots, on: date | None) -> tuple[Election | None, Wrong]:
    """The election that the form states; or every problem, each at its field."""
    wrong: Wrong = []
    lists = _lists(ballots, wrong)
    counts = {}
    for name in COUNTS:
        value = read_count(_digits(text)) if (text := ballots.counts.get(name, "")) else None
        if isinstance(value, Message):
            wrong.append((name, Problem(value)))
        else:
            counts[name] = value
    if ballots.people:
        try:
            lists = together(lists, read(ballots.people, ballots.people_file, on))
        except BadInput as error:
            wrong += wrong_table(error)
    if wrong:
        return None, wrong
    title = ballots.title or ballots.file or _("Votes entered on this page")
    found = Election(
        id="votes",
        title={reader(): title},
        date=on,
        law=None,
        lists=lists,
        against_all=Count(counts["against_all"]),
        took_part=Count(counts["took_part"]),
        valid=Count(counts["valid"]),
        digest=digest(
            [
                [[p.id, p.name["und"], p.votes, p.registered_order] for p in lists],
                [*counts.items()],
                *([ballots.people] if ballots.people else []),
            ]
        ),
    )
    for problem in impossible_sums(found, ""):
        place = (problem.column or "").removeprefix("counts.")
        wrong.append((place, Problem(problem.message)))
    return (None, wrong) if wrong else (found, [])


def _digits(text: str) -> str:
    """A number without the spaces between groups of three digits."""
    return re.sub(r"\s", "", text) if _GROUPED.fullmatch(text) else text


def _lists(ballots: Ballots, wrong: Wrong) -> tuple[PartyList, ...]:
    """The lists, as far as they are sound; what is not goes to ``wrong``."""
    lists: list[PartyList] = []
    named: set[str] = set()
    orders: dict[int, int] = {}
    for number, line in enumerate(ballots.lines, start=1):
        row = line.row or number

        def at(column: str, message: Message, row: int = row, number: int = number) -> None:
            wrong.append((f"{column}-{number}", Problem(message, ballots.file, row)))

        votes, order = read_count(_digits(line.votes)), read_order(line.order)
        if not line.name:
            at("name", Message("vote-table.no-name", N_("The list has no name.")))
        elif {line.key, line.name} & named:
            template = N_("The list {name} stands in the table twice.")
            at("name", Message("vote-table.same-list", template, {"name": line.name}))
        named |= {line.key, line.name}
        if isinstance(votes, Message):
            at("votes", votes)
        if isinstance(order, Message):
            at("order", order)
        elif order is not None and orders.setdefault(order, row) != row:
            template = N_("Row {row} has the same order of registration.")
            at("order", Message("votes.same-order", template, {"row": orders[order]}))
        if not isinstance(votes, Message) and not isinstance(order, Message):
            lists.append(PartyList(line.key, {"und": line.name}, votes, order))
    if not ballots.lines and not ballots.people:
        wrong.append(("name-1", Problem(Message("vote-table.empty", N_("There are no lists in the table.")))))
    return tuple(lists)
