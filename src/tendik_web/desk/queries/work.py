"""What there is to do for a person in a country: one condition a task, over records of every kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tendik.language import LANGUAGES as OF_PAGES
from tendik_web.access.actors import Actor
from tendik_web.access.permissions import may_anywhere, permitted
from tendik_web.access.visibility import Visibility
from tendik_web.audit.models import Entry
from tendik_web.desk.queries import drafts
from tendik_web.desk.queries.union import Part, Row, counted, listed
from tendik_web.records import rows
from tendik_web.records.kinds import KINDS, Kind
from tendik_web.records.models import Draft, Status
from tendik_web.records.text import TextField

SOON = timedelta(days=30)

DEADLINES = {"action": "deadline", "commitment": "due"}
"""The day by which a record of these kinds is to be done; ``done_on`` says that it is."""

Condition = Callable[[Actor, Kind], Q | None]


@dataclass(frozen=True)
class Task:
    """Something to do, for who may do ``verb``; ``empty`` says that there is nothing."""

    name: str
    verb: str
    label: Any
    heading: Any
    empty: Any
    condition: Condition
    dated: bool = False


TASKS: dict[str, Task] = {}


def task(name: str, verb: str, *, label: Any, heading: Any, empty: Any, dated: bool = False) -> Any:
    """Register the decorated condition: which records of a kind wait for the person; none: no such task."""

    def register(condition: Condition) -> Condition:
        TASKS[name] = Task(name, verb, label, heading, empty, condition, dated)
        return condition

    return register


@task(
    "due",
    "change",
    label=_("Overdue, or due within 30 days"),
    heading=_("Overdue, or due within 30 days: %(count)s"),
    empty=_("Nothing that you answer for is overdue or due within 30 days."),
    dated=True,
)
def _due(_actor: Actor, kind: Kind) -> Q | None:
    if kind.name not in DEADLINES:
        return None
    until = timezone.localdate() + SOON
    return Q(done_on=None, **{f"{DEADLINES[kind.name]}__lte": until})


@task(
    "confirm",
    "confirm",
    label=_("To confirm"),
    heading=_("Unconfirmed records that you can confirm: %(count)s"),
    empty=_("No unconfirmed record waits for you."),
)
def _confirm(actor: Actor, _kind: Kind) -> Q:
    return Q(status=Status.UNCONFIRMED) & ~Q(changed_by=actor.id)


@task(
    "release",
    "release",
    label=_("To release"),
    heading=_("Records of others that nobody has released yet: %(count)s"),
    empty=_("No record waits for you as the second person."),
)
def _release(actor: Actor, kind: Kind) -> Q:
    return ~Q(changed_by=actor.id) & unreleased(kind)


@task(
    "languages",
    "change",
    label=_("Lacking a language"),
    heading=_("Records that lack Kazakh, Russian or English: %(count)s"),
    empty=_("Every record that you can change has its texts in Kazakh, Russian and English."),
)
def _languages(_actor: Actor, kind: Kind) -> Q:
    lacking = Q(pk__in=[])
    for field in kind.columns.values():
        if isinstance(field, TextField):
            whole = Q(**{f"{field.name}__has_keys": list(OF_PAGES)})
            lacking |= Q(**{f"{field.name}__has_key": "original"}) & ~whole
    return lacking


def unreleased(kind: Kind) -> Q:
    """Records of ``kind`` of which nobody has decided yet who sees them, though it could be decided."""
    decided = Entry.objects.filter(
        record=Concat(Value(f"{kind.name}:"), OuterRef("pk")), action=f"{kind.group}.release"
    )
    hidden = Q(visibility=Visibility.GOVERNMENT)
    if kind.claim:
        hidden &= ~Q(status=Status.UNCONFIRMED)
    return hidden & ~Exists(decided)


def parts(actor: Actor, country: str, name: str, only: str = "") -> list[Part]:
    """The records that wait in the task ``name``, kind by kind; ``only`` those of one kind."""
    task, found = TASKS[name], []
    for kind in KINDS.values():
        verb = f"{kind.group}.{task.verb}"
        if only not in ("", kind.name) or not any(may_anywhere(actor, verb, at) for at in (country, None)):
            continue
        condition = task.condition(actor, kind)
        if condition is not None:
            allowed = rows.visible_to(actor, country, kind.name).filter(permitted(actor, verb, country))
            found.append((kind.name, name, allowed.filter(condition)))
    return found


def numbers(actor: Actor, country: str, name: str) -> dict[str, int]:
    """How many records wait in a task, by kind; one query."""
    return {kind: found for (kind, _word), found in counted(parts(actor, country, name)).items()}


def page(actor: Actor, country: str, name: str, only: str, start: int, limit: int) -> list[Row]:
    """The records that wait in a task, those due first; one query."""
    days = DEADLINES if TASKS[name].dated else None
    return listed(parts(actor, country, name, only), days=days, start=start, limit=limit)


@dataclass(frozen=True)
class Unsent:
    """A draft; ``row`` is its record, or nothing for a new one."""

    draft: Draft
    kind: Kind
    row: Row | None


def unsent(actor: Actor, country: str) -> list[Unsent]:
    """The drafts of ``actor`` for records of ``country``, the latest first; two queries."""
    found = [(draft, *draft.record.split(":")) for draft in drafts.mine(actor)]
    ids: dict[str, set[str]] = {}
    for _draft, kind, id, *_country in found:
        if kind in KINDS and id != "new":
            ids.setdefault(kind, set()).add(id)
    asked = [
        (kind, "", rows.visible_to(actor, country, kind, withdrawn=True).filter(pk__in=wanted))
        for kind, wanted in ids.items()
    ]
    seen = {row.id: row for row in listed(asked)}
    return [
        Unsent(draft, KINDS[kind], seen.get(id))
        for draft, kind, id, *at in found
        if kind in KINDS and (id in seen or (id == "new" and at == [country]))
    ]
