"""How actions read the record that they write: by statements that are built once.

To build a query takes Django several times as long as the database takes to answer it. What an
action reads has few forms: one for each kind, country and set of roles, and one for each list.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from tendik_web.access.actors import Actor, Grant
from tendik_web.access.ids import is_id
from tendik_web.records import kinds, rows
from tendik_web.records.kinds import Kind
from tendik_web.records.models import Record
from tendik_web.records.values import Lists

Statement = tuple[str, tuple[Any, ...]]
"""A query and its parameters; the last, an identifier, is still to be given."""


def read(actor: Actor, country: str | None, kind: str, id: str) -> Record:
    """One record that ``actor`` may see, withdrawn ones included: what ``rows.get`` gives, sooner.

    Raises
    ------
    tendik.errors.NotFound
        There is none; whether it is hidden is not said.
    """
    model = kinds.find(kind).model
    if is_id(id):
        query, parameters = _visible(kind, country, actor.grants)
        for record in model._default_manager.raw(query, [*parameters, id]):
            return record
    raise rows.unknown(kind, id)


def linked(kind: Kind, record: Record) -> Lists:
    """The lists of links of ``record``, by field."""
    lists: Lists = {}
    for name, field in kind.lists.items():
        query, parameters = _links(kind.name, name)
        pairs = field.remote_field.through._default_manager.raw(query, [*parameters, record.pk])
        lists[name] = [getattr(pair, f"{field.m2m_reverse_field_name()}_id") for pair in pairs]
    return lists


@lru_cache(maxsize=1_000)
def _visible(kind: str, country: str | None, grants: frozenset[Grant]) -> Statement:
    seen = rows.visible_to(Actor("", grants), country, kind, withdrawn=True)
    return _open(seen.order_by().filter(pk=""))


@lru_cache(maxsize=1_000)
def _links(kind: str, name: str) -> Statement:
    field = kinds.find(kind).lists[name]
    return _open(field.remote_field.through._default_manager.filter(**{f"{field.m2m_field_name()}_id": ""}))


def _open(rows_of_nothing: Any) -> Statement:
    query, parameters = rows_of_nothing.query.sql_with_params()
    return query, tuple(parameters[:-1])
