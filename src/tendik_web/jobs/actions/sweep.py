"""Find jobs that were lost, and have them done."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from tendik.errors import N_, Message, Problem
from tendik_web.jobs.messages import pack_problem
from tendik_web.jobs.models import Job
from tendik_web.jobs.queue import enqueue_on_commit, queued
from tendik_web.jobs.states import State

LOST_AFTER = timedelta(seconds=60)
ATTEMPTS = 3

INTERRUPTED = Message(
    "job.interrupted",
    N_(
        "The work was interrupted several times before it was finished. Try again; "
        "if it happens once more, tell those who run this platform."
    ),
)


def sweep() -> int:
    """Put lost jobs back into the queue and return how many.

    Lost is what runs without a sign of life, and what waits but is not in the queue. A job
    that was lost while running too often fails: it may be what stops the workers.
    """
    before = timezone.now() - LOST_AFTER
    stopped = _each(state=State.RUNNING, heartbeat_at__lt=before)
    in_queue = queued()
    forgotten = [
        identifier
        for identifier in _each(state=State.WAITING, queued_at__lt=before)
        if identifier not in in_queue
    ]
    return sum(_put_back(identifier, before) for identifier in (*stopped, *forgotten))


def _each(**lost: object) -> list[str]:
    return list(Job.objects.filter(**lost).order_by("pk").values_list("pk", flat=True))


def _put_back(identifier: str, before: datetime) -> bool:
    with transaction.atomic():
        # A job that is locked is just being ended: it is not lost.
        locked = Job.objects.select_for_update(
            skip_locked=connection.features.has_select_for_update_skip_locked
        )
        job = locked.filter(pk=identifier).first()
        if job is None or job.ended:
            return False
        if job.state == State.RUNNING and job.heartbeat_at and job.heartbeat_at >= before:
            return False
        mine = Job.objects.filter(pk=identifier)
        if job.state == State.RUNNING and job.attempts >= ATTEMPTS:
            reason = [pack_problem(Problem(INTERRUPTED))]
            mine.update(state=State.FAILED, claim="", error=reason, finished_at=timezone.now())
            return False
        mine.update(state=State.WAITING, claim="", queued_at=timezone.now())
        enqueue_on_commit(identifier)
    return True
