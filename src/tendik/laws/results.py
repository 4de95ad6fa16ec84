"""Rules on the result: who comes first on a list, who gives way, who comes in, who follows."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, model_validator

from tendik.laws.parts import MOST_SEATS, Method, Portion, Rounding, RuleBase, Share
from tendik.laws.phrases import Phrase, reader

RESULT_BOUNDS = ("at least <number or share>", "at most <number>", "difference at most <number>")
ResultBound = Annotated[Phrase, BeforeValidator(reader(*RESULT_BOUNDS)), PlainSerializer(str)]


class ConstituenciesRule(RuleBase):
    """How many seats each constituency has: ``each`` the same, or ``seats`` by its name."""

    kind: Literal["constituencies"]
    each: int | None = Field(default=None, ge=1, le=MOST_SEATS)
    seats: dict[str, Annotated[int, Field(ge=1, le=MOST_SEATS)]] = Field(default_factory=dict)

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


class AlliancesRule(RuleBase):
    """Lists that joined each other share the seats of their alliance with ``method``."""

    kind: Literal["alliances"]
    method: Method


class PreferenceRule(RuleBase):
    """Votes for a person that lift the person above the order of the list.

    Those who reach the threshold come first, by their votes; the others follow in the order
    of the list. The threshold is ``share`` of the votes of the list, or of its votes divided
    by its seats, and no more than ``most`` votes.
    """

    kind: Literal["preference"]
    share: Share
    of: Literal["list-votes", "votes-per-seat"]
    comparison: Literal["at-least", "more-than"]
    most: int | None = Field(default=None, ge=1)


class RerankRule(RuleBase):
    """Each whole group of so many places of the result holds at least so many of each group.

    The order of the result is kept as far as this allows: each place goes to the first in the
    order who leaves it possible. Where the list has too few of a group, the order stands.
    """

    kind: Literal["rerank"]
    block: int = Field(ge=2)
    groups: tuple[str, ...] = Field(min_length=2, max_length=2)
    at_least: int = Field(ge=1)

    @model_validator(mode="after")
    def _possible(self) -> RerankRule:
        if self.at_least * len(self.groups) > self.block:
            raise ValueError("so many of each group do not fit into so many places")
        return self


class PriorityRule(RuleBase):
    """Mandates of a party that go to members of a group first, by most votes; then the order of the list."""

    kind: Literal["priority"]
    group: str
    at_least: Portion
    rounding: Rounding


class CorrectionRule(RuleBase):
    """Who gives way, and to whom, until the groups among the elected are within the bound.

    Attributes
    ----------
    of : {"mandates", "constituency"}
        Among whom: those elected of one list, or all elected in one constituency.
    groups : tuple
        The two groups that are both protected, or the one that is.
    gives_way : {"last-elected", "fewest-votes"}
        Which of the elected of the group with too many.
    comes_in : {"next-on-list", "most-votes"}
        Which of the others not elected.
    out_of : tuple
        Where the one who comes in is looked for, in this order: the ``party`` of the one
        who gives way, the same ``list``, the whole ``constituency``.
    by_list : tuple of Share
        If given, lists give way in rounds: in each round every list owes this share of its
        seats, rounded down, until the constituency is within the bound.
    nobody_left : {"impossible", "result-stands"}
        What follows when nobody may come in.
    """

    kind: Literal["correction"]
    of: Literal["mandates", "constituency"]
    groups: tuple[str, ...] = Field(min_length=1, max_length=2)
    bound: ResultBound
    rounding: Rounding | None = None
    gives_way: Literal["last-elected", "fewest-votes"]
    comes_in: Literal["next-on-list", "most-votes"]
    out_of: tuple[Literal["party", "list", "constituency"], ...] = Field(min_length=1)
    by_list: tuple[Share, ...] = Field(default=(), exclude_if=lambda shares: not shares)
    nobody_left: Literal["impossible", "result-stands"] = Field(
        default="impossible", exclude_if=lambda value: value == "impossible"
    )

    @model_validator(mode="after")
    def _possible(self) -> CorrectionRule:
        if isinstance(self.bound.value, Fraction) and len(self.groups) * self.bound.value > 1:
            raise ValueError("two groups cannot each have more than half")
        if len(self.groups) == 1 and self.bound.name != "at least":
            raise ValueError("for one group the bound is: at least")
        if self.by_list and (self.of, self.out_of, self.groups[1:]) != ("constituency", ("list",), ()):
            raise ValueError("rounds by list are for one group in a constituency, out of the same list")
        return self


class AddedSeatRule(RuleBase):
    """Seats added to the chamber until a group has its share of all seats.

    Each goes to the constituency with the lowest share of the group, and there to the most
    voted of the group who is not elected.
    """

    kind: Literal["added-seat"]
    group: str
    at_least: Portion


class ReservedRule(RuleBase):
    """Seats of a group beside the others.

    Attributes
    ----------
    seats, share : int or Share
        How many: a number, or a share of the seats won in the election, rounded as ``rounding``.
    how : {"party-share", "best-loser", "district"}
        ``party-share``: shared among the parties by their ``base``, with ``method``, and
        filled from the ordered list that each handed in; ``best-loser``: the most voted of
        the group who are not elected; ``district``: a vote of its own in each district.
    threshold : Share or None
        The share of the votes that a party needs to take part.
    nobody_left : {"vacant", "appointed"}
        What becomes of a seat for which nobody is left.
    counting_elected : bool
        Members of the group who are elected anyway take these seats first: only what is missing is
        filled.
    over : {"constituency", "chamber"}
        Where the best losers are looked for: in each constituency, or in all of them.
    by : {"votes", "share"}
        How they are compared: by their votes, or by their share of the votes of their constituency.
    """

    kind: Literal["reserved"]
    group: str
    seats: int | None = Field(default=None, ge=1, le=MOST_SEATS)
    share: Share | None = None
    rounding: Rounding = "up"
    how: Literal["party-share", "best-loser", "district"]
    base: Literal["seats", "votes"] | None = None
    method: Method | None = None
    threshold: Portion | None = None
    nobody_left: Literal["vacant", "appointed"] = "vacant"
    counting_elected: bool = Field(default=False, exclude_if=lambda value: not value)
    over: Literal["constituency", "chamber"] = Field(
        default="constituency", exclude_if=lambda value: value == "constituency"
    )
    by: Literal["votes", "share"] = Field(default="votes", exclude_if=lambda value: value == "votes")

    @model_validator(mode="after")
    def _whole(self) -> ReservedRule:
        if self.how != "best-loser" and (self.counting_elected, self.over, self.by) != (
            False,
            "constituency",
            "votes",
        ):
            raise ValueError("counting_elected, over and by belong to best-loser")
        if (self.seats is None) == (self.share is None):
            raise ValueError("write either seats, or a share of the seats won in the election")
        if (self.how == "party-share") != (self.base is not None and self.method is not None):
            raise ValueError("party-share, and it alone, needs a base and a method")
        if self.threshold is not None and self.base != "votes":
            raise ValueError("a threshold belongs to the base votes")
        return self


class SubstitutionRule(RuleBase):
    """Who takes a seat that became vacant during the term.

    Attributes
    ----------
    by : {"next", "party-chooses", "by-election"}
        The next of the list in the order in which it elects, one whom the party chooses
        from it, or the winner of a new vote.
    keeps : tuple
        A member of one of these groups is followed by a member of the same group.
    otherwise : {"next", "vacant", "another-list"}
        What follows where the list has nobody of that group left; with no name left at all
        the seat stays vacant.
    unless_below, groups : Share or None, tuple
        Where the share of one of ``groups`` among those elected of the list would fall
        below it, the next of that group comes in.
    """

    kind: Literal["substitution"]
    by: Literal["next", "party-chooses", "by-election"]
    keeps: tuple[str, ...] = ()
    otherwise: Literal["next", "vacant", "another-list"] = "next"
    unless_below: Portion | None = None
    groups: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> SubstitutionRule:
        if (self.unless_below is None) != (not self.groups):
            raise ValueError("unless_below and groups belong together")
        if self.by != "next" and (self.keeps or self.groups):
            raise ValueError("keeps and unless_below need: by: next")
        return self
