"""What somebody has typed and not sent."""

from __future__ import annotations

from tendik_web.access.actors import Actor
from tendik_web.records.models import Draft


def address(country: str, kind: str, id: str | None) -> str:
    """The name under which the draft for a record, or for a new one of ``country``, is kept."""
    return f"{kind}:{id}" if id else f"{kind}:new:{country}"


def find(actor: Actor, record: str) -> Draft | None:
    """The draft of ``actor`` for ``record``."""
    return Draft.objects.filter(user=actor.id, record=record).first()


def mine(actor: Actor) -> list[Draft]:
    """All drafts of ``actor``, the latest first."""
    return list(Draft.objects.filter(user=actor.id).order_by("-saved_at"))
