"""The parts of a list that a rule looks at: a register by the words of the law file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tendik.laws.balance import BalanceRule
from tendik.laws.phrases import Phrase


@dataclass(frozen=True)
class Span:
    """Places ``start`` to ``end`` (0-based, ``end`` excluded); ``whole`` if none is lacking."""

    start: int
    end: int
    whole: bool = True

    @property
    def size(self) -> int:
        """How many places."""
        return self.end - self.start


Cutter = Callable[[Phrase, int], list[Span]]
UNITS: dict[str, Cutter] = {}


def _unit(name: str) -> Callable[[Cutter], Cutter]:
    def register(cutter: Cutter) -> Cutter:
        UNITS[name] = cutter
        return cutter

    return register


@_unit("list")
@_unit("candidates")
def _whole(of: Phrase, names: int) -> list[Span]:  # noqa: ARG001
    return [Span(0, names)]


@_unit("first")
def _first(of: Phrase, names: int) -> list[Span]:
    return [Span(0, min(of.number, names), names >= of.number)]


@_unit("each block of")
def _blocks(of: Phrase, names: int) -> list[Span]:
    size = of.number
    return [Span(at, min(at + size, names), at + size <= names) for at in range(0, names, size)]


@_unit("every multiple of")
def _multiples(of: Phrase, names: int) -> list[Span]:
    size = of.number
    found = [Span(0, end) for end in range(size, names + 1, size)]
    return found if names % size == 0 else [*found, Span(0, names, False)]


@dataclass(frozen=True)
class Asked:
    """What a rule asks of one part: the bound, and the rounding of its share."""

    span: Span
    bound: Phrase
    rounding: str | None


AS_CLOSE = Phrase("difference at most", 1, "difference at most 1")


def asked(rule: BalanceRule, names: int) -> list[Asked]:
    """What ``rule`` asks of a list with ``names`` names, part by part."""
    if names == 0 or (rule.exempt_below is not None and names < rule.exempt_below):
        return []
    found = []
    for span in UNITS[rule.of.name](rule.of, names):
        if span.whole or rule.short == "bound":
            found.append(Asked(span, rule.bound, rule.rounding))
        elif rule.short == "as close as possible":
            found.append(Asked(span, AS_CLOSE, None))
    return found
