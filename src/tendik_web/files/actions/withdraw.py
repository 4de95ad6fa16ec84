"""Withdraw a file: it is no longer served; the history keeps that it was there."""

from __future__ import annotations

from django.db import transaction

from tendik_web.access.actors import Actor
from tendik_web.access.permissions import require
from tendik_web.audit.chain import PLATFORM
from tendik_web.audit.chain import record as enter
from tendik_web.files import rows
from tendik_web.files.image import image
from tendik_web.files.models import File

VERB = "files.withdraw"


def withdraw(actor: Actor, country: str | None, id: str) -> File:
    """Withdraw the file ``id``.

    Raises
    ------
    tendik.errors.NotFound
        The actor sees no such file, or it is withdrawn already.
    PermissionDenied
        The actor may not withdraw it.
    """
    with transaction.atomic():
        file = rows.get(actor, country, id)
        require(actor, VERB, file.country_id, file.body_id)
        file.withdrawn = True
        File.objects.filter(pk=id).update(withdrawn=True)
        enter(file.country_id or PLATFORM, VERB, actor, f"file:{file.pk}", image(file))
    return file
