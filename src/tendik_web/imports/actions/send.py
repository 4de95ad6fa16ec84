"""Send a file in: its rows are kept, nothing of them is written yet."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from tendik.exchange.tables import read_table
from tendik_web.access.actors import Actor
from tendik_web.access.permissions import require
from tendik_web.imports.access import APPLY, importable
from tendik_web.imports.actions._batch import add_rows
from tendik_web.imports.models import ImportBatch
from tendik_web.imports.reading import read
from tendik_web.jobs.messages import pack
from tendik_web.records import kinds


def send(actor: Actor, country: str, kind: str, name: str, content: bytes) -> ImportBatch:
    """Keep the rows of a CSV or XLSX file of records of ``kind``; preview them next.

    Raises
    ------
    PermissionDenied
        The actor may not import here, or not this kind.
    tendik.errors.BadInput
        The file is no table of this kind.
    """
    require(actor, APPLY, country)
    of = kinds.find(kind)
    if of.name not in {known.name for known in importable(actor, country)}:
        raise PermissionDenied(f"{actor.id} may not import {kind} into {country}")
    table = read_table(name, content)
    sheet = read(of, table)
    batch = ImportBatch(
        country_id=country,
        kind=of.name,
        name=name[-200:],
        digest=table.digest,
        headings=[list(heading) for heading in sheet.headings],
        notices=[pack(notice) for notice in sheet.notices],
        sent_by=actor.id,
    )
    with transaction.atomic():
        batch.save(force_insert=True)
        add_rows(batch, sheet.lines)
    return batch
