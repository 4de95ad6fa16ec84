"""How many persons a share asks for, exactly."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

Rounder = Callable[[Fraction], int]

ROUNDINGS: dict[str, Rounder] = {}


def _rounding(name: str) -> Callable[[Rounder], Rounder]:
    def register(function: Rounder) -> Rounder:
        ROUNDINGS[name] = function
        return function

    return register


@_rounding("up")
def up(value: Fraction) -> int:
    """The least whole number that is at least ``value``: the literal "at least"."""
    return -(-value.numerator // value.denominator)


@_rounding("down")
def down(value: Fraction) -> int:
    """The integer part."""
    return value.numerator // value.denominator


@_rounding("half-up")
def half_up(value: Fraction) -> int:
    """To the nearest whole number, a half upwards."""
    return down(value + Fraction(1, 2))


@_rounding("half-even")
def half_even(value: Fraction) -> int:
    """To the nearest whole number, a half to the even one."""
    return round(value)


def required(share: Fraction, of: int, rounding: str) -> int:
    """How many of ``of`` persons the ``share`` asks for.

    Raises
    ------
    ValueError
        If the rounding is not known; the message lists those that are.
    """
    if rounding not in ROUNDINGS:
        raise ValueError(f"rounding must be one of {', '.join(ROUNDINGS)}, not {rounding!r}")
    return ROUNDINGS[rounding](share * of)
