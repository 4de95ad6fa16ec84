"""Say of every row of an import what it would do; nothing of it is written."""

from __future__ import annotations

from collections import Counter

from django.db import transaction

from tendik.progress import ProgressReporter, silent
from tendik_web.access.actors import Actor
from tendik_web.imports.actions._batch import AT_ONCE, expect, keep, line, opened
from tendik_web.imports.judging import Judge
from tendik_web.imports.models import ImportBatch, ImportRow, State


def preview(actor: Actor, country: str, id: str, progress: ProgressReporter = silent) -> ImportBatch:
    """Judge every row as things stand now, and keep what was found.

    Raises
    ------
    PermissionDenied, tendik.errors.NotFound
        The actor may not import here, or sees no such import.
    tendik.errors.BadInput
        It was applied already.
    """
    with transaction.atomic():
        batch, kind = opened(actor, country, id)
        expect(batch, State.SENT, State.READY)
        rows = list(batch.rows.order_by("number"))
        verdicts = Judge(actor, country, kind).judge(
            [line(row) for row in rows], {row.number: row.record for row in rows}, progress
        )
        for row, verdict in zip(rows, verdicts, strict=True):
            keep(row, verdict)
        ImportRow.objects.bulk_create(
            rows,
            batch_size=AT_ONCE,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["outcome", "record", "version", "changes", "problems"],
        )
        batch.counts, batch.state = dict(Counter(row.outcome for row in rows)), State.READY
        batch.revision += 1
        batch.save(update_fields=["counts", "state", "revision"])
    return batch
