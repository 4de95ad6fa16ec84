"""Seats added to a chamber until a group has its share of all seats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tendik.errors import N_, Message
from tendik.laws.schema import AddedSeatRule
from tendik.quota.contest import Contest
from tendik.quota.lots import Record
from tendik.values import Percent


@dataclass(frozen=True)
class Added:
    """The added seats in their order: the constituency, and the place of the one who takes it."""

    seats: tuple[tuple[str, int], ...]


def add_seats(
    contest: Contest,
    record: Record,
    rule: AddedSeatRule,
    districts: Mapping[str, Sequence[int]],
    elected: Mapping[str, Sequence[int]],
) -> Added:
    """Add seats as ``rule`` says, one at a time.

    Parameters
    ----------
    districts : mapping of str to sequence of int
        The places of all candidates of each constituency.
    elected : mapping of str to sequence of int
        The places of those elected there.

    Notes
    -----
    An added seat counts among all seats. Constituencies with the same lowest share, and
    persons with the same votes, are told apart by a lot. If no constituency with somebody of
    the group is left, the result stands.
    """
    now = {name: list(elected[name]) for name in districts}
    added: list[tuple[str, int]] = []

    def share(name: str) -> Fraction:
        members = sum(contest.is_in(place, rule.group) for place in now[name])
        return Fraction(members, max(len(now[name]), 1))

    while True:
        everyone = [place for places in now.values() for place in places]
        members = sum(contest.is_in(place, rule.group) for place in everyone)
        if members >= rule.at_least * len(everyone):
            return Added(tuple(added))
        left = {
            name: able
            for name, places in districts.items()
            if (able := [p for p in places if p not in now[name] and contest.is_in(p, rule.group)])
        }
        values = {"group": contest.law.groups[rule.group].label, "found": members, "size": len(everyone)}
        if not left:
            template = N_(
                "Nobody of this group is left for an added seat: {group}. Elected: {found} of {size}. The result stands."
            )
            record.say(rule, Message("elect.added-nobody", template, values))
            return Added(tuple(added))
        lowest = min(share(name) for name in left)
        tied = [name for name in left if share(name) == lowest]
        name = tied[0]
        if len(tied) > 1:
            options = [(key, key) for key in tied]
            name = tied[record.pick(f"{contest.name}:lowest-share", options, 1, rule)[0]]
        (chosen,) = contest.lot(record, "added-seat", contest.by_votes(left[name])[0], 1, rule)
        template = N_(
            "{group}: {found} of {size}. A seat is added where their share is lowest ({share}), in {district}; {into} takes it."
        )
        values |= {"share": Percent(lowest), "district": name, "into": contest.called(chosen)}
        record.say(rule, Message("elect.added-seat", template, values))
        now[name].append(chosen)
        added.append((name, chosen))
