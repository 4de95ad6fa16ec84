"""A record as the history keeps it: every field, every link, in plain values."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from tendik_web.records.kinds import Kind
from tendik_web.records.models import Record

DERIVED = {"sort_key", "changed_by", "id"}


def image(kind: Kind, record: Record, lists: dict[str, list[str]] | None = None) -> dict[str, Any]:
    """All that ``record`` holds, by field.

    Dates are ISO texts, links identifiers, lists of links sorted identifiers; ``lists``
    gives those of a record that is just being written and saves a query for each.
    """
    fields = {
        f.name: plain(f.value_from_object(record))
        for f in kind.model._meta.concrete_fields
        if f.name not in DERIVED
    }
    if lists is None:
        lists = {name: list(getattr(record, name).values_list("pk", flat=True)) for name in kind.lists}
    return fields | {name: sorted(lists.get(name, ())) for name in kind.lists}


def plain(value: Any) -> Any:
    """``value`` as JSON holds it, one form for equal values: moments in UTC, decimals without idle zeros."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value


def changed(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """The fields that differ, version apart; in the order of ``after``."""
    return [
        name
        for name in (*after, *(before.keys() - after.keys()))
        if name != "version" and before.get(name) != after.get(name)
    ]
