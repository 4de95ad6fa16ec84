"""Put off a job that needs what does not answer now."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from tendik.errors import Message
from tendik_web.jobs.messages import pack
from tendik_web.jobs.models import Job
from tendik_web.jobs.states import State

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 10, 60, 360))
"""How long at least after each attempt; after the last there is no other."""


def postpone(identifier: str, claim: str, reason: Message) -> bool:
    """Let the job wait, with ``reason`` beside it; whether it does.

    It does not where every pause is used up or another run has it. The sweep finds it when
    its pause is over, as it finds any job that waits and is not in the queue.
    """
    with transaction.atomic():
        mine = Job.objects.select_for_update().filter(pk=identifier, claim=claim, state=State.RUNNING)
        job = mine.first()
        if job is None or job.attempts > len(PAUSES):
            return False
        mine.update(
            state=State.WAITING,
            claim="",
            label=pack(reason),
            queued_at=timezone.now() + PAUSES[job.attempts - 1],
        )
    return True
