"""From a message to a sentence in Kazakh, Russian or English: used by the edges only."""

from __future__ import annotations

import gettext
import re
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from tendik.errors import N_, Message, Problem
from tendik.values import Percent, Rounded, Source, Text

LANGUAGES = ("kk", "ru", "en")
LOCALES = Path(__file__).parent / "locale"


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The compiled catalogue of ``language``; English is the language of the templates."""
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation("tendik", LOCALES, [language])


def pick(text: Text, language: str) -> str:
    """``text`` in ``language``, or in the first language it has."""
    return text.get(language) or next(iter(text.values()), "")


@cache
def _sources() -> Mapping[str, Text]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    entries = yaml.load((LOCALES / "sources.yaml").read_text("utf-8"), loader)  # noqa: S506
    return {entry["en"]: entry for entry in entries}


def cited(title: str, language: str) -> str:
    """The title of a source as ``language`` names it; a work without a name there keeps its own."""
    return _sources().get(title, {}).get(language) or title


PLACES = {
    "article": N_("article {number}"),
    "chapter": N_("chapter {number}"),
    "indicator": N_("indicator {number}"),
    "paragraph": N_("paragraph {number}"),
    "point": N_("point {number}"),
    "target": N_("target {number}"),
}
"""How a place in a source may be recorded, after its number is taken out."""


def place_in_source(place: str, language: str) -> str:
    """Where in a source, in words; a place that is more than a word and a number stays as it is."""
    word, _space, number = place.partition(" ")
    template = PLACES.get(word.lower())
    if template is None or not re.fullmatch(r"[\w.()/-]+", number):
        return place
    return catalogue(language).gettext(template).format(number=number)


def number(value: int | Fraction, language: str) -> str:
    """An integer or a fraction as CLDR writes it; four decimals, then "…" where more follow."""
    from babel.numbers import format_decimal

    if isinstance(value, Fraction) and value.denominator != 1:
        from decimal import Decimal

        shown = value * 10_000 // 1
        rest = "" if shown == value * 10_000 else "…"
        return str(format_decimal(Decimal(shown) / 10_000, format="#,##0.####", locale=language)) + rest
    return str(format_decimal(int(value), locale=language))


def percent(share: Fraction, language: str) -> str:
    """A share as a percentage with at most two decimals, as CLDR writes it."""
    from babel.numbers import format_percent

    return str(format_percent(float(share), format="#,##0.##%", locale=language))


def day(value: date, language: str) -> str:
    """A date in words, as CLDR writes it, but for “г.” in Russian, whose stop would end a sentence twice.

    In English the day comes first, as in the other two.
    """
    from babel.dates import format_date

    form = "d MMMM y 'года'" if language == "ru" else "long"
    return str(format_date(value, format=form, locale="en_GB" if language == "en" else language))


def period(recorded: str, language: str) -> str:
    """A year, a month or a day that was recorded as ``2026-03``, in words; any other text stays as it is."""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", recorded):
            return day(date.fromisoformat(recorded), language)
        first = date.fromisoformat(f"{recorded}-01") if re.fullmatch(r"\d{4}-\d\d", recorded) else None
    except ValueError:
        return recorded
    if first is None:
        return recorded
    from babel.dates import format_date, format_skeleton

    if language == "ru":
        return str(format_date(first, format="LLLL y 'года'", locale="ru"))
    return str(format_skeleton("yMMMM", first, locale=language))


def show(value: Any, language: str) -> str:
    """Any value of a message in ``language``."""
    if isinstance(value, Message):
        return render(value, language)
    if isinstance(value, Source):
        return cited(value.title, language)
    if isinstance(value, Percent):
        return percent(value.share, language)
    if isinstance(value, Rounded):
        from babel.numbers import format_decimal

        return str(format_decimal(value.value, format="0." + "0" * value.digits, locale=language))
    if isinstance(value, Mapping):
        return pick(value, language)
    if isinstance(value, bool) or value is None:
        return str(value)
    if isinstance(value, int | Fraction):
        return number(value, language)
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(show(item, language) for item in value)
    return str(value)


def render(message: Message, language: str) -> str:
    """``message`` as a sentence in ``language``."""
    template = catalogue(language).gettext(message.template)
    sentence = template.format_map({name: show(value, language) for name, value in message.values.items()})
    return sentence.replace("….", "…")  # a cut number at the end of a sentence


def article(reference: str, language: str) -> str:
    """The article of a law as the language writes it; a reference nobody translated stays as it is."""
    return catalogue(language).gettext(reference) if reference else ""


def number_of_law(recorded: str, language: str) -> str:
    """The number of a law, with the sign for “number” that the language puts before it."""
    bare = recorded.removeprefix("No. ")
    say = catalogue(language).gettext
    return recorded if bare == recorded else say("No. {number}").format(number=bare)


def place(problem: Problem, language: str) -> str:
    """Where ``problem`` stands: file, row and column, in words."""
    say = catalogue(language).gettext
    parts = [problem.file or ""]
    if problem.row is not None:
        parts.append(say("row {row}").format(row=problem.row))
    if problem.column is not None:
        parts.append(say("column {column}").format(column=problem.column))
    return ", ".join(part for part in parts if part)
