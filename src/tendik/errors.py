"""Coded messages and the errors that carry them.

Engines never translate and never print. They say what happened as a
:class:`Message` (a code, an English template, values), and the edge
(command line, page, report) renders it in the reader's language with
:func:`tendik.language.render`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


def N_(template: str) -> str:
    """Mark ``template`` for the message catalogue; it is translated where it is shown."""
    return template


@dataclass(frozen=True)
class Message:
    """One sentence for a person, not yet in a language.

    Parameters
    ----------
    code : str
        Stable name, ``room.what``, for programs and tests.
    template : str
        English sentence with ``{name}`` fields; also the key of the catalogue.
    values : mapping
        What goes into the fields: integers, fractions, dates, texts in
        languages, other messages.
    """

    code: str
    template: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        from tendik.language import render

        return render(self, "en")


@dataclass(frozen=True)
class Problem:
    """One thing wrong in an input, with its place and what to do about it.

    ``row`` counts from 1 as a spreadsheet shows it (the heading is row 1);
    ``column`` is the heading as written in the file, or the field of a law.
    """

    message: Message
    file: str | None = None
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        place = ", ".join(
            part
            for part in (
                self.file,
                f"row {self.row}" if self.row is not None else None,
                f"column {self.column}" if self.column is not None else None,
            )
            if part
        )
        return f"{place}: {self.message}" if place else str(self.message)


class TendikError(Exception):
    """Base of the errors that a user can act on; ``message`` says how."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class BadInput(TendikError):
    """An input that cannot be used; ``problems`` holds every reason, in order of place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(
            Message("input.bad", N_("The input has problems: {count}."), {"count": len(self.problems)})
        )

    def __str__(self) -> str:
        return "\n".join([str(self.message), *map(str, self.problems)])


class NotFound(TendikError):
    """A law, an election or a version that is not there; the message lists what is."""


class Infeasible(TendikError):
    """A demand that nothing can meet.

    Attributes
    ----------
    relaxations : list of (int | None, int, int)
        ``(rule index, required, reachable)`` of each demand that gives way:
        least total shortfall, then earlier rules kept. The index ``None``
        stands for the number of seats itself.
    """

    def __init__(self, message: Message, relaxations: Iterable[tuple[int | None, int, int]] = ()) -> None:
        super().__init__(message)
        self.relaxations = list(relaxations)
