"""The words that headings and cells of candidate lists use, in Kazakh, Russian and English.

Words are compared by :func:`key`: case, spaces, punctuation, ``ё`` for ``е``, remarks in
brackets and Latin letters typed for Cyrillic ones that look the same do not matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Literal

from tendik.values import Sex

Role = Literal[
    "list_id", "list", "place", "name", "surname", "given", "patronymic", "sex", "born", "disability"
]

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NOT_WORD = re.compile(r"[\W_]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LOOKALIKES = str.maketrans("aceikmoptxy", "асеікмортху")


def fold(text: str) -> str:
    """``text`` in the one form by which names are compared: words in lower case, single spaces."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    if _CYRILLIC.search(text):
        text = text.translate(_LOOKALIKES)
    return _NOT_WORD.sub(" ", text).strip()


def key(text: str) -> str:
    """``text`` in the one form by which headings and words are compared: letters and digits only."""
    bare = _BRACKETS.sub(" ", text).replace("№", "no").replace("#", "no")
    return fold(bare).replace(" ", "")


def _keys(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(key, words))


_HEADINGS: Mapping[Role, tuple[str, ...]] = {
    "list_id": ("list_id",),
    "list": (
        *("list", "party", "party list", "political party", "list name", "party name", "name of the list"),
        *("name of the party", "список", "партия", "партийный список", "политическая партия"),
        *("название партии", "наименование партии", "название списка", "наименование списка"),
        *("тізім", "партиялық тізім", "саяси партия", "партия атауы", "партияның атауы"),
        *("тізім атауы", "тізімнің атауы", "партиялық тізімнің атауы"),
    ),
    "place": (
        *("place", "number", "no", "n", "#", "№", "rank", "position", "place on the list", "list position"),
        *("order", "№ п/п", "п/п", "№ в списке", "номер", "номер по порядку", "порядковый номер"),
        *("номер в списке", "место", "место в списке", "р/с", "р/с №", "№ р/с", "рет саны", "реттік саны"),
        *("реттік нөмірі", "реттік нөмір", "нөмір", "нөмірі", "орын", "орны", "тізімдегі орны"),
    ),
    "name": (
        *("name", "full name", "candidate", "name of candidate", "name of the candidate", "candidate name"),
        *("candidate's name", "name and surname", "surname and name", "фио", "фио кандидата", "кандидат"),
        *("фамилия, имя, отчество", "фамилия, имя и отчество", "фамилия имя", "фамилия и имя"),
        *("имя и фамилия", "фамилия, имя, отчество кандидата", "имя кандидата", "т.а.ә.", "аты-жөні"),
        *("тегі, аты, әкесінің аты", "тегі, аты және әкесінің аты", "тегі аты", "аты-тегі", "толық аты-жөні"),
        *(
            "үміткер",
            "үміткердің аты-жөні",
            "кандидаттың аты-жөні",
            "үміткердің т.а.ә.",
            "кандидаттың т.а.ә.",
        ),
    ),
    "surname": ("surname", "last name", "family name", "фамилия", "тегі"),
    "given": ("first name", "given name", "given names", "forename", "имя", "аты", "есімі"),
    "patronymic": ("patronymic", "middle name", "отчество", "әкесінің аты"),
    "sex": (
        *("sex", "gender", "m/f", "f/m", "пол", "м/ж", "ж/м", "пол кандидата", "гендер"),
        *("жынысы", "жыныс", "жынысы е/ә", "ер/әйел", "е/ә", "ә/е"),
    ),
    "born": (
        *("born", "birth date", "date of birth", "birthday", "dob", "day of birth", "year of birth"),
        *("дата рождения", "день рождения", "дата рожд.", "д.р.", "год рождения", "родился"),
        *("число, месяц, год рождения", "день, месяц, год рождения", "дата, месяц, год рождения"),
        *("туған күні", "туған датасы", "туған жылы", "туылған күні", "туған уақыты"),
        *("туған күні, айы, жылы", "туған жылы, айы, күні", "туған күні, айы және жылы"),
    ),
    "disability": (
        *("disability", "disabled", "has disability", "has a disability", "person with disability"),
        *("person with a disability", "persons with disabilities", "инвалидность", "наличие инвалидности"),
        *("инвалид", "лицо с инвалидностью", "лица с инвалидностью", "мүгедектігі", "мүгедектік"),
        *("мүгедектігі бар", "мүгедектігі бар адам", "мүгедектігі бар адамдар", "мүгедектігінің болуы"),
    ),
}

ROLES: Mapping[str, Role] = {key(word): role for role, words in _HEADINGS.items() for word in words}
"""What a column is, by the :func:`key` of its heading."""

SEXES: Mapping[str, Sex] = {
    **dict.fromkeys(
        _keys(("f", "female", "woman", "w", "ж", "жен", "женский", "женщина", "ә", "әйел", "әйел адам")),
        "female",
    ),
    **dict.fromkeys(
        _keys(
            ("m", "male", "man", "м", "муж", "мужской", "мужчина", "е", "ер", "еркек", "ер адам", "ер кісі")
        ),
        "male",
    ),
}
"""Sex by the :func:`key` of a cell."""

YES_NO: Mapping[str, bool] = {
    **dict.fromkeys(
        _keys(
            (
                *("yes", "y", "true", "1", "да", "есть", "имеется", "имеет", "инвалид", "иә", "ия", "бар"),
                *("имеет инвалидность", "мүгедек", "мүгедектігі бар", "лицо с инвалидностью"),
                *(
                    f"{number} {word}"
                    for number in ("1", "2", "3", "i", "ii", "iii")
                    for word in ("группа", "топ")
                ),
                *(f"{word} {number}" for number in ("1", "2", "3") for word in ("group",)),
                *(
                    "1 группы",
                    "2 группы",
                    "3 группы",
                    "инвалид 1 группы",
                    "инвалид 2 группы",
                    "инвалид 3 группы",
                ),
            )
        ),
        True,
    ),
    **dict.fromkeys(
        _keys(("no", "n", "false", "0", "none", "нет", "не имеет", "не имеется", "отсутствует", "жоқ")),
        False,
    ),
}
"""Whether there is a disability, by the :func:`key` of a cell; ``+`` and ``-`` are too unclear."""
