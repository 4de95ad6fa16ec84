"""How long work tells how far it is; the default listens to nothing."""

from __future__ import annotations

from typing import Protocol


class ProgressReporter(Protocol):
    """Receives ``done`` of ``total`` units of work; ``total`` is 0 while unknown."""

    def __call__(self, done: int, total: int) -> None: ...


def silent(done: int, total: int) -> None:
    """Report to nobody."""
