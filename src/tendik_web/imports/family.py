"""What a family of fields is: the cells that it takes in a table, how they are read and written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol, TypeVar

from django.db import models

from tendik.errors import Message
from tendik.exchange.tables import Cell
from tendik_web.records.models import Record

Cells = Mapping[str, str]
"""The cells of one field by part."""

SEPARATOR = ";"


class Wrong(Exception):
    """A cell that is not understood: the part of the field, and why."""

    def __init__(self, message: Message, part: str = "") -> None:
        super().__init__(message)
        self.message, self.part = message, part


class Links(Protocol):
    """Leads from what a cell says to a record, and back."""

    def find(self, model: type[Record], said: str) -> Record | Message:
        """The record that a cell names by identifier, key or title, or why there is none."""

    def name(self, model: type[Record], id: str) -> str:
        """What a cell says to name the record ``id``; nothing if it is hidden."""


class Family:
    """A line of text; other families replace what differs. Plain values are those of the history."""

    def parts(self) -> Sequence[str]:
        """The parts of the field, a column each; one without a name where there is only one."""
        return ("",)

    def label(self, name: str, part: str) -> str:
        """The heading of the column of ``part``; ``name`` is that of the field."""
        return name

    def write(self, field: Any, plain: Any, part: str, links: Links) -> Any:
        """The cell of ``part`` where the record holds ``plain``."""
        return "" if plain is None else plain

    def read(self, field: Any, plain: Any, cells: Cells, links: Links) -> Any:
        """The value that ``cells`` ask for, where the record holds ``plain``.

        Raises
        ------
        Wrong
            A cell is not understood.
        """
        return cells[""]


FAMILIES: dict[type[models.Field], Family] = {}
F = TypeVar("F", bound=type[Family])


def of(*fields: type[models.Field]) -> Callable[[F], F]:
    """Register the decorated family for fields of these classes and those derived from them."""

    def register(cls: F) -> F:
        for field in fields:
            FAMILIES[field] = cls()
        return cls

    return register


def split(said: str) -> list[str]:
    """The texts in a cell that holds several."""
    return [text.strip() for text in said.split(SEPARATOR) if text.strip()]


def plain_cell(cell: Cell | float | None) -> str:
    """A cell as text, in the one form by which cells are compared and kept."""
    if cell is None:
        return ""
    text = cell.isoformat() if isinstance(cell, date) else str(cell)
    return text.replace("\r\n", "\n").strip()
