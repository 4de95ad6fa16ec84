"""What every part of a law file is made of: exact shares, texts, and what a rule states of itself."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

from tendik.values import Status


def _exact(value: Any) -> Any:
    if isinstance(value, float):
        raise ValueError("a share is written exactly, as in 30/100, not as a decimal number")
    if isinstance(value, str):
        return Fraction(value)
    return value


Share = Annotated[
    Fraction,
    BeforeValidator(_exact),
    PlainSerializer(lambda f: f"{f.numerator}/{f.denominator}"),
]
"""An exact share, ``"30/100"`` in the file."""

Languages = dict[str, Annotated[str, Field(min_length=1)]]
Rounding = Literal["up", "down", "half-up", "half-even"]


class Part(BaseModel):
    """What every part of a law file has in common: no unknown fields, no changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class RuleBase(Part):
    """What every rule states of itself: where it stands, since when, how it is known."""

    id: str
    article: str
    source: str
    status: Status
    since: str
    until: str | None = None
    says: Languages
    note: Languages = Field(default_factory=dict)
