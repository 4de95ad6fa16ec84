"""Apply an import: every row or none."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone

from tendik.errors import N_, BadInput, Message, Problem
from tendik.progress import ProgressReporter, silent
from tendik_web.access.actors import Actor
from tendik_web.imports.access import APPLY
from tendik_web.imports.actions._batch import expect, keep, line, opened, seen, whole
from tendik_web.imports.actions._write import Written, write
from tendik_web.imports.actions.preview import preview
from tendik_web.imports.judging import Judge
from tendik_web.imports.models import ImportBatch, ImportRow, Outcome, State
from tendik_web.imports.verdict import Verdict
from tendik_web.records.models import Record


class _Moved(Exception):
    """Rows would do something else now than the preview said."""


def apply(actor: Actor, country: str, id: str, progress: ProgressReporter = silent) -> ImportBatch:
    """Write what the preview said, in one transaction, each record with its own entry.

    Applying an import that is applied already changes nothing.

    Raises
    ------
    PermissionDenied, tendik.errors.NotFound
        The actor may not import here, or sees no such import.
    tendik.errors.BadInput
        A row is to be corrected, or something has changed since the preview; nothing is
        written, and the preview says how things stand now.
    """
    try:
        with transaction.atomic():
            return _apply(actor, country, id, progress)
    except (_Moved, IntegrityError) as reason:
        numbers = reason.args[0] if isinstance(reason, _Moved) else []
        preview(actor, country, id)
        message = Message(
            "import.moved",
            N_("Something was changed since the preview, so nothing was applied. Look at the new preview."),
        )
        rows = Message("import.moved-row", N_("This row would do something else now."))
        raise BadInput([Problem(message), *(Problem(rows, row=number) for number in numbers)]) from None


def _apply(actor: Actor, country: str, id: str, progress: ProgressReporter) -> ImportBatch:
    batch, kind = opened(actor, country, id)
    if batch.state == State.APPLIED:
        return batch
    expect(batch, State.READY)
    rows = list(batch.rows.order_by("number"))
    if any(row.outcome == Outcome.WRONG for row in rows):
        message = Message(
            "import.wrong-rows", N_("Some rows are to be corrected first. Nothing was applied.")
        )
        raise BadInput([Problem(message)])

    def half(first: int) -> ProgressReporter:
        return lambda done, total: progress(first * total + done, 2 * total)

    verdicts = Judge(actor, country, kind, lock=True).judge(
        [line(row) for row in rows], {row.number: row.record for row in rows}, half(0)
    )
    _unmoved(rows, verdicts)
    written = [
        _written(verdict, verdict.record) for verdict in verdicts if verdict.record and verdict.changes
    ]
    batch.state, batch.applied_by, batch.applied_at = State.APPLIED, actor.id, timezone.now()
    batch.save(update_fields=["state", "applied_by", "applied_at"])
    write(actor, kind, country, written, whole(APPLY, batch, written), half(1))
    return batch


def _written(verdict: Verdict, record: Record) -> Written:
    new = not verdict.version
    verb = "create" if new else "restore" if "withdrawn" in verdict.changes else "change"
    return Written(record, verb, set(verdict.changes), verdict.written, verdict.kept)


def _unmoved(rows: Sequence[ImportRow], verdicts: Sequence[Verdict]) -> None:
    """Raise unless every row would do now what the preview said."""
    moved = []
    for row, verdict in zip(rows, verdicts, strict=True):
        said = seen(row)
        keep(row, verdict)
        if seen(row) != said:
            moved.append(row.number)
    if moved:
        raise _Moved(moved)
