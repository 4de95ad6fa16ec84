"""The only way to rows: what a person may see of a country."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import QuerySet, Value

from tendik.errors import N_, Message, NotFound
from tendik_web.access.actors import Actor
from tendik_web.access.ids import is_id
from tendik_web.access.visibility import visible
from tendik_web.records import kinds
from tendik_web.records.models import Record
from tendik_web.records.text import Text


def visible_to(viewer: Actor, country: str | None, kind: str, *, withdrawn: bool = False) -> QuerySet[Record]:
    """The records of ``kind`` that ``viewer`` may see, of ``country`` and shared by all.

    Parameters
    ----------
    viewer : Actor
        Who looks.
    country : str or None
        Code of the country; nothing for shared records alone.
    kind : str
        Name of the kind.
    withdrawn : bool
        Also what was withdrawn, for those who work for the country.
    """
    model = kinds.find(kind).model
    return model._default_manager.filter(visible(viewer, country, withdrawn=withdrawn))


def get(viewer: Actor, country: str | None, kind: str, id: str, *, withdrawn: bool = True) -> Record:
    """One record that ``viewer`` may see.

    Raises
    ------
    tendik.errors.NotFound
        There is none; whether it is hidden is not said.
    """
    seen = visible_to(viewer, country, kind, withdrawn=withdrawn)
    record = seen.filter(pk=id).first() if is_id(id) else None
    if record is None:
        raise unknown(kind, id)
    return record


def unknown(kind: str, id: str) -> NotFound:
    """That somebody sees no such record; whether it is hidden is not said."""
    return NotFound(
        Message("record.unknown", N_("There is no such record here: {kind} {id}."), {"kind": kind, "id": id})
    )


def seen(
    viewer: Actor, country: str | None, ids: Mapping[str, Collection[str]], *, withdrawn: bool = False
) -> set[str]:
    """Those of ``ids``, given by kind, that ``viewer`` may see; one query over all kinds."""
    return {id for (id,) in _over_kinds(viewer, country, ids, withdrawn, "pk")}


def titles(
    viewer: Actor, country: str | None, ids: Mapping[str, Collection[str]], *, withdrawn: bool = False
) -> dict[str, Text]:
    """The titles of those of ``ids``, given by kind, that ``viewer`` may see; one query over all kinds."""
    return dict(_over_kinds(viewer, country, ids, withdrawn, "pk", "title"))


def _over_kinds(
    viewer: Actor, country: str | None, ids: Mapping[str, Collection[str]], withdrawn: bool, *fields: str
) -> Iterable[Any]:
    found = [
        visible_to(viewer, country, kind, withdrawn=withdrawn)
        .filter(pk__in=wanted)
        .order_by()
        .values_list(*fields)
        for kind, wanted in ids.items()
        if wanted
    ]
    return found[0].union(*found[1:], all=True) if found else ()


def locate(id: str) -> tuple[str, str | None] | None:
    """The kind and the country of the record ``id``, whoever may see it; one query over all kinds."""
    found = [
        kind.model._default_manager.filter(pk=id).order_by().values_list(Value(name), "country")
        for name, kind in kinds.KINDS.items()
    ]
    return next(iter(found[0].union(*found[1:])), None)
