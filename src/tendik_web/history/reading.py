"""What a viewer may know of the past: what was visible to them then, of records visible to them now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from tendik_web.access.actors import Actor
from tendik_web.access.visibility import sees
from tendik_web.audit.models import Entry
from tendik_web.history.figures import same_run
from tendik_web.records import history, rows
from tendik_web.records.history import Step
from tendik_web.records.kinds import KINDS

AT_ONCE = 150
"""Entries read at most at a time in search of those that a viewer may see."""


@dataclass(frozen=True)
class Feed:
    """A page of changes, newest first; ``following`` is where the next page begins, or nothing."""

    steps: list[Step]
    following: int | None


def of_record(viewer: Actor, kind: str, id: str) -> list[Step]:
    """What ``viewer`` may know of one record, first to last.

    Changes that were hidden from the viewer are told with the next one that was not.
    """
    known: dict[str, Any] = {}
    found = []
    for step in history.steps(kind, id):
        if sees(viewer, step.after, step.at):
            found.append(replace(step, before=known))
            known = step.after
    return found


def known_on(viewer: Actor, kind: str, id: str, day: date) -> Step | None:
    """The record as it was known at the end of ``day`` in the platform's time zone, or nothing."""
    end = end_of(day)
    steps = [step for step in history.steps(kind, id) if step.at <= end]
    return steps[-1] if steps and sees(viewer, steps[-1].after, end) else None


def end_of(day: date) -> str:
    """The last moment of ``day``, in UTC as entries have it."""
    end = datetime.combine(day, time.max, ZoneInfo(settings.TIME_ZONE)).astimezone(UTC)
    return end.isoformat(timespec="microseconds").replace(
        "+00:00", "Z"
    )  # unlike strftime, four digits a year


def feed(
    viewer: Actor,
    country: str,
    *,
    before: int | None = None,
    limit: int = 30,
    kind: str = "",
    without: str = "",
) -> Feed:
    """The newest changes of ``country`` that ``viewer`` may see.

    Parameters
    ----------
    before : int, optional
        Only entries with a smaller number than this.
    limit : int
        At most so many lines; figures of one series that follow each other are one.
    kind : str
        Only records of this kind.
    without : str
        No records of this group of kinds.
    """
    entries = Entry.objects.filter(chain=country).order_by("-seq")
    if kind:
        entries = entries.filter(record__startswith=f"{kind}:")
    if without:
        entries = entries.exclude(action__startswith=f"{without}.")
    steps: list[Step] = []
    lines = 0
    size = min(AT_ONCE, 5 * limit)
    for _turn in range(3):  # so that a page of few visible changes still costs few queries
        part = entries.filter(seq__lt=before) if before is not None else entries
        read = list(history.read(part[:size]))
        for step in _visible(viewer, country, read):
            lines += not (steps and same_run(steps[-1], step))
            if lines > limit:
                return Feed(steps, steps[-1].seq)
            steps.append(step)
        if len(read) < size:
            return Feed(steps, None)
        before = read[-1].seq
    return Feed(steps, before)


def _visible(viewer: Actor, country: str, steps: list[Step]) -> Iterable[Step]:
    """Those of ``steps`` about records that are visible now and were then; what was hidden before stays so."""
    ids: dict[str, set[str]] = {}
    for step in steps:
        if step.kind in KINDS:
            ids.setdefault(step.kind, set()).add(step.id)
    seen = rows.seen(viewer, country, ids)
    for step in steps:
        if step.id in seen and sees(viewer, step.after, step.at):
            hidden = not (step.before and sees(viewer, step.before, step.at))
            yield replace(step, before={}) if hidden else step
