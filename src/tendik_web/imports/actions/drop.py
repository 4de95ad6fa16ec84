"""Drop an import that was not applied."""

from __future__ import annotations

from django.db import transaction

from tendik_web.access.actors import Actor
from tendik_web.imports.actions._batch import expect, opened
from tendik_web.imports.models import State


def drop(actor: Actor, country: str, id: str) -> None:
    """Forget the file and what was found in it.

    Raises
    ------
    PermissionDenied, tendik.errors.NotFound
        The actor may not import here, or sees no such import.
    tendik.errors.BadInput
        It was applied.
    """
    with transaction.atomic():
        batch, _kind = opened(actor, country, id)
        expect(batch, State.SENT, State.READY)
        batch.delete()
