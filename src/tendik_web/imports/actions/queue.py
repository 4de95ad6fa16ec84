"""Have a worker do what takes longer than a page."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import get_language

from tendik_web.access.actors import Actor
from tendik_web.imports.access import APPLY, UNDO
from tendik_web.imports.actions._batch import opened
from tendik_web.jobs.actions.ask import ask
from tendik_web.jobs.models import Job


def queue(actor: Actor, country: str, id: str, verb: str) -> Job:
    """Ask for the job that does ``verb`` (preview, apply, undo) to an import; asked twice, it is one.

    Raises
    ------
    PermissionDenied, tendik.errors.NotFound
        The actor may not do that here, or sees no such import.
    """
    with transaction.atomic():
        batch, _kind = opened(actor, country, id, UNDO if verb == "undo" else APPLY)
        arguments = {"batch": id, "language": get_language() or "kk"}
        job = ask(actor, f"imports.{verb}", f"{id} {batch.revision}", arguments, country)
        batch.job = job.pk
        batch.save(update_fields=["job"])
    return job
