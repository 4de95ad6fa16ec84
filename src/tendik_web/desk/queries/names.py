"""What a record is called: by its title, or by that of the record that it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from tendik_web.records.kinds import Kind
from tendik_web.records.models import Record
from tendik_web.records.text import languages

NAMED_BY = {"observation": ("series__title", "period")}
"""Kinds without a title of their own: whose title names them, and what follows it."""


class Name(NamedTuple):
    """A title in languages, and what follows it."""

    title: dict[str, Any]
    more: str = ""


def name_of(kind: Kind, record: Record) -> Name:
    """The name of ``record``; for a kind of :data:`NAMED_BY` a query, unless its owner is there."""
    if kind.name not in NAMED_BY:
        return Name(record.title)
    path, field = NAMED_BY[kind.name]
    return Name(getattr(record, path.partition("__")[0]).title, str(getattr(record, field)))


def in_languages(text: Mapping[str, Any], more: str = "") -> dict[str, str]:
    """A text of a record by language, the original first, as tables show texts."""
    codes = sorted(languages(text), key=lambda code: code != text["original"])
    return {code: f"{text[code]['text']}, {more}" if more else text[code]["text"] for code in codes}
