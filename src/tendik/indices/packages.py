"""The data packages that hold figures of published indices, with their licence.

A package is a folder beside the index files, with ``datapackage.json`` and tables in
CSV. Any of them can be left out of a deployment: what needs it then says so.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tendik.errors import N_, Message, NotFound
from tendik.indices.loading import DATA
from tendik.values import Source, Text

if TYPE_CHECKING:
    from tendik.indices.index import Index

DESCRIPTOR = "datapackage.json"


@dataclass(frozen=True)
class Published:
    """What a publication says of an economy in an edition; ``None`` is not known.

    Figures are texts, as printed.
    """

    score: str | None = None
    rank: int | None = None
    pillars: Mapping[str, str | None] = field(default_factory=dict)
    pillar_ranks: Mapping[str, int | None] = field(default_factory=dict)
    group: int | None = None


@dataclass(frozen=True)
class Remark:
    """Something to know of a figure: ``column`` is ``*`` for the whole row."""

    edition: str
    economy: str
    column: str
    note: Text


@dataclass(frozen=True)
class Figures:
    """The figures of one edition.

    Parameters
    ----------
    table : mapping
        Indicators by economy, for :meth:`tendik.indices.Index.score`; empty where the
        package has only published scores.
    published : mapping
        What was published, by economy.
    regions : mapping
        Region of each economy; ``region_names`` in languages.
    remarks : tuple of Remark
        Known faults of the copies that were read.
    licence : str
    sources : tuple of Source
    """

    edition: str
    table: Mapping[str, Mapping[str, float]]
    published: Mapping[str, Published]
    regions: Mapping[str, str]
    region_names: Mapping[str, Text]
    remarks: tuple[Remark, ...]
    licence: str
    sources: tuple[Source, ...]


def present(index: Index) -> bool:
    """Whether the package with the figures of ``index`` is part of this deployment."""
    return index.file.package is not None and (DATA / index.file.package.name / DESCRIPTOR).is_file()


def editions(index: Index) -> Mapping[str, frozenset[str]]:
    """Editions of which there are figures: with ``inputs``, ``published`` or both.

    Raises
    ------
    NotFound
        The package is not part of this deployment.
    """
    found: dict[str, set[str]] = {}
    for kind, rows in _kinds(index).items():
        for edition in {row["edition"] for row in rows}:
            found.setdefault(edition, set()).add(kind)
    return {edition: frozenset(found[edition]) for edition in sorted(found)}


def figures(index: Index, edition: str | None = None) -> Figures:
    """The figures of an edition.

    Parameters
    ----------
    index : Index
    edition : str, optional
        By default that of the index, or else the latest of which there are indicators.

    Raises
    ------
    NotFound
        There is no package, or it has nothing of the edition.
    """
    there = editions(index)
    wanted = edition or index.edition
    if wanted is None:
        wanted = max((one for one, kinds in there.items() if "inputs" in kinds), default=max(there))
    if wanted not in there:
        template = N_("There are no figures of {index} {edition}. There are those of: {known}.")
        values = {"index": index.id, "edition": wanted, "known": list(there)}
        raise NotFound(Message("index.no-figures", template, values))
    content, kinds = _descriptor(_name(index)), _kinds(index)
    remarks = tuple(
        Remark(one["edition"], one["economy"], one["column"], one["note"]) for one in content["remarks"]
    )
    return Figures(
        edition=wanted,
        table={
            row["iso3"]: {name: float(row[name]) for name in index.columns if row[name]}
            for row in kinds.get("inputs", ())
            if row["edition"] == wanted
        },
        published={
            row["iso3"]: _published(index, row)
            for row in kinds.get("published", ())
            if row["edition"] == wanted
        },
        regions={row["iso3"]: row["region"] for row in rows(_name(index), "economies.csv") if row["region"]},
        region_names=content["regions"],
        remarks=tuple(one for one in remarks if one.edition == wanted),
        licence=content["licenses"][0]["title"],
        sources=sources(content),
    )


def history(index: Index, economy: str) -> dict[str, Published]:
    """What was published of an economy, by edition, oldest first.

    Raises
    ------
    NotFound
        The package is not part of this deployment.
    """
    told = [row for row in _kinds(index).get("published", ()) if row["iso3"] == economy]
    return {row["edition"]: _published(index, row) for row in sorted(told, key=lambda row: row["edition"])}


def descriptor(name: str) -> Mapping[str, Any]:
    """``datapackage.json`` of the package ``name``.

    Raises
    ------
    NotFound
        The package is not part of this deployment.
    """
    return _descriptor(name)


def sources(content: Mapping[str, Any]) -> tuple[Source, ...]:
    """The sources that a descriptor names."""
    from datetime import date

    return tuple(
        Source(one["title"], one.get("path"), date.fromisoformat(one["read"])) for one in content["sources"]
    )


def rows(name: str, file: str) -> tuple[Mapping[str, str], ...]:
    """The rows of a table of the package ``name``; none where the package has no such table."""
    _descriptor(name)
    return _rows(DATA / name / file)


def _name(index: Index) -> str:
    if index.file.package is None:
        template = N_("The index {index} has no figures of its own. Bring a table: {command}.")
        values = {"index": index.id, "command": f"tendik index template {index.id}"}
        raise NotFound(Message("index.no-package", template, values))
    return index.file.package.name


def _kinds(index: Index) -> dict[str, tuple[Mapping[str, str], ...]]:
    name, package = _name(index), index.file.package
    assert package is not None  # noqa: S101  (the name above came from it)
    named = {"inputs": package.inputs, "published": package.published}
    return {kind: rows(name, file) for kind, file in named.items() if file}


@cache
def _descriptor(name: str) -> Mapping[str, Any]:
    path = DATA / name / DESCRIPTOR
    if not path.is_file():
        template = N_(
            "The package {name} with published figures is not part of this installation. "
            "Bring your own table; tendik index template writes its format."
        )
        raise NotFound(Message("index.package-left-out", template, {"name": name}))
    content: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
    return content


@cache
def _rows(path: Path) -> tuple[Mapping[str, str], ...]:
    return tuple(_read(path)) if path.is_file() else ()


def _read(path: Path) -> Iterator[Mapping[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _published(index: Index, row: Mapping[str, str]) -> Published:
    def whole(column: str) -> int | None:
        return int(row[column]) if row.get(column) else None

    return Published(
        score=row["score"] or None,
        rank=whole("rank"),
        pillars={node: row[node] or None for node in index.nodes if node in row},
        pillar_ranks={node: whole(f"{node}_rank") for node in index.nodes if f"{node}_rank" in row},
        group=whole("group"),
    )
