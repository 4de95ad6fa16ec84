"""Documents for tests of the search."""

from tendik_web.search.documents import document


def doc(record, title, *, language="kk", also=None, texts=(), **fields):
    """A public document of Kazakhstan, unless ``fields`` say otherwise."""
    given = {
        "kind": "commitment",
        "country": "KAZ",
        "body": None,
        "visibility": "public",
        "embargo_until": None,
        "withdrawn": False,
    } | fields
    return document(record, titles={language: title} | (also or {}), original=language, texts=texts, **given)
