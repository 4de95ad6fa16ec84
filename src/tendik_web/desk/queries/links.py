"""Where records lead and what leads to them, as far as the person may see it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.db.models import Field, ManyToManyField, QuerySet

from tendik_web.access.actors import Actor
from tendik_web.desk.queries.union import Part, Row, counted, listed
from tendik_web.records import kinds, rows
from tendik_web.records.kinds import KINDS, Kind
from tendik_web.records.models import Record

FEW = 10
"""As many records as a page names of those that lead to one; of more it says how many."""


def target(kind: Kind, name: str) -> str:
    """The kind to which the field ``name`` leads."""
    return kind.links[name].kind()


def held(kind: Kind, record: Record) -> dict[str, list[str]]:
    """Identifiers by each field of links, hidden ones included; a query for each list."""
    single = {name: getattr(record, f"{name}_id") for name in kind.links if name not in kind.lists}
    lists = {name: sorted(getattr(record, name).values_list("pk", flat=True)) for name in kind.lists}
    return {name: [id] if id else [] for name, id in single.items()} | lists


def named(viewer: Actor, country: str, kind: Kind, wanted: Mapping[str, Collection[str]]) -> dict[str, Row]:
    """Of the records that ``wanted`` names by field of ``kind``, those that the viewer may see; one query."""
    asked: dict[str, set[str]] = {}
    for name, ids in wanted.items():
        to = target(kind, name)
        asked[to] = asked.get(to, set()) | set(ids)
    parts = [
        (to, "", rows.visible_to(viewer, country, to, withdrawn=True).filter(pk__in=ids))
        for to, ids in asked.items()
        if ids
    ]
    return {row.id: row for row in listed(parts)}


def pointing(viewer: Actor, country: str, kind: Kind, id: str) -> list[dict[str, Any]]:
    """What leads to a record: by kind and field, how many, and their names where they are few.

    Two queries, however many kinds there are.
    """
    parts = {
        (source, name): (source, name, found) for source, name, found in _leading(viewer, country, kind, id)
    }
    numbers = counted(parts.values())
    few = listed(parts[address] for address, number in numbers.items() if number <= FEW)
    return [
        {
            "kind": KINDS[source],
            "field": name,
            "count": number,
            "rows": [row for row in few if (row.kind, row.word) == (source, name)],
        }
        for (source, name), number in sorted(numbers.items(), key=lambda item: _place(*item[0]))
    ]


def leading(viewer: Actor, country: str, kind: str, name: str, id: str) -> QuerySet[Record]:
    """The records of ``kind`` whose field ``name`` leads to the record ``id``."""
    return with_link(rows.visible_to(viewer, country, kind), kinds.find(kind), name, id)


def _leading(viewer: Actor, country: str, kind: Kind, id: str) -> Iterator[Part]:
    for source in KINDS.values():
        for name, model in source.links.items():
            if model is kind.model:
                yield source.name, name, leading(viewer, country, source.name, name, id)


def with_link(found: QuerySet[Record], kind: Kind, name: str, id: str) -> QuerySet[Record]:
    """Of the records ``found``, all of ``kind``, those whose field ``name`` leads to ``id``."""
    field: Field[Any, Any] = kind.model._meta.get_field(name)  # type: ignore[assignment]
    if not isinstance(field, ManyToManyField):
        return found.filter(**{name: id})
    through = field.remote_field.through._default_manager.filter(**{field.m2m_reverse_field_name(): id})
    return found.filter(pk__in=through.values(field.m2m_field_name()))


def _place(source: str, name: str) -> tuple[int, int]:
    """Kinds and fields in the order in which they are registered."""
    return list(KINDS).index(source), list(KINDS[source].links).index(name)
