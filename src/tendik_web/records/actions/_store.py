"""How actions write records: the row, its lists of links, the entry in the history."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from tendik.errors import N_, BadInput, Message, Problem
from tendik_web.access.actors import Actor
from tendik_web.access.permissions import require
from tendik_web.audit.chain import PLATFORM
from tendik_web.audit.chain import record as enter
from tendik_web.records import history, kinds
from tendik_web.records.actions._read import read
from tendik_web.records.conflict import Conflict
from tendik_web.records.image import changed, image
from tendik_web.records.kinds import Kind
from tendik_web.records.models import Record
from tendik_web.records.values import Lists
from tendik_web.search.actions.index import index
from tendik_web.search.models import Document
from tendik_web.search.records import document_of, sorted_by


def opened(
    actor: Actor, country: str | None, kind: str, id: str, version: int, verb: str, mine: Mapping[str, Any]
) -> tuple[Kind, Record]:
    """The record that ``actor`` is about to ``verb``, as it was read.

    Raises
    ------
    tendik.errors.NotFound
        The actor sees no such record.
    PermissionDenied
        The actor may not do that to it.
    Conflict
        Another has written since; ``mine`` is what would have been written.
    """
    of = kinds.find(kind)
    record = read(actor, country, kind, id)
    require(actor, f"{of.group}.{verb}", record.country_id, record.body_id)
    if record.version != version:
        raise conflict(of, id, version, mine)
    return of, record


def insert(record: Record, lists: Lists) -> None:
    """Write a new record and its lists."""
    record.sort_key = sorted_by(record)
    record.save(force_insert=True)
    _write_lists(record, lists)


def update(
    kind: Kind, actor: Actor, record: Record, columns: Collection[str], lists: Lists | None = None
) -> None:
    """Write ``columns`` of ``record`` and its ``lists`` over the version that was read.

    Raises
    ------
    Conflict
        Another has written since.
    """
    columns = set(columns)
    if "title" in columns:
        record.sort_key = sorted_by(record)
        columns.add("sort_key")
    version = record.version
    record.version, record.changed_by = version + 1, actor.id
    values = {name: getattr(record, kind.model._meta.get_field(name).attname) for name in columns}
    rows = kind.model._default_manager.filter(pk=record.pk, version=version)
    if not rows.update(**values, version=record.version, changed_by=actor.id):
        raise conflict(kind, record.pk, version, values)
    _write_lists(record, lists or {})


def entered(
    verb: str,
    actor: Actor,
    kind: Kind,
    record: Record,
    after: Mapping[str, Any],
    found: Iterable[Document] = (),
) -> None:
    """Bring search up to date and write what was done into the chain; the last step of an action.

    ``found`` is the document by which search finds the record so far, where that is known.
    """
    found_again([record], found)
    chain = record.country_id or PLATFORM
    enter(chain, f"{kind.group}.{verb}", actor, history.address(kind.name, record.pk), after)


def conflict(kind: Kind, id: str, read: int, mine: Mapping[str, Any]) -> Conflict:
    """The three versions of every field that was sent, or changed since version ``read``."""
    now = image(kind, kind.model._default_manager.get(pk=id))
    base = history.version(kind.name, id, read)
    fields = [*mine, *(name for name in changed(base, now) if base and name not in mine)]
    return Conflict(
        {name: base.get(name) for name in fields},
        {name: now.get(name) for name in fields},
        mine,
        now["version"],
    )


def other_person(actor: Actor, record: Record) -> None:
    """Raise unless another than the last editor acts: confirming and releasing take two.

    Raises
    ------
    tendik.errors.BadInput
        It is the same person.
    """
    if actor.id == record.changed_by:
        message = Message(
            "record.two-persons", N_("You made the last change yourself. Another person must do this.")
        )
        raise BadInput([Problem(message)])


def found_again(records: Iterable[Record], found: Iterable[Document] = ()) -> None:
    """Bring search up to date, which finds them by ``found`` so far, where that is known."""
    index(documents(*records), found)


def documents(*records: Record) -> list[Document]:
    """Their documents; what has no title is found by the record that it belongs to."""
    return [document_of(record) for record in records if record.title]


def _write_lists(record: Record, lists: Lists) -> None:
    for name, identifiers in lists.items():
        getattr(record, name).set(identifiers)
