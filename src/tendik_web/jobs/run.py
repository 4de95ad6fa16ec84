"""Do one job: claim it, call its handler, end it."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import close_old_connections

from tendik.errors import N_, BadInput, Message, Problem, TendikError
from tendik_web.access.actors import ANONYMOUS, LOADER, Actor
from tendik_web.accounts.models import User
from tendik_web.countries.people import actor_of, person
from tendik_web.jobs.actions.claim import claim
from tendik_web.jobs.actions.fail import fail
from tendik_web.jobs.actions.finish import finish
from tendik_web.jobs.actions.postpone import postpone
from tendik_web.jobs.models import Job
from tendik_web.jobs.progress import RUNNING, Progress, Superseded
from tendik_web.jobs.registry import HANDLERS, NotNow, Work

FAULT = Message(
    "job.fault",
    N_(
        "The work could not be finished. The fault is ours, and it has been recorded. "
        "Try again; if it happens once more, tell those who run this platform."
    ),
)
NOT_ALLOWED = Message(
    "job.not-allowed", N_("Your roles do not allow this work any more. Nothing was changed.")
)

log = logging.getLogger(__name__)


def run(identifier: str) -> None:
    """Do the job ``identifier``, unless it is done or in other hands; with a connection that is not stale."""
    close_old_connections()
    try:
        do(identifier)
    finally:
        close_old_connections()


def do(identifier: str) -> None:
    """Like :func:`run`, with the connection at hand."""
    job = claim(identifier)
    if job is None:
        return
    try:
        _handle(job)
    except Superseded:
        log.warning("job %s was taken over by another run", identifier)
    except Exception as reason:
        waits = isinstance(reason, NotNow) and postpone(identifier, job.claim, reason.message)
        if not waits:
            fail(identifier, job.claim, _problems(job, reason))


def work(job: Job) -> Work:
    """What a handler needs to know of ``job``."""
    return Work(job.pk, job.arguments, job.country_id, _actor(job.asked_by))


def _handle(job: Job) -> None:
    progress = RUNNING[job.claim] = Progress()
    try:
        outcome = HANDLERS[job.kind].run(work(job), progress)
    finally:
        del RUNNING[job.claim]
    finish(job.pk, job.claim, outcome)


def _actor(asked_by: str) -> Actor:
    """Who asked, with the roles of today; someone who is gone may do nothing."""
    if asked_by == LOADER.id:
        return LOADER
    user = User.objects.filter(pk=asked_by.removeprefix(person(""))).first()
    return actor_of(user) if user else ANONYMOUS


def _problems(job: Job, reason: Exception) -> Sequence[Problem]:
    if isinstance(reason, BadInput):
        return reason.problems
    if isinstance(reason, TendikError):
        return [Problem(reason.message)]
    if isinstance(reason, PermissionDenied):
        return [Problem(NOT_ALLOWED)]
    log.error("job %s (%s) failed", job.pk, job.kind, exc_info=reason)
    return [Problem(FAULT)]
