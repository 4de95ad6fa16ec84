"""Load a pack of records; what a person has edited stays as the person left it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from tendik.errors import BadInput, Problem
from tendik_web.access.actors import Actor
from tendik_web.access.permissions import require
from tendik_web.audit.chain import PLATFORM, Deed, record_many
from tendik_web.records import history, kinds
from tendik_web.records.actions._store import found_again, insert, update
from tendik_web.records.image import changed, image
from tendik_web.records.kinds import Kind
from tendik_web.records.models import Record
from tendik_web.records.pack_links import Name, in_order, keys, names
from tendik_web.records.packs import Packed
from tendik_web.records.values import assign


@dataclass(frozen=True)
class Difference:
    """A field that a person has edited, and that the pack has otherwise; it stays as it is."""

    kind: str
    id: str
    key: str
    field: str
    pack: Any
    here: Any


@dataclass
class Loaded:
    """What loading did: how many records are new, changed, as they were; and what differs."""

    new: int = 0
    changed: int = 0
    same: int = 0
    differences: list[Difference] = field(default_factory=list)


def load(actor: Actor, records: Iterable[Packed]) -> Loaded:
    """Bring the ``records`` of a pack in, all or none; a second time changes nothing.

    A field is written if nobody has touched it since the pack last wrote it. One that a
    person has edited stays, and is listed where the pack differs. Links must lead to
    records of the same pack or of those that are there.

    Raises
    ------
    PermissionDenied
        The actor may not load.
    tendik.errors.BadInput
        Every record that cannot be written, with its file.
    """
    require(actor, "records.load", None)
    loaded, problems, written = Loaded(), [], []
    deeds: dict[str, list[Deed]] = defaultdict(list)
    with transaction.atomic():
        there = _there()
        for packed in in_order(list(records), there):
            if not all(any(n in there for n in names(packed, *link)) for link in keys(packed)):
                continue  # what it links to is wrong, and said already
            try:
                written += _bring(actor, packed, there, loaded, deeds)
            except BadInput as error:
                place = f"{packed.kind} {packed.key}: "
                problems += [
                    Problem(problem.message, file=packed.file, column=place + (problem.column or ""))
                    for problem in error.problems
                ]
        if problems:
            raise BadInput(problems)
        found_again(written)
        for chain, done in deeds.items():
            record_many(chain, actor, done)
    return loaded


def _there() -> dict[Name, Record]:
    """All records that have a key, by kind, country and key."""
    return {
        (kind.name, record.country_id, record.key): record
        for kind in kinds.KINDS.values()
        for record in kind.model._default_manager.exclude(key="")
    }


def _bring(
    actor: Actor, packed: Packed, there: dict[Name, Record], loaded: Loaded, deeds: dict[str, list[Deed]]
) -> list[Record]:
    """Write one record as far as nobody has touched it; return it if it is new or changed."""
    kind = kinds.find(packed.kind)
    name = (packed.kind, packed.country, packed.key)
    values = packed.values | {"source": packed.source} | _links(packed, there)
    record = there.get(name)
    if record is None:
        record = kind.model(
            country_id=packed.country,
            key=packed.key,
            status=packed.status,
            visibility=packed.visibility,
            changed_by=actor.id,
        )
        lists = assign(kind, record, kind.required | values)
        insert(record, lists)
        there[name] = record
        loaded.new += 1
        verb, after = "create", image(kind, record, lists)
    else:
        before = image(kind, record)
        lists = assign(
            kind, record, {n: v for n, v in values.items() if n not in kind.links or v != before[n]}
        )
        record.status, record.visibility = packed.status, packed.visibility
        wanted = image(kind, record, {name: before[name] for name in kind.lists} | lists)
        fields = changed(before, wanted)
        ours = _untouched(actor, kind, record, fields) if fields else set()
        loaded.differences += [
            Difference(kind.name, record.pk, packed.key, name, wanted[name], before[name])
            for name in fields
            if name not in ours
        ]
        if not ours:
            loaded.same += 1
            return []
        columns = ours - lists.keys()
        update(kind, actor, record, columns, {name: lists[name] for name in ours & lists.keys()})
        loaded.changed += 1
        verb = "change"
        after = before | {name: wanted[name] for name in ours} | {"version": record.version}
    chain = packed.country or PLATFORM
    deeds[chain].append(Deed(f"{kind.group}.{verb}", history.address(kind.name, record.pk), after))
    return [record]


def _links(packed: Packed, there: Mapping[Name, Record]) -> dict[str, Any]:
    def target(name: str, key: str) -> str:
        return next(there[n].pk for n in names(packed, name, key) if n in there)

    return {
        name: target(name, linked) if isinstance(linked, str) else [target(name, key) for key in linked]
        for name, linked in packed.links.items()
    }


def _untouched(actor: Actor, kind: Kind, record: Record, fields: Iterable[str]) -> set[str]:
    """Those of ``fields`` that nobody but the loader has written last."""
    writer = {name: step.actor for step in history.steps(kind.name, record.pk) for name in step.fields}
    return {name for name in fields if writer.get(name) == actor.id}
