"""Drop a draft that was sent or given up."""

from __future__ import annotations

from tendik_web.access.actors import Actor
from tendik_web.records.models import Draft


def drop_draft(actor: Actor, record: str) -> None:
    """Drop the draft of ``actor`` for ``record``, if there is one."""
    Draft.objects.filter(user=actor.id, record=record).delete()
