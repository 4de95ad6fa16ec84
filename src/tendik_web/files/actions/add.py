"""Add a file to a record."""

from __future__ import annotations

import hashlib
from typing import BinaryIO

from django.conf import settings
from django.db import transaction

from tendik_web.access.actors import Actor
from tendik_web.access.permissions import require
from tendik_web.audit.chain import PLATFORM
from tendik_web.audit.chain import record as enter
from tendik_web.files import media, names, rows, store
from tendik_web.files.cell import open_file
from tendik_web.files.image import image
from tendik_web.files.models import File
from tendik_web.files.refusals import refusal

VERB = "files.add"


def add(
    actor: Actor,
    country: str | None,
    body: str | None,
    name: str,
    content: bytes | BinaryIO,
    record: str = "",
) -> File:
    """Open ``content`` safely, keep it without what tells of its author, and return its file.

    Call it outside a transaction: opening takes up to seconds.

    Parameters
    ----------
    country, body : str or None
        Where a file belongs that has no record yet; otherwise the record says so.
    name : str
        The name under which it was sent.
    content : bytes or binary file
        What was sent.
    record : str
        ``kind:identifier``; without it, only the actor sees the file.

    Raises
    ------
    PermissionDenied
        The actor may not add files there.
    tendik.errors.NotFound
        The actor sees no such record.
    tendik.errors.BadInput
        The file is refused; the one problem says why, and what to do.
    tendik_web.files.store.Damaged
        What is kept of the same content is no longer that content.
    """
    if record:
        owner = rows.owner(actor, country, record)
        country, body = owner.country_id, owner.body_id
    require(actor, VERB, country, body)
    shown = names.clean(name)
    sent = content if isinstance(content, bytes) else content.read(settings.FILE_LIMIT + 1)
    if len(sent) > settings.FILE_LIMIT:
        raise refusal(shown, "too-large")
    opened = open_file(shown, sent)
    ending = names.ending(shown)
    media_type = media.media_type(opened.media_type, ending)
    endings = media.ENDINGS[media_type]
    if ending and ending not in endings:
        raise refusal(shown, "lies", ending=ending, found=endings[0].removeprefix(".").upper())
    file = File(
        digest=store.put(opened.content),
        original_digest=hashlib.sha256(sent).hexdigest(),
        size=len(opened.content),
        media_type=media_type,
        name=shown if ending else f"{shown or 'file'}{endings[0]}",
        country_id=country,
        body_id=body,
        record=record,
        uploaded_by=actor.id,
    )
    with transaction.atomic():
        file.save(force_insert=True)
        enter(country or PLATFORM, VERB, actor, f"file:{file.pk}", image(file))
    return file
