"""Names of economies in the language of the page, in the order of its alphabet."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from tendik.indices import economies
from tendik_web.site.templatetags.tendik import reader

ALPHABETS = {
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
}
_PLACES = {
    language: {letter: place for place, letter in enumerate(letters)}
    for language, letters in ALPHABETS.items()
}


def name(code: str) -> str:
    """The name of an economy by CLDR; the code where it has none."""
    return economies.name(code, reader())


def collated(text: str, language: str) -> tuple[int, ...]:
    """A key that sorts texts by the alphabet of ``language``; spaces and marks come before letters."""
    places = _PLACES.get(language, {})
    folded = unicodedata.normalize("NFC", text.casefold())
    if not places:
        folded = "".join(sign for sign in unicodedata.normalize("NFKD", folded) if sign.isascii())
    return tuple(
        places[sign] if sign in places else len(places) + ord(sign) if sign.isalpha() else -1
        for sign in folded
    )


def alphabetical(codes: Iterable[str]) -> list[str]:
    """Codes in the alphabetical order of their names."""
    return sorted(codes, key=lambda code: collated(name(code), reader()))


def matches(code: str, words: str) -> bool:
    """Whether ``words`` are part of a name of the economy in any language, or name it by other names."""
    wanted = economies.key(words)
    return economies.find(words) == code or any(
        wanted in economies.key(economies.name(code, language)) for language in ("kk", "ru", "en")
    )
