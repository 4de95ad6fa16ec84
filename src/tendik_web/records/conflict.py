"""Two people changed the same record: what both began with, what stands now, what was sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tendik.errors import N_, Message, TendikError


class Conflict(TendikError):
    """The record was changed since it was read; nothing has been written.

    Attributes
    ----------
    base, theirs, mine : dict
        For each field sent or changed since: as it was read (empty where that version is
        not known), as it stands now, as it was sent.
    version : int
        The version that stands now; sending again with it writes.
    """

    def __init__(
        self, base: Mapping[str, Any], theirs: Mapping[str, Any], mine: Mapping[str, Any], version: int
    ) -> None:
        self.base, self.theirs, self.mine, self.version = dict(base), dict(theirs), dict(mine), version
        super().__init__(
            Message(
                "record.conflict",
                N_("Somebody else has changed this record since you opened it. Nothing of yours is lost."),
            )
        )
