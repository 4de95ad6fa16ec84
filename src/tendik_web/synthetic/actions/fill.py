"""Fill an empty database with the synthetic set."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from random import Random
from typing import Any

from django.db import transaction

from tendik.errors import N_, BadInput, Message, Problem
from tendik.progress import ProgressReporter
from tendik_web.access.actors import Actor
from tendik_web.access.permissions import require
from tendik_web.audit.chain import Deed, record_many
from tendik_web.countries.models import Country
from tendik_web.records.history import address
from tendik_web.records.image import image
from tendik_web.records.kinds import Kind
from tendik_web.records.models import Record
from tendik_web.search.actions.index import index
from tendik_web.search.records import document_of, sorted_by
from tendik_web.synthetic.draw import Size, draw

COUNTRIES = ("QAA", "QAB", "QAC", "QAD", "QAE")
"""Codes that ISO 3166-1 leaves to users: no country has them."""

MOVING = {"action": "deadline", "commitment": "due"}
"""Which date of a record its invented history moves."""


def fill(
    actor: Actor, report: ProgressReporter, *, commitments: int, actions: int, entries: int, seed: int = 1
) -> int:
    """Invent five countries with ``commitments``, ``actions`` and at least ``entries`` of history.

    Rows are written in bulk, which nothing else may do, and only where no real country is.
    Returns the number of entries.

    Raises
    ------
    PermissionDenied
        The actor is not the platform itself.
    tendik.errors.BadInput
        The database holds a country already.
    """
    require(actor, "synthetic.fill", None)
    if Country.objects.exists():
        message = Message(
            "synthetic.not-empty", N_("This database holds countries. The synthetic set needs an empty one.")
        )
        raise BadInput([Problem(message)])
    size = Size(commitments // len(COUNTRIES), actions // len(COUNTRIES))
    written = 0
    for number, code in enumerate(COUNTRIES, 1):
        with transaction.atomic():
            Country.objects.create(iso3=code, synthetic=True)
            written += _country(actor, code, size, seed, entries // len(COUNTRIES))
        report(number, len(COUNTRIES))
    return written


def _country(actor: Actor, code: str, size: Size, seed: int, entries: int) -> int:
    random = Random(f"{seed}-history-{code}")  # noqa: S311
    rows: dict[Kind, list[tuple[Record, dict[str, list[Record]]]]] = defaultdict(list)
    deeds, moving = [], []
    for kind, record, lists in draw(code, size, seed):
        rows[kind].append((record, lists))
        after = image(kind, record, {name: [one.pk for one in linked] for name, linked in lists.items()})
        deeds.append(Deed(f"{kind.group}.create", address(kind.name, record.pk), dict(after)))
        if kind.name in MOVING:
            moving.append((kind, record, after))
    while len(deeds) < entries:
        kind, record, after = moving[random.randrange(len(moving))]
        deeds.append(_moved(kind, record, after, random))
    for kind, written in rows.items():
        _write(kind, written)
        index(document_of(record) for record, _ in written if record.title)
    return record_many(code, actor, deeds)


def _moved(kind: Kind, record: Record, after: dict[str, Any], random: Random) -> Deed:
    """One more entry: the record's date moves on by some weeks, or is named for the first time."""
    name = MOVING[kind.name]
    day = (getattr(record, name) or date(2026, 1, 1)) + timedelta(days=random.randrange(7, 90))
    setattr(record, name, day)
    record.version += 1
    after |= {name: day.isoformat(), "version": record.version}
    return Deed(f"{kind.group}.change", address(kind.name, record.pk), dict(after))


def _write(kind: Kind, rows: list[tuple[Record, dict[str, list[Record]]]]) -> None:
    for record, _ in rows:
        record.sort_key = sorted_by(record)
    kind.model._default_manager.bulk_create([record for record, _ in rows], batch_size=1_000)
    for name, field in kind.lists.items():
        through = field.remote_field.through
        own, other = field.m2m_column_name(), field.m2m_reverse_name()
        links = [
            through(**{own: record.pk, other: linked.pk})
            for record, lists in rows
            for linked in lists.get(name, ())
        ]
        through._default_manager.bulk_create(links, batch_size=5_000)
