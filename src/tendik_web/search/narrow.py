"""A list narrowed to the records that speak of some words."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from tendik_web.search.match import Matches
from tendik_web.search.models import Document
from tendik_web.search.question import ask


def narrow(found: QuerySet[Any], kind: str, words: str) -> QuerySet[Any]:
    """Those of ``found``, records of ``kind``, that have every one of ``words``; all where there is none.

    Raises
    ------
    tendik.errors.BadInput
        ``words`` are too many.
    """
    question = ask(words)
    if not question.words:
        return found
    documents = Document.objects.filter(Matches(question.whole), kind=kind)
    return found.filter(pk__in=documents.values("record"))
