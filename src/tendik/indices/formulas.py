"""How a kind of index makes a score: one formula a module, found by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from tendik.indices.families import Family

if TYPE_CHECKING:
    from tendik.indices.index import Index

Floats = NDArray[np.float64]


class Formula(Protocol):
    """Figures (n, c), NaN where missing, and the groups of rows → scores (n,), pillars (n, m).

    NaN is what cannot be scored.
    """

    def __call__(
        self, index: Index, values: Floats, groups: Sequence[str] | None = None
    ) -> tuple[Floats, Floats]: ...


FORMULAS: Family[Formula] = Family("kind")

# Each module registers its formula; they come last because they need the family above.
from tendik.indices import gdi, gii, tree  # noqa: E402, F401
