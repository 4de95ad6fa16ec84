"""Kazakh words typed in Latin letters, as a Russian keyboard would write them.

Understood are the alphabet of 2021 (``äielder``), those before it, and the usual spelling with
digraphs (``ayelder``, ``zhumys``). Letters that only Kazakh has become those of a plain keyboard, by
which every text can be found: nobody need know which of them a Latin letter stands for.
"""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans("abcdefghjklmnopqrstuvwxzıəŋ", "абцдефгхжклмнопкрстуввхзиан")
_DIGRAPHS = {
    "shch": "щ",
    "sh": "ш",
    "ş": "ш",
    "ch": "ч",
    "ç": "ч",
    "zh": "ж",
    "kh": "х",
    "gh": "г",
    "ng": "н",
    "ts": "ц",
    "ya": "я",
    "yu": "ю",
    "ý": "у",
}
_PIECES = re.compile("|".join(_DIGRAPHS) + r"|[iıyw]|.", re.S)
_LATIN, _CYRILLIC = re.compile(r"[a-zəŋı]"), re.compile(r"[\u0400-\u04ff]")
_VOWELS = frozenset("аеиоуыэюя")


def cyrillic(words: str) -> str:
    """``words`` in Cyrillic letters; nothing where no Latin letter is in them, or a Cyrillic one is."""
    typed = unicodedata.normalize("NFC", words.casefold()).replace("i̇", "i")
    if _CYRILLIC.search(typed) or not _LATIN.search(_bare(typed)):
        return ""
    written = ""
    for piece in _PIECES.findall(typed):
        after_vowel = written[-1:] in _VOWELS
        if piece in _DIGRAPHS:
            written += _DIGRAPHS[piece]
        elif piece in ("i", "ı"):
            written += "й" if after_vowel else "и"
        elif piece == "y":
            written += "й" if after_vowel else "ы"
        elif piece == "w":
            written += "у"
        else:
            written += _bare(piece).translate(_LETTERS)
    return written


def _bare(text: str) -> str:
    """``text`` without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
