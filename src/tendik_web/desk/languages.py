"""Languages of content, by the names that readers know."""

from __future__ import annotations

from functools import cache

from tendik.language import LANGUAGES as OF_PAGES
from tendik_web.records.text import LANGUAGES
from tendik_web.site.templatetags.tendik import reader

OTHERS = tuple(code for code in LANGUAGES if code not in OF_PAGES)
"""Languages of the region beyond those of the pages."""


def name(code: str) -> str:
    """The name of the language ``code`` in the language of the page."""
    return _name(code, reader())


@cache
def _name(code: str, language: str) -> str:
    from babel import Locale

    found = Locale.parse(language).languages.get(code, code)
    return found[:1].upper() + found[1:]
