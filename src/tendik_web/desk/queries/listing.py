"""One page of the records of a kind, and what the address asks of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from tendik_web.access.actors import Actor
from tendik_web.desk.queries import links
from tendik_web.desk.queries.names import NAMED_BY
from tendik_web.desk.queries.union import Row
from tendik_web.records import rows
from tendik_web.records.kinds import Kind
from tendik_web.records.models import Record
from tendik_web.search.matching import matching

AT_ONCE = 50
CURSOR = re.compile(r"(?P<key>.{0,200})~(?P<id>[0-9A-Z]{26})", re.ASCII)


@dataclass(frozen=True)
class Asked:
    """What an address asks for; what it does not know is left out.

    ``link`` is ``field:identifier``: only records whose field leads there. ``after`` is where
    the page before ended.
    """

    words: str = ""
    status: str = ""
    visibility: str = ""
    withdrawn: str = ""
    link: str = ""
    after: str = ""

    @classmethod
    def read(cls, kind: Kind, query: Mapping[str, Any], staff: bool) -> Asked:
        """From the query of an address; what concerns staff only is asked by staff only."""
        given = {name: str(query.get(name, "")).strip()[:300] for name in cls.__dataclass_fields__}
        if not staff:
            given |= {"visibility": "", "withdrawn": ""}
        if given["link"].partition(":")[0] not in kind.links:
            given["link"] = ""
        if not CURSOR.fullmatch(given["after"]):
            given["after"] = ""
        return cls(**given)

    @property
    def field(self) -> str:
        """The field of links that is asked for."""
        return self.link.partition(":")[0]

    @property
    def query(self) -> dict[str, str]:
        """All but where the page begins."""
        given = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {name: value for name, value in given.items() if value and name != "after"}


@dataclass(frozen=True)
class Found:
    """A page of records; ``total`` on all pages, ``bodies`` by identifier, ``pointed`` what the link names."""

    records: list[Record]
    total: int
    bodies: Mapping[str, Row] = field(default_factory=dict)
    pointed: Row | None = None
    after: str = ""
    filtered: bool = False


def page(viewer: Actor, country: str, kind: Kind, asked: Asked) -> Found:
    """The page that ``asked`` asks for; three queries.

    Raises
    ------
    tendik.errors.BadInput
        More words are asked for than search takes.
    """
    found = rows.visible_to(viewer, country, kind.name, withdrawn=bool(asked.withdrawn))
    wanted: dict[str, set[str]] = {"body": set()}
    if asked.withdrawn == "only":
        found = found.filter(withdrawn=True)
    if asked.status:
        found = found.filter(status=asked.status)
    if asked.visibility:
        found = found.filter(visibility=asked.visibility)
    if asked.link:
        name, _, id = asked.link.partition(":")
        found = links.with_link(found, kind, name, id)
        wanted.setdefault(name, set()).add(id)
    if asked.words:
        owner = _owner(kind)
        words = matching(
            viewer,
            country,
            asked.words,
            kind.links[owner].kind() if owner else kind.name,
            withdrawn=bool(asked.withdrawn),
        )
        found = found.filter(**{f"{owner or 'pk'}__in": words})
    total = found.count()
    found = found.order_by("sort_key", "pk")
    if owner := _owner(kind):
        found = found.select_related(owner)
    if begins := CURSOR.fullmatch(asked.after):
        found = found.filter(Q(sort_key__gt=begins["key"]) | Q(sort_key=begins["key"], pk__gt=begins["id"]))
    records = list(found[: AT_ONCE + 1])
    more, records = len(records) > AT_ONCE, records[:AT_ONCE]
    wanted["body"] |= {record.body_id for record in records if record.body_id}
    named = links.named(viewer, country, kind, wanted)
    return Found(
        records,
        total,
        named,
        named.get(asked.link.partition(":")[2]),
        f"{records[-1].sort_key}~{records[-1].pk}" if more else "",
        bool(asked.query),
    )


def _owner(kind: Kind) -> str:
    """The field that leads to what names records of ``kind``, where they have no title of their own."""
    return NAMED_BY[kind.name][0].partition("__")[0] if kind.name in NAMED_BY else ""
