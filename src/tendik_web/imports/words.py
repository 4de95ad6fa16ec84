"""What an import says of a row, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tendik_web.access.actors import Actor
from tendik_web.history import words
from tendik_web.imports import queries
from tendik_web.imports.models import ImportBatch, ImportRow, Outcome
from tendik_web.imports.reading import heading
from tendik_web.jobs.messages import unpack
from tendik_web.records.kinds import Kind
from tendik_web.records.text import words as text_words
from tendik_web.site.templatetags.tendik import reader, show


@dataclass(frozen=True)
class Told:
    """A row as a page shows it: ``problems`` and ``changes`` are sentences.

    ``record`` identifies the record where it is there to look at.
    """

    number: int
    outcome: str
    label: str
    title: str
    record: str
    problems: list[str]
    changes: list[str]

    @property
    def wrong(self) -> bool:
        """Whether it is to be corrected."""
        return self.outcome == Outcome.WRONG


class Titles:
    """Titles of the records that rows name, those that the same import makes included."""

    def __init__(self, viewer: Actor, batch: ImportBatch, kind: Kind, rows: Sequence[ImportRow]) -> None:
        images = [_side(row, side) for row in rows for side in (0, 1)]
        self._stored = words.Titles(viewer, batch.country_id, [(kind, image) for image in images])
        own = [name for name, model in kind.links.items() if model is kind.model]
        named = {id for image in images for name in own for id in _ids(image.get(name))}
        self._new = queries.titles(batch, named) if named else {}

    def __getitem__(self, id: str) -> str:
        return self._new.get(id) or self._stored[id]


def told(viewer: Actor, batch: ImportBatch, kind: Kind, rows: Sequence[ImportRow]) -> list[Told]:
    """The rows in words."""
    titles = Titles(viewer, batch, kind, rows)
    written = dict(batch.headings)
    return [
        Told(
            row.number,
            row.outcome,
            str(Outcome(row.outcome).label) if row.outcome else "",
            _title(row),
            row.record if row.version or batch.applied_at else "",
            problems(kind, written, row),
            [one.sentence for one in words.changes(kind, _side(row, 0), _side(row, 1), titles)],
        )
        for row in rows
    ]


def problems(kind: Kind, written: Mapping[str, str], row: ImportRow) -> list[str]:
    """What is wrong in a row, a sentence each, after the heading of the column."""
    found = []
    for name, kept in row.problems:
        column, sentence = heading(kind, written, name), show(unpack(kept))
        found.append(f"{column}: {sentence}" if column else sentence)
    return found


def _title(row: ImportRow) -> str:
    """What the row calls its record; its key or identifier where it bears no title."""
    _before, after = row.changes.get("title", (None, None))
    if after:
        return text_words(after, reader())
    names = (f"title.{reader()}", *(name for name in row.cells if name.startswith("title.")), "key", "id")
    return next((row.cells[name] for name in names if row.cells.get(name)), "")


def _side(row: ImportRow, side: int) -> dict[str, Any]:
    return {name: pair[side] for name, pair in row.changes.items()}


def _ids(linked: Any) -> Iterable[str]:
    return [linked] if isinstance(linked, str) else linked or ()
