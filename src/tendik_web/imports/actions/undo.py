"""Undo an import in one step."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from tendik.errors import N_, BadInput, Message, Problem
from tendik.progress import ProgressReporter, silent
from tendik_web.access.actors import Actor
from tendik_web.access.permissions import may
from tendik_web.imports.access import UNDO
from tendik_web.imports.actions._batch import expect, opened, whole
from tendik_web.imports.actions._write import Written, write
from tendik_web.imports.models import ImportBatch, ImportRow, Outcome, State
from tendik_web.imports.stored import Stored, Targets
from tendik_web.records.kinds import Kind
from tendik_web.records.models import Record
from tendik_web.records.values import assign


def undo(actor: Actor, country: str, id: str, progress: ProgressReporter = silent) -> ImportBatch:
    """Give every record that an import changed what it held before, and withdraw those that it made.

    Undoing an import that is undone already changes nothing.

    Raises
    ------
    PermissionDenied, tendik.errors.NotFound
        The actor may not undo imports here, or sees no such import.
    tendik.errors.BadInput
        It is not applied; or, for each such row, somebody has edited the record since, the
        actor may not write it, or what it held before cannot stand any more. Nothing is undone.
    """
    with transaction.atomic():
        batch, kind = opened(actor, country, id, UNDO)
        if batch.state == State.UNDONE:
            return batch
        expect(batch, State.APPLIED)
        rows = list(batch.rows.filter(outcome__in=[Outcome.NEW, Outcome.CHANGED]).order_by("number"))
        stored, targets = Stored(actor, country, kind, lock=True), Targets(_any)
        stored.load([row.record for row in rows], [])
        _look_up(kind, rows, targets)
        written, problems = [], []
        for row in rows:
            record = stored.by_id.get(row.record)
            try:
                written.append(_reversed(actor, batch, kind, row, record, stored, targets))
            except BadInput as error:
                problems += [
                    Problem(problem.message, row=row.number, column=problem.column)
                    for problem in error.problems
                ]
        if problems:
            raise BadInput(problems)
        batch.state, batch.undone_by, batch.undone_at = State.UNDONE, actor.id, timezone.now()
        batch.save(update_fields=["state", "undone_by", "undone_at"])
        write(actor, kind, country, written, whole(UNDO, batch, written), progress)
    return batch


def _any(model: type[Record]) -> QuerySet[Record]:
    """Every record: whoever undoes need not see all that a record led to."""
    return model._default_manager.all()


def _look_up(kind: Kind, rows: Iterable[ImportRow], targets: Targets) -> None:
    """Look up all that the records led to before."""
    wanted: dict[type[Record], set[str]] = {}
    for row in rows:
        for name, (before, _after) in row.changes.items():
            if name in kind.links and before:
                wanted.setdefault(kind.links[name], set()).update(
                    {before} if isinstance(before, str) else before
                )
    for model, ids in wanted.items():
        targets.load(model, ids)


def _reversed(
    actor: Actor,
    batch: ImportBatch,
    kind: Kind,
    row: ImportRow,
    record: Record | None,
    stored: Stored,
    targets: Targets,
) -> Written:
    """The record of ``row`` as it was before the import.

    Raises
    ------
    tendik.errors.BadInput
        Why it cannot be that again.
    """
    if record is None or record.version != row.version + 1:
        message = Message(
            "import.edited",
            N_("“{title}” was changed after the import. Undo that by hand first, or keep the import."),
            {"title": str(record or row.record)},
        )
        raise BadInput([Problem(message)])
    new = row.outcome == Outcome.NEW
    back = "withdrawn" in row.changes
    verb = "withdraw" if new or back else "change"
    kept, place = stored.lists[record.pk], record.body_id
    lists, fields = {}, {"withdrawn"}
    if not new:
        values = {name: before for name, (before, _after) in row.changes.items() if name != "withdrawn"}
        lists, fields = assign(kind, record, values, targets.stored), set(row.changes)
    if new or back:
        record.withdrawn = True
    if not all(may(actor, f"{kind.group}.{verb}", record.country_id, at) for at in {place, record.body_id}):
        message = Message("import.not-allowed", N_("You may not write this record, or not for this body."))
        raise BadInput([Problem(message)])
    also = {"reason": _reason(batch)} if verb == "withdraw" else {}
    return Written(record, verb, fields, lists, kept, also)


def _reason(batch: ImportBatch) -> str:
    return f"import {batch.pk} undone"
