"""What the chain remembers of records: versions, fields, and how things stood on a day."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from tendik_web.audit.models import Entry
from tendik_web.records.image import changed


@dataclass(frozen=True)
class Step:
    """One entry about a record: who did what when, and the record before and after.

    ``at`` is text in UTC, ``2026-03-01T09:30:00.000000Z``; ``fields`` are those that changed.
    """

    chain: str
    seq: int
    at: str
    actor: str
    action: str
    record: str
    before: dict[str, Any]
    after: dict[str, Any]
    digest: str

    @property
    def fields(self) -> list[str]:
        """The fields that differ before and after."""
        return changed(self.before, self.after)

    @property
    def kind(self) -> str:
        """The kind of the record."""
        return self.record.split(":", 1)[0]

    @property
    def id(self) -> str:
        """The identifier of the record."""
        return self.record.partition(":")[2]


def address(kind: str, id: str) -> str:
    """The record as entries name it."""
    return f"{kind}:{id}"


def steps(kind: str, id: str) -> list[Step]:
    """All that happened to one record, first to last."""
    return list(read(Entry.objects.filter(record=address(kind, id)).order_by("id")))


def read(entries: QuerySet[Entry]) -> Iterable[Step]:
    """The entries, in their order, each with what its record held before. One query."""
    earlier = Entry.objects.filter(
        record=OuterRef("record"), chain=OuterRef("chain"), seq__lt=OuterRef("seq")
    )
    with_before = entries.annotate(before=Subquery(earlier.order_by("-seq").values("payload")[:1]))
    for entry in with_before:
        yield Step(
            entry.chain,
            entry.seq,
            entry.at,
            entry.actor,
            entry.action,
            entry.record,
            _after(entry.before) if entry.before else {},
            _after(entry.payload),
            entry.digest,
        )


def as_known(kind: str, id: str, moment: str) -> dict[str, Any] | None:
    """What the record held at ``moment`` (text in UTC, as entries have it), or nothing."""
    entries = Entry.objects.filter(record=address(kind, id), at__lte=moment)
    payload = entries.order_by("-id").values_list("payload", flat=True).first()
    return _after(payload) if payload else None


def all_known(addresses: Collection[str], moment: str) -> dict[str, dict[str, Any]]:
    """What each of the records at ``addresses`` held at ``moment``, by address. One query."""
    entries = Entry.objects.filter(record__in=addresses, at__lte=moment).order_by()
    latest = entries.values("record").annotate(last=Max("id")).values("last")
    found = Entry.objects.filter(id__in=latest).values_list("record", "payload")
    return {record: _after(payload) for record, payload in found}


def naming(chains: Collection[str], moment: str, wanted: Mapping[str, Collection[str]]) -> set[str]:
    """The addresses of records that have ever named others, in ``chains`` up to ``moment``. One query.

    Parameters
    ----------
    wanted : mapping
        By kind of the records sought, the identifiers of which each named at least one.
    """
    asked = [
        Q(record__startswith=address(kind, "")) & reduce(or_, (Q(payload__contains=id) for id in ids))
        for kind, ids in wanted.items()
        if ids
    ]
    if not asked:
        return set()
    entries = Entry.objects.filter(reduce(or_, asked), chain__in=chains, at__lte=moment).order_by()
    return set(entries.values_list("record", flat=True).distinct())


def version(kind: str, id: str, number: int) -> dict[str, Any]:
    """What the record held in its version ``number``; empty where that is not known."""
    for step in reversed(steps(kind, id)):
        if step.after.get("version") == number:
            return step.after
    return {}


def _after(payload: str) -> dict[str, Any]:
    after: dict[str, Any] = json.loads(payload)["after"]
    return after
