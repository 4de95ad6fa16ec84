"""When and why a record was withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from tendik_web.records import history
from tendik_web.records.kinds import Kind
from tendik_web.records.models import Record


@dataclass(frozen=True)
class Withdrawal:
    """The day and the reason."""

    day: date
    reason: str


def withdrawal(kind: Kind, record: Record) -> Withdrawal | None:
    """The last withdrawal that the history keeps of ``record``; one query."""
    for step in reversed(history.steps(kind.name, record.pk)):
        if step.action.endswith(".withdraw"):
            at = datetime.fromisoformat(step.at.replace("Z", "+00:00"))
            return Withdrawal(timezone.localtime(at).date(), step.after.get("reason", ""))
    return None
