"""Which economy a table means: its code, or its name in Kazakh, Russian or English (CLDR)."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache

from tendik.exchange.vocabulary import fold
from tendik.language import LANGUAGES

_GONE = frozenset({"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"})
"""Codes of states that are no more and whose territory CLDR gives to another."""

_ALSO = {
    "BHS": "Bahamas, The",
    "BOL": "Bolivia (Plurinational State of); Боливия (Многонациональное Государство)",
    "BRN": "Brunei Darussalam; Бруней-Даруссалам",
    "CIV": "Cote d'Ivoire; Ivory Coast; Кот-д'Ивуар",
    "COD": "Congo, Dem. Rep.; Democratic Republic of the Congo; Congo (Democratic Republic of the); "
    "Congo, Democratic Republic of the; Демократическая Республика Конго",
    "COG": "Congo; Congo, Rep.",
    "CPV": "Cabo Verde; Cape Verde",
    "CZE": "Czech Republic; Чешская Республика",
    "DOM": "Dominican; Dominican Rep.",
    "EGY": "Egypt, Arab Rep.",
    "FSM": "Micronesia (Federated States of); Micronesia, Fed. Sts.",
    "GBR": "United Kingdom of Great Britain and Northern Ireland; Соединённое Королевство",
    "GMB": "Gambia, The; Gambia (Republic of The)",
    "HKG": "Hong Kong SAR, China; Hong Kong, China (SAR)",
    "IRN": "Iran, Islamic Rep.; Iran (Islamic Republic of); Иран (Исламская Республика)",
    "KAZ": "Republic of Kazakhstan; Республика Казахстан; Қазақстан Республикасы",
    "KGZ": "Kyrgyz Republic; Kyrgyz; Кыргызская Республика; Киргизия; Қырғыз Республикасы",
    "KOR": "Korea, Rep.; Korea, Republic of; Korea (Republic of); Korea; South Korea; Республика Корея; Южная Корея",
    "LAO": "Lao PDR; Lao People's Democratic Republic; Лаос",
    "LCA": "Saint Lucia",
    "MDA": "Moldova, Republic of; Republic of Moldova; Moldova (Republic of); Республика Молдова; Молдавия",
    "MMR": "Myanmar; Мьянма",
    "PRK": "Korea (Democratic People's Rep. of); Korea, Dem. People's Rep.; North Korea",
    "PSE": "Palestine, State of; West Bank and Gaza; Государство Палестина",
    "RUS": "Russian Federation; Российская Федерация; Ресей Федерациясы",
    "SVK": "Slovak Republic; Словацкая Республика",
    "SWZ": "Eswatini (Kingdom of); Swaziland",
    "SYR": "Syrian Arab Republic; Сирийская Арабская Республика",
    "TJK": "Republic of Tajikistan; Республика Таджикистан",
    "TKM": "Туркмения",
    "TUR": "Turkey; Турция",
    "TZA": "United Republic of Tanzania; Tanzania (United Republic of)",
    "USA": "USA; United States of America; США; АҚШ",
    "UZB": "Republic of Uzbekistan; Республика Узбекистан",
    "VEN": "Venezuela, RB; Venezuela (Bolivarian Republic of)",
    "VNM": "Viet Nam; Вьетнам",
    "YEM": "Yemen, Rep.",
}


def key(text: str) -> str:
    """A name in the one form by which names are compared: no case, accents, brackets, short words."""
    bare = "".join(
        sign
        for sign in unicodedata.normalize("NFKD", text)
        if sign not in "\u0300\u0301\u0302\u0303\u0327\u0308"
    )
    words = fold(unicodedata.normalize("NFC", bare)).split()
    short = {"and": "", "the": "", "saint": "st", "&": "", "и": "", "және": ""}
    return " ".join(word for word in (short.get(word, word) for word in words) if word)


@cache
def codes() -> Mapping[str, str]:
    """Two-letter code by three-letter code, of the territories that CLDR knows."""
    from babel.core import get_global

    found = {
        code: two[0]
        for code, two in get_global("territory_aliases").items()
        if len(code) == 3 and code.isalpha() and len(two) == 1 and code not in _GONE
    }
    return {**found, "XKX": "XK"}


@cache
def names(language: str) -> Mapping[str, str]:
    """Name of each economy by its three-letter code, in ``kk``, ``ru`` or ``en``."""
    from babel import Locale

    territories = Locale.parse(language).territories
    return {code: territories[two] for code, two in codes().items() if two in territories}


def name(code: str, language: str) -> str:
    """Name of an economy; the code itself where CLDR has none."""
    return names(language).get(code, code)


@cache
def _known() -> Mapping[str, str]:
    known = {key(text): code for language in LANGUAGES for code, text in names(language).items()}
    known |= {key(text): code for code, texts in _ALSO.items() for text in texts.split(";")}
    known |= {two.lower(): code for code, two in codes().items()}
    return {**known, **{code.lower(): code for code in codes()}}


def find(text: str) -> str | None:
    """The three-letter code of what ``text`` names, by code or name; ``None`` if nobody knows it."""
    return _known().get(key(text))


def close(text: str, language: str = "en") -> tuple[str, ...]:
    """Names that are spelled much like ``text``."""
    found = get_close_matches(key(text), _known(), n=3, cutoff=0.75)
    return tuple(dict.fromkeys(name(_known()[one], language) for one in found))
