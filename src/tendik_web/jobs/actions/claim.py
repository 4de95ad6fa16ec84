"""Claim a waiting job for this run."""

from __future__ import annotations

from django.db.models import F
from django.utils import timezone

from tendik_web.access.ids import new_id
from tendik_web.jobs.models import Job
from tendik_web.jobs.states import State


def claim(identifier: str) -> Job | None:
    """The job, claimed; nothing if it does not wait (any more)."""
    mine, now = new_id(), timezone.now()
    Job.objects.filter(pk=identifier, state=State.WAITING).update(
        state=State.RUNNING, claim=mine, attempts=F("attempts") + 1, heartbeat_at=now
    )
    return Job.objects.filter(pk=identifier, claim=mine).first()
