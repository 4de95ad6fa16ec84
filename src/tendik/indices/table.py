"""A table of figures as arrays, checked against the columns of an index."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from numbers import Real
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from tendik.errors import N_, BadInput, Message, Problem

if TYPE_CHECKING:
    from tendik.indices.index import Index

Cells = Mapping[str, Any]
"""Figures of one economy by indicator; ``None``, NaN and the empty text are missing."""


class UnknownIndicator(BadInput, ValueError):
    """A table has a column that the index does not have."""


@dataclass(frozen=True, eq=False)
class Prepared:
    """Figures of n economies under the c columns of an index.

    Parameters
    ----------
    economies : tuple of str
    columns : tuple of str
    values : float array (n, c)
        NaN where missing.
    fractions : mapping
        Exact figures that a float cannot hold, by (row, column).
    bad : mapping
        Economies with a figure that cannot be used, and what is wrong with it.
    groups : tuple of str or None
    """

    economies: tuple[str, ...]
    columns: tuple[str, ...]
    values: NDArray[np.float64]
    fractions: Mapping[tuple[int, int], Fraction] = field(default_factory=dict)
    bad: Mapping[str, Message] = field(default_factory=dict)
    groups: tuple[str, ...] | None = None

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Row of each economy."""
        return {economy: row for row, economy in enumerate(self.economies)}

    @cached_property
    def unusable(self) -> list[int]:
        """Rows of the economies with a figure that cannot be used; they get no score."""
        return [self.place[economy] for economy in self.bad]

    def exact(self, row: int) -> tuple[Fraction | None, ...]:
        """The figures of a row as the decimals they were written as; ``None`` is missing."""
        return tuple(
            None if math.isnan(value) else self.fractions.get((row, column)) or Fraction(repr(value))
            for column, value in enumerate(self.values[row].tolist())
        )

    def cells(self, economy: str) -> dict[str, Fraction]:
        """The figures of an economy by column, exact; missing ones left out."""
        exact = self.exact(self.place[economy])
        return {name: value for name, value in zip(self.columns, exact, strict=True) if value is not None}

    def table(self) -> dict[str, dict[str, Fraction]]:
        """The whole table as a mapping, exact."""
        return {economy: self.cells(economy) for economy in self.economies}


def prepare(
    index: Index, table: Mapping[str, Cells] | Prepared, groups: Mapping[str, str] | None = None
) -> Prepared:
    """``table`` as arrays.

    Raises
    ------
    UnknownIndicator
        Columns that the index does not have, one problem each.
    """
    if isinstance(table, Prepared):
        if table.columns != index.columns:
            _refuse(index, table.columns)
            return prepare(index, table.table(), groups)
        return table
    _refuse(index, dict.fromkeys(column for cells in table.values() for column in cells))
    economies = tuple(table)
    values = np.full((len(economies), len(index.columns)), np.nan)
    fractions: dict[tuple[int, int], Fraction] = {}
    bad: dict[str, Message] = {}
    for row, cells in enumerate(table.values()):
        for column, name in enumerate(index.columns):
            cell = cells.get(name)
            if cell is None or cell == "":
                continue
            if type(cell) is not float:
                cell = _number(cell)
                if isinstance(cell, Fraction):
                    fractions[row, column] = cell
            if isinstance(cell, Message) or math.isinf(cell):
                bad[economies[row]] = _wrong(name, cells[name])
                continue
            if cell < 0 and name in index.file.indicators and index.file.indicators[name].form != "figure":
                bad[economies[row]] = _wrong(name, cells[name])
                continue
            values[row, column] = cell
    values.flags.writeable = False
    grouped = None if groups is None else tuple(groups.get(economy, "") for economy in economies)
    return Prepared(economies, index.columns, values, fractions, bad, grouped)


def _refuse(index: Index, columns: Any) -> None:
    unknown = [column for column in columns if column not in index.columns]
    if unknown:
        raise UnknownIndicator([Problem(_unknown(index, column), column=column) for column in unknown])


def _unknown(index: Index, column: str) -> Message:
    return Message(
        "index.unknown-indicator",
        N_("The index {index} has no indicator {name}. It has: {known}."),
        {"index": index.id, "name": column, "known": list(index.columns)},
    )


def _number(cell: Any) -> float | Fraction | Message:
    found: float | Fraction | Message = Message("index.not-number", N_("not a number"))
    try:
        if isinstance(cell, Decimal) and not cell.is_finite():
            found = float(cell)
        elif isinstance(cell, Fraction | Decimal):
            found = Fraction(cell)
            float(found)  # larger than any figure: no number to reckon with
        elif isinstance(cell, Real) and not isinstance(cell, bool | np.bool_):
            found = float(cell)
    except (OverflowError, ValueError):
        return math.inf
    return found


def _wrong(column: str, cell: Any) -> Message:
    return Message(
        "index.bad-figure",
        N_("The figure of {indicator} cannot be used: {found}."),
        {"indicator": column, "found": str(cell)[:60]},
    )
