"""Who may import what, and which imports of others one sees."""

from __future__ import annotations

from tendik_web.access.actors import Actor
from tendik_web.access.permissions import may
from tendik_web.records.kinds import KINDS, Kind

APPLY, UNDO = "imports.apply", "imports.undo"


def importable(actor: Actor, country: str) -> list[Kind]:
    """The kinds of records that ``actor`` may import into ``country``, by what people call them."""
    if not may(actor, APPLY, country):
        return []
    found = [kind for kind in KINDS.values() if may(actor, f"{kind.group}.create", country)]
    return sorted(found, key=lambda kind: kind.plural)
