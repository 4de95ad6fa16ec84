"""Seats reserved for a group beside the others: by the share of the parties, for the best losers, by district."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tendik.errors import N_, Message
from tendik.laws.schema import ReservedRule
from tendik.quota.contest import Contest
from tendik.quota.lots import Record
from tendik.quota.shares import required
from tendik.seats import apportion


@dataclass(frozen=True)
class Reserved:
    """Who takes the reserved seats.

    ``places`` in the order in which they are taken; ``by_party`` the seats of each party,
    where parties share them; ``unfilled`` seats for which nobody was left.
    """

    places: tuple[int, ...]
    by_party: Mapping[str, int]
    unfilled: int = 0


def seats_of(rule: ReservedRule, won: int) -> int:
    """How many seats ``rule`` reserves beside ``won`` seats."""
    if rule.seats is not None:
        return rule.seats
    return required(rule.share, won, rule.rounding) if rule.share is not None else 0


def by_party_share(
    contest: Contest,
    record: Record,
    rule: ReservedRule,
    strength: Mapping[str, int],
    lists: Mapping[str, Sequence[int]],
    seats: int,
) -> Reserved:
    """Reserved seats shared among the parties by ``strength``, filled from their ordered lists.

    Parameters
    ----------
    strength : mapping of str to int
        Seats or votes of each party, as the rule's base says.
    lists : mapping of str to sequence of int
        The places of each party's own list for these seats, in its order.
    """
    total = sum(strength.values())
    admitted = [
        party
        for party, count in strength.items()
        if count and (rule.threshold is None or count >= rule.threshold * total)
    ]
    result = apportion(
        [strength[party] for party in admitted], seats if admitted else 0, method=rule.method or ""
    )
    won = dict(zip(admitted, result.seats, strict=True))
    if result.tie is not None:
        tied = [admitted[i] for i in result.tie.options]
        options = [(party, party) for party in tied]
        for index in record.pick(f"{contest.name}:reserved", options, result.tie.seats, rule):
            won[tied[index]] += 1
    shares = [f"{party} {count}" for party, count in won.items()] or ["–"]
    template = N_("Reserved seats: {seats}. By the strength of the parties: {shares}.")
    record.say(rule, Message("elect.reserved-shares", template, {"seats": seats, "shares": shares}))
    places = [
        place
        for party, count in won.items()
        for place in [p for p in lists.get(party, ()) if contest.is_in(p, rule.group)][:count]
    ]
    return _told(contest, record, rule, places, won, seats)


def best_losers(
    contest: Contest,
    record: Record,
    rule: ReservedRule,
    candidates: Sequence[int],
    elected: Sequence[int],
    seats: int,
) -> Reserved:
    """Reserved seats for the most voted of the group who are not elected."""
    members = [place for place in candidates if contest.is_in(place, rule.group)]
    left = [place for place in members if place not in elected]
    if rule.counting_elected:
        held = len(members) - len(left)
        template = N_("Members of the group elected anyway: {count}. Reserved seats left to fill: {seats}.")
        values = {"count": held, "seats": max(0, seats - held)}
        record.say(rule, Message("elect.reserved-held", template, values))
        seats = max(0, seats - held)
    standing = contest.by_votes(left)
    if rule.by == "share":
        standing = contest.by_share(left, candidates)
    places = contest.first(record, standing, seats, "reserved", rule)
    return _told(contest, record, rule, places, {}, seats)


def by_district(
    contest: Contest, record: Record, rule: ReservedRule, candidates: Sequence[int], seats: int
) -> Reserved:
    """Reserved seats of one district for the most voted of those who stand for them."""
    standing = [place for place in candidates if contest.is_in(place, rule.group)]
    places = contest.first(record, contest.by_votes(standing), seats, "reserved", rule)
    return _told(contest, record, rule, places, {}, seats)


def _told(
    contest: Contest,
    record: Record,
    rule: ReservedRule,
    places: Sequence[int],
    won: Mapping[str, int],
    seats: int,
) -> Reserved:
    names = [contest.called(place) for place in places] or ["–"]
    record.say(rule, Message("elect.reserved", N_("The reserved seats go to: {names}."), {"names": names}))
    unfilled = seats - len(places)
    if unfilled:
        template = {
            "vacant": N_("Nobody is left for reserved seats: {count}. They stay vacant."),
            "appointed": N_("Nobody is left for reserved seats: {count}. They are filled by appointment."),
        }[rule.nobody_left]
        record.say(rule, Message(f"elect.reserved-{rule.nobody_left}", template, {"count": unfilled}))
    return Reserved(tuple(places), dict(won), unfilled)
