"""Step: select. Which economies have enough figures for a score."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tendik.errors import N_, Message

if TYPE_CHECKING:
    from tendik.indices.index import Index


def covered(index: Index, values: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether each row (n) has as many indicators as the index asks for."""
    enough: NDArray[np.bool_] = (~np.isnan(values)).sum(axis=1) >= index.file.coverage.at_least
    return enough


def thin(index: Index, present: int) -> Message:
    """What to say of an economy with too few indicators."""
    return Message(
        "index.few-indicators",
        N_("Indicators present: {present}. The index asks for: {asked}."),
        {"present": present, "asked": index.file.coverage.at_least},
    )
