"""Promises filtered, sorted and paged by a cursor: what a page shows, and what its files hold."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet, Value, Window
from django.db.models.functions import Coalesce

from tendik_web.access.actors import Actor
from tendik_web.access.visibility import visible
from tendik_web.commitments import contrary
from tendik_web.commitments.state import Link, State, holds, linked, stated
from tendik_web.records import rows
from tendik_web.search.narrow import narrow

SIZE = 25
CONTRARY = "contrary"
"""Those promises to which an article of a law in force was judged contrary."""
SORTS: Mapping[str, str] = {"title": "sort_key", "due": "due", "made": "made_on"}
STANDINGS: Mapping[str, tuple[str, ...]] = {
    state: tuple(Link) if state == State.BROKEN else (state,) for state in State.values
}


@dataclass(frozen=True)
class Filter:
    """What is asked for; empty is all.

    Provision, target and area are identifiers of provisions; ``law`` is :data:`CONTRARY` or
    nothing; ``q`` are words.
    """

    instrument: str = ""
    provision: str = ""
    sdg: str = ""
    area: str = ""
    body: str = ""
    state: str = ""
    law: str = ""
    q: str = ""
    sort: str = "title"

    @property
    def narrow(self) -> bool:
        """Whether anything is left out."""
        return any(value for name, value in vars(self).items() if name != "sort")


@dataclass(frozen=True)
class Page:
    """Some promises in their order, how many there are in all, and the cursors to either side."""

    rows: Sequence[Any]
    total: int
    before: str = ""
    after: str = ""


def page(viewer: Actor, country: str, day: date, asked: Filter, *, after: str = "", before: str = "") -> Page:
    """The promises after or before a cursor; the first where the cursor is none of ours."""
    chosen = _chosen(viewer, country, day, asked)
    name, downwards = SORTS[asked.sort.lstrip("-")], asked.sort.startswith("-")
    place = F(name) if name == "sort_key" else Coalesce(name, Value(date.min if downwards else date.max))
    ordered = chosen.annotate(place=place)
    cursor = _read(after or before, name)
    back = bool(before and not after and cursor)
    rising = downwards == back
    if cursor:
        value, id = cursor
        how = "gt" if rising else "lt"
        ordered = ordered.filter(Q(**{f"place__{how}": value}) | Q(**{"place": value, f"pk__{how}": id}))
    order = ("place", "pk") if rising else ("-place", "-pk")
    # Without a cursor the database counts on its way to the rows; with one it meets only what is left.
    counted = ordered.order_by(*order).annotate(number=Value(0) if cursor else Window(Count("pk")))
    read = list(counted.values_list("pk", "place", "number")[: SIZE + 1])
    total = chosen.count() if cursor else read[0][2] if read else 0
    found = [(id, place) for id, place, _ in read[:SIZE]]
    more = len(read) > SIZE
    if back:
        found.reverse()
    shown = {
        one.pk: one
        for one in _dressed(stated(viewer, country, day, [id for id, _ in found]), viewer, country)
    }
    return Page(
        [shown[id] for id, _ in found],
        total,
        before=_write(*found[0]) if found and (more if back else cursor) else "",
        after=_write(*found[-1]) if found and (cursor if back else more) else "",
    )


def everything(viewer: Actor, country: str, day: date, asked: Filter) -> QuerySet[Any]:
    """All promises asked for, in their order, with their standings, links and ``seen_provisions``."""
    name, downwards = SORTS[asked.sort.lstrip("-")], asked.sort.startswith("-")
    place = F(name).desc(nulls_last=True) if downwards else F(name).asc(nulls_last=True)
    chosen = _narrowed(stated(viewer, country, day), viewer, country, day, asked)
    found = linked(_dressed(chosen, viewer, country), viewer, country, day)
    provisions = rows.visible_to(viewer, country, "provision").order_by("sort_key")
    return found.order_by(place, "-pk" if downwards else "pk").prefetch_related(
        Prefetch("provisions", provisions, to_attr="seen_provisions")
    )


def _chosen(viewer: Actor, country: str, day: date, asked: Filter) -> QuerySet[Any]:
    """The promises asked for; their standing is looked up only where it decides."""
    if asked.state:
        return _narrowed(stated(viewer, country, day), viewer, country, day, asked)
    return _narrowed(rows.visible_to(viewer, country, "commitment"), viewer, country, day, asked)


def _narrowed(found: QuerySet[Any], viewer: Actor, country: str, day: date, asked: Filter) -> QuerySet[Any]:
    if asked.instrument:
        found = found.filter(
            Q(instrument=asked.instrument) | Q(pk__in=_under(instrument=asked.instrument, found=found))
        )
    for provision in filter(None, (asked.provision, asked.sdg, asked.area)):
        found = found.filter(provisions=provision)
    if asked.body:
        actions = rows.visible_to(viewer, country, "action").filter(body=asked.body)
        found = found.filter(Q(body=asked.body) | Q(pk__in=actions.values("commitments")))
    if asked.law == CONTRARY:
        found = found.filter(pk__in=contrary.articles(viewer, country, day))
    if asked.state:
        found = found.filter(standing__in=STANDINGS[asked.state])
    return narrow(found, "commitment", asked.q)


def _under(instrument: str, found: QuerySet[Any]) -> QuerySet[Any]:
    """The promises of which a provision belongs to ``instrument``."""
    links = found.model.provisions.through.objects
    return links.filter(provision__instrument=instrument).values("commitment")


def _dressed(found: QuerySet[Any], viewer: Actor, country: str) -> QuerySet[Any]:
    """With instrument and body, and whether the viewer sees them."""
    return found.select_related("instrument", "body").annotate(
        sees_instrument=holds(visible(viewer, country, "instrument__")),
        sees_body=holds(visible(viewer, country, "body__")),
    )


def _write(id: str, place: Any) -> str:
    text = json.dumps([place.isoformat() if isinstance(place, date) else place, id])
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(cursor: str, name: str) -> tuple[Any, str] | None:
    try:
        value, id = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return (value if name == "sort_key" else date.fromisoformat(value)), str(id)
    except (ValueError, TypeError):
        return None
