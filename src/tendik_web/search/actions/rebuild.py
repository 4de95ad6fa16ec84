"""Make the whole index anew."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from django.db import connection, transaction

from tendik_web.search.actions.forget import forget
from tendik_web.search.actions.index import index
from tendik_web.search.models import Document, Word
from tendik_web.search.tables import TIDY

BATCH = 2_000


def rebuild(documents: Iterable[Document]) -> int:
    """Leave exactly ``documents`` in search, and their words; return how many there are.

    Readers find what was there before until this transaction ends.
    """
    coming, seen = iter(documents), set()
    with transaction.atomic():
        Word.objects.all().delete()
        while batch := list(islice(coming, BATCH)):
            index(batch)
            seen |= {document.record for document in batch}
        gone = sorted(set(Document.objects.values_list("record", flat=True)) - seen)
        for start in range(0, len(gone), BATCH):
            forget(gone[start : start + BATCH])
        with connection.cursor() as cursor:
            for statement in TIDY[connection.vendor]:
                cursor.execute(statement)
    return len(seen)
