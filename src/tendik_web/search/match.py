"""Full-text search as a condition of a query, the same on both databases."""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, F, Func

from tendik_web.search.question import Lookup


class Matches(Func):
    """Whether a document answers ``lookup``; a condition for ``filter``."""

    output_field = BooleanField()

    def __init__(self, lookup: Lookup, **extra: Any) -> None:
        self.lookup = lookup
        super().__init__(F("number"), F("stems"), **extra)

    def as_sqlite(self, compiler: Any, _connection: Any, **_options: Any) -> Any:
        number, parameters = compiler.compile(self.source_expressions[0])
        found = "SELECT rowid FROM search_index WHERE search_index MATCH %s"
        return f"{number} IN ({found})", [*parameters, self.lookup.fts5()]

    def as_postgresql(self, compiler: Any, _connection: Any, **_options: Any) -> Any:
        stems, parameters = compiler.compile(self.source_expressions[1])
        return f"search_vector({stems}) @@ %s::tsquery", [*parameters, self.lookup.tsquery()]
