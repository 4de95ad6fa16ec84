"""Bodies, and which took over from which."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tendik_web.access.actors import Actor
from tendik_web.records.models import Record
from tendik_web.records.rows import visible_to


def bodies(viewer: Actor, country: str) -> list[Record]:
    """The bodies of ``country`` that ``viewer`` sees, by the alphabet; one query."""
    seen = visible_to(viewer, country, "body").filter(country_id=country)
    return list(seen.order_by("sort_key", "pk"))


def existed(body: Record, day: date) -> bool:
    """Whether ``body`` existed on ``day``; an end that is not recorded does not rule it out."""
    begun = body.valid_from is None or body.valid_from <= day
    return begun and (body.valid_to is None or body.valid_to >= day)


def successions(found: Iterable[Record]) -> list[list[Record]]:
    """Each line of succession among ``found``, the earliest body first.

    A body that several took over from begins several lines.
    """
    by_id = {body.pk: body for body in found}
    succeeded = {body.succeeds_id for body in by_id.values()}  # type: ignore[attr-defined]
    lines = []
    for body in by_id.values():
        line = [body]
        while (before := by_id.get(line[0].succeeds_id)) and before not in line:  # type: ignore[attr-defined]
            line.insert(0, before)
        if body.pk not in succeeded and len(line) > 1:
            lines.append(line)
    return lines
