"""Every record of a kind that speaks of some words, as a condition for lists that have an order of their own."""

from __future__ import annotations

from django.db.models import QuerySet

from tendik_web.access.actors import Actor
from tendik_web.access.visibility import visible
from tendik_web.search.match import Matches
from tendik_web.search.models import Document
from tendik_web.search.question import ask


def matching(
    viewer: Actor, country: str | None, words: str, kind: str, *, withdrawn: bool = False
) -> QuerySet[Document]:
    """The identifiers of the records of ``kind`` that ``find`` would find, of whatever tier.

    Raises
    ------
    tendik.errors.BadInput
        ``words`` are too many.
    """
    question = ask(words)
    if not question.words:
        return Document.objects.none().values("record")
    seen = Document.objects.filter(visible(viewer, country, withdrawn=withdrawn), kind=kind)
    return seen.filter(Matches(question.whole)).values("record")
