"""From a record to the document by which search finds it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from tendik_web.search.alphabet import sort_key
from tendik_web.search.models import Document
from tendik_web.search.normal import JOIN, stems, words

MOST_TOKENS = 5_000
"""Tokens of a document that are kept: its titles first, then its texts from their beginning."""

SORTED_BY = "kk"


def document(
    record: str,
    kind: str,
    titles: Mapping[str, str],
    *,
    original: str,
    texts: Iterable[tuple[str, str]] = (),
    country: str | None,
    body: str | None,
    visibility: str,
    embargo_until: datetime | None,
    withdrawn: bool,
) -> Document:
    """The document of one record, not yet stored.

    Parameters
    ----------
    record : str
        Identifier of the record.
    titles : mapping
        The title by language.
    original : str
        Which of them is the original; ranks by its length.
    texts : iterable of (language, text)
        What else the record is found by: descriptions, codes, other names. The language is
        empty where it is not known.
    """
    found = [JOIN + token for language, title in titles.items() for token in stems(title, language)]
    found += [token for language, text in texts for token in stems(text, language)]
    return Document(
        record=record,
        kind=kind,
        country=country,
        body=body,
        visibility=visibility,
        embargo_until=embargo_until,
        withdrawn=withdrawn,
        length=len(words(titles[original])),
        sort_key=sort_key(titles.get(SORTED_BY) or titles[original]),
        original=original,
        titles=dict(titles),
        stems=" ".join(list(dict.fromkeys(found))[:MOST_TOKENS]),
    )
