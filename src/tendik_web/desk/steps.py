"""What is done to a record as a whole, each with a page that asks before it is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_time
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tendik.errors import BadInput, Message, Problem
from tendik_web.access.actors import Actor
from tendik_web.records.actions.confirm import confirm
from tendik_web.records.actions.release import release
from tendik_web.records.actions.restore import restore
from tendik_web.records.actions.withdraw import withdraw
from tendik_web.records.kinds import Kind
from tendik_web.records.models import Record, Status
from tendik_web.records.source import PARTS

Sent = Mapping[str, str]
Run = Callable[[Actor, str, Kind, Record, int, Sent], Record]


@dataclass(frozen=True)
class Step:
    """One thing that can be done to a record.

    ``second``: another person than the last editor does it. ``fits`` says whether it makes
    sense for the record as it stands.
    """

    verb: str
    button: Any
    heading: Any
    words: Any
    run: Run
    fits: Callable[[Record], bool]
    second: bool = False


STEPS: dict[str, Step] = {}


def step(verb: str, *, button: Any, heading: Any, words: Any, fits: Any, second: bool = False) -> Any:
    """Register the decorated function, which does it."""

    def register(run: Run) -> Run:
        STEPS[verb] = Step(verb, button, heading, words, run, fits, second)
        return run

    return register


@step(
    "confirm",
    button=gettext_lazy("Confirm"),
    heading=gettext_lazy("Confirm this record"),
    words=gettext_lazy(
        "Confirm only what you have read yourself. Name the source in which you read it; "
        "the record then counts as read in that source."
    ),
    fits=lambda record: not record.withdrawn and record.status == Status.UNCONFIRMED,
    second=True,
)
def _confirm(actor: Actor, country: str, kind: Kind, record: Record, version: int, sent: Sent) -> Record:
    named = {part: text for part in PARTS if (text := sent.get(f"source.{part}", "").strip())}
    return confirm(actor, country, kind.name, record.pk, version, named)


@step(
    "release",
    button=gettext_lazy("Decide who sees it"),
    heading=gettext_lazy("Decide who sees this record"),
    words=gettext_lazy(
        "What everyone sees can be copied at once. Until an embargo ends, "
        "only the responsible body and the secretariat see the record."
    ),
    fits=lambda record: not record.withdrawn,
    second=True,
)
def _release(actor: Actor, country: str, kind: Kind, record: Record, version: int, sent: Sent) -> Record:
    until = _embargo(sent.get("day", "").strip(), sent.get("time", "").strip())
    return release(actor, country, kind.name, record.pk, version, sent.get("visibility", ""), until)


@step(
    "withdraw",
    button=gettext_lazy("Withdraw"),
    heading=gettext_lazy("Withdraw this record"),
    words=gettext_lazy(
        "A record that is withdrawn is no longer shown to the public. It stays in the history "
        "with your reason, and can be restored."
    ),
    fits=lambda record: not record.withdrawn,
)
def _withdraw(actor: Actor, country: str, kind: Kind, record: Record, version: int, sent: Sent) -> Record:
    return withdraw(actor, country, kind.name, record.pk, version, sent.get("reason", ""))


@step(
    "restore",
    button=gettext_lazy("Restore"),
    heading=gettext_lazy("Restore this record"),
    words=gettext_lazy("The record will be shown again to those who saw it before it was withdrawn."),
    fits=lambda record: record.withdrawn,
)
def _restore(actor: Actor, country: str, kind: Kind, record: Record, version: int, _sent: Sent) -> Record:
    return restore(actor, country, kind.name, record.pk, version)


def _embargo(day: str, at: str) -> datetime | None:
    if not day and not at:
        return None
    try:
        found, moment = parse_date(day), parse_time(at or "00:00")
    except ValueError:
        found = moment = None
    if found is None or moment is None:
        text = _("Write the day, and the time as hours and minutes, such as 09:30.")
        raise BadInput([Problem(Message("record.value", "{text}", {"text": text}), column="day")])
    return timezone.make_aware(datetime.combine(found, time(moment.hour, moment.minute)))
