"""Invented tables to try the tools on, which say so: a list that fails the 30%, votes that end in a tie."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

SIZE = 23
_WOMEN = (3, 8, 14, 20)
_UNDER_29 = {11: date(1998, 2, 10), 20: date(1998, 1, 15)}
_DISABILITY = 17
_ELDEST = date(1958, 6, 5)

_HEADINGS = {
    "kk": ("Партиялық тізім", "№", "Тегі, аты, әкесінің аты", "Жынысы", "Туған күні", "Мүгедектігі"),
    "ru": ("Партийный список", "№", "Фамилия, имя, отчество", "Пол", "Дата рождения", "Инвалидность"),
    "en": ("Party list", "No", "Full name", "Sex", "Date of birth", "Disability"),
}
LANGUAGES = tuple(_HEADINGS)
_WORDS = {
    "kk": ("Ойдан шығарылған үлгі тізім", "Үміткер", "әйел", "ер", "иә", "жоқ"),
    "ru": ("Вымышленный список для примера", "Кандидат", "женский", "мужской", "да", "нет"),
    "en": ("Invented example list", "Candidate", "female", "male", "yes", "no"),
}


def template(language: str) -> tuple[str, ...]:
    """Headings of a table of candidates in ``kk``, ``ru`` or ``en``.

    In this order: list, place, name, sex, birth date, disability.
    """
    return _HEADINGS[language]


def example_list(language: str) -> tuple[tuple[Any, ...], ...]:
    """Rows under :func:`template`: 23 invented names on one list.

    Four are women, two are under 29 (one of them a woman, in 2023 as in 2026), one
    has a disability: six persons, where 30% of 23 asks for seven. Whoever counts the
    person in two groups twice finds seven.
    """
    title, candidate, female, male, yes, no = _WORDS[language]
    return tuple(
        (
            title,
            number,
            f"{candidate} {number}",
            female if number in _WOMEN else male,
            _UNDER_29.get(number, _ELDEST + timedelta(days=457 * number)),
            yes if number == _DISABILITY else no,
        )
        for number in range(1, SIZE + 1)
    )


_VOTES = (300_000, 100_000, 100_000, 50_000, 30_000)
TOOK_PART = 1_000_000
"""How many took part in the invented election of :func:`example_votes`."""

_VOTE_HEADINGS = {
    "kk": ("Партиялық тізім", "Дауыстар", "Тіркелу кезегі"),
    "ru": ("Партийный список", "Голоса", "Очерёдность регистрации"),
    "en": ("Party list", "Votes", "Order of registration"),
}
_INVENTED = {"kk": "Ойдан шығарылған тізім", "ru": "Вымышленный список", "en": "Invented list"}


def vote_template(language: str) -> tuple[str, ...]:
    """Headings of a table of votes in ``kk``, ``ru`` or ``en``: list, votes, order of registration."""
    return _VOTE_HEADINGS[language]


def example_votes(language: str) -> tuple[tuple[str, int, int | None], ...]:
    """Rows under :func:`vote_template`: five invented lists, the second and third with equal votes.

    Of :data:`TOOK_PART` voters exactly five percent chose the fourth list, fewer the
    fifth. The order of registration is not stated, so that in the Mazhilis of 2023 the
    last mandate waits for a lot.
    """
    return tuple(
        (f"{_INVENTED[language]} {place}", votes, None) for place, votes in enumerate(_VOTES, start=1)
    )
