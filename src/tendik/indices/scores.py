"""What scoring gives: a mapping from economy to score, and what belongs to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tendik.errors import N_, Message, NotFound
from tendik.indices import exact as exactly
from tendik.indices.formulas import FORMULAS
from tendik.indices.rank import Ranking, distinct, shared
from tendik.indices.select import covered, thin
from tendik.values import Replay, digest

if TYPE_CHECKING:
    from tendik.indices.index import Index
    from tendik.indices.table import Prepared

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Scores(Mapping[str, float]):
    """Unrounded scores of the economies that could be scored, in the order of the table.

    Parameters
    ----------
    index : Index
        The specification: with ``table`` it replays the result.
    table : Prepared
        The figures.
    array : float array (n,)
        Scores of all rows, NaN where unscored.
    pillar_array : float array (n, m)
        Pillars of all rows, NaN where they cannot be had.
    """

    index: Index
    table: Prepared
    array: Floats
    pillar_array: Floats

    @cached_property
    def _scored(self) -> dict[str, float]:
        pairs = zip(self.table.economies, self.array.tolist(), strict=True)
        return {economy: score for economy, score in pairs if score == score}

    def __getitem__(self, economy: str) -> float:
        return self._scored[economy]

    def __iter__(self) -> Iterator[str]:
        return iter(self._scored)

    def __len__(self) -> int:
        return len(self._scored)

    @cached_property
    def subindices(self) -> Mapping[str, Mapping[str, float | None]]:
        """Pillars of every economy of the table, scored or not; ``None`` where it cannot be had."""
        return {
            economy: {
                node: value if value == value else None
                for node, value in zip(self.index.nodes, row, strict=True)
            }
            for economy, row in zip(self.table.economies, self.pillar_array.tolist(), strict=True)
        }

    @cached_property
    def unscored(self) -> Mapping[str, Message]:
        """Why each economy that has no score has none."""
        return {
            economy: self._reason(row)
            for row, economy in enumerate(self.table.economies)
            if np.isnan(self.array[row])
        }

    @cached_property
    def marks(self) -> Mapping[str, Message]:
        """Economies that were scored with fewer indicators than the index asks for."""
        count = (~np.isnan(self.table.values[:, : len(self.index.indicators)])).sum(axis=1)
        few = (count < self.index.file.coverage.at_least) & ~np.isnan(self.array)
        return {self.table.economies[row]: thin(self.index, int(count[row])) for row in np.flatnonzero(few)}

    def rank(self) -> dict[str, int]:
        """Rank of every scored economy, by the rank rule of the index; 1 is best."""
        return dict(self._ranking[0])

    @property
    def ties(self) -> tuple[tuple[str, ...], ...]:
        """Economies that have one and the same score.

        Under a rule without shared ranks they stand in the order of their
        identifiers: nothing in the figures sets one before the other.
        """
        return self._ranking[1]

    @cached_property
    def _ranking(self) -> Ranking:
        rule = self.index.file.rank
        highest = rule.best == "highest"
        if rule.ties == "shared":
            return shared(self.table.economies, self.array, highest, rule.decimals)
        decide = self._exact if exactly.supports(self.index) else None
        return distinct(self.table.economies, self.array, highest, decide)

    def exact(self, economy: str) -> Fraction:
        """The score as a fraction of the figures as written.

        Raises
        ------
        NotFound
            The economy has no score, or the index has roots or logarithms in it.
        """
        if economy not in self:
            raise unknown_economy(economy, self)
        if not exactly.supports(self.index):
            template = N_("The scores of {index} are not fractions.")
            raise NotFound(Message("index.not-rational", template, {"index": self.index.id}))
        return self._exact(self.table.place[economy])

    def _exact(self, row: int) -> Fraction:
        score, _ = exactly.row(self.index, self.table.exact(row))
        assert score is not None  # noqa: S101  (only rows with a score are asked for)
        return score

    def _reason(self, row: int) -> Message:
        economy = self.table.economies[row]
        if economy in self.table.bad:
            return self.table.bad[economy]
        present = int((~np.isnan(self.table.values[row, : len(self.index.indicators)])).sum())
        missing = [node for node, value in self.subindices[economy].items() if value is None]
        if missing and self.index.file.kind == "tree":
            template = N_("No figure at all for: {pillars}.")
            return Message("index.no-pillar", template, {"pillars": missing})
        if present < self.index.file.coverage.at_least:
            return thin(self.index, present)
        return Message(
            "index.undefined", N_("The figures give no score: a division by zero, or a root of less.")
        )

    @property
    def replay(self) -> Replay:
        """The line that says from what this was made: the index with its choices, the figures."""
        from tendik import __version__

        index = self.index
        choices = [index.edition, index.weight_set, *index.readings.values()]
        figures = [self.table.economies, self.table.columns, self.table.values.tolist()]
        return Replay(
            call="index rank",
            engine=__version__,
            data=" ".join([index.id, *(one for one in choices if one)]),
            data_digest=digest([index.digest, figures]),
        )


def score(index: Index, table: Prepared) -> Scores:
    """Score a prepared table; see :meth:`tendik.indices.Index.score`."""
    scores, pillars = FORMULAS.pick(index.file.kind)(index, table.values, table.groups)
    if index.file.coverage.below == "unscored":
        count = len(index.indicators)
        scores = np.where(covered(index, table.values[:, :count]), scores, np.nan)
    if table.bad:
        scores = scores.copy()
        scores[table.unusable] = np.nan
    if not np.isfinite(scores).all():
        scores = np.where(np.isfinite(scores), scores, np.nan)
    return Scores(index, table, scores, pillars)


def unknown_economy(economy: str, scores: Scores) -> NotFound:
    """The error for an economy that has no score, with the reason where there is one."""
    if economy in scores.unscored:
        template = N_("{economy} has no score. {reason}")
        values = {"economy": economy, "reason": scores.unscored[economy]}
        return NotFound(Message("index.unscored", template, values))
    template = N_("The table has no economy {economy}. It has: {known}.")
    return NotFound(Message("index.no-economy", template, {"economy": economy, "known": list(scores)}))
