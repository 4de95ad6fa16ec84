"""Records of several kinds in one question, whatever their tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Count, DateField, F, QuerySet, Value

from tendik_web.desk.queries.names import NAMED_BY, in_languages
from tendik_web.records.models import Record

Part = tuple[str, str, QuerySet[Record]]
"""Kind, a word that the asker gives to these rows, and the rows."""


@dataclass(frozen=True)
class Row:
    """A record as lists show it.

    ``word`` is what the asker called it, ``day`` the day asked for; ``more`` follows the title
    of a record that is named by another.
    """

    kind: str
    id: str
    title: dict[str, Any]
    word: str
    day: date | None
    more: str = ""

    @property
    def words(self) -> dict[str, str]:
        """The title by language."""
        return in_languages(self.title, self.more)


def listed(
    parts: Iterable[Part], *, days: dict[str, str] | None = None, limit: int | None = None, start: int = 0
) -> list[Row]:
    """The rows of all ``parts``, by ``day``, then by the alphabet; one query.

    Parameters
    ----------
    parts : iterable of (kind, word, rows)
    days : dict, optional
        For each kind the field of dates that ``day`` takes and that sorts.
    limit, start : int
        How many, from which on.
    """
    asked = [
        rows.order_by()
        .annotate(
            in_kind=Value(kind, CharField()),
            in_word=Value(word, CharField()),
            in_day=F(days[kind]) if days else Value(None, DateField()),
            in_title=F(NAMED_BY[kind][0] if kind in NAMED_BY else "title"),
            in_more=F(NAMED_BY[kind][1]) if kind in NAMED_BY else Value("", CharField()),
        )
        .values_list("in_kind", "pk", "in_title", "in_word", "in_day", "in_more", "sort_key")
        for kind, word, rows in parts
    ]
    if not asked:
        return []
    order = ("in_day", "sort_key", "pk") if days else ("sort_key", "pk")
    found = asked[0].union(*asked[1:], all=True).order_by(*order)
    return [Row(*row[:6]) for row in found[start : None if limit is None else start + limit]]


def counted(parts: Iterable[Part]) -> dict[tuple[str, str], int]:
    """How many rows there are by kind and word; one query."""
    asked = [
        rows.order_by()
        .annotate(in_kind=Value(kind, CharField()), in_word=Value(word, CharField()))
        .values("in_kind", "in_word")
        .annotate(found=Count("pk"))
        .values_list("in_kind", "in_word", "found")
        for kind, word, rows in parts
    ]
    if not asked:
        return {}
    # SQLite answers nought, not nothing, where the group is made of constants.
    return {(kind, word): found for kind, word, found in asked[0].union(*asked[1:], all=True) if found}
