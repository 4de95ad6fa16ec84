"""How far the jobs of this worker are: noted here by handlers, written down by the worker's pulse."""

from __future__ import annotations

from dataclasses import dataclass

from tendik.errors import Message


class Superseded(Exception):
    """Another run has this job now; what this one does no longer counts."""


@dataclass
class Progress:
    """The progress of one run; reporting costs nothing, so that a handler may do it often."""

    done: int = 0
    total: int = 0
    label: Message | None = None
    lost: bool = False

    def __call__(self, done: int, total: int) -> None:
        if self.lost:
            raise Superseded
        self.done, self.total = done, total

    def say(self, label: Message) -> None:
        """From here on, ``label`` stands beside the progress."""
        self.label = label


RUNNING: dict[str, Progress] = {}
"""By claim."""
