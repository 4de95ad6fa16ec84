"""Cells with votes on several axes, each cell in one line of every axis, each line with a total."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from tendik.seats.limits import whole_number


@dataclass(frozen=True)
class Space:
    """The open cells of a table with three axes.

    Attributes
    ----------
    axes : tuple of str
        Names of the axes; the lines of all axes are numbered through, axis after axis.
    totals : tuple of int
        Seats of each line.
    sizes : tuple of int
        Lines of each axis.
    lines : tuple of tuple of int
        For each cell with votes, its line on every axis.
    votes : tuple of int
        For each such cell.
    """

    axes: tuple[str, ...]
    totals: tuple[int, ...]
    sizes: tuple[int, ...]
    lines: tuple[tuple[int, ...], ...]
    votes: tuple[int, ...]

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The first line of each axis."""
        return (0, *accumulate(self.sizes))[:-1]

    @property
    def house(self) -> int:
        """Seats on the first axis."""
        return sum(self.totals[: self.sizes[0]])

    @cached_property
    def sums(self) -> tuple[int, ...]:
        """Seats on each axis."""
        return tuple(
            sum(self.totals[start : start + size])
            for start, size in zip(self.starts, self.sizes, strict=True)
        )

    @cached_property
    def members(self) -> tuple[tuple[int, ...], ...]:
        """For each line its cells."""
        cells: list[list[int]] = [[] for _ in self.totals]
        for cell, lines in enumerate(self.lines):
            for line in lines:
                cells[line].append(cell)
        return tuple(map(tuple, cells))

    def place(self, line: int) -> tuple[str, int]:
        """The axis of a line and its index there."""
        number = max(n for n, start in enumerate(self.starts) if start <= line)
        while not self.sizes[number]:
            number -= 1
        return self.axes[number], line - self.starts[number]

    def reached(self, seats: Sequence[int]) -> list[int]:
        """Seats that each line gets from the seats of the cells."""
        sums = [0] * len(self.totals)
        for lines, count in zip(self.lines, seats, strict=True):
            for line in lines:
                sums[line] += count
        return sums

    def meets(self, seats: Sequence[int]) -> bool:
        """Whether seats are whole, none is negative, and every total is met."""
        return all(count >= 0 for count in seats) and self.reached(seats) == list(self.totals)


def read_space(
    votes: Iterable[Iterable[Iterable[int]]], totals: Sequence[Iterable[int]], axes: Sequence[str]
) -> Space:
    """Read votes in three dimensions strictly.

    Raises
    ------
    TypeError, ValueError
        A number that is not a non-negative integer; votes that do not fit the totals.
    """
    if len(axes) != 3 or len(totals) != 3:
        raise ValueError("there must be three axes and three sets of totals")
    given = [
        tuple(whole_number(value, f"every total of {axis}") for value in values)
        for axis, values in zip(axes, totals, strict=True)
    ]
    sizes = tuple(len(values) for values in given)
    lines, counts = [], []
    table = [[list(cells) for cells in block] for block in votes]
    _check_length(axes[0], table, sizes[0])
    for i, block in enumerate(table):
        _check_length(axes[1], block, sizes[1])
        for j, cells in enumerate(block):
            _check_length(axes[2], cells, sizes[2])
            for k, value in enumerate(cells):
                count = whole_number(value, "every number of votes")
                if count:
                    lines.append((i, sizes[0] + j, sizes[0] + sizes[1] + k))
                    counts.append(count)
    return Space(tuple(axes), tuple(sum(given, ())), sizes, tuple(lines), tuple(counts))


def _check_length(axis: str, items: Sequence[object], size: int) -> None:
    if len(items) != size:
        raise ValueError(f"votes have {len(items)} lines on the axis {axis} for {size} totals")
