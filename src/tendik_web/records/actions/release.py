"""Decide who sees a record, and from when."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tendik.errors import N_, BadInput, Message, Problem
from tendik_web.access.actors import Actor
from tendik_web.access.visibility import Visibility
from tendik_web.records.actions._store import entered, opened, other_person, update
from tendik_web.records.image import image
from tendik_web.records.models import Record, Status


def release(
    actor: Actor,
    country: str | None,
    kind: str,
    id: str,
    version: int,
    visibility: str,
    embargo_until: datetime | None = None,
) -> Record:
    """Make the ``version`` of a record that was read visible to ``visibility``, after an embargo if any.

    To make it public takes another person than the last editor; to hide it again does not.

    Raises
    ------
    tendik.errors.NotFound, PermissionDenied, tendik_web.records.conflict.Conflict
        As in changing it.
    tendik.errors.BadInput
        No such visibility, the same person, or a claim that nobody has confirmed.
    """
    with transaction.atomic():
        of, record = opened(
            actor,
            country,
            kind,
            id,
            version,
            "release",
            {"visibility": visibility, "embargo_until": embargo_until},
        )
        if visibility not in Visibility.values:
            message = Message(
                "record.visibility",
                N_("There is no visibility {value}. There are: {known}."),
                {"value": visibility, "known": ", ".join(Visibility.values)},
            )
            raise BadInput([Problem(message, column="visibility")])
        if visibility == Visibility.PUBLIC:
            other_person(actor, record)
            if of.claim and record.status == Status.UNCONFIRMED:
                message = Message(
                    "record.unconfirmed",
                    N_("Nobody has confirmed this claim. Confirm it in its source before it becomes public."),
                )
                raise BadInput([Problem(message)])
        record.visibility, record.embargo_until = visibility, embargo_until
        update(of, actor, record, ["visibility", "embargo_until"])
        entered("release", actor, of, record, image(of, record))
    return record
