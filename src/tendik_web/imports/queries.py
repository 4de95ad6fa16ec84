"""The imports that a person sees, and their rows."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from tendik.errors import N_, Message, NotFound
from tendik_web.access.actors import Actor
from tendik_web.imports.access import importable
from tendik_web.imports.models import ImportBatch, ImportRow
from tendik_web.jobs import rows as jobs
from tendik_web.jobs.models import Job
from tendik_web.jobs.states import State

PAGE = 100
"""Rows on one page."""


def batches(viewer: Actor, country: str) -> QuerySet[ImportBatch]:
    """The imports of ``country`` that ``viewer`` sees, newest first: those of kinds that one may import oneself."""
    names = [kind.name for kind in importable(viewer, country)]
    return ImportBatch.objects.filter(country=country, kind__in=names).order_by("-sent_at", "-pk")


def batch(viewer: Actor, country: str, id: str) -> ImportBatch:
    """One import that ``viewer`` sees.

    Raises
    ------
    tendik.errors.NotFound
        There is none; whether it is hidden is not said.
    """
    found = batches(viewer, country).filter(pk=id).first()
    if found is None:
        raise NotFound(Message("import.none", N_("There is no such import here: {id}."), {"id": id}))
    return found


def unfinished(viewer: Actor, batch: ImportBatch) -> Job | None:
    """The work on the import that goes on, or that failed, where ``viewer`` asked for it."""
    return jobs.own(viewer).filter(pk=batch.job).exclude(state=State.DONE).first() if batch.job else None


def rows(batch: ImportBatch, only: str = "", after: int = 0) -> list[ImportRow]:
    """The rows of a page and one more, where there is one: of the outcome ``only``, after the row ``after``."""
    found = every(batch, only).filter(number__gt=after)
    return list(found[: PAGE + 1])


def every(batch: ImportBatch, only: str = "") -> QuerySet[ImportRow]:
    """All rows of an import, or those of the outcome ``only``."""
    found: QuerySet[ImportRow] = batch.rows.order_by("number")
    return found.filter(outcome=only) if only else found


def titles(batch: ImportBatch, records: Collection[str]) -> dict[str, str]:
    """What the rows of an import call the records that they are to make, by identifier."""
    found = batch.rows.filter(record__in=records).values_list("record", "cells")
    return {
        record: next((text for name, text in cells.items() if name.startswith("title.") and text), record)
        for record, cells in found
    }
