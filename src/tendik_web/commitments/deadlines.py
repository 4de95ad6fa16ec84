"""What is due: promises that are not kept yet, and actions that are not done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from tendik_web.access.actors import Actor
from tendik_web.commitments.state import kept
from tendik_web.records import rows


@dataclass(frozen=True)
class Deadline:
    """A day, and the record that is due on it; ``kind`` is commitment or action."""

    day: date
    kind: str
    record: Any


def coming(
    viewer: Actor, country: str, day: date, *, since: date | None = None, limit: int | None = None
) -> Sequence[Deadline]:
    """Open deadlines from ``since`` on, the nearest first; from ``day`` where nothing else is said."""
    since = since or day
    made = rows.visible_to(viewer, country, "commitment").filter(due__gte=since)
    promises = made.exclude(kept(viewer, country, day))
    actions = rows.visible_to(viewer, country, "action").filter(
        Q(done_on=None) | Q(done_on__gt=day), deadline__gte=since
    )
    found = [Deadline(one.due, "commitment", one) for one in promises.order_by("due", "pk")[:limit]]
    found += [Deadline(one.deadline, "action", one) for one in actions.order_by("deadline", "pk")[:limit]]
    return sorted(found, key=lambda one: (one.day, one.record.sort_key, one.record.pk))[:limit]
