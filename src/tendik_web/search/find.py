"""Find the records that speak of some words, among those that a person may see."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from django.db.models import Count, Q, QuerySet

from tendik_web.access.actors import Actor
from tendik_web.access.visibility import visible
from tendik_web.search.latin import cyrillic
from tendik_web.search.match import Matches
from tendik_web.search.models import ORDER, Document
from tendik_web.search.question import Question, ask
from tendik_web.search.suggest import suggestion

MOST_AT_ONCE = 200

_CURSOR = re.compile(r"([0-3])\.([0-9]{1,6})\.([0-9]{0,200})\.([0-9A-Za-z]{1,26})", re.ASCII)


@dataclass(frozen=True)
class Hit:
    """A record that answers; ``titles`` by language, ``original`` is the language of the original."""

    record: str
    kind: str
    country: str | None
    withdrawn: bool
    titles: Mapping[str, str]
    original: str


@dataclass(frozen=True)
class Results:
    """What was found.

    Attributes
    ----------
    question : Question
        What was looked up; knows which words of a title to mark.
    hits : tuple of Hit
        In order; the best first.
    total : int
        How many there are of the kinds asked for, on all pages.
    kinds : mapping of str to int
        How many there are of each kind, whatever kinds were asked for.
    suggestion : str
        Where nothing was found: other words, by which something is.
    after : str
        What to ask for the hits that follow, or nothing at the end.
    searched_as : str
        Where nothing was found in Latin letters: the same in Cyrillic, by which these were.
    """

    question: Question
    hits: tuple[Hit, ...] = ()
    total: int = 0
    kinds: Mapping[str, int] = field(default_factory=dict)
    suggestion: str = ""
    after: str = ""
    searched_as: str = ""


def find(
    viewer: Actor,
    country: str | None,
    words: str,
    *,
    kinds: Collection[str] = (),
    limit: int = 20,
    after: str = "",
    typing: bool = False,
    withdrawn: bool = False,
) -> Results:
    """The records of ``country``, and those that all countries share, that speak of ``words``.

    Parameters
    ----------
    viewer : Actor
        Who looks; hits, numbers and suggestions come from what this person may see.
    country : str or None
        Code of the country; nothing for what is shared alone.
    words : str
        In any language; a code whole or in part.
    kinds : collection of str
        Names of the kinds wanted; none: all.
    limit : int
        How many hits at most, from 1 to 200.
    after : str
        ``Results.after`` of the page before; anything else starts from the beginning.
    typing : bool
        The last word may be the beginning of one.
    withdrawn : bool
        Also what was withdrawn, for those who work for the country.

    Raises
    ------
    tendik.errors.BadInput
        ``words`` are too many.
    """
    question = ask(words, typing=typing)
    if not question.words:
        return Results(question)
    documents = Document.objects.filter(visible(viewer, country, withdrawn=withdrawn))
    counted = _by_kind(documents, question)
    if kinds:
        documents = documents.filter(kind__in=kinds)
    total = sum(number for kind, number in counted.items() if not kinds or kind in kinds)
    if not counted and (other := cyrillic(words)):
        again = find(
            viewer,
            country,
            other,
            kinds=kinds,
            limit=limit,
            after=after,
            typing=typing,
            withdrawn=withdrawn,
        )
        if again.kinds:
            return replace(again, searched_as=other)
    if not total:
        return Results(question, kinds=counted, suggestion=suggestion(documents, question))
    limit = min(max(limit, 1), MOST_AT_ONCE)
    found = _page(documents, question, min(limit + 1, total), after)
    return Results(
        question,
        tuple(
            Hit(one.record, one.kind, one.country, one.withdrawn, one.titles, one.original)
            for _, one in found[:limit]
        ),
        total,
        counted,
        after=_cursor(*found[limit - 1]) if len(found) > limit else "",
    )


def _by_kind(documents: QuerySet[Document], question: Question) -> dict[str, int]:
    found = documents.filter(Matches(question.whole)).order_by("kind").values("kind")
    return {row["kind"]: row["found"] for row in found.annotate(found=Count("number"))}


def _page(
    documents: QuerySet[Document], question: Question, wanted: int, after: str
) -> list[tuple[int, Document]]:
    """At most ``wanted`` documents, each with its tier; tiers are asked only while more are wanted."""
    found: list[tuple[int, Document]] = []
    for tier, rest in _tiers(after):
        if len(found) < wanted:
            rows = documents.filter(Matches(question.tiers[tier])).filter(rest).order_by(*ORDER)
            shown = rows.defer("stems")[: wanted - len(found)]
            found += [(tier, one) for one in shown]
    return found


def _tiers(after: str) -> Iterator[tuple[int, Q]]:
    """The tiers still to be shown, the first of them without what was shown before ``after``."""
    first, rest = 0, Q()
    if given := _CURSOR.fullmatch(after):
        first, length, sort_key, record = int(given[1]), int(given[2]), given[3], given[4]
        rest = Q(length__gt=length) | Q(length=length) & (
            Q(sort_key__gt=sort_key) | Q(sort_key=sort_key, record__gt=record)
        )
    yield first, rest
    yield from ((tier, Q()) for tier in range(first + 1, 4))


def _cursor(tier: int, document: Document) -> str:
    return f"{tier}.{document.length}.{document.sort_key}.{document.record}"
