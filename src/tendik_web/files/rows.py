"""The only way to files: those of records that a person may see."""

from __future__ import annotations

from django.db.models import QuerySet

from tendik.errors import N_, Message, NotFound
from tendik_web.access.actors import Actor
from tendik_web.files import store
from tendik_web.files.models import File
from tendik_web.records import rows
from tendik_web.records.models import Record


def attached(viewer: Actor, country: str | None, record: str) -> QuerySet[File]:
    """The files of ``record`` (``kind:identifier``) that ``viewer`` may see: all of them, or none."""
    files = File.objects.filter(record=record, withdrawn=False).order_by("pk")
    try:
        owner(viewer, country, record)
    except NotFound:
        return files.none()
    return files


def get(viewer: Actor, country: str | None, id: str) -> File:
    """One file that ``viewer`` may see.

    Raises
    ------
    tendik.errors.NotFound
        There is none; whether it is hidden is not said.
    """
    file = File.objects.filter(pk=id, withdrawn=False).first()
    if file is None or file.country_id not in (None, country) or not _sees(viewer, country, file):
        raise NotFound(Message("file.unknown", N_("There is no such file here: {id}."), {"id": id}))
    return file


def owner(viewer: Actor, country: str | None, record: str) -> Record:
    """The record ``kind:identifier`` that files belong to, if ``viewer`` may see it.

    Raises
    ------
    tendik.errors.NotFound
        There is none; whether it is hidden is not said.
    """
    kind, _, identifier = record.partition(":")
    return rows.get(viewer, country, kind, identifier, withdrawn=False)


def lost() -> list[Message]:
    """Each stored content that files name and that is missing or altered, read through; for who runs the platform."""
    found = []
    for digest in File.objects.order_by("digest").values_list("digest", flat=True).distinct():
        try:
            store.open_checked(digest).close()
        except store.Damaged:
            message = N_("The stored file {digest} is missing or altered.")
            found.append(Message("file.lost", message, {"digest": digest}))
    return found


def _sees(viewer: Actor, country: str | None, file: File) -> bool:
    if not file.record:
        return not viewer.anonymous and file.uploaded_by == viewer.id
    try:
        owner(viewer, country, file.record)
    except NotFound:
        return False
    return True
