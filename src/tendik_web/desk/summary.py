"""A record in words: its fields, where it was read, what it lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from tendik.language import LANGUAGES as OF_PAGES
from tendik.values import Source
from tendik_web.desk import typed as forms
from tendik_web.desk.family import anchor
from tendik_web.desk.fields import family
from tendik_web.desk.moments import moment
from tendik_web.desk.queries.union import Row
from tendik_web.records import source
from tendik_web.records.kinds import Kind
from tendik_web.records.models import Record
from tendik_web.records.text import LANGUAGES
from tendik_web.site.templatetags.tendik import language_name, reader


@dataclass(frozen=True)
class Shown:
    """A value for ``desk/value.html``: of which family, and what; empty where there is nothing."""

    family: str
    value: Any

    def __bool__(self) -> bool:
        return bool(self.value)


@dataclass(frozen=True)
class Line:
    """A line of the summary: the field in words, its value, where it is changed."""

    name: str
    label: str
    value: Shown
    field: str


def show(field: Any, plain: Any, titles: Mapping[str, Row]) -> Shown:
    """A plain value of ``field``; links are those among ``titles``, the others are not shown."""
    if field.name == "embargo_until":
        return Shown("line", moment(datetime.fromisoformat(plain)) if plain else "")
    kin = family(field)
    value = kin.shown(plain)
    if kin.name == "link":
        value = [titles[id] for id in value if id in titles]
    if kin.name == "text" and value:
        value = {
            "text": value,
            "others": [
                {"code": code, "language": language_name(code), **value[code]}
                for code in LANGUAGES
                if value.get(code)
            ],
        }
    return Shown(kin.name, value)


def lines(kind: Kind, plain: Mapping[str, Any], titles: Mapping[str, Row]) -> list[Line]:
    """All that a record says of itself, other than its title and source; empty fields are left out."""
    found = []
    for name in forms.names(kind):
        field = forms.field(kind, name)
        value = show(field, plain.get(name), titles)
        if value and name not in ("source", "file"):
            label = capfirst(str(field.verbose_name))
            found.append(Line(name, label, value, anchor(name)))
    return found


def origin(record: Record) -> Source | None:
    """Where the record was read, for the line that says so; only an address of the web becomes a link."""
    given = record.source if isinstance(record.source, dict) else {}
    if not given.get("title"):
        return None
    url = str(given.get("url") or "")
    return Source(
        source.in_words(given, reader()), url if source.is_address(url) else None, source.read_on(given)
    )


def missing(kind: Kind, plain: Mapping[str, Any]) -> list[dict[str, str]]:
    """What a record lacks: languages of its texts, a source, links; each with the field that takes it."""
    found = []
    for name in forms.names(kind):
        field = forms.field(kind, name)
        kin, value = family(field), plain.get(name)
        label = capfirst(str(field.verbose_name))
        if kin.name == "text" and value:
            for code in lacking(value):
                words = {"text": label, "language": language_name(code)}
                told = _("%(text)s: no text in this language: %(language)s") % words
                found.append({"field": anchor(f"{name}.{code}"), "text": told})
        elif (kin.name == "link" and not value) or (name == "source" and not (value or {}).get("title")):
            told = _("%(field)s: nothing is recorded here") % {"field": label}
            found.append({"field": kin.anchor(), "text": told})
    return found


def lacking(text: Mapping[str, Any]) -> list[str]:
    """The languages of the pages that ``text`` has not."""
    return [code for code in OF_PAGES if not text.get(code)]
