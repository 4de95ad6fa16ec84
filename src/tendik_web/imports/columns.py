"""The columns of a table of records, by their names, and what people call them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from tendik.exchange.vocabulary import fold
from tendik.language import LANGUAGES
from tendik_web.imports import families
from tendik_web.records import kinds
from tendik_web.records.kinds import Kind

LAST = ("body", "valid_from", "valid_to", "note")
"""Fields that all kinds have, after their own."""

LEFT_OUT = {"file", "source"}
"""A file is no text; the source comes last, after the confirmation that it carries."""

FIRST = ("id", "version", "key")
OF_FILE = ("row", "problems")
"""What only a file of rows to correct has."""


@dataclass(frozen=True)
class Column:
    """A column: its name as programs know it, its field, and the part of the field that it holds."""

    name: str
    field: str = ""
    part: str = ""


def fields(kind: Kind) -> dict[str, Any]:
    """The fields that a table of ``kind`` holds, in its order."""
    own = [name for name in (*kind.columns, *kind.lists) if name not in {"title", *LAST, *LEFT_OUT}]
    names = ("title", *own, *LAST, "source")
    return {name: kind.columns.get(name) or kind.lists[name] for name in names}


@cache
def columns(kind_name: str) -> dict[str, Column]:
    """All columns that a table may have, by name, in order; also of languages that few texts have."""
    found = [Column(name) for name in FIRST]
    for name, field in fields(kinds.find(kind_name)).items():
        if name == "source":
            found.append(Column("status"))
        for part in families.family(field).parts():
            found.append(Column(f"{name}.{part}" if part else name, name, part))
    return {column.name: column for column in found}


def label(kind: Kind, column: Column) -> str:
    """The heading of ``column`` in the language of the page."""
    if column.field:
        field = fields(kind)[column.field]
        return families.family(field).label(capfirst(str(field.verbose_name)), column.part)
    return {
        "id": _("Identifier"),
        "version": _("Version of the record"),
        "key": _("Key"),
        "status": _("Confirmation"),
        "row": _("Row of the file"),
        "problems": _("What to correct"),
    }[column.name]


@cache
def known(kind_name: str) -> dict[str, str]:
    """Names of columns by every heading they may have: their names, and their labels in each language."""
    kind = kinds.find(kind_name)
    there = [*columns(kind_name).values(), *(Column(name) for name in OF_FILE)]
    found = {fold(column.name): column.name for column in there}
    for language in LANGUAGES:
        with translation.override(language):
            for column in there:
                found.setdefault(fold(label(kind, column)), column.name)
    return found
