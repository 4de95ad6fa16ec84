"""Languages of content beyond those of the pages."""

from __future__ import annotations

from tendik.language import LANGUAGES as OF_PAGES
from tendik_web.records.text import LANGUAGES

OTHERS = tuple(code for code in LANGUAGES if code not in OF_PAGES)
"""Languages of the region beyond those of the pages."""
