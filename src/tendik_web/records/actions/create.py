"""Create a record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from tendik.errors import N_, BadInput, Message, Problem
from tendik_web.access.actors import Actor
from tendik_web.access.permissions import require
from tendik_web.records import kinds
from tendik_web.records.actions._store import entered, insert
from tendik_web.records.image import image
from tendik_web.records.models import Record, Status
from tendik_web.records.values import assign


def create(actor: Actor, country: str | None, kind: str, values: Mapping[str, Any]) -> Record:
    """Create a record of ``kind`` in ``country`` (none: shared by all) and return it.

    It is seen by those who work for the country until it is released, and is unconfirmed
    where no source is named.

    Parameters
    ----------
    values : mapping
        By field: texts in languages, dates, numbers; links as identifiers.

    Raises
    ------
    PermissionDenied
        The actor may not, there or for that body.
    tendik.errors.BadInput
        What is wrong, by field.
    """
    of = kinds.find(kind)
    require(actor, f"{of.group}.create", country, values.get("body") or None)
    if country is None and not of.shared:
        message = Message("record.no-country", N_("A record of this kind belongs to a country."))
        raise BadInput([Problem(message)])
    record = of.model(country_id=country, changed_by=actor.id)
    with transaction.atomic():
        lists = assign(of, record, of.required | dict(values))
        if not record.sourced:
            record.status = Status.UNCONFIRMED
        insert(record, lists)
        entered("create", actor, of, record, image(of, record, lists))
    return record
