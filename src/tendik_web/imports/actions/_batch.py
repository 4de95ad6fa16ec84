"""What the actions on imports share: the import as it is opened, its rows, the form of its entry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from tendik.errors import N_, BadInput, Message, NotFound, Problem
from tendik_web.access.actors import Actor
from tendik_web.access.permissions import require
from tendik_web.audit.chain import Deed
from tendik_web.imports.access import APPLY, importable
from tendik_web.imports.actions._write import Written
from tendik_web.imports.models import ImportBatch, ImportRow, State
from tendik_web.imports.reading import Line
from tendik_web.imports.verdict import Verdict, same_rows
from tendik_web.jobs.messages import pack
from tendik_web.records import kinds
from tendik_web.records.kinds import Kind

AT_ONCE = 500


def opened(actor: Actor, country: str, id: str, verb: str = APPLY) -> tuple[ImportBatch, Kind]:
    """The import ``id``, held until the transaction ends, and its kind.

    Raises
    ------
    PermissionDenied
        The actor may not ``verb`` here.
    tendik.errors.NotFound
        There is no such import, or it is not for the actor to see.
    """
    require(actor, verb, country)
    batch = ImportBatch.objects.select_for_update().filter(pk=id, country=country).first()
    if batch is None or batch.kind not in {kind.name for kind in importable(actor, country)}:
        raise NotFound(Message("import.none", N_("There is no such import here: {id}."), {"id": id}))
    return batch, kinds.find(batch.kind)


def expect(batch: ImportBatch, *states: State) -> None:
    """Raise unless the import is in one of ``states``."""
    if batch.state not in states:
        message = Message(
            "import.state", N_("This import is past that: it was applied, undone or not read yet.")
        )
        raise BadInput([Problem(message)])


def add_rows(batch: ImportBatch, lines: Iterable[Line]) -> None:
    """Keep rows that nobody has looked at yet."""
    ImportRow.objects.bulk_create(
        [
            ImportRow(batch=batch, number=line.number, cells=line.cells, digest=same_rows(line))
            for line in lines
        ],
        batch_size=AT_ONCE,
    )


def line(row: ImportRow) -> Line:
    """The row as it is judged."""
    return Line(row.number, row.cells)


def keep(row: ImportRow, verdict: Verdict) -> None:
    """Write into ``row``, in memory only, what was found."""
    row.outcome, row.version = verdict.outcome, verdict.version
    row.record = verdict.record.pk if verdict.record is not None else ""
    row.changes = verdict.changes
    row.problems = [[column, pack(message)] for column, message in verdict.problems]


def seen(row: ImportRow) -> Sequence[Any]:
    """What the preview said of a row, as far as applying depends on it."""
    return (row.outcome, row.record, row.version, row.changes)


def whole(verb: str, batch: ImportBatch, written: Sequence[Written]) -> Deed:
    """The entry of an import as a whole: the file, and the records that it concerned by what was done."""
    records: dict[str, list[str]] = {}
    for one in written:
        records.setdefault(one.verb, []).append(one.record.pk)
    after = {"kind": batch.kind, "name": batch.name, "digest": batch.digest, "records": records}
    return Deed(verb, f"import:{batch.pk}", after)
