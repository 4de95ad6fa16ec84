"""The only way to jobs: their own to those who asked, a country's to its auditors."""

from __future__ import annotations

from django.db.models import QuerySet

from tendik.errors import N_, Message, NotFound
from tendik_web.access.actors import Actor
from tendik_web.access.permissions import may
from tendik_web.jobs.models import Job


def own(viewer: Actor) -> QuerySet[Job]:
    """The jobs that ``viewer`` asked for, newest first."""
    jobs = Job.objects.order_by("-pk")
    return jobs.none() if viewer.anonymous else jobs.filter(asked_by=viewer.id)


def get(viewer: Actor, identifier: str) -> Job:
    """One job that ``viewer`` may see.

    Raises
    ------
    tendik.errors.NotFound
        There is none; whether it is hidden is not said.
    """
    job = Job.objects.filter(pk=identifier).first()
    if (
        job
        and not viewer.anonymous
        and (job.asked_by == viewer.id or may(viewer, "audit.read", job.country_id))
    ):
        return job
    raise NotFound(Message("job.unknown", N_("There is no such job here: {id}."), {"id": identifier}))
