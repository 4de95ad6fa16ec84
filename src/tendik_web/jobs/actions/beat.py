"""Write down that the jobs of this worker are alive, and how far they are."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from tendik_web.jobs.messages import pack
from tendik_web.jobs.models import Job
from tendik_web.jobs.progress import Progress
from tendik_web.jobs.states import State


def beat(running: Mapping[str, Progress]) -> None:
    """For each claim its progress; a progress whose claim is gone is marked as lost."""
    for claim, progress in list(running.items()):
        alive = Job.objects.filter(claim=claim, state=State.RUNNING).update(
            heartbeat_at=timezone.now(),
            done=progress.done,
            total=progress.total,
            label=pack(progress.label) if progress.label else None,
        )
        progress.lost = not alive
