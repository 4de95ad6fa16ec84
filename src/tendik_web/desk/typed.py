"""What a form holds: names and texts, whether they come from a record, a draft or a reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tendik_web.desk.family import FIELD_OF, Typed
from tendik_web.desk.fields import family
from tendik_web.records.kinds import Kind

LAST = ("body", "valid_from", "valid_to", "note", "source")
"""Fields that all kinds have, after their own."""


def names(kind: Kind) -> list[str]:
    """The fields of the form of ``kind``, in order: the title, its own, those that all have."""
    own = [name for name in (*kind.columns, *kind.lists) if name not in {"title", *LAST}]
    return ["title", *own, *LAST]


def field(kind: Kind, name: str) -> Any:
    """The field of the model."""
    return kind.columns.get(name) or kind.lists[name]


def of_record(kind: Kind, plain: Mapping[str, Any]) -> Typed:
    """The form as it shows a record, given in plain values by field."""
    typed: Typed = {}
    for name in names(kind):
        found = field(kind, name)
        typed |= family(found).write(plain.get(name))
    return typed


def of_new(kind: Kind) -> Typed:
    """The form of a record that is yet to be."""
    defaults = {
        name: found.get_default()
        for name in names(kind)
        if (found := field(kind, name)).has_default() and not found.related_model
    }
    return of_record(kind, defaults)


def of_query(kind: Kind, lists: Iterable[tuple[str, list[str]]]) -> Typed:
    """What was sent, without what does not belong to the form of ``kind``."""
    known = set(names(kind))
    return {
        name: [text.replace("\r\n", "\n") for text in texts]
        for name, texts in lists
        if name.partition(FIELD_OF)[0] in known
    }


def values(kind: Kind, typed: Typed) -> dict[str, Any]:
    """What the form asks to be written, by field, in plain values."""
    return {name: family(field(kind, name)).read(typed) for name in names(kind)}
