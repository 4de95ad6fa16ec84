"""What is open for a body: what its next focal point takes over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tendik_web.access.actors import Actor
from tendik_web.desk.queries.union import Part, Row, listed
from tendik_web.desk.queries.work import DEADLINES, unreleased
from tendik_web.records.kinds import KINDS
from tendik_web.records.models import Status
from tendik_web.records.rows import visible_to


@dataclass(frozen=True)
class Pack:
    """Records of a body, as far as their reader sees them.

    ``due`` are not done yet, the earliest deadline first, those without one last; ``waiting``
    wait to be confirmed or released, which the word of each row says.
    """

    due: list[Row]
    waiting: list[Row]

    def overdue(self, today: date) -> int:
        """How many deadlines have passed."""
        return sum(row.day is not None and row.day < today for row in self.due)


def pack(actor: Actor, country: str, body: str) -> Pack:
    """The pack of ``body``; two queries."""

    def of_body(kind: str, condition: Q, word: str) -> Part:
        seen = visible_to(actor, country, kind)
        return kind, word, seen.filter(condition, country_id=country, body_id=body)

    open_ones = [of_body(kind, Q(done_on=None), "due") for kind in DEADLINES]
    due = listed(open_ones, days=DEADLINES)
    waiting: list[Part] = []
    for kind in KINDS.values():
        waiting.append(of_body(kind.name, Q(status=Status.UNCONFIRMED), "confirm"))
        waiting.append(of_body(kind.name, unreleased(kind), "release"))
    return Pack(sorted(due, key=lambda row: (row.day is None, row.day or date.max)), listed(waiting))
