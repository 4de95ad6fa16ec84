"""Records that come as files: YAML beside the code, read and checked before anything is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tendik.errors import N_, BadInput, Message, Problem
from tendik_web.records import kinds


@dataclass(frozen=True)
class Packed:
    """One record of a pack.

    ``values`` holds texts and plain fields by name, ``links`` keys of other records: one,
    or a list; ``KAZ:key`` names another country's. ``file`` says where it stands.
    """

    kind: str
    key: str
    country: str | None
    values: dict[str, Any]
    links: dict[str, str | list[str]]
    status: str
    visibility: str
    file: str
    source: dict[str, Any] = field(default_factory=dict)


PARTS = {"kind", "key", "country", "texts", "fields", "links", "status", "visibility", "source"}


def read(paths: Iterable[Path]) -> list[Packed]:
    """The records of all ``paths``.

    Raises
    ------
    tendik.errors.BadInput
        Every fault of form, with its file and the key of the record.
    """
    records, problems = [], []
    for path in sorted(paths):
        for number, entry in enumerate(yaml.load(path.read_text("utf-8"), yaml.CSafeLoader) or [], 1):
            found = list(_faults(entry, path.name, number))
            problems += found
            if not found:
                records.append(_packed(entry, path.name))
    problems += _twice(records)
    if problems:
        raise BadInput(problems)
    return records


def _packed(entry: dict[str, Any], file: str) -> Packed:
    source = {name: str(value) for name, value in (entry.get("source") or {}).items() if value}
    return Packed(
        kind=entry["kind"],
        key=entry["key"],
        country=entry.get("country"),
        values={**entry.get("texts", {}), **entry.get("fields", {})},
        links=dict(entry.get("links", {})),
        status=entry["status"],
        visibility=entry.get("visibility", "public"),
        file=file,
        source=source,
    )


def _faults(entry: Any, file: str, number: int) -> Iterable[Problem]:
    if not isinstance(entry, dict) or not {"kind", "key", "texts", "status", "source"} <= entry.keys():
        message = Message(
            "pack.form",
            N_("Entry {number} lacks its kind, key, texts, status or source."),
            {"number": number},
        )
        return [Problem(message, file=file)]
    place = f"{entry['kind']} {entry['key']}"
    if entry["kind"] not in kinds.KINDS:
        message = Message("pack.kind", N_("There is no such kind of record: {place}."), {"place": place})
        return [Problem(message, file=file)]
    known = kinds.find(entry["kind"])
    fields = {*entry["texts"], *entry.get("fields", {})} - known.columns.keys()
    links = entry.get("links", {}).keys() - known.links.keys()
    return [
        Problem(
            Message("pack.field", N_("{place} has no field {field}."), {"place": place, "field": name}),
            file=file,
        )
        for name in sorted({*fields, *links, *(entry.keys() - PARTS)})
    ]


def _twice(records: list[Packed]) -> Iterable[Problem]:
    met: dict[tuple[str, str | None, str], str] = {}
    for record in records:
        name = (record.kind, record.country, record.key)
        if name in met:
            values = {"place": f"{record.kind} {record.key}", "other": met[name]}
            message = Message("pack.twice", N_("{place} stands in {other} already."), values)
            yield Problem(message, file=record.file)
        met[name] = record.file
