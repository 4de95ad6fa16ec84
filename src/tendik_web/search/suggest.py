"""Did you mean: the nearest words by which this reader finds something."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, product

from django.db.models import Q, QuerySet, Subquery

from tendik_web.search.match import Matches
from tendik_web.search.models import ORDER, Document, Word
from tendik_web.search.normal import JOIN, fold
from tendik_web.search.question import Lookup, Question

NEAREST = 16
"""Words tried for one that is not found."""
MOST_SLIPS = 3
"""Letters wrong, missing, too many or swapped in one long word; one for every five letters."""
MOST_TRIED = 32
"""Combinations tried where several words are not found."""


def suggestion(documents: QuerySet[Document], question: Question) -> str:
    """Words like those asked for that ``documents`` do answer, or nothing.

    Near words are sought among those of all records; only such are said by which one of
    ``documents``, the records that the reader may see, is found.
    """
    lookups = [Lookup((word,)) for word in question.whole.words]
    known = _answered(documents, lookups)
    choices = [
        [word] if answered else _near(word) for word, answered in zip(question.words, known, strict=True)
    ]
    if all(known) or not all(choices):
        return ""
    tried = [Question(words) for words in islice(product(*choices), MOST_TRIED)]
    answered = _answered(documents, [other.whole for other in tried])
    best = next((other for other, found in zip(tried, answered, strict=True) if found), Question(()))
    return " ".join(best.words).replace(JOIN, ".")


def _answered(documents: QuerySet[Document], lookups: Sequence[Lookup]) -> list[bool]:
    """Whether each of ``lookups`` finds something; asked in one query.

    ``EXISTS`` would let PostgreSQL hope for an early row and read them all; to find the first
    in an order it takes the index.
    """
    asked = {
        f"found_{place}": Subquery(documents.filter(Matches(one)).order_by(*ORDER).values("number")[:1])
        for place, one in enumerate(lookups)
    }
    found = documents.annotate(**asked).order_by("number").values_list(*asked).first()
    return [number is not None for number in found] if found else [False] * len(lookups)


def _near(word: str) -> list[str]:
    """Words at a small distance from ``word``, nearest first; as if typed on a plain keyboard."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    if not word.isalpha():
        return []
    most = min(1 + len(word) // 5, MOST_SLIPS)
    within = Q(length__gte=len(word) - most, length__lte=len(word) + most)
    known = sorted(Word.objects.filter(within).values_list("word", flat=True))
    found = process.extract(
        word, known, scorer=OSA.distance, processor=fold, score_cutoff=most, limit=NEAREST
    )
    return [near for near, _distance, _place in found]
