"""Take documents out of search."""

from __future__ import annotations

from collections.abc import Iterable

from tendik_web.search.models import Document


def forget(records: Iterable[str]) -> None:
    """Remove the documents of ``records``: of data that is deleted, never of a withdrawn record.

    Called in the transaction of the change that it follows. A withdrawn record stays, marked
    as withdrawn, for those who ask for such.
    """
    Document.objects.filter(record__in=list(records)).delete()
