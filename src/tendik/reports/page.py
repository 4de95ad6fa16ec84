"""From a described page to PDF, with the house's font and nothing of the machine in it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

LAYOUT = Path(__file__).parent / "page.typ"


@dataclass(frozen=True)
class Part:
    """A section: a table (``widths`` in shares of the line, or ``auto``), or items."""

    title: str
    headings: Sequence[str] = ()
    rows: Sequence[Sequence[str]] | None = None
    widths: Sequence[str | float] = ()
    numeric: Sequence[bool] = ()
    items: Sequence[str] = ()


@dataclass(frozen=True)
class Page:
    """A printed result: what it answers first, then the parts; ``foot`` is on every page."""

    language: str
    eyebrow: str
    title: str
    lead: Sequence[str]
    parts: Sequence[Part]
    foot: str

    def pdf(self) -> bytes:
        """The page as PDF; the same page gives the same text."""
        import typst

        from tendik.charts.fonts import FOLDER, make

        make()
        document: bytes = typst.compile(
            str(LAYOUT),
            font_paths=[str(FOLDER)],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(asdict(self), ensure_ascii=False)},
        )
        return document
