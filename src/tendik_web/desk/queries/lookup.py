"""Records of one kind found by words, for the fields of links."""

from __future__ import annotations

from tendik.errors import BadInput
from tendik_web.access.actors import Actor
from tendik_web.desk.queries.union import Row
from tendik_web.search.find import Hit, find

MOST = 20


def lookup(viewer: Actor, country: str, kind: str, words: str) -> list[Row]:
    """At most twenty records of ``kind`` that speak of ``words``, of which the last may be unfinished."""
    try:
        found = find(viewer, country, words, kinds=[kind], limit=MOST, typing=True)
    except BadInput:  # more words than any title has
        return []
    return [_row(hit) for hit in found.hits]


def _row(hit: Hit) -> Row:
    versions = {code: {"text": text, "kind": ""} for code, text in hit.titles.items()}
    return Row(hit.kind, hit.record, {"original": hit.original, **versions}, "", None)
