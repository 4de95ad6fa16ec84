"""Change fields and links of a record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from tendik_web.access.actors import Actor
from tendik_web.access.permissions import require
from tendik_web.records.actions._read import linked
from tendik_web.records.actions._store import documents, entered, opened, update
from tendik_web.records.image import changed, image
from tendik_web.records.models import Record, Status
from tendik_web.records.values import assign


def change(
    actor: Actor, country: str | None, kind: str, id: str, version: int, values: Mapping[str, Any]
) -> Record:
    """Write ``values`` over the ``version`` of a record that was read, and return the record.

    What equals the record already changes nothing and is not entered. A record whose source is
    taken away is unconfirmed from then on.

    Raises
    ------
    tendik.errors.NotFound
        The actor sees no such record.
    PermissionDenied
        The actor may not change it, or not for the body that it would go to.
    tendik.errors.BadInput
        What is wrong, by field.
    tendik_web.records.conflict.Conflict
        Another has changed it since; all three versions are in it.
    """
    with transaction.atomic():
        of, record = opened(actor, country, kind, id, version, "change", values)
        before, found = image(of, record, linked(of, record)), documents(record)
        had_source = record.sourced
        lists = assign(of, record, values)
        if had_source and not record.sourced:
            record.status = Status.UNCONFIRMED
        require(actor, f"{of.group}.change", record.country_id, record.body_id)
        after = image(of, record, {name: before[name] for name in of.lists} | lists)
        if fields := changed(before, after):
            update(of, actor, record, {name for name in fields if name not in of.lists}, lists)
            entered("change", actor, of, record, after | {"version": record.version}, found)
    return record
