"""The one normaliser: from a text in any language to the tokens that are stored and looked up.

A *word* is a run of letters and digits in small letters, ``ё`` written ``е``, without
accents and apostrophes. A *code* such as ``5.5.1``, ``CEDAW/C/KAZ/CO/5`` or ``№223-IV`` is one
word whose parts are joined by ``·``.

A text is stored as its words, the same folded to the letters of a plain keyboard, every
run of parts of its codes, and a stem for each language that it may be in, marked by that
language: ``мүгедектігі`` gives ``мүгедектігі``, ``мугедектиги``, ``мүгедектк·kk`` and
``мугедектк·kf``. Stems of different languages never meet, so that ``правда`` read as Kazakh
does not find ``право``. Who asks need not say in which language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from threading import Lock
from typing import Any

from tendik_web.search import kazakh

JOIN = "·"
LONGEST = 64
"""Characters of a word that count."""
MOST_PARTS = 8
"""A code of more parts is taken as so many words."""

FOLDED = kazakh.FOLDED | str.maketrans("ҳҷӣӯўґїєј", "хчиуугиеи")
"""Letters of Kazakhstan and its neighbours, each to the one that a Russian keyboard has for it."""

IRREGULAR = {"women": "woman", "men": "man", "children": "child", "girls": "girl", "wives": "wife"}
"""English plurals that no rule of endings finds."""

_TURN = Lock()
_MODIFIERS = dict.fromkeys(map(ord, "ʹʺʻʼʽˈˊˋʾʿ"), "'")
_POSSESSIVE = re.compile(r"(?<=\w)['’‘`´]s\b")
_APOSTROPHE = re.compile(r"(?<=\w)['’‘`´](?=\w)")
_YEARS = re.compile(r"(?<!\w)(\d{4})\s*[-–—]\s*(\d{4})(?!\w)")
_CODE = r"[0-9a-z]+(?:[./\-–‑:·][0-9a-z]+)+(?![^\W_])"
WORDS = re.compile(rf"(?<![^\W_])(?=[^\s]*[0-9]){_CODE}|[^\W_]+")
_ACCENTED = re.compile(r"[^\x00-\x7f\u0400-\u04ff]")
_UNUSUAL = re.compile(r"[^\x00-\x7f\u0400-\u0482\u048a-\u04ff]")
"""Not ASCII and not a letter of Cyrillic: only these are looked up in the tables of Unicode, which takes time."""
_SEPARATOR = re.compile(r"[./\-–‑:·]")
_CYRILLIC = re.compile(r"[а-яәғқңөұүһі]+")
_LATIN = re.compile(r"[a-z]+")


def words(text: str) -> list[str]:
    """The words and codes of ``text``, in order; said again of themselves, they stay as they are."""
    return [word for found in WORDS.finditer(_plain(text)) for word in _whole(found.group())]


def fold(word: str) -> str:
    """``word`` in the letters of a plain keyboard: no Kazakh letters, no accents."""
    return _ACCENTED.sub(_bare, word.translate(FOLDED))


def stems(text: str, language: str = "") -> list[str]:
    """What is stored for ``text``: each token once, in order; of every language where none is named."""
    return list(dict.fromkeys(token for word in words(text) for token in _tokens(word, language)))


@lru_cache(maxsize=10_000)
def forms(word: str) -> tuple[str, ...]:
    """The stems by which to look up one of :func:`words`, whatever its language; none of a code."""
    if _CYRILLIC.fullmatch(word):
        if kazakh.LETTERS.isdisjoint(word):
            return _russian(word), _kazakh_folded(word)
        return (_kazakh(word),)
    return (_english(word),) if _LATIN.fullmatch(word) else ()


def _plain(text: str) -> str:
    """``text`` in small letters without accents; what separates words stays."""
    while (plain := _plainer(text)) != text:
        text = plain
    return text


def _plainer(text: str) -> str:
    text = unicodedata.normalize("NFKC", text.replace("№", " ").translate(_MODIFIERS)).casefold()
    text = unicodedata.normalize("NFKC", text).replace("ё", "е")
    text = _UNUSUAL.sub(_counted, text)
    return _YEARS.sub(r"\1-\2", _APOSTROPHE.sub("", _POSSESSIVE.sub("", text)))


def _counted(letter: re.Match[str]) -> str:
    """The letter, unless it is an accent or a mere direction to who sets the text."""
    return "" if unicodedata.category(letter.group()) in ("Mn", "Cf") else letter.group()


def _whole(found: str) -> list[str]:
    parts = [part[:LONGEST] for part in _SEPARATOR.split(found)]
    if len(parts) > MOST_PARTS:
        return parts
    return [JOIN.join(parts)]


@lru_cache(maxsize=200_000)
def _tokens(word: str, language: str) -> tuple[str, ...]:
    parts = word.split(JOIN)
    if len(parts) > 1:
        return tuple(_runs(parts))
    found = [word, fold(word)]
    if _CYRILLIC.fullmatch(word):
        if language in ("kk", ""):
            found += [_kazakh(word), _kazakh_folded(fold(word))]
        if language in ("ru", "") and kazakh.LETTERS.isdisjoint(word):
            found.append(_russian(word))
    elif language in ("en", "") and _LATIN.fullmatch(word):
        found.append(_english(word))
    return tuple(dict.fromkeys(found))


def _runs(parts: list[str]) -> Iterator[str]:
    """Every run of neighbouring parts: a code is found whole and by parts."""
    for start in range(len(parts)):
        for end in range(start + 1, len(parts) + 1):
            yield JOIN.join(parts[start:end])


def _bare(letter: re.Match[str]) -> str:
    return unicodedata.normalize("NFD", letter.group())[0]


def _kazakh(word: str) -> str:
    return f"{kazakh.stem(word)}{JOIN}kk"


def _kazakh_folded(word: str) -> str:
    return f"{kazakh.folded_stem(word)}{JOIN}kf"


def _russian(word: str) -> str:
    return f"{_snowball('russian', word)}{JOIN}ru"


def _english(word: str) -> str:
    return f"{_snowball('english', IRREGULAR.get(word, word))}{JOIN}en"


def _snowball(language: str, word: str) -> str:
    """The stem of ``word``; one at a time, because a stemmer keeps the word it works on in itself."""
    with _TURN:
        return str(_stemmer(language).stemWord(word))


@cache
def _stemmer(language: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer(language)
