"""Restore a record that was withdrawn."""

from __future__ import annotations

from django.db import transaction

from tendik.errors import N_, BadInput, Message, Problem
from tendik_web.access.actors import Actor
from tendik_web.records.actions._store import entered, opened, update
from tendik_web.records.image import image
from tendik_web.records.models import Record


def restore(actor: Actor, country: str | None, kind: str, id: str, version: int) -> Record:
    """Restore the ``version`` of a withdrawn record that was read.

    Raises
    ------
    tendik.errors.NotFound, PermissionDenied, tendik_web.records.conflict.Conflict
        As in changing it.
    tendik.errors.BadInput
        It is not withdrawn.
    """
    with transaction.atomic():
        of, record = opened(actor, country, kind, id, version, "restore", {"withdrawn": False})
        if not record.withdrawn:
            raise BadInput([Problem(Message("record.there", N_("This record is not withdrawn.")))])
        record.withdrawn = False
        update(of, actor, record, ["withdrawn"])
        entered("restore", actor, of, record, image(of, record))
    return record
