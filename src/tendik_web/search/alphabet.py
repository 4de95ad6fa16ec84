"""The key by which titles are sorted: the Kazakh alphabet, in digits.

Every letter becomes two digits, so that keys sort alike by bytes and in the collations of
both databases. Order: numbers by their value, Latin, Cyrillic. Letters of the region that
Kazakh lacks follow the one that they come from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

LONGEST = 200
CYRILLIC = "аәбвгғдеёжзиӣйкқлмнңоөпрстуӯұүўфхҳһцчҷшщъыіьэюя"
LATIN = "aäbcçdeəfgğhiıjklmnňñoöpqrsştuüvwxyýzž"

_SPACE, _NUMBER, _OTHER = "10", "11", "99"
_CODES = {letter: str(code) for code, letter in enumerate(LATIN + CYRILLIC, 12)}
_PIECES = re.compile(r"[0-9]+|[^\W_]|[\W_]+")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_WITHIN_WORDS = re.compile(r"(?<=\w)['’‘ʼʻ`´](?=\w)")


def sort_key(text: str) -> str:
    """The key of ``text``, at most 200 digits: a hundred letters; capitals and punctuation do not count."""
    plain = unicodedata.normalize("NFKC", text[: 2 * LONGEST].replace("№", " ")).casefold()
    plain = _EDGES.sub("", unicodedata.normalize("NFC", _WITHIN_WORDS.sub("", plain)))
    return "".join(_codes(plain))[:LONGEST]


def _codes(plain: str) -> Iterator[str]:
    for piece in _PIECES.findall(plain):
        if piece.isascii() and piece.isdecimal():
            number = piece.lstrip("0") or "0"
            yield f"{_NUMBER}{min(len(number), 99):02}{number}"
        elif piece.isalnum():
            yield _CODES.get(piece) or _CODES.get(unicodedata.normalize("NFD", piece)[0], _OTHER)
        else:
            yield _SPACE
