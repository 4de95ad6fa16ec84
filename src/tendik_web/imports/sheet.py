"""Records as tables that can be filled in, given out, and read again without a change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tendik.exchange.tables import write_csv, write_xlsx
from tendik.language import LANGUAGES as OF_PAGES
from tendik_web.access.actors import Actor
from tendik_web.imports import families
from tendik_web.imports.columns import FIRST, Column, columns, fields, label
from tendik_web.imports.family import Links
from tendik_web.imports.stored import Stored, Targets, seen_by
from tendik_web.records.image import image
from tendik_web.records.kinds import Kind
from tendik_web.records.models import Record
from tendik_web.records.text import LANGUAGES

FORMS = ("xlsx", "csv")
OF_REGION = frozenset(LANGUAGES) - frozenset(OF_PAGES)


def template(kind: Kind) -> list[Column]:
    """The columns of a table to fill in: texts in the languages of the pages."""
    return [column for column in columns(kind.name).values() if column.part not in OF_REGION]


def table(
    viewer: Actor, country: str, kind: Kind, records: QuerySet[Record]
) -> tuple[list[Column], list[list[Any]]]:
    """``records``, which the viewer may see, as rows under the columns of :func:`template`.

    Texts in other languages of the region get columns where there are some. Importing the
    rows again changes nothing.
    """
    stored, targets = Stored(viewer, country, kind), Targets(seen_by(viewer, country))
    stored.add(records)
    images = {id: image(kind, record, stored.lists[id]) for id, record in stored.by_id.items()}
    load_names(kind, targets, images.values())
    found = [cells(kind, targets, id, plain, columns(kind.name)) for id, plain in images.items()]
    shown = [
        column
        for column in columns(kind.name).values()
        if column.part not in OF_REGION or any(row[column.name] != "" for row in found)
    ]
    return shown, [[row[column.name] for column in shown] for row in found]


def load_names(kind: Kind, targets: Targets, images: Iterable[Mapping[str, Any]]) -> None:
    """Look up what cells call the records that ``images`` lead to."""
    wanted: dict[str, set[str]] = {name: set() for name in kind.links}
    for plain in images:
        for name in wanted:
            linked = plain[name]
            wanted[name] |= {linked} if isinstance(linked, str) else set(linked or ())
    for name, ids in wanted.items():
        targets.load_names(kind.links[name], ids)


def cells(
    kind: Kind, links: Links, id: str, plain: Mapping[str, Any], names: Iterable[str]
) -> dict[str, Any]:
    """The cells of the columns ``names`` for the record ``id`` that holds ``plain``."""
    of_kind, by_name = fields(kind), columns(kind.name)
    found: dict[str, Any] = {}
    for name in names:
        column = by_name[name]
        if column.field:
            field = of_kind[column.field]
            found[name] = families.family(field).write(field, plain[column.field], column.part, links)
        elif name == "status":
            found[name] = families.CHOICE.write(status_field(kind), plain["status"], "", links)
        else:
            found[name] = id if name == FIRST[0] else plain[name]
    return found


def status_field(kind: Kind) -> Any:
    """The field of the confirmation, which people do not write otherwise."""
    return kind.model._meta.get_field("status")


def file(kind: Kind, form: str, shown: Sequence[Column], rows: Iterable[Sequence[Any]]) -> bytes:
    """The table as a file of ``form``, headings in the language of the page."""
    headings = [label(kind, column) for column in shown]
    if form == "csv":
        return write_csv(headings, rows)
    return write_xlsx(headings, rows, title=kind.plural or _("Table"))
