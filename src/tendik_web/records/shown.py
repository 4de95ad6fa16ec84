"""Records as plain values for whoever may see them: no link tells of what is hidden."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from tendik_web.access.actors import Actor
from tendik_web.records import rows
from tendik_web.records.image import image
from tendik_web.records.kinds import Kind
from tendik_web.records.models import Record


def shown(viewer: Actor, country: str | None, kind: Kind, records: Sequence[Record]) -> list[dict[str, Any]]:
    """Every field of ``records``, which ``viewer`` sees; links only to what ``viewer`` sees, too.

    Two queries for each list of links, one for each other link.
    """
    lists = [
        Prefetch(name, queryset=rows.visible_to(viewer, country, kind.links[name].kind()).only("pk"))
        for name in kind.lists
    ]
    prefetch_related_objects(list(records), *lists)
    hidden = {
        name: _hidden(viewer, country, kind, records, name) for name in kind.links.keys() - kind.lists.keys()
    }
    found = []
    for record in records:
        values = image(
            kind, record, {name: [one.pk for one in getattr(record, name).all()] for name in kind.lists}
        )
        found.append(values | {name: None for name, ids in hidden.items() if values[name] in ids})
    return found


def _hidden(viewer: Actor, country: str | None, kind: Kind, records: Sequence[Record], name: str) -> set[str]:
    """Those records that the link ``name`` leads to and ``viewer`` does not see."""
    named = {getattr(record, f"{name}_id") for record in records} - {None}
    if not named:
        return set()
    seen = rows.visible_to(viewer, country, kind.links[name].kind()).filter(pk__in=named)
    return named - set(seen.values_list("pk", flat=True))
