"""Put documents into search, or replace them there."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from tendik_web.search.models import Document, Word
from tendik_web.search.normal import JOIN, fold

FIELDS = [field.name for field in Document._meta.concrete_fields if field.name not in ("number", "record")]
BATCH = 500
SHORTEST = 3


def index(documents: Iterable[Document]) -> None:
    """Store ``documents``, each over the one of the same record: two statements for every 500.

    Called once in the transaction of the change that it follows; that change is what the
    history tells, so nothing is entered here. A second call in one transaction may wait for
    another's new words in an order that locks both.
    """
    last = list({document.record: document for document in documents}.values())
    found = {word for document in last for word in _words(document.stems)}
    with transaction.atomic():
        Document.objects.bulk_create(
            last, BATCH, update_conflicts=True, unique_fields=["record"], update_fields=FIELDS
        )
        Word.objects.bulk_create(
            [Word(word=word, length=len(word)) for word in sorted(found)], BATCH, ignore_conflicts=True
        )


def _words(stems: str) -> set[str]:
    """The words among the tokens as somebody wrote them: no stems, no codes, not the folded ones."""
    tokens = {token.removeprefix(JOIN) for token in stems.split()}
    tokens -= {folded for token in tokens if (folded := fold(token)) != token}
    return {token for token in tokens if len(token) >= SHORTEST and token.isalpha()}
