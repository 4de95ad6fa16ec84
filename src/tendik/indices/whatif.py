"""What if: figures of some economies are others. Scores and ranks of all, before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tendik.indices.scores import Scores, unknown_economy
from tendik.indices.table import Cells, Prepared

if TYPE_CHECKING:
    from tendik.indices.index import Index


@dataclass(frozen=True)
class Moved:
    """An economy before and after; ``None`` where it is not scored."""

    economy: str
    score_before: float | None
    score_after: float | None
    rank_before: int | None
    rank_after: int | None


@dataclass(frozen=True)
class WhatIf:
    """The answer: both sets of scores, and every economy that was changed or moved in rank."""

    before: Scores
    after: Scores
    changes: Mapping[str, Cells]

    def __getitem__(self, economy: str) -> Moved:
        ranks = self.before.rank().get(economy), self.after.rank().get(economy)
        return Moved(economy, self.before.get(economy), self.after.get(economy), *ranks)

    @property
    def moved(self) -> tuple[Moved, ...]:
        """Every economy whose score or rank changed, by rank before."""
        before, after = self.before.rank(), self.after.rank()
        economies = [
            economy
            for economy in dict.fromkeys((*before, *after))
            if before.get(economy) != after.get(economy)
            or self.before.get(economy) != self.after.get(economy)
        ]
        last = len(before) + 1
        return tuple(self[economy] for economy in sorted(economies, key=lambda one: before.get(one, last)))


def what_if(before: Scores, changes: Mapping[str, Cells]) -> WhatIf:
    """Put ``changes`` (figures by economy and indicator) in place of what was there.

    ``None`` takes a figure away. An economy that the table does not have is added.

    Raises
    ------
    UnknownIndicator
        As :meth:`tendik.indices.Index.score`.
    """
    after = before.index.score(changed(before.index, before.table, changes))
    return WhatIf(before, after, changes)


def changed(index: Index, table: Prepared, changes: Mapping[str, Cells]) -> Prepared:
    """``table`` with the figures of ``changes`` in it."""
    new = index.prepare(changes)
    values = table.values.copy()
    fractions, bad = dict(table.fractions), dict(table.bad)
    economies = list(table.economies)
    groups = list(table.groups) if table.groups is not None else None
    for row, (economy, cells) in enumerate(changes.items()):
        if economy not in table.place:
            economies.append(economy)
            values = np.vstack([values, np.full((1, values.shape[1]), np.nan)])
            if groups is not None:
                groups.append("")
        at = economies.index(economy)
        for name in cells:
            column = index.columns.index(name)
            values[at, column] = new.values[row, column]
            fractions.pop((at, column), None)
            if (row, column) in new.fractions:
                fractions[at, column] = new.fractions[row, column]
        if economy in new.bad:
            bad[economy] = new.bad[economy]
    values.flags.writeable = False
    return Prepared(
        tuple(economies), index.columns, values, fractions, bad, None if groups is None else tuple(groups)
    )


def need_scored(scores: Scores, economy: str) -> None:
    """Refuse an economy that has no score, and say why it has none."""
    if economy not in scores:
        raise unknown_economy(economy, scores)
