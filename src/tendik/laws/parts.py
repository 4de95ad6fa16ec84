"""What every part of a law file is made of: exact shares, texts, and what a rule states of itself."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

from tendik.values import Status


def _exact(value: Any) -> Any:
    if isinstance(value, float):
        raise ValueError("a share is written exactly, as in 30/100, not as a decimal number")
    if isinstance(value, str) and value.partition("/")[2].strip("0 ") == "" and "/" in value:
        raise ValueError("a share is of a whole that is not nothing")
    share = Fraction(value) if isinstance(value, str) else value
    if isinstance(share, int | Fraction) and share < 0:
        raise ValueError("a share is not less than nothing")
    return share


Share = Annotated[
    Fraction,
    BeforeValidator(_exact),
    PlainSerializer(lambda f: f"{f.numerator}/{f.denominator}"),
]
"""An exact share, ``"30/100"`` in the file; also more than the whole, as 130/100 of the mandates."""


def _at_most_the_whole(share: Fraction) -> Fraction:
    if share > 1:
        raise ValueError("a share is at most the whole")
    return share


Portion = Annotated[Share, AfterValidator(_at_most_the_whole)]
"""A share that nothing can exceed, such as that of the votes or of the seats."""

Languages = dict[str, Annotated[str, Field(min_length=1)]]
Rounding = Literal["up", "down", "half-up", "half-even"]
Method = Literal[
    "dhondt",
    "sainte-lague",
    "modified-sainte-lague",
    "modified-sainte-lague-1.7",
    "adams",
    "dean",
    "huntington-hill",
    "danish",
    "imperiali",
    "hare",
    "droop",
    "hagenbach-bischoff",
    "imperiali-quota",
]
"""The methods of :data:`tendik.seats.METHODS`, by which a law may share seats."""


MOST_SEATS = 10_000
"""More seats than any chamber has; a larger number in a law file is a slip."""


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
