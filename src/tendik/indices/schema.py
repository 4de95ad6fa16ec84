"""The schema of an index file: indicators, pillars, steps, weights, rank rule, editions, sources.

An index is a YAML file. Numbers that decide a score (weights, caps, goalposts) are
exact and therefore written as texts: ``"0.19910"`` or ``"1/4"``, never 0.1991.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field, model_validator

from tendik.laws.schema import Languages, Part, Share, SourceEntry
from tendik.values import Status

Edition = Annotated[str, Field(pattern=r"^\d{4}$")]


class Indicator(Part):
    """One column of the table that a score is made from.

    ``cap`` truncates from above; ``low`` and ``high`` are goalposts. ``direction`` is
    ``down`` where less is better. ``form`` says how the figure comes about: a ratio of
    two rates, a ratio of the two shares of one whole (women's share over men's), a
    figure as it stands. ``digits`` is the number of decimals to which figures are
    published. ``movable`` marks what policy can move within a few years.
    """

    label: Languages
    pillar: str
    direction: Literal["up", "down"] = "up"
    form: Literal["ratio", "shares", "figure"] = "ratio"
    cap: Share | None = None
    low: Share | None = None
    high: Share | None = None
    digits: int | None = Field(default=None, ge=0, le=12)
    movable: bool = False
    source: str
    status: Status = "read"
    note: Languages = Field(default_factory=dict)

    @model_validator(mode="after")
    def _order(self) -> Indicator:
        if self.low is not None and self.high is not None and self.low >= self.high:
            raise ValueError("low must be smaller than high")
        return self


class Pillar(Part):
    """A group of indicators, or of other pillars: those that name it under ``within``."""

    label: Languages
    within: str | None = None
    weight: Share = Fraction(1)
    aggregate: str = "arithmetic"


class WeightSet(Part):
    """Weights of the indicators within their pillars, under a name."""

    source: str
    status: Status = "read"
    values: dict[str, Share]
    pillars: dict[str, Share] = Field(default_factory=dict)
    note: Languages = Field(default_factory=dict)


class Steps(Part):
    """Which method each step takes; the names are those of the families of methods."""

    impute: str = "none"
    outliers: str = "none"
    normalise: str = "parity"
    weight: str = "given"
    aggregate: str = "arithmetic"


class Coverage(Part):
    """How many indicators an economy must have, and what becomes of one that has fewer.

    ``mark`` scores it and says so; ``unscored`` leaves it out.
    """

    at_least: int = Field(ge=0)
    below: Literal["mark", "unscored"] = "unscored"
    source: str
    status: Status = "read"
    note: Languages = Field(default_factory=dict)


class RankRule(Part):
    """What is ranked, and how.

    ``decimals`` rounds the score before ranking (half up); without it the unrounded
    score is ranked. ``distinct`` gives no two economies one rank; ``shared`` gives
    equal economies the lowest of their ranks.
    """

    best: Literal["highest", "lowest"] = "highest"
    decimals: int | None = Field(default=None, ge=0, le=12)
    ties: Literal["distinct", "shared"] = "distinct"
    source: str
    status: Status = "read"


class Reading(Part):
    """A point on which the sources of an index differ: what we take, what else there is."""

    question: Languages
    default: str
    values: dict[str, Share]
    sources: dict[str, str]
    note: Languages = Field(default_factory=dict)


class EditionEntry(Part):
    """One publication of the index: to how many decimals its scores are given."""

    id: Edition
    decimals: int = Field(default=3, ge=0, le=12)
    source: str
    status: Status = "read"
    note: Languages = Field(default_factory=dict)


class Change(Part):
    """A rule that held from one edition on (``since``) and to another (``until``, excluded)."""

    since: Edition
    until: Edition | None = None
    indicator: str | None = None
    says: Languages
    source: str
    status: Status = "read"


class Package(Part):
    """The data package that holds the figures of the editions."""

    name: str
    inputs: str | None = None
    published: str | None = None


class IndexFile(Part):
    """A whole index file.

    ``kind`` names the formula: ``tree`` (indicators, pillars, pillars of pillars) or
    one of the formulas that have their own module.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    title: Languages
    kind: str = "tree"
    status: Status = "read"
    note: Languages = Field(default_factory=dict)
    sources: dict[str, SourceEntry]
    indicators: dict[str, Indicator] = Field(min_length=1)
    pillars: dict[str, Pillar] = Field(min_length=1)
    steps: Steps = Steps()
    weights: dict[str, WeightSet] = Field(default_factory=dict)
    default_weights: str | None = None
    coverage: Coverage
    rank: RankRule
    parameters: dict[str, Share] = Field(default_factory=dict)
    readings: dict[str, Reading] = Field(default_factory=dict)
    package: Package | None = None
    editions: tuple[EditionEntry, ...] = ()
    changes: tuple[Change, ...] = ()
