"""Confirm a record that nobody had confirmed: a person has read it in its source."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from tendik.errors import N_, BadInput, Message, Problem
from tendik_web.access.actors import Actor
from tendik_web.records.actions._store import entered, opened, other_person, update
from tendik_web.records.image import image
from tendik_web.records.models import Record, Status
from tendik_web.records.source import faults


def confirm(
    actor: Actor, country: str | None, kind: str, id: str, version: int, source: Mapping[str, str]
) -> Record:
    """Confirm the ``version`` of a record that was read, naming the ``source`` that was read for it.

    Parameters
    ----------
    source : mapping
        ``title``, and where there are, ``url``, ``place`` and ``read_on`` (an ISO date).

    Raises
    ------
    tendik.errors.NotFound, PermissionDenied, tendik_web.records.conflict.Conflict
        As in changing it.
    tendik.errors.BadInput
        It is confirmed already, the source has no title, or the same person wrote it.
    """
    with transaction.atomic():
        of, record = opened(actor, country, kind, id, version, "confirm", {"status": Status.READ})
        other_person(actor, record)
        if record.status != Status.UNCONFIRMED:
            raise BadInput([Problem(Message("record.confirmed", N_("This record is confirmed already.")))])
        if not source.get("title", "").strip():
            message = Message("record.source", N_("Name the source in which you read it."))
            raise BadInput([Problem(message, column="source")])
        if wrong := faults(dict(source)):
            raise BadInput(
                Problem(Message("record.value", "{text}", {"text": text}), column="source")
                for text in wrong.values()
            )
        record.status, record.source = Status.READ, dict(source)
        update(of, actor, record, ["status", "source"])
        entered("confirm", actor, of, record, image(of, record))
    return record
