"""Withdraw a record: it stays in the history, and is no longer shown."""

from __future__ import annotations

from django.db import transaction

from tendik.errors import N_, BadInput, Message, Problem
from tendik_web.access.actors import Actor
from tendik_web.records.actions._store import entered, opened, update
from tendik_web.records.image import image
from tendik_web.records.models import Record


def withdraw(actor: Actor, country: str | None, kind: str, id: str, version: int, reason: str) -> Record:
    """Withdraw the ``version`` of a record that was read, for a ``reason`` that the history keeps.

    Raises
    ------
    tendik.errors.NotFound, PermissionDenied, tendik_web.records.conflict.Conflict
        As in changing it.
    tendik.errors.BadInput
        No reason is given, or it is withdrawn already.
    """
    with transaction.atomic():
        of, record = opened(actor, country, kind, id, version, "withdraw", {"withdrawn": True})
        if record.withdrawn:
            message = Message("record.withdrawn", N_("This record is withdrawn already."))
            raise BadInput([Problem(message)])
        if not reason.strip():
            message = Message("record.reason", N_("Say why it is withdrawn; the history keeps the reason."))
            raise BadInput([Problem(message, column="reason")])
        record.withdrawn = True
        update(of, actor, record, ["withdrawn"])
        entered("withdraw", actor, of, record, image(of, record) | {"reason": reason.strip()})
    return record
