"""Give a file that only its sender sees to a record: from then on whoever sees the record sees it."""

from __future__ import annotations

from django.db import transaction

from tendik.errors import N_, Message, NotFound
from tendik_web.access.actors import Actor
from tendik_web.access.permissions import require
from tendik_web.audit.chain import PLATFORM
from tendik_web.audit.chain import record as enter
from tendik_web.files import rows
from tendik_web.files.image import image
from tendik_web.files.models import File


def attach(actor: Actor, country: str | None, id: str, record: str) -> File:
    """Give the file ``id`` to ``record`` (``kind:identifier``); once given it stays there.

    Raises
    ------
    tendik.errors.NotFound
        The actor sees no such file or record, or the file belongs to another record.
    PermissionDenied
        The actor may not add files there.
    """
    with transaction.atomic():
        file = rows.get(actor, country, id)
        if file.record == record:
            return file
        owner = rows.owner(actor, country, record)
        require(actor, "files.add", owner.country_id, owner.body_id)
        file.record, file.country_id, file.body_id = record, owner.country_id, owner.body_id
        free = File.objects.filter(pk=id, record="")
        if not free.update(record=record, country=owner.country_id, body=owner.body_id):
            raise NotFound(
                Message("file.given", N_("This file belongs to another record: {id}."), {"id": id})
            )
        enter(file.country_id or PLATFORM, "files.attach", actor, f"file:{file.pk}", image(file))
    return file
