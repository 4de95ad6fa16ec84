"""Records as they were known at a moment, for whoever could see them then and may see them now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tendik_web.access.actors import Actor
from tendik_web.access.visibility import sees
from tendik_web.records import history, kinds, rows
from tendik_web.records.kinds import Kind
from tendik_web.search.records import sorted_by


@dataclass(frozen=True)
class Known:
    """A record as it was known: in memory only, and leading to no others; whoever asks sets what it names.

    ``lists`` are the identifiers of the records that its lists of links named.
    """

    record: Any
    lists: Mapping[str, Collection[str]]


class Past:
    """What records held at ``moment``, gathered kind by kind, then shown to one viewer."""

    def __init__(self, moment: str) -> None:
        self.moment = moment
        self.images: dict[str, dict[str, dict[str, Any]]] = {}

    def gather(self, addresses: Iterable[str] = (), **ids: Iterable[str | None]) -> None:
        """Read the records with ``ids``, given by kind, and those at ``addresses``; one query."""
        wanted = {history.address(kind, id) for kind, those in ids.items() for id in those if id}
        for address, image in history.all_known({*addresses, *wanted}, self.moment).items():
            kind, _colon, id = address.partition(":")
            self.images.setdefault(kind, {})[id] = image

    def named(self, kind: str, field: str) -> set[str]:
        """The identifiers that the records of a kind gathered so far hold in ``field``."""
        values = [image.get(field) for image in self.images.get(kind, {}).values()]
        return {id for value in values for id in ([value] if isinstance(value, str) else value or ())}

    def seen(self, viewer: Actor, country: str) -> dict[str, Known]:
        """The records gathered that ``viewer`` could see then and may see now, by identifier; one query."""
        visible = rows.seen(viewer, country, self.images, withdrawn=True)
        return {
            id: _known(kinds.find(kind), id, image)
            for kind, images in self.images.items()
            for id, image in images.items()
            if id in visible and sees(viewer, image, self.moment)
        }


def _known(kind: Kind, id: str, image: Mapping[str, Any]) -> Known:
    """The record that ``image`` was taken of."""
    fields = {
        f.attname: f.to_python(image[f.name]) for f in kind.model._meta.concrete_fields if f.name in image
    }
    record = kind.model(pk=id, **fields)
    record.sort_key = sorted_by(record)
    return Known(record, {name: image.get(name, ()) for name in kind.lists})
