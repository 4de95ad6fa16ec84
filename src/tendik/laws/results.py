"""Rules on the result: who comes first on a list, who gives way, who comes in."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, model_validator

from tendik.laws.parts import Rounding, RuleBase, Share
from tendik.laws.phrases import Phrase, reader

RESULT_BOUNDS = ("at least <number or share>", "at most <number>", "difference at most <number>")
ResultBound = Annotated[Phrase, BeforeValidator(reader(*RESULT_BOUNDS)), PlainSerializer(str)]


class ConstituenciesRule(RuleBase):
    """How many seats each constituency has: ``each`` the same, or ``seats`` by its name."""

    kind: Literal["constituencies"]
    each: int | None = Field(default=None, ge=1)
    seats: dict[str, Annotated[int, Field(ge=1)]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _one_way(self) -> ConstituenciesRule:
        if (self.each is None) == (not self.seats):
            raise ValueError("write either each, or seats by the name of the constituency")
        return self

    def of(self, constituency: str) -> int | None:
        """The seats of one constituency; ``None`` where the law does not name it."""
        return self.seats.get(constituency, self.each)


class WithinListRule(RuleBase):
    """Seats of a list are shared among the parties inside it, by their votes, with ``method``."""

    kind: Literal["within-list"]
    method: Literal["dhondt"]


class PriorityRule(RuleBase):
    """Mandates of a party that go to members of a group first, by most votes; then the order of the list."""

    kind: Literal["priority"]
    group: str
    at_least: Share
    rounding: Rounding


class CorrectionRule(RuleBase):
    """Who gives way, and to whom, until the groups among the elected are within the bound.

    Attributes
    ----------
    of : {"mandates", "constituency"}
        Among whom: those elected of one list, or all elected in one constituency.
    gives_way : {"last-elected", "fewest-votes"}
        Which of the elected of the group with too many.
    comes_in : {"next-on-list", "most-votes"}
        Which of the others not elected.
    out_of : tuple
        Where the one who comes in is looked for, in this order: the ``party`` of the one
        who gives way, the same ``list``, the whole ``constituency``.
    """

    kind: Literal["correction"]
    of: Literal["mandates", "constituency"]
    groups: tuple[str, ...] = Field(min_length=2, max_length=2)
    bound: ResultBound
    rounding: Rounding | None = None
    gives_way: Literal["last-elected", "fewest-votes"]
    comes_in: Literal["next-on-list", "most-votes"]
    out_of: tuple[Literal["party", "list", "constituency"], ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _possible(self) -> CorrectionRule:
        if isinstance(self.bound.value, Fraction) and 2 * self.bound.value > 1:
            raise ValueError("two groups cannot each have more than half")
        return self
