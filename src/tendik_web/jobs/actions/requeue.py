"""Put jobs of this worker back into the queue, because it stops."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from tendik_web.jobs.models import Job
from tendik_web.jobs.queue import enqueue_on_commit
from tendik_web.jobs.states import State


def requeue(claims: Iterable[str]) -> None:
    """Jobs that run under ``claims`` wait again; being stopped is no failed attempt."""
    for claim in claims:
        with transaction.atomic():
            job = Job.objects.select_for_update().filter(claim=claim, state=State.RUNNING).first()
            if job:
                attempts = max(job.attempts - 1, 0)
                Job.objects.filter(pk=job.pk).update(
                    state=State.WAITING, claim="", attempts=attempts, queued_at=timezone.now()
                )
                enqueue_on_commit(job.pk)
