"""What earlier imports did with the same rows and records."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import F
from django.utils import timezone

from tendik_web.imports.models import ImportRow, Outcome, State
from tendik_web.imports.stored import chunks


class Earlier:
    """Rows of earlier imports of a country and a kind.

    ``applied`` gives the day on which a row of the same words made a record.
    """

    def __init__(self, country: str, kind: str) -> None:
        self._rows = ImportRow.objects.filter(batch__country=country, batch__kind=kind)
        self.applied: dict[str, str] = {}
        self._undone: set[tuple[str, int]] = set()

    def load(self, digests: Collection[str], withdrawn: Collection[str]) -> None:
        """Look up rows of these digests, and withdrawn records that an undone import may have left."""
        applied = self._rows.filter(batch__state=State.APPLIED, outcome=Outcome.NEW)
        for part in chunks(set(digests)):
            for digest, at in applied.filter(digest__in=part).values_list("digest", "batch__applied_at"):
                self.applied[digest] = timezone.localtime(at).date().isoformat()
        undone = self._rows.filter(batch__state=State.UNDONE).exclude(outcome=Outcome.SAME)
        for part in chunks(set(withdrawn)):
            # Applying made one version of the record, undoing the next; nobody has touched it since.
            left = undone.filter(record__in=part).annotate(left=F("version") + 2)
            self._undone |= set(left.values_list("record", "left"))

    def left_by_undoing(self, record: str, version: int) -> bool:
        """Whether the ``version`` of a withdrawn record is what undoing an import left."""
        return (record, version) in self._undone
