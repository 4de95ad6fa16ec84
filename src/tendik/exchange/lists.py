"""Candidate lists out of a table: columns found by their headings, every problem with its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import TypeVar

from tendik.errors import N_, Message, Problem
from tendik.exchange.columns import Columns, find_columns
from tendik.exchange.example import example_list, template
from tendik.exchange.fields import ambiguous, read_birth_date, read_disability, read_sex, shown
from tendik.exchange.tables import Cell, Row, Table
from tendik.exchange.vocabulary import Role, fold
from tendik.values import Candidate, PartyList

__all__ = ["ListsFile", "example_list", "read_lists", "template"]

T = TypeVar("T")


@dataclass(frozen=True)
class ListsFile:
    """What a table of candidates says.

    ``lists`` is empty as soon as there is a problem, so that no part of a list is
    taken for the whole. ``warnings`` do not stand in the way: they say what could
    have been meant otherwise.
    """

    lists: tuple[PartyList, ...] = ()
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class _Entry:
    """A row as read: its list, its number there if it states one, and the person."""

    list_id: str
    list_name: str
    place: int | None
    place_blank: bool
    candidate: Candidate
    row: int


def read_lists(table: Table, *, on: date | None = None) -> ListsFile:
    """Read the lists of candidates in ``table``.

    Needed are the names (in one column, or surname and given name apart) and one at
    least of sex, birth date and disability. Columns for the list and for the place
    are optional: without the former the whole table is one list, named after the
    file; with the latter the names are put in its order. Columns that are not
    recognised become attributes. An empty cell means "not stated"; a cell that is
    filled and not understood is a problem.

    Parameters
    ----------
    table : Table
        As :func:`~tendik.exchange.tables.read_table` gives it.
    on : date, optional
        A day by which every candidate must have been born, such as election day.

    Returns
    -------
    ListsFile
        The lists in the order in which they first occur, each candidate with its
        row; or every problem.
    """
    columns, problems, warnings = find_columns(table)
    entries = [_entry(table, row, columns, on, problems) for row in table.rows]
    if not entries:
        message = Message("lists.no-names", N_("There is no row under the headings."))
        problems.append(Problem(message, table.name))
    groups: dict[str, list[_Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.list_id, []).append(entry)
    problems += _same_places(table, columns, groups)
    _same_persons(table, columns, entries, problems, warnings)
    warnings += _understood(table, columns)
    return ListsFile(
        () if problems else tuple(_list(list_id, members) for list_id, members in groups.items()),
        tuple(sorted(problems, key=_row)),
        tuple(sorted(warnings, key=_row)),
    )


def _row(problem: Problem) -> int:
    return problem.row or 0


def _entry(table: Table, row: Row, columns: Columns, on: date | None, problems: list[Problem]) -> _Entry:
    """The person in ``row``; what is not understood becomes a problem and is left open."""

    def problem(role: Role, message: Message) -> None:
        problems.append(Problem(message, table.name, row.number, columns.heading(role)))

    def value(role: Role, read: Callable[[Cell], T | Message]) -> T | None:
        cell = columns.cell(row, role)
        found = None if cell == "" else read(cell)
        if isinstance(found, Message):
            problem(role, found)
            return None
        return found

    name = " ".join(str(part) for role in columns.name_roles if (part := columns.cell(row, role)) != "")
    if columns.name_roles and (message := _not_a_name(name)):
        problem(columns.name_roles[0], message)
    list_role: Role = "list_id" if "list_id" in columns.roles else "list"
    list_id, list_name = _list_name(table, row, columns, list_role)
    if list_id == "":
        message = Message("lists.no-list", N_("The row does not say which list it belongs to."))
        problem(list_role, message)
    candidate = Candidate(
        name=" ".join(name.split()),
        sex=value("sex", read_sex),
        born=value("born", lambda cell: read_birth_date(cell, on)),
        disability=value("disability", read_disability),
        attributes={
            columns.headings[column]: str(row.cells[column])
            for column in columns.attributes
            if row.cells[column] != ""
        },
        row=row.number,
    )
    blank = columns.cell(row, "place") == ""
    return _Entry(list_id, list_name, value("place", _place), blank, candidate, row.number)


def _not_a_name(text: str) -> Message | None:
    if text == "":
        return Message("lists.no-name", N_("There is no name in this row."))
    if not any(map(str.isalpha, text)):
        return Message("lists.not-name", N_('"{found}" is not a name.'), {"found": shown(text)})
    if "\n" in text or ";" in text:
        return Message(
            "lists.several-names",
            N_('One cell holds several names: "{found}". Give each candidate a row.'),
            {"found": shown(text)},
        )
    return None


def _place(cell: Cell) -> int | Message:
    text = str(cell).removesuffix(".")
    if text.isascii() and text.isdigit() and len(text) <= 6 and int(text) > 0:
        return int(text)
    return Message(
        "lists.place",
        N_('"{found}" is not a place on a list. Write 1, 2, 3 …'),
        {"found": shown(cell)},
    )


def _list_name(table: Table, row: Row, columns: Columns, role: Role) -> tuple[str, str]:
    """Identifier and name of the list that ``row`` belongs to."""
    if role not in columns.roles:
        name = PurePath(table.name).stem
        return fold(name).replace(" ", "-") or "list", name
    found = str(columns.cell(row, role))
    if role == "list_id":
        return found, str(columns.cell(row, "list")) or found
    return fold(found).replace(" ", "-"), found


def _list(list_id: str, members: Sequence[_Entry]) -> PartyList:
    if all(member.place is not None for member in members):
        members = sorted(members, key=lambda member: member.place or 0)
    return PartyList(
        list_id,
        {"und": members[0].list_name},
        size=len(members),
        candidates=tuple(member.candidate for member in members),
    )


def _same_places(table: Table, columns: Columns, groups: dict[str, list[_Entry]]) -> list[Problem]:
    """Places given twice on a list, and places missing on a list that gives others."""
    problems = []
    for members in groups.values():
        first: dict[int, int] = {}
        some = any(member.place is not None for member in members)
        for member in members:
            message = None
            if member.place is None:
                if some and member.place_blank:
                    message = Message(
                        "lists.no-place", N_("The place is missing, though others on this list have one.")
                    )
            elif first.setdefault(member.place, member.row) != member.row:
                message = Message(
                    "lists.same-place",
                    N_("Row {row} has the same place on this list."),
                    {"row": first[member.place]},
                )
            if message:
                problems.append(Problem(message, table.name, member.row, columns.heading("place")))
    return problems


def _same_persons(
    table: Table,
    columns: Columns,
    entries: Sequence[_Entry],
    problems: list[Problem],
    warnings: list[Problem],
) -> None:
    """Persons who occur twice, on one list or on two.

    The same name and the same birth date are one person. The same name where a birth
    date is not stated may be two: only a warning.
    """
    heading = columns.heading(columns.name_roles[0]) if columns.name_roles else None
    seen: dict[str, dict[date | None, _Entry]] = {}
    for entry in entries:
        name, born = fold(entry.candidate.name), entry.candidate.born
        if name == "":
            continue
        others = seen.setdefault(name, {})
        if born is not None and born in others:
            other = others[born]
            if other.list_id == entry.list_id:
                message = Message(
                    "lists.same-person",
                    N_("The same person, by name and birth date, stands in row {row} already."),
                    {"row": other.row},
                )
            else:
                message = Message(
                    "lists.same-person-elsewhere",
                    N_("The same person, by name and birth date, stands in row {row} on the list {list}."),
                    {"row": other.row, "list": other.list_name},
                )
            problems.append(Problem(message, table.name, entry.row, heading))
        elif others and (born is None or None in others):
            other = others[None] if None in others else next(iter(others.values()))
            message = Message(
                "lists.same-name",
                N_("Row {row} has the same name; without both birth dates it may be the same person."),
                {"row": other.row},
            )
            warnings.append(Problem(message, table.name, entry.row, heading))
        others.setdefault(born, entry)


def _understood(table: Table, columns: Columns) -> list[Problem]:
    """What was read in one of several possible ways: the sheet, and dates with slashes."""
    warnings = []
    if table.other_sheets:
        message = Message(
            "lists.sheet",
            N_("Only the sheet {sheet} was read. Sheets not read: {others}."),
            {"sheet": table.sheet, "others": table.other_sheets},
        )
        warnings.append(Problem(message, table.name))
    unclear = [row.number for row in table.rows if ambiguous(columns.cell(row, "born"))]
    if unclear:
        message = Message(
            "lists.day-first",
            N_("Dates with slashes were read with the day first. Such rows: {count}, from this one on."),
            {"count": len(unclear)},
        )
        warnings.append(Problem(message, table.name, unclear[0], columns.heading("born")))
    return warnings
