"""From a record of any kind to its document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import CharField, JSONField

from tendik_web.records import kinds
from tendik_web.records.kinds import Kind
from tendik_web.records.models import Record
from tendik_web.records.text import TextField, languages, words
from tendik_web.search.alphabet import sort_key
from tendik_web.search.documents import SORTED_BY, document
from tendik_web.search.models import Document


def document_of(record: Record) -> Document:
    """The document of ``record``: found by its titles, its other texts, names, numbers and symbols."""
    kind = kinds.find(record.kind())
    others = [field for name, field in kind.columns.items() if name != "title"]
    return document(
        record.pk,
        kind.name,
        dict(_versions(record.title)),
        original=record.title["original"],
        texts=[text for field in others for text in _texts(field, getattr(record, field.attname))],
        country=record.country_id,
        body=record.body_id,
        visibility=record.visibility,
        embargo_until=record.embargo_until,
        withdrawn=record.withdrawn,
    )


def searched(kind: Kind) -> set[str]:
    """The fields whose change search has to know."""
    worded = {
        name
        for name, field in kind.columns.items()
        if isinstance(field, JSONField) or (isinstance(field, CharField) and not field.choices)
    }
    return worded | {"body", "visibility", "embargo_until", "withdrawn"}


def sorted_by(record: Record) -> str:
    """The key by which ``record`` stands among others: its title in Kazakh, else as it was written."""
    return sort_key(words(record.title, SORTED_BY))


def _texts(field: Any, value: Any) -> Iterator[tuple[str, str]]:
    """What ``value`` says in words, each text with its language, empty where that is not known."""
    if isinstance(field, TextField):
        yield from _versions(value)
    elif isinstance(field, CharField) and not field.choices:
        yield "", value
    elif isinstance(value, list):
        yield from (("", text) for text in value if isinstance(text, str))


def _versions(text: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield from ((language, text[language]["text"]) for language in languages(text))
