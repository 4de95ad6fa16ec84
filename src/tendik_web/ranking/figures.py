"""Decimal figures as the reader's language writes them, with a fixed number of decimals."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from tendik_web.site.templatetags.tendik import reader


@dataclass(frozen=True)
class Figure:
    """A figure of a table: shown with ``decimals``, kept whole for files.

    ``signed`` writes a plus before a gain.
    """

    value: float | Fraction
    decimals: int = 3
    signed: bool = False

    def __str__(self) -> str:
        from babel.numbers import format_decimal

        pattern = f"0.{'0' * self.decimals}" if self.decimals else "0"
        if self.signed:
            pattern = f"+{pattern};−{pattern}"
        rounded = round(float(self.value), self.decimals) + 0.0
        if self.signed and not rounded:
            return "0"
        return str(format_decimal(rounded, format=pattern, locale=reader()))


def figure(value: float | Fraction | str | None, decimals: int = 3) -> Figure | None:
    """``value`` as a :class:`Figure`; a published text is read as the number it is."""
    if value is None:
        return None
    return Figure(float(value) if isinstance(value, str) else value, decimals)


def change(
    before: float | Fraction | None, after: float | Fraction | None, decimals: int = 4
) -> Figure | str:
    """The difference with its sign; a dash where one of the two is not there."""
    if before is None or after is None:
        return "–"
    return Figure(float(after) - float(before), decimals, signed=True)


def womens_share(ratio: float | Fraction) -> Fraction:
    """The share of women where ``ratio`` is women over men."""
    exact = Fraction(ratio).limit_denominator(10_000)
    return Fraction(round(exact / (1 + exact) * 1000), 1000)
