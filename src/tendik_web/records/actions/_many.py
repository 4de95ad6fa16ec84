"""How actions write many records of one kind: a few statements for all of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tendik_web.access.actors import Actor
from tendik_web.records.kinds import Kind
from tendik_web.records.models import Record
from tendik_web.records.values import Lists
from tendik_web.search.records import sorted_by

AT_ONCE = 500
"""Rows that one statement writes."""

Written = Sequence[tuple[Record, Lists]]
"""Records, each with the lists of links to write."""


def insert_many(kind: Kind, written: Written) -> None:
    """Write new records and their lists."""
    for record, _lists in written:
        record.sort_key = sorted_by(record)
    kind.model._default_manager.bulk_create([record for record, _lists in written], batch_size=AT_ONCE)
    _write_lists(kind, written)


def update_many(kind: Kind, actor: Actor, written: Written, columns: Collection[str]) -> None:
    """Write ``columns`` of records that this transaction has locked, and their lists."""
    columns = {*columns, "version", "changed_by"}
    for record, _lists in written:
        record.version, record.changed_by = record.version + 1, actor.id
        if "title" in columns:
            record.sort_key = sorted_by(record)
    kind.model._default_manager.bulk_create(
        [record for record, _lists in written],
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=sorted(columns | ({"sort_key"} if "title" in columns else set())),
    )
    _write_lists(kind, written)


def _write_lists(kind: Kind, written: Written) -> None:
    for name, field in kind.lists.items():
        through = field.remote_field.through._default_manager
        source, target = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
        given = [(record.pk, lists[name]) for record, lists in written if name in lists]
        for start in range(0, len(given), AT_ONCE):
            part = given[start : start + AT_ONCE]
            through.filter(**{f"{source}__in": [id for id, _linked in part]}).delete()
            pairs = [{source: id, target: linked} for id, links in part for linked in links]
            through.bulk_create([through.model(**pair) for pair in pairs], batch_size=AT_ONCE)
