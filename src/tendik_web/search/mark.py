"""Which words of a title were asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tendik_web.search.normal import stems
from tendik_web.search.question import Question

_CODE = r"(?=\S*[0-9])[0-9A-Za-z]+(?:[./\-–‑:·][0-9A-Za-z]+)+(?!\w)"
_WORD = r"[\w\u0300-\u036f'’‘`´]+"
_PIECE = re.compile(rf"(?<!\w){_CODE}|{_WORD}")

Part = tuple[str, bool]


def marked(title: str, language: str, question: Question) -> list[Part]:
    """``title`` cut into parts, each with whether it was asked for; together they are the title."""
    return list(_joined(_parts(title, language, question)))


def _parts(title: str, language: str, question: Question) -> Iterator[Part]:
    at = 0
    for piece in _PIECE.finditer(title):
        yield title[at : piece.start()], False
        yield piece.group(), question.matches(stems(piece.group(), language))
        at = piece.end()
    yield title[at:], False


def _joined(parts: Iterator[Part]) -> Iterator[Part]:
    """Neighbours of one sort as one part, none of them empty."""
    text, asked = "", False
    for piece, also in parts:
        if piece and also != asked:
            if text:
                yield text, asked
            text, asked = "", also
        text += piece
    if text:
        yield text, asked
