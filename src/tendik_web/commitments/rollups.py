"""Promises counted by state and by link, for all and for groups; counts only, never weighed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Count
from django.utils import timezone

from tendik_web.access.actors import Actor
from tendik_web.audit.chain import PLATFORM, heads
from tendik_web.commitments import contrary
from tendik_web.commitments.state import Link, LinkState, linked, stated
from tendik_web.commitments.words import state_of
from tendik_web.records import rows

FIELDS = [f"link_{link.value}" for link in Link]
EMBARGO = 300
"""Seconds after which counts are taken anew though nothing was changed: an embargo may have ended."""


@dataclass(frozen=True)
class Counts:
    """How many promises are in each state, how each link stands, and for how many nothing is recorded.

    ``contrary`` counts those to which an article of a law in force was judged contrary.
    """

    all: int = 0
    states: Mapping[str, int] = field(default_factory=Counter)
    links: Mapping[Link, Mapping[str, int]] = field(default_factory=dict)
    bare: int = 0
    contrary: int = 0


def counts(viewer: Actor, country: str, day: date) -> Counts:
    """All promises that ``viewer`` sees, counted; kept until something is changed."""
    stamp = heads(country, PLATFORM)
    if not stamp:
        return _count(viewer, country, day)
    sight = Actor("sight", viewer.grants)
    return _kept(stamp, timezone.now().timestamp() // EMBARGO, sight, country, day)


@lru_cache(maxsize=32)
def _kept(_stamp: tuple[str, ...], _time: float, sight: Actor, country: str, day: date) -> Counts:
    return _count(sight, country, day)


def _count(viewer: Actor, country: str, day: date) -> Counts:
    found = linked(stated(viewer, country, day), viewer, country, day)
    answers: Counter[tuple[str, ...]] = Counter(found.values_list("standing", *FIELDS))
    states: Counter[str] = Counter()
    links: dict[Link, Counter[str]] = {link: Counter() for link in Link}
    bare = 0
    for (standing, *each), number in answers.items():
        states[state_of(standing)] += number
        for link, how in zip(Link, each, strict=True):
            links[link][how] += number
        bare += number if set(each) == {LinkState.UNRECORDED} else 0
    against = len(contrary.articles(viewer, country, day))
    return Counts(sum(states.values()), states, links, bare, against)


GROUPS: Mapping[str, tuple[str, str, Mapping[str, str]]] = {
    "instrument": ("instrument", "instrument", {}),
    "body": ("body", "body", {}),
    "sdg": ("provisions", "provision", {"type": "target", "instrument__type": "goal"}),
    "area": ("provisions", "provision", {"type": "area", "instrument__type": "platform"}),
}
"""By what promises are grouped: the field of the promise, the kind it leads to, which of that kind."""


def grouped(viewer: Actor, country: str, day: date, by: str) -> list[tuple[Any, Counter[str], int]]:
    """For each group, and last for none (``None``), how many promises are in each state.

    The last number counts those to which an article in force was judged contrary. A promise
    that belongs to several groups is counted in each.
    """
    field, kind, which = GROUPS[by]
    found = stated(viewer, country, day).order_by().values_list(field, "standing")
    by_id: dict[str | None, Counter[str]] = defaultdict(Counter)
    for id, standing, number in found.annotate(number=Count("pk", distinct=True)):
        by_id[id][state_of(standing)] += number
    ids = contrary.articles(viewer, country, day)
    concerned = rows.visible_to(viewer, country, "commitment").filter(pk__in=ids).order_by()
    against: Counter[str | None] = Counter(concerned.values_list(field, flat=True))
    records = rows.visible_to(viewer, country, kind).filter(**which).filter(pk__in=[id for id in by_id if id])
    named: list[tuple[Any, Counter[str], int]] = [
        (record, by_id.pop(record.pk), against.pop(record.pk, 0))
        for record in records.order_by("sort_key", "pk")
    ]
    if which:
        return named
    rest = sum(by_id.values(), Counter())
    return [*named, (None, rest, against.total())] if rest else named
