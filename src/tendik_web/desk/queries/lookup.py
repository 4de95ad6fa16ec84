"""Records of one kind found by words of their titles."""

from __future__ import annotations

from django.db.models import Q

from tendik_web.access.actors import Actor
from tendik_web.desk.queries.union import Row, listed
from tendik_web.records import rows

MOST = 20


def lookup(viewer: Actor, country: str, kind: str, words: str, limit: int = MOST) -> list[Row]:
    """At most ``limit`` records of ``kind`` in whose titles words begin with ``words``; one query."""
    asked = words.casefold().split()
    found = listed([(kind, "", rows.visible_to(viewer, country, kind))])
    return [row for row in found if asked and _says(row, asked)][:limit]


def matching(viewer: Actor, country: str, kind: str, words: str) -> Q:
    """The condition that a record speaks of ``words``."""
    return Q(pk__in=[row.id for row in lookup(viewer, country, kind, words, 1_000)])


def _says(row: Row, asked: list[str]) -> bool:
    titles = " ".join(version["text"] for key, version in row.title.items() if key != "original")
    said = titles.casefold().split()
    return all(any(word.startswith(start) for word in said) for start in asked)
