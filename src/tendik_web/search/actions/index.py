"""Put documents into search, or replace them there."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from tendik_web.search.models import Document, Word
from tendik_web.search.normal import JOIN, fold

FIELDS = [field.name for field in Document._meta.concrete_fields if field.name not in ("number", "record")]
BATCH = 500
SHORTEST = 3


def index(documents: Iterable[Document], stored: Iterable[Document] = ()) -> None:
    """Store ``documents``, each over the one of the same record: two statements for every 500.

    ``stored`` are those that stand there so far, as far as the caller knows them: what equals one
    of them is not written, and no word of theirs is written again.

    Called once in the transaction of the change that it follows; that change is what the
    history tells, so nothing is entered here. A second call in one transaction may wait for
    another's new words in an order that locks both.
    """
    last = list({document.record: document for document in documents}.values())
    known = {document.record: document for document in stored}
    last = [document for document in last if not _equal(document, known.get(document.record))]
    found = {word for document in last for word in _words(document.stems)}
    found = found.difference(*(_words(document.stems) for document in known.values()))
    with transaction.atomic(savepoint=False):
        Document.objects.bulk_create(
            last, BATCH, update_conflicts=True, unique_fields=["record"], update_fields=FIELDS
        )
        Word.objects.bulk_create(
            [Word(word=word, length=len(word)) for word in sorted(found)], BATCH, ignore_conflicts=True
        )


def _equal(document: Document, stored: Document | None) -> bool:
    return all(getattr(document, name) == getattr(stored, name, None) for name in FIELDS)


def _words(stems: str) -> set[str]:
    """The words among the tokens as somebody wrote them: no stems, no codes, not the folded ones."""
    tokens = {token.removeprefix(JOIN) for token in stems.split()}
    tokens -= {folded for token in tokens if (folded := fold(token)) != token}
    return {token for token in tokens if len(token) >= SHORTEST and token.isalpha()}
