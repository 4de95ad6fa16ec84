"""Tables as pages show them: built by a view, drawn by ``components/table.html``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tendik.values import Status

LONG = 60


@dataclass(frozen=True)
class Column:
    """A heading; ``numeric`` columns stand right, in figures of one width.

    ``url`` leads to the same table sorted by the column; ``sort`` says that it is so
    already, and ``target`` is the element of the page that the table stands in.
    """

    label: str
    numeric: bool = False
    url: str = ""
    sort: Literal["", "ascending", "descending"] = ""
    target: str = ""


@dataclass(frozen=True)
class Cell:
    """A value with more to it.

    ``key`` puts the dot of a hemicycle before it, ``url`` makes it a link, ``status``
    adds a provenance badge, ``note`` a second line. ``tag`` shows the value as a tag of
    that state, with its icon. ``anchor`` is what an address may end in, after ``#``.
    """

    value: Any
    key: str = ""
    url: str = ""
    status: Status | None = None
    note: Any = ""
    tag: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Row:
    """A row; a plain sequence of cells serves as well. A breach needs its words in a cell, too."""

    cells: Sequence[Any]
    state: Literal["", "emphasised", "breach"] = ""


@dataclass(frozen=True)
class Table:
    """A table with its caption, which also names the region that scrolls.

    ``id`` is unique on the page. The first cell of a row is its heading. ``foot`` holds
    the cells of the last line, ``empty`` the sentence shown when there is no row.
    """

    id: str
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row | Sequence[Any]]
    foot: Sequence[Any] = ()
    empty: str = ""

    @property
    def long(self) -> bool:
        """Whether the table scrolls in itself, under a head that stays; shorter ones are shown whole."""
        return len(self.rows) > LONG

    @property
    def lines(self) -> list[tuple[str, list[tuple[Any, Column]]]]:
        """The rows as (state, cells with their columns)."""
        rows = [row if isinstance(row, Row) else Row(row) for row in self.rows]
        return [(row.state, list(zip(row.cells, self.columns, strict=True))) for row in rows]

    @property
    def foot_line(self) -> list[tuple[Any, Column]]:
        """The cells of the foot with their columns."""
        return list(zip(self.foot, self.columns, strict=True)) if self.foot else []
