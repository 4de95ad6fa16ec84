"""What one row would do: to which record, what would change, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tendik.errors import N_, Message
from tendik.values import digest
from tendik_web.imports.models import Outcome
from tendik_web.imports.reading import Line
from tendik_web.records.models import Record
from tendik_web.records.values import Lists


@dataclass
class Verdict:
    """What a row would do. ``problems`` are pairs of a column and what is wrong there.

    ``before`` and ``kept`` are the fields and the lists of the record as it stood; ``written``
    are the lists that the row sets; ``record`` holds all that the row asks for, in memory.
    """

    line: Line
    record: Record | None = None
    version: int = 0
    changes: dict[str, list[Any]] = field(default_factory=dict)
    problems: list[tuple[str, Message]] = field(default_factory=list)
    before: dict[str, Any] = field(default_factory=dict)
    kept: Lists = field(default_factory=dict)
    written: Lists = field(default_factory=dict)

    @property
    def outcome(self) -> Outcome:
        """In one word."""
        if self.problems:
            return Outcome.WRONG
        if not self.changes:
            return Outcome.SAME
        return Outcome.CHANGED if self.version else Outcome.NEW

    def wrong(self, column: str, code: str, template: str, **values: Any) -> None:
        """Add a problem at ``column``."""
        self.problems.append((column, Message(code, template, values)))


def same_rows(line: Line) -> str:
    """A digest that rows share which say the same."""
    return digest({name: cell for name, cell in line.cells.items() if cell and name != "version"})


def tell_circles(verdicts: Sequence[Verdict], name: str, there: Mapping[str, str | None]) -> None:
    """Say where single links to records of the same kind would lead in a circle.

    Parameters
    ----------
    name : str
        The link.
    there : mapping
        Where it leads from each record that is there now.
    """
    moved = {v.record.pk: v for v in verdicts if v.record is not None and name in v.changes}
    leads = {**there, **{id: v.changes[name][1] for id, v in moved.items()}}
    for id, verdict in moved.items():
        met, at = {id}, leads.get(id)
        while at and at not in met:
            met.add(at)
            at = leads.get(at)
        if at == id and not any(column == name for column, _message in verdict.problems):
            verdict.wrong(name, "import.circle", N_("By this link the record leads back to itself."))
