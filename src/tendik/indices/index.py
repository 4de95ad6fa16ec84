"""An index as it is loaded: one file, one edition, one set of weights, one reading of each open point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from tendik.errors import Problem
from tendik.values import digest

if TYPE_CHECKING:
    from tendik.indices.normalise import Scale
    from tendik.indices.schema import Change, IndexFile
    from tendik.indices.scores import Scores
    from tendik.indices.table import Cells, Prepared

LEVEL = "_level"


@dataclass(frozen=True, eq=False)
class Index:
    """What :func:`tendik.indices.load` gives.

    Parameters
    ----------
    file : IndexFile
        The checked file.
    edition : str or None
        The edition; ``None`` where none was named: the method of the latest.
    weight_set : str or None
        Name of the set of weights; ``None`` where the file has none.
    readings : mapping
        The reading taken of each open point, by name.
    warnings : tuple of Problem
        What is doubtful in the file, such as weights that do not sum to one, with
        row and field. The index is scored all the same.
    """

    file: IndexFile
    edition: str | None = None
    weight_set: str | None = None
    readings: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()

    @property
    def id(self) -> str:
        """Identifier of the index."""
        return self.file.id

    @cached_property
    def indicators(self) -> tuple[str, ...]:
        """Identifiers of the indicators, in the order of the file."""
        return tuple(self.file.indicators)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Columns of a table for this index: the indicators, and levels where the method needs them."""
        if self.file.steps.normalise == "achievement":
            return (*self.indicators, *(name + LEVEL for name in self.indicators))
        return self.indicators

    @cached_property
    def nodes(self) -> tuple[str, ...]:
        """Identifiers of the pillars, in the order of the file."""
        return tuple(self.file.pillars)

    @cached_property
    def members(self) -> Mapping[str, NDArray[np.intp]]:
        """Positions of the indicators of each pillar that has any."""
        return {
            node: np.array(places, dtype=np.intp)
            for node in self.nodes
            if (places := [i for i, one in enumerate(self.file.indicators.values()) if one.pillar == node])
        }

    def children(self, node: str | None) -> tuple[str, ...]:
        """Pillars directly within ``node``; within ``None`` the pillars at the top."""
        return tuple(name for name, pillar in self.file.pillars.items() if pillar.within == node)

    @cached_property
    def weights(self) -> Mapping[str, Fraction]:
        """Exact weight of each indicator within its pillar, as the file gives it."""
        if self.weight_set is None:
            return dict.fromkeys(self.indicators, Fraction(1))
        return self.file.weights[self.weight_set].values

    @cached_property
    def pillar_weights(self) -> Mapping[str, Fraction]:
        """Exact weight of each pillar within the one above it."""
        stated = self.file.weights[self.weight_set].pillars if self.weight_set else {}
        return {name: stated.get(name, pillar.weight) for name, pillar in self.file.pillars.items()}

    @cached_property
    def given(self) -> NDArray[np.float64]:
        """Weights of the indicators as floats, shape (k,)."""
        return np.array([float(self.weights[name]) for name in self.indicators])

    @cached_property
    def scale(self) -> Scale:
        """Caps, goalposts and directions as arrays, shape (k,)."""
        from tendik.indices.normalise import Scale

        listed = self.file.indicators.values()

        def column(values: Sequence[Fraction | None], absent: float) -> NDArray[np.float64]:
            return np.array([absent if value is None else float(value) for value in values])

        return Scale(
            cap=column([one.cap for one in listed], np.inf),
            low=column([one.low for one in listed], -np.inf),
            high=column([one.high for one in listed], np.inf),
            down=np.array([one.direction == "down" for one in listed]),
        )

    def reading(self, name: str) -> Fraction:
        """The value of the reading taken of the open point ``name``."""
        return self.file.readings[name].values[self.readings[name]]

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The dated rules that hold in the edition; all of them where no edition was named."""
        if self.edition is None:
            return self.file.changes
        return tuple(
            change
            for change in self.file.changes
            if change.since <= self.edition and (change.until is None or self.edition < change.until)
        )

    @property
    def decimals(self) -> int | None:
        """To how many decimals the edition gives scores; ``None`` without an edition."""
        return next((one.decimals for one in self.file.editions if one.id == self.edition), None)

    @cached_property
    def digest(self) -> str:
        """Digest of everything that decides a score."""
        return digest([self.file.model_dump(mode="json"), self.edition, self.weight_set, dict(self.readings)])

    def prepare(
        self, table: Mapping[str, Cells] | Prepared, groups: Mapping[str, str] | None = None
    ) -> Prepared:
        """``table`` as arrays, to be scored many times; see :func:`tendik.indices.table.prepare`."""
        from tendik.indices.table import prepare

        return prepare(self, table, groups)

    def score(self, table: Mapping[str, Cells] | Prepared, groups: Mapping[str, str] | None = None) -> Scores:
        """Score every economy of ``table``.

        Parameters
        ----------
        table : mapping
            ``{economy: {indicator: figure}}``; absent, ``None`` and NaN are missing.
            Ratios are not truncated. Or a table that was prepared.
        groups : mapping, optional
            Group of each economy (a region), for imputing by group.

        Returns
        -------
        Scores
            Mapping from economy to unrounded score, with ``subindices``, ``rank()``,
            ``unscored`` and ``marks``.

        Raises
        ------
        UnknownIndicator
            A column that the index does not have; the message lists those it has.
        """
        from tendik.indices.scores import score

        return score(self, self.prepare(table, groups))

    def with_weights(self, weight_set: str) -> Index:
        """The same index under another set of weights of its file."""
        from tendik.indices.loading import build

        return build(self.file, self.edition, weight_set, self.readings)

    def with_steps(self, **methods: str) -> Index:
        """The same index with other methods: ``index.with_steps(aggregate="geometric")``.

        Raises
        ------
        NotFound
            A method that its step does not have.
        """
        from tendik.indices.loading import build, check_steps

        steps = self.file.steps.model_copy(update=methods)
        check_steps(steps)
        return build(
            self.file.model_copy(update={"steps": steps}), self.edition, self.weight_set, self.readings
        )

    def specification(self) -> dict[str, Any]:
        """What is needed to run a score again: file, edition, weights, readings, digest."""
        return {
            "index": self.id,
            "edition": self.edition,
            "weights": self.weight_set,
            "readings": dict(self.readings),
            "steps": self.file.steps.model_dump(),
            "digest": self.digest,
        }
