"""End a job that could not be done, with the reasons for who asked."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from tendik.errors import Problem
from tendik_web.jobs.messages import pack_problem
from tendik_web.jobs.models import Job
from tendik_web.jobs.states import State

MOST = 100


def fail(identifier: str, claim: str, problems: Sequence[Problem]) -> None:
    """Keep the first reasons; nothing happens if another run has the job."""
    Job.objects.filter(pk=identifier, claim=claim, state=State.RUNNING).update(
        state=State.FAILED,
        claim="",
        error=[pack_problem(problem) for problem in problems[:MOST]],
        finished_at=timezone.now(),
    )
