"""Which column of a table of candidates holds what, by its heading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tendik.errors import N_, Message, Problem
from tendik.exchange.example import LANGUAGES, template
from tendik.exchange.tables import Cell, Row, Table
from tendik.exchange.vocabulary import ROLES, Role, key

NAME_PARTS: tuple[Role, ...] = ("surname", "given", "patronymic")
GROUPS: tuple[Role, ...] = ("sex", "born", "disability")


@dataclass(frozen=True)
class Columns:
    """Places of the columns by what they hold; ``attributes`` are those not recognised."""

    headings: tuple[str, ...]
    roles: Mapping[Role, int]
    attributes: tuple[int, ...]

    def cell(self, row: Row, role: Role) -> Cell:
        """The cell of ``row`` in the column that holds ``role``; empty if there is none."""
        return row.cells[self.roles[role]] if role in self.roles else ""

    @property
    def name_roles(self) -> tuple[Role, ...]:
        """The columns that make up the name, in the order of the name."""
        return tuple(role for role in ("name", *NAME_PARTS) if role in self.roles)

    def heading(self, role: Role) -> str | None:
        """The heading over the column that holds ``role``, as written."""
        return self.headings[self.roles[role]] if role in self.roles else None


def find_columns(table: Table) -> tuple[Columns, list[Problem], list[Problem]]:
    """The columns of ``table``, what is wrong with them, and what a user should know of them."""
    roles: dict[Role, int] = {}
    attributes: list[int] = []
    problems: list[Problem] = []

    def problem(message: Message, heading: str | None = None) -> Problem:
        return Problem(message, table.name, table.heading_row, heading)

    for column, heading in enumerate(table.headings):
        role = ROLES.get(key(heading))
        if role is None:
            attributes.append(column)
        elif role in roles:
            message = Message(
                "lists.same-column",
                N_("The columns {first} and {second} say the same. Leave one of them."),
                {"first": table.headings[roles[role]], "second": heading},
            )
            problems.append(problem(message, heading))
        else:
            roles[role] = column
    if "name" in roles:
        attributes += [roles.pop(part) for part in NAME_PARTS if part in roles]
    elif not roles.keys() & {"surname", "given"}:
        message = Message(
            "lists.no-name-column",
            N_("There is no column with the names. Give it one of these headings: {headings}."),
            {"headings": _examples("name")},
        )
        problems.append(problem(message))
    if not roles.keys() & set(GROUPS):
        message = Message(
            "lists.no-group-column",
            N_(
                "There is no column with the sex, the birth date or a disability; one at least is needed. "
                "Give it one of these headings: {headings}."
            ),
            {"headings": _examples(*GROUPS)},
        )
        problems.append(problem(message))
    warnings = []
    if attributes:
        message = Message(
            "lists.attributes",
            N_("Columns that were not recognised and are kept as they are: {columns}."),
            {"columns": tuple(table.headings[column] for column in sorted(attributes))},
        )
        warnings.append(problem(message))
    return Columns(table.headings, roles, tuple(sorted(attributes))), problems, warnings


def _examples(*roles: Role) -> tuple[str, ...]:
    """Headings for ``roles`` as the example file has them, in every language."""
    return tuple(
        heading for language in LANGUAGES for heading in template(language) if ROLES[key(heading)] in roles
    )
