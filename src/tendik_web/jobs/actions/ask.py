"""Ask for a job."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from tendik_web.access.actors import Actor
from tendik_web.jobs.models import Job
from tendik_web.jobs.queue import enqueue_on_commit
from tendik_web.jobs.registry import HANDLERS


def ask(actor: Actor, kind: str, key: str, arguments: Mapping[str, Any], country: str | None = None) -> Job:
    """Ask for a job of ``kind`` and return it; the same ``key`` asked again gives the same job.

    It starts once the transaction around this is committed, and never if it is not.

    Parameters
    ----------
    key : str
        Names this piece of work among those of its kind that ``actor`` asks for.
    arguments : mapping
        What the handler needs, as JSON holds it.
    country : str or None
        Its auditors may see the job.

    Raises
    ------
    PermissionDenied
        Nobody knows who the actor is, so nobody could be told.
    KeyError
        No handler is registered for ``kind``.
    """
    if actor.anonymous:
        raise PermissionDenied(f"{actor.id} may not ask for {kind}")
    HANDLERS[kind]
    with transaction.atomic():
        job, new = Job.objects.get_or_create(
            asked_by=actor.id,
            kind=kind,
            key=key,
            defaults={"arguments": dict(arguments), "country_id": country, "queued_at": timezone.now()},
        )
        if new:
            enqueue_on_commit(job.pk)
    return job
