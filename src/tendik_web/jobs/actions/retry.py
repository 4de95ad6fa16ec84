"""Try a failed job again."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from tendik_web.access.actors import Actor
from tendik_web.jobs import rows
from tendik_web.jobs.models import Job
from tendik_web.jobs.queue import enqueue_on_commit
from tendik_web.jobs.states import State


def retry(actor: Actor, identifier: str) -> None:
    """Have a job done again that failed; one that did not fail is left as it is.

    Raises
    ------
    tendik.errors.NotFound
        The actor sees no such job.
    PermissionDenied
        Another asked for it.
    """
    if rows.get(actor, identifier).asked_by != actor.id:
        raise PermissionDenied(f"{actor.id} may not retry {identifier}")
    with transaction.atomic():
        again = Job.objects.filter(pk=identifier, state=State.FAILED).update(
            state=State.WAITING,
            attempts=0,
            done=0,
            total=0,
            label=None,
            error=None,
            queued_at=timezone.now(),
            finished_at=None,
        )
        if again:
            enqueue_on_commit(identifier)
