"""Finish a job: its change of the platform and its end are one transaction."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from tendik_web.jobs.models import Job
from tendik_web.jobs.progress import Superseded
from tendik_web.jobs.registry import Outcome
from tendik_web.jobs.states import State


def finish(identifier: str, claim: str, outcome: Outcome) -> None:
    """Make the change, if ``outcome`` is one, and end the job with its result.

    Raises
    ------
    Superseded
        Another run has the job; nothing is changed.
    """
    with transaction.atomic():
        # The lock keeps the sweep from giving away a job whose change is just being made.
        mine = Job.objects.select_for_update().filter(pk=identifier, claim=claim, state=State.RUNNING)
        if not mine.exists():
            raise Superseded
        result = outcome() if callable(outcome) else outcome
        Job.objects.filter(pk=identifier).update(
            state=State.DONE, claim="", result=result, finished_at=timezone.now()
        )
