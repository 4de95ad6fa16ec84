"""Put corrected rows, or a corrected file, in the place of what was sent before."""

from __future__ import annotations

from django.db import transaction

from tendik.errors import N_, BadInput, Message, Problem
from tendik.exchange.tables import read_table
from tendik_web.access.actors import Actor
from tendik_web.imports.actions._batch import add_rows, expect, opened
from tendik_web.imports.models import ImportBatch, State
from tendik_web.imports.reading import read
from tendik_web.jobs.messages import pack


def correct(actor: Actor, country: str, id: str, name: str, content: bytes) -> ImportBatch:
    """Take a corrected file in; preview the import again next.

    A file whose rows are numbered, as those are that were given out to be corrected, replaces
    these rows, and the others wait as they are. Any other file replaces all.

    Raises
    ------
    PermissionDenied, tendik.errors.NotFound
        The actor may not import here, or sees no such import.
    tendik.errors.BadInput
        The file is no table of this kind, numbers a row that there is not, or the import was
        applied already.
    """
    with transaction.atomic():
        batch, kind = opened(actor, country, id)
        expect(batch, State.SENT, State.READY)
        table = read_table(name, content)
        sheet = read(kind, table)
        rows = batch.rows.all()
        if sheet.numbered:
            numbers = {line.number for line in sheet.lines}
            rows = rows.filter(number__in=numbers)
            if unknown := numbers - set(rows.values_list("number", flat=True)):
                message = Message("import.no-row", N_("The file that was sent first has no such row."))
                raise BadInput(Problem(message, name, number) for number in sorted(unknown))
            known = {heading[0] for heading in batch.headings}
            batch.headings += [list(heading) for heading in sheet.headings if heading[0] not in known]
        else:
            batch.headings = [list(heading) for heading in sheet.headings]
            batch.name, batch.digest = name[-200:], table.digest
        batch.notices, batch.state, batch.counts = [pack(one) for one in sheet.notices], State.SENT, {}
        rows.delete()
        add_rows(batch, sheet.lines)
        batch.save()
    return batch
