"""Corrections of a result: who gives way, who comes in, until when, and if nobody is left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from tendik.errors import N_, Infeasible, Message
from tendik.laws.schema import CorrectionRule
from tendik.quota.contest import PARTY, Contest, Standing
from tendik.quota.lots import Record
from tendik.quota.shares import required

LIST = "list"
"""The attribute that holds the list of a candidate while a constituency is counted."""


def needed_of(rule: CorrectionRule, size: int) -> int:
    """The least of each group that the bound leaves among ``size`` elected.

    Two groups share the seats, so at most m of one is at least the rest of the other, and
    a difference of at most d leaves each at least half of what is beyond it. Nothing can
    ask two groups for more than half, or one for more than all.
    """
    most = size // len(rule.groups)
    if rule.bound.name == "at least":
        value = rule.bound.value
        share = value if isinstance(value, Fraction) else Fraction(rule.bound.number, max(size, 1))
        return min(required(share, size, rule.rounding or "up"), most)
    if rule.bound.name == "at most":
        return max(0, min(size - rule.bound.number, most))
    return max(0, -(-(size - rule.bound.number) // 2))


@dataclass
class Corrected:
    """The elected while they are corrected, and those replaced so far."""

    elected: list[int]
    replaced: list[tuple[int, int]] = field(default_factory=list)


def correct(
    contest: Contest,
    record: Record,
    rule: CorrectionRule,
    elected: Sequence[int],
    standing: Standing,
    voted: Standing | None,
) -> Corrected:
    """Replace elected persons until each group has what ``rule`` asks.

    Parameters
    ----------
    elected : sequence of int
        Places of those elected, in their order.
    standing : Standing
        All places in the order of the result.
    voted : Standing or None
        All places by votes, where the rule looks at them.

    Raises
    ------
    Infeasible
        If nobody of the group that lacks members may come in, and the law does not say
        that the result stands then.
    """
    result = Corrected(list(elected))
    swaps = _Swaps(contest, record, rule, standing, voted, result)
    needed = needed_of(rule, len(result.elected))
    for group in rule.groups:
        if rule.by_list:
            _in_rounds(swaps, group, needed)
            continue
        while (found := swaps.count(group)) < needed:
            if not swaps.one(group):
                _nobody(contest, record, rule, group, needed, found)
                break
    if rule.gives_way == "last-elected":
        rank = {place: at for at, tier in enumerate(standing) for place in tier}
        result.elected.sort(key=lambda place: rank[place])
    return result


def _in_rounds(swaps: _Swaps, group: str, needed: int) -> None:
    """In each round every list owes its share of its seats, until the constituency has enough."""
    rule = swaps.rule
    people = swaps.contest.people
    lists: dict[str, list[int]] = {}
    for place in swaps.result.elected:
        lists.setdefault(people[place].attributes.get(LIST, ""), []).append(place)
    for share in rule.by_list:
        for key, seats in lists.items():
            if swaps.count(group) >= needed:
                return
            owed = required(share, len(seats), "down")
            while swaps.count(group, key) < owed and swaps.one(group, key):
                pass
    if (found := swaps.count(group)) < needed:
        _nobody(swaps.contest, swaps.record, rule, group, needed, found)


def _nobody(
    contest: Contest, record: Record, rule: CorrectionRule, group: str, needed: int, found: int
) -> None:
    """Nobody may come in: impossible, or the result stands, as the law says."""
    values = {"groups": contest.law.groups[group].label, "required": needed, "found": found}
    if rule.nobody_left == "impossible":
        template = N_(
            "Nobody of this group is left to come in: {groups}. Required: {required}; found: {found}."
        )
        raise Infeasible(Message("elect.nobody-left", template, values), [(None, needed, found)])
    template = N_(
        "Nobody of this group is left to come in: {groups}. The result stands. Required: {required}; found: {found}."
    )
    record.say(rule, Message("elect.result-stands", template, values))


@dataclass
class _Swaps:
    """One correction under way: it finds who gives way and who comes in, one pair at a time."""

    contest: Contest
    record: Record
    rule: CorrectionRule
    standing: Standing
    voted: Standing | None
    result: Corrected

    def count(self, group: str, of_list: str | None = None) -> int:
        """Elected members of ``group``, of one list or of all."""
        return sum(self.contest.is_in(place, group) for place in self._elected(of_list))

    def _elected(self, of_list: str | None) -> list[int]:
        people = self.contest.people
        return [
            place
            for place in self.result.elected
            if of_list is None or people[place].attributes.get(LIST, "") == of_list
        ]

    def one(self, group: str, of_list: str | None = None) -> bool:
        """Replace one person by a member of ``group``; ``False`` if nobody may come in.

        Someone for whom nobody may come in keeps the seat: the next in turn gives way.
        """
        leaving = {place for place in self._elected(of_list) if not self.contest.is_in(place, group)}
        tiers = self._tiers(self.rule.gives_way == "fewest-votes")
        for tier in reversed(tiers):
            able = {out: found for out in tier if out in leaving and (found := self._incoming(out, group))}
            if not able:
                continue
            (out,) = self.contest.lot(self.record, "gives-way", list(able), 1, self.rule)
            (into,) = self.contest.lot(self.record, "comes-in", able[out], 1, self.rule)
            self.result.elected[self.result.elected.index(out)] = into
            self.result.replaced.append((out, into))
            template = N_("{out} gives way to {into}.")
            values = {"out": self.contest.called(out), "into": self.contest.called(into)}
            self.record.say(self.rule, Message("elect.corrected", template, values))
            return True
        return False

    def _incoming(self, out: int, group: str) -> list[int]:
        """Who may come in for ``out``: the best tier of those not elected, nearest first."""
        tiers = self._tiers(self.rule.comes_in == "most-votes")
        given = {place for place, _ in self.result.replaced}
        for where in self.rule.out_of:
            for tier in tiers:
                able = [
                    place
                    for place in tier
                    if place not in self.result.elected
                    and place not in given
                    and self.contest.is_in(place, group)
                    and self._near(where, out, place)
                ]
                if able:
                    return able
        return []

    def _tiers(self, by_votes: bool) -> Standing:
        return self.voted if by_votes and self.voted is not None else self.standing

    def _near(self, where: str, one: int, other: int) -> bool:
        """Whether both stand in the same party of a list, or on the same list, or anywhere."""
        here: Mapping[str, str] = self.contest.people[one].attributes
        there: Mapping[str, str] = self.contest.people[other].attributes
        keys: Iterable[str] = {"constituency": (), LIST: (LIST,), "party": (LIST, PARTY)}[where]
        return all(here.get(key, "") == there.get(key, "") for key in keys)
