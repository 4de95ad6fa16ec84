"""The format of a table for an index, and a file for an index of one's own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tendik.indices.loading import DATA, TEMPLATE

if TYPE_CHECKING:
    from tendik.indices.index import Index

ECONOMIES = ("KAZ", "KGZ", "TJK", "TKM", "UZB")


def headings(index: Index) -> tuple[str, ...]:
    """Headings of a table for ``index``: the economy, then every column."""
    return ("iso3", *index.columns)


def rows(index: Index, economies: Iterable[str] = ECONOMIES) -> tuple[tuple[str, ...], ...]:
    """Empty rows under :func:`headings`, one for each economy."""
    return tuple((economy, *("" for _ in index.columns)) for economy in economies)


def own_index() -> str:
    """An index file to start one's own from, with remarks."""
    return (DATA / f"{TEMPLATE}.yaml").read_text("utf-8")
