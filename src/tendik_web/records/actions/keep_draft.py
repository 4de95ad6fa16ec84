"""Keep what somebody is typing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tendik_web.access.actors import Actor
from tendik_web.records.models import Draft


def keep_draft(actor: Actor, record: str, base_version: int | None, values: Mapping[str, Any]) -> Draft:
    """Keep ``values`` as the one draft of ``actor`` for ``record`` (``kind:id``, ``kind:new``)."""
    draft, _ = Draft.objects.update_or_create(
        user=actor.id, record=record, defaults={"base_version": base_version, "values": dict(values)}
    )
    return draft
