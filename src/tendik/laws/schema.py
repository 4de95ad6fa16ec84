"""The schema of a law file: dated versions, rules with their articles, readings, reforms.

A law is a YAML file. Each rule holds since one version and, once repealed, until
another; nothing is deleted. Shares are exact: written ``"30/100"``, never 0.3.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from tendik.laws.balance import BalanceRule as BalanceRule
from tendik.laws.parts import MOST_SEATS
from tendik.laws.parts import Languages as Languages
from tendik.laws.parts import Method as Method
from tendik.laws.parts import Part as Part
from tendik.laws.parts import Portion as Portion
from tendik.laws.parts import Rounding as Rounding
from tendik.laws.parts import RuleBase as RuleBase
from tendik.laws.parts import Share as Share
from tendik.laws.results import AddedSeatRule as AddedSeatRule
from tendik.laws.results import AlliancesRule as AlliancesRule
from tendik.laws.results import ConstituenciesRule as ConstituenciesRule
from tendik.laws.results import CorrectionRule as CorrectionRule
from tendik.laws.results import PreferenceRule as PreferenceRule
from tendik.laws.results import PriorityRule as PriorityRule
from tendik.laws.results import RerankRule as RerankRule
from tendik.laws.results import ReservedRule as ReservedRule
from tendik.laws.results import SubstitutionRule as SubstitutionRule
from tendik.laws.results import WithinListRule as WithinListRule
from tendik.values import Status

Base = Literal["cast", "valid", "remaining"]


class SourceEntry(Part):
    """A source named by key from rules and versions."""

    title: str
    url: str | None = None
    read: date | None = None


class Version(Part):
    """One wording of the law. ``adopted`` and ``in_force`` are different days."""

    id: str
    number: str = ""
    adopted: date
    in_force: date
    in_force_status: Status = "read"
    source: str
    status: Status = "read"
    note: Languages = Field(default_factory=dict)


class Group(Part):
    """A predicate over a candidate; exactly one of the tests is given.

    ``age_below`` counts completed years on the day named by ``day``; a person born on
    29 February completes a year on 1 March.
    """

    label: Languages
    sex: Literal["female", "male"] | None = None
    age_below: int | None = None
    day: Literal["election_day", "registration_day"] = "election_day"
    disability: Literal[True] | None = None
    attribute: str | None = None

    @model_validator(mode="after")
    def _one_test(self) -> Group:
        tests = [self.sex, self.age_below, self.disability, self.attribute]
        if sum(test is not None for test in tests) != 1:
            raise ValueError("a group needs exactly one of: sex, age_below, disability, attribute")
        return self


class OtherSeats(Part):
    """Seats of the chamber that the lists do not fill; ``group``: for whom they are reserved."""

    how: Literal["single-member", "assembly", "electoral-college", "organisation"]
    seats: int = Field(ge=0, le=MOST_SEATS)
    group: str | None = Field(default=None, exclude_if=lambda group: group is None)


class MandatesRule(RuleBase):
    """How many mandates the lists share, and what else the chamber holds."""

    kind: Literal["mandates"]
    lists: int = Field(ge=1, le=MOST_SEATS)
    others: tuple[OtherSeats, ...] = ()

    @property
    def chamber(self) -> int:
        """All seats of the chamber."""
        return self.lists + sum(other.seats for other in self.others)


class ThresholdRule(RuleBase):
    """The share of the votes that admits a list to the distribution."""

    kind: Literal["threshold"]
    share: Portion
    of: Base
    comparison: Literal["at-least", "more-than"] = "at-least"


class ApportionmentRule(RuleBase):
    """The method by which admitted lists share the mandates."""

    kind: Literal["apportionment"]
    method: Method


class TieRule(RuleBase):
    """Who wins a tie for the last mandate; without this rule a tie is an open lot."""

    kind: Literal["tie"]
    by: Literal["registered-order"]


class OneListRule(RuleBase):
    """What happens when a single list passes the threshold.

    The list with the next most votes is admitted too. Its votes divided by the quota,
    times ``factor``, integer part, are its mandates, ``at_least`` of them.
    """

    kind: Literal["one-list"]
    factor: Share
    at_least: int = Field(ge=0)


class ListLengthRule(RuleBase):
    """The greatest number of names on a list, as a share of the list mandates."""

    kind: Literal["list-length"]
    at_most: Share
    rounding: Rounding


class ListOrderRule(RuleBase):
    """What decides who of a list is elected.

    ``unordered``: the party chooses; ``list``: the order of the list; ``votes``: the votes
    for each candidate; ``zipped``: women and men by their votes, each sex in turn, beginning
    with the most voted of all. ``ties``: who comes first of those with equal votes.
    """

    kind: Literal["list-order"]
    order: Literal["unordered", "list", "votes", "zipped"]
    ties: Literal["lot", "list"] = Field(default="lot", exclude_if=lambda value: value == "lot")


class CandidateAgeRule(RuleBase):
    """The least age of a candidate, in completed years on election day."""

    kind: Literal["candidate-age"]
    at_least: int


class QuotaRule(RuleBase):
    """A share that belongs to groups: of the names on a list, or of a party's mandates.

    ``count``: ``union`` counts each person once, whatever groups the person is in;
    ``sum`` counts a person once in each group; ``each`` asks the share of every group.
    ``base`` (mandates only): ``party`` takes the share of the seats the party received,
    ``chamber`` of all list mandates together. Fewer than ``exempt_below`` mandates are
    free of the rule.
    """

    kind: Literal["quota"]
    of: Literal["list", "mandates"]
    groups: tuple[str, ...] = Field(min_length=1)
    count: Literal["union", "sum", "each"]
    at_least: Share
    rounding: Rounding
    base: Literal["party", "chamber"] = "party"
    exempt_below: int | None = Field(default=None, ge=1, exclude_if=lambda value: value is None)
    breach: Literal["refuse", "none"]

    @model_validator(mode="after")
    def _possible(self) -> QuotaRule:
        if self.at_least > (len(set(self.groups)) if self.count == "sum" else 1):
            raise ValueError("a share is at most the whole")
        if self.exempt_below is not None and (self.of, self.base) != ("mandates", "party"):
            raise ValueError("exempt_below is for shares of the mandates of a party")
        return self


Rule = Annotated[
    MandatesRule
    | ThresholdRule
    | ApportionmentRule
    | TieRule
    | OneListRule
    | ListLengthRule
    | ListOrderRule
    | CandidateAgeRule
    | QuotaRule
    | BalanceRule
    | ConstituenciesRule
    | WithinListRule
    | PriorityRule
    | AlliancesRule
    | PreferenceRule
    | RerankRule
    | CorrectionRule
    | AddedSeatRule
    | ReservedRule
    | SubstitutionRule,
    Field(discriminator="kind"),
]


class Reading(Part):
    """A question that the text leaves open: what we take, and what else it could mean.

    ``rules`` (or ``group``) name where ``field`` is set; ``alternatives`` are the other
    values that :func:`tendik.quota.sensitivity` runs.
    """

    id: str
    question: Languages
    field: str
    rules: tuple[str, ...] = ()
    group: str | None = None
    alternatives: tuple[str, ...] = Field(min_length=1)
    source: str


class Change(Part):
    """One change of a reform: the rule it touches and the fields it sets."""

    rule: str
    set: dict[str, Any]


class LawFile(Part):
    """A whole law file."""

    id: str
    country: str = Field(pattern="^[a-z]{3}$")
    chamber: Languages
    title: Languages
    sources: dict[str, SourceEntry]
    versions: tuple[Version, ...] = Field(min_length=1)
    groups: dict[str, Group] = Field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    readings: tuple[Reading, ...] = ()


class ReformFile(Part):
    """A reform: a patch over one version of another law."""

    id: str
    country: str = Field(pattern="^[a-z]{3}$")
    chamber: Languages
    title: Languages
    sources: dict[str, SourceEntry]
    reform_of: str
    over: str
    version: Version
    changes: tuple[Change, ...] = Field(min_length=1)
