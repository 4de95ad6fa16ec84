"""The least number at which something begins to hold, by halving an interval."""

from __future__ import annotations

from collections.abc import Callable


def first_between(holds: Callable[[int], bool], low: int, high: int) -> int | None:
    """The least number from ``low`` to ``high`` at which ``holds``; from there on it must stay so."""
    if high < low or not holds(high):
        return None
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return high
