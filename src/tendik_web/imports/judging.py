"""What would become of each row: new, changed field by field, as it is, or wrong and why."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from tendik.errors import N_, BadInput
from tendik.progress import ProgressReporter, silent
from tendik_web.access.actors import Actor
from tendik_web.access.ids import new_id
from tendik_web.access.permissions import may
from tendik_web.imports import families, sheet
from tendik_web.imports.columns import FIRST, columns, fields
from tendik_web.imports.earlier import Earlier
from tendik_web.imports.family import Wrong, plain_cell, split
from tendik_web.imports.reading import Line, columns_of
from tendik_web.imports.stored import Stored, Targets, seen_by
from tendik_web.imports.verdict import Verdict, same_rows, tell_circles
from tendik_web.records.image import changed, image
from tendik_web.records.kinds import Kind
from tendik_web.records.models import Record, Status
from tendik_web.records.source import is_named
from tendik_web.records.values import assign

UNTOLD = {"version", "country", "visibility", "embargo_until", "withdrawn"}
"""What a new record gets by itself."""

KEY = re.compile(r"[\w./-]{1,120}")
REPORTED = 200


class Judge:
    """Judges the rows of one file. All that they name is looked up at once.

    Parameters
    ----------
    lock : bool
        Hold the records that are there until the transaction ends.
    """

    def __init__(self, actor: Actor, country: str, kind: Kind, *, lock: bool = False) -> None:
        self.actor, self.country, self.kind = actor, country, kind
        self.fields = fields(kind)
        self.stored = Stored(actor, country, kind, lock=lock)
        self.targets = Targets(seen_by(actor, country))
        self.earlier = Earlier(country, kind.name)
        self._met: dict[str, int] = {}

    def judge(
        self, lines: Sequence[Line], ids: Mapping[int, str], progress: ProgressReporter = silent
    ) -> list[Verdict]:
        """A verdict for each row; ``ids`` are identifiers that were given to rows before, by number."""
        self._look_up(lines)
        verdicts = [self._matched(line, ids) for line in lines]
        for verdict in verdicts:
            if verdict.record is not None and not verdict.version:
                self.targets.add(verdict.record)
        for done, verdict in enumerate(verdicts, start=1):
            self._weigh(verdict)
            if done % REPORTED == 0 or done == len(verdicts):
                progress(done, len(verdicts))
        self._circles(verdicts)
        return verdicts

    def _look_up(self, lines: Sequence[Line]) -> None:
        self.stored.load(
            [id for line in lines if (id := line.cells.get("id"))],
            [key for line in lines if (key := line.cells.get("key"))],
        )
        self.earlier.load(
            [same_rows(line) for line in lines if not line.cells.get("id") and not line.cells.get("key")],
            [record.pk for record in self.stored.by_id.values() if record.withdrawn],
        )
        self.images = {
            id: image(self.kind, record, self.stored.lists[id]) for id, record in self.stored.by_id.items()
        }
        sheet.load_names(self.kind, self.targets, self.images.values())
        said: dict[type[Record], set[str]] = {}
        for name, model in self.kind.links.items():
            wanted = said.setdefault(model, set())
            for cell in {line.cells.get(name, "") for line in lines} - {""}:
                wanted |= {cell, *split(cell)}
        for model, wanted in said.items():
            self.targets.load(model, wanted)

    def _matched(self, line: Line, ids: Mapping[int, str]) -> Verdict:
        """The row with the record that it is about: one that is there, or a new one."""
        verdict = Verdict(line)
        id, key = line.cells.get("id", ""), line.cells.get("key", "")
        record = self.stored.by_id.get(id) if id else self.stored.by_key.get(key)
        if id and record is None:
            verdict.wrong(
                "id",
                "import.unknown",
                N_(
                    "There is no record with this identifier here. Leave the cell empty to make a new record."
                ),
            )
            return verdict
        if record is None and key and (key in self.stored.taken or not KEY.fullmatch(key)):
            verdict.wrong(
                "key",
                "import.key",
                N_(
                    "This key cannot be used. A key has letters, digits, points and dashes, and is used once."
                ),
            )
            return verdict
        if record is None:
            made = self.kind.model(
                id=ids.get(line.number) or new_id(),
                country_id=self.country,
                key=key,
                changed_by=self.actor.id,
            )
            verdict.record = made
            self._once(verdict, f"key {key}" if key else f"row {same_rows(line)}")
            if not key and (day := self.earlier.applied.get(same_rows(line))):
                verdict.wrong(
                    "",
                    "import.applied-before",
                    N_(
                        "The same row was applied on {day} already. Without a key it would make a second record."
                    ),
                    day=day,
                )
            return verdict
        verdict.record, verdict.version = record, record.version
        verdict.before, verdict.kept = self.images[record.pk], self.stored.lists[record.pk]
        self._once(verdict, f"id {record.pk}")
        self._identity(verdict, record, key)
        return verdict

    def _once(self, verdict: Verdict, name: str) -> None:
        first = self._met.setdefault(name, verdict.line.number)
        if first != verdict.line.number:
            verdict.wrong(
                "", "import.twice", N_("Row {row} is about the same record. Leave one of the two."), row=first
            )

    def _identity(self, verdict: Verdict, record: Record, key: str) -> None:
        other = self.stored.by_key.get(key)
        if key and other is not None and other is not record:
            verdict.wrong(
                "id",
                "import.other-identifier",
                N_("The key “{key}” belongs to another record, {id}. An identifier never changes."),
                key=key,
                id=other.pk,
            )
        elif key and key != record.key:
            verdict.wrong(
                "key",
                "import.key-changed",
                N_("A key never changes. Here it is: {key}."),
                key=record.key or "–",
            )
        if record.withdrawn and not self.earlier.left_by_undoing(record.pk, record.version):
            verdict.wrong(
                "",
                "import.withdrawn",
                N_("This record was withdrawn. Restore it first, or leave out the row."),
            )

    def _weigh(self, verdict: Verdict) -> None:
        """Read the cells of the row into its record, and say what that changes."""
        record = verdict.record
        if record is None:
            return
        cells = self._told(verdict, record)
        values = self._values(verdict, cells)
        if record.withdrawn:
            record.withdrawn = False
        elif not cells and verdict.version:
            return
        place = record.body_id
        if not verdict.version:
            values = self.kind.required | values
            self._confirmation(verdict, record, cells, values)
        wrong = {column for column, _message in verdict.problems}
        try:
            verdict.written = assign(self.kind, record, values, self.targets.stored)
        except BadInput as error:
            verdict.problems += [
                (column, problem.message)
                for problem in error.problems
                if not wrong & {(column := self._column(verdict, problem.column or ""))}
            ]
        self._keep_hidden(verdict)
        self._compare(verdict, record)
        self._allowed(verdict, record, place)
        self._version(verdict, record)

    def _told(self, verdict: Verdict, record: Record) -> dict[str, str]:
        """The cells that say something: those of a new record that are filled, or that differ from what it holds."""
        there = {name: cell for name, cell in verdict.line.cells.items() if name not in FIRST}
        if not verdict.version:
            return {name: cell for name, cell in there.items() if cell}
        held = sheet.cells(self.kind, self.targets, record.pk, verdict.before, there)
        return {name: cell for name, cell in there.items() if cell != plain_cell(held[name])}

    def _values(self, verdict: Verdict, cells: Mapping[str, str]) -> dict[str, Any]:
        by_field: dict[str, dict[str, str]] = {}
        for name, cell in cells.items():
            column = columns(self.kind.name)[name]
            if column.field:
                by_field.setdefault(column.field, {})[column.part] = cell
        values = {}
        for name, parts in by_field.items():
            of = self.fields[name]
            try:
                values[name] = families.family(of).read(of, verdict.before.get(name), parts, self.targets)
            except Wrong as error:
                part = error.part or (next(iter(parts)) if len(parts) == 1 else "")
                verdict.problems.append((f"{name}.{part}" if part else name, error.message))
        if verdict.version and "status" in cells:
            self._status(verdict, cells["status"])
        return values

    def _status(self, verdict: Verdict, cell: str) -> str:
        """The confirmation that the row states; one that is there is not changed."""
        try:
            said = str(families.CHOICE.read(sheet.status_field(self.kind), "", {"": cell}, self.targets))
        except Wrong as error:
            verdict.problems.append(("status", error.message))
            return ""
        if verdict.version and said and said != verdict.before["status"]:
            verdict.wrong(
                "status",
                "import.status",
                N_("An import does not change the confirmation of a record. Confirm the record on its page."),
            )
        return said

    def _confirmation(
        self, verdict: Verdict, record: Record, cells: Mapping[str, str], values: Mapping[str, Any]
    ) -> None:
        """A new record counts as read only where the row names what it was read in."""
        sourced = is_named(values.get("source"))
        said = self._status(verdict, cells["status"]) if "status" in cells else ""
        if said == Status.READ and not sourced:
            verdict.wrong("source.title", "record.source", N_("Name the source in which you read it."))
        record.status = said or (Status.READ if sourced else Status.UNCONFIRMED)

    def _keep_hidden(self, verdict: Verdict) -> None:
        """Links that the actor does not see stay as they are."""
        for name, ids in verdict.written.items():
            model = self.kind.links[name]
            hidden = [id for id in verdict.kept.get(name, ()) if not self.targets.sees(model, id)]
            verdict.written[name] = sorted({*ids, *hidden})

    def _compare(self, verdict: Verdict, record: Record) -> None:
        if verdict.version:
            before = verdict.before
            after = image(self.kind, record, verdict.kept | verdict.written)
            verdict.changes = {name: [before[name], after[name]] for name in changed(before, after)}
        else:
            after = image(self.kind, record, verdict.written)
            verdict.changes = {
                name: [None, value]
                for name, value in after.items()
                if name not in UNTOLD and value not in (None, "", [], {})
            }
        verdict.written = {name: ids for name, ids in verdict.written.items() if name in verdict.changes}

    def _allowed(self, verdict: Verdict, record: Record, place: str | None) -> None:
        if not verdict.changes:
            return
        group = self.kind.group
        verbs = ["create"] if not verdict.version else ["change"]
        if "withdrawn" in verdict.changes:
            verbs.append("restore")
        places = {record.body_id} | ({place} if verdict.version else set())
        if not all(
            may(self.actor, f"{group}.{verb}", record.country_id, at) for verb in verbs for at in places
        ):
            verdict.wrong(
                "", "import.not-allowed", N_("You may not write this record, or not for this body.")
            )

    def _version(self, verdict: Verdict, record: Record) -> None:
        said = verdict.line.cells.get("version", "")
        if verdict.version and said and said != str(record.version) and verdict.changes:
            verdict.wrong(
                "version",
                "import.conflict",
                N_(
                    "The record was changed after this row was given out: the row holds version {read}, "
                    "here stands version {now}. Look at what differs, then put {now} into the cell."
                ),
                read=said,
                now=str(record.version),
            )

    def _column(self, verdict: Verdict, name: str) -> str:
        """The column of the file that a problem of the field ``name`` concerns."""
        there = [column for column in columns_of(self.kind, name) if column in verdict.line.cells]
        return next(
            (column for column in there if verdict.line.cells[column]),
            (there or columns_of(self.kind, name))[0],
        )

    def _circles(self, verdicts: Sequence[Verdict]) -> None:
        """Say of single links to records of the same kind where they would lead in a circle."""
        for name, model in self.kind.links.items():
            own = model is self.kind.model and name not in self.kind.lists
            if own and any(name in verdict.changes for verdict in verdicts):
                tell_circles(verdicts, name, self.stored.leads(name))
