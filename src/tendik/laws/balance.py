"""Rules on how groups stand on a list: a share of it or of its parts, alternation, places in a row."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, model_validator

from tendik.laws.parts import Rounding, RuleBase
from tendik.laws.phrases import Phrase, reader

UNITS = ("list", "candidates", "first <number>", "each block of <number>", "every multiple of <number>")
"""What a rule looks at. ``candidates``: all candidates of a party, wherever they stand;
``every multiple of 3``: places 1 to 3, 1 to 6, 1 to 9 and so on."""

BOUNDS = (
    "at least <number or share>",
    "at most <number or share>",
    "difference at most <number or share>",
    "alternation",
    "alternation from <group>",
    "in a row at most <number>",
)
"""What a rule asks of the groups there."""

BREACHES = (
    "refuse",
    "correct in <number> days",
    "publish",
    "fine",
    "funding less <share> of the difference",
    "none",
)
"""What a breach leads to. ``correct in 3 days``: else the list is refused."""

Unit = Annotated[Phrase, BeforeValidator(reader(*UNITS)), PlainSerializer(str)]
Bound = Annotated[Phrase, BeforeValidator(reader(*BOUNDS)), PlainSerializer(str)]
Breach = Annotated[Phrase, BeforeValidator(reader(*BREACHES)), PlainSerializer(str)]


class BalanceRule(RuleBase):
    """How groups stand on a list or on each of its parts.

    ``bound`` is asked of every group (``count: each``) or of all together (``union``). A
    share is rounded as ``rounding`` says; without it the words are taken literally, so "at
    least" rounds up and "at most" down. A list with fewer than ``exempt_below`` names is
    free of the rule. ``short`` says what holds for a part with fewer places than the unit
    names: it is ``free``, ``bound`` as a whole one is, or the groups are to be ``as close
    as possible``, their numbers differing by one at most.
    """

    kind: Literal["balance"]
    of: Unit
    groups: tuple[str, ...] = Field(min_length=1)
    count: Literal["each", "union"] = "each"
    bound: Bound
    rounding: Rounding | None = None
    exempt_below: int | None = Field(default=None, ge=1)
    short: Literal["free", "bound", "as close as possible"] = "bound"
    breach: Breach

    @model_validator(mode="after")
    def _fits(self) -> BalanceRule:
        pair = self.bound.name.startswith(("difference", "alternation"))
        if (pair or self.short == "as close as possible") and len(self.groups) != 2:
            raise ValueError("a difference, an alternation and a balance need exactly two groups")
        if isinstance(self.of.value, int) and self.of.value < 1:
            raise ValueError("a part of a list has at least one place")
        if self.bound.name == "in a row at most" and self.bound.number < 1:
            raise ValueError("at least one place in a row must be allowed")
        if isinstance(self.bound.value, Fraction) and self.bound.value > 1:
            raise ValueError("a share is at most the whole")
        if self.bound.name == "alternation from" and self.bound.value not in self.groups:
            raise ValueError("the alternation starts with one of the groups of the rule")
        return self
