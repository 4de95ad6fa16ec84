"""Phrases of a law file that a jurist can read aloud: ``each block of 5``, ``at least 40/100``.

A phrase is a few fixed words and at most one value: a whole number, an exact share, or
the name of a group. Its words are its name; the engines look them up in their registers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

Value = int | Fraction | str | None


@dataclass(frozen=True)
class Phrase:
    """A phrase as read: ``name`` are its fixed words, ``value`` what stands in the gap."""

    name: str
    value: Value
    text: str

    def __str__(self) -> str:
        return self.text

    @property
    def number(self) -> int:
        """The value where it is a whole number.

        Raises
        ------
        TypeError
            If the phrase holds something else.
        """
        if not isinstance(self.value, int):
            raise TypeError(f"no whole number in the phrase: {self.text}")
        return self.value


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 10_000:
        raise ValueError("a whole number belongs here")
    return int(text)


def _share(text: str) -> Fraction:
    numerator, slash, denominator = text.partition("/")
    if not slash:
        raise ValueError("a share is written exactly, as in 30/100, not as a decimal number")
    whole = _whole(denominator)
    if not whole:
        raise ValueError("a share is of a whole that is not nothing")
    return Fraction(_whole(numerator), whole)


def _amount(text: str) -> int | Fraction:
    return _share(text) if "/" in text or "." in text else _whole(text)


def _name(text: str) -> str:
    if not text.isidentifier():
        raise ValueError("the name of a group belongs here")
    return text


GAPS: Mapping[str, Callable[[str], Value]] = {
    "<number>": _whole,
    "<share>": _share,
    "<number or share>": _amount,
    "<group>": _name,
}


def reader(*forms: str) -> Callable[[Any], Phrase]:
    """A function that reads one of ``forms``, such as ``each block of <number>``."""

    def read(value: Any) -> Phrase:
        if isinstance(value, Phrase):
            value = value.text
        text = " ".join(str(value).split())
        for form in sorted(forms, key=len, reverse=True):
            gap = next((gap for gap in GAPS if gap in form), None)
            if gap is None:
                if text == form:
                    return Phrase(form, None, text)
                continue
            before, after = form.split(gap)
            if text.startswith(before) and text.endswith(after) and len(text) > len(before) + len(after):
                found = GAPS[gap](text[len(before) : len(text) - len(after)])
                return Phrase(" ".join((before + after).split()), found, text)
        raise ValueError("write one of: " + "; ".join(forms))

    return read
