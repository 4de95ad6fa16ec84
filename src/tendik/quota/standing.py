"""Who of a list comes before whom: its order, votes, votes with a threshold, each sex in turn.

The answer is a standing: tiers of places, in falling order, in which only a lot can tell
those of one tier apart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from tendik.errors import N_, Message, TendikError
from tendik.laws.schema import CorrectionRule, ListOrderRule, PreferenceRule, PriorityRule, RerankRule
from tendik.quota.contest import Contest, Standing
from tendik.quota.lots import Record
from tendik.quota.shares import required
from tendik.values import Percent

Order = Callable[[Contest, Record, Sequence[int], ListOrderRule, int], Standing]
ORDERS: dict[str, Order] = {}


def _order(name: str) -> Callable[[Order], Order]:
    def register(order: Order) -> Order:
        ORDERS[name] = order
        return order

    return register


def standing(
    contest: Contest, record: Record, places: Sequence[int], seats: int, votes: int | None = None
) -> Standing:
    """The order in which the list of ``places`` fills its ``seats``.

    Parameters
    ----------
    votes : int, optional
        Votes of the list; by default those of its candidates together.

    Raises
    ------
    TendikError
        If the law leaves the choice to the party.
    BadInput
        If votes decide and one is missing, or a rule asks for a group that is not stated.
    """
    law = contest.law
    order = law.need(ListOrderRule)
    if order.order == "unordered":
        raise TendikError(Message("elect.party-chooses", N_("The law leaves the choice to the party.")))
    found = ORDERS[order.order](contest, record, places, order, seats)
    preference = law.get(PreferenceRule)
    if preference is not None:
        total = sum(contest.votes(place) for place in places) if votes is None else votes
        found = _lifted(contest, record, preference, order, found, seats, total)
    rerank = law.get(RerankRule)
    if rerank is not None:
        found = _reranked(contest, record, rerank, found, seats)
    return found


@_order("list")
def _by_list(
    contest: Contest, record: Record, places: Sequence[int], rule: ListOrderRule, seats: int
) -> Standing:
    first = contest.law.get(PriorityRule)
    if first is None:
        return [[place] for place in places]
    return _priority(contest, record, first, places, rule, seats)


@_order("votes")
def _by_votes(
    contest: Contest, record: Record, places: Sequence[int], rule: ListOrderRule, seats: int
) -> Standing:
    first = contest.law.get(PriorityRule)
    if first is None:
        return contest.by_votes(places, rule.ties)
    return _priority(contest, record, first, places, rule, seats)


@_order("zipped")
def _zipped(
    contest: Contest, record: Record, places: Sequence[int], rule: ListOrderRule, seats: int
) -> Standing:
    """Each sex in turn, by votes, beginning with the most voted; the longer one ends alone."""
    sexes = [key for key, group in contest.law.groups.items() if group.sex]
    left = list(places)
    found: list[int] = []
    matter = len(left) if contest.law.all(CorrectionRule) else seats  # who comes in is told by the order
    while left:
        turn = [p for p in left if not found or _differs(contest, p, found[-1], sexes)] or left
        best = contest.by_votes(turn, rule.ties)[0]
        (chosen,) = contest.lot(record, "order", best, 1, rule) if len(found) < matter else best[:1]
        found.append(chosen)
        left.remove(chosen)
    return [[place] for place in found]


def _differs(contest: Contest, one: int, other: int, groups: Sequence[str]) -> bool:
    return any(contest.is_in(one, group) != contest.is_in(other, group) for group in groups)


def _priority(
    contest: Contest,
    record: Record,
    first: PriorityRule,
    places: Sequence[int],
    order: ListOrderRule,
    seats: int,
) -> Standing:
    """The most voted of the group, as many as the rule asks; then the order of the list."""
    members = [place for place in places if contest.is_in(place, first.group)]
    needed = min(required(first.at_least, seats, first.rounding), len(members))
    taken = contest.first(record, contest.by_votes(members, order.ties), needed, "first", first)
    return [*([place] for place in taken), *([place] for place in places if place not in taken)]


def _lifted(
    contest: Contest,
    record: Record,
    rule: PreferenceRule,
    order: ListOrderRule,
    found: Standing,
    seats: int,
    total: int,
) -> Standing:
    """Those over the threshold first, by their votes; the others keep their order."""
    base = Fraction(total) if rule.of == "list-votes" else Fraction(total, max(seats, 1))
    limit = rule.share * base
    if rule.most is not None:
        limit = min(limit, Fraction(rule.most))
    places = [place for tier in found for place in tier]
    over = [
        place
        for place in places
        if (contest.votes(place) >= limit if rule.comparison == "at-least" else contest.votes(place) > limit)
    ]
    template = N_("Votes for a person count from {limit} ({share} of {base}). They lift: {names}.")
    values = {
        "limit": limit,
        "share": Percent(rule.share),
        "base": base,
        "names": [contest.called(place) for place in over] or ["–"],
    }
    record.say(rule, Message("elect.lifted", template, values))
    lifted = contest.by_votes(over, order.ties)
    rest = [[place for place in tier if place not in over] for tier in found]
    return [*lifted, *(tier for tier in rest if tier)]


def _reranked(contest: Contest, record: Record, rule: RerankRule, found: Standing, seats: int) -> Standing:
    """Place by place the first in the order who leaves it possible that every block is mixed."""
    tiers = [list(tier) for tier in found]
    whole = min(seats, sum(map(len, tiers)))
    whole -= whole % rule.block
    member = {
        place: [contest.is_in(place, group) for group in rule.groups] for tier in tiers for place in tier
    }
    left = [sum(of[g] for of in member.values()) for g in range(len(rule.groups))]
    lacking = [rule.at_least] * len(rule.groups)
    result: list[int] = []

    def able(place: int, at: int) -> bool:
        room = rule.block - at % rule.block - 1
        blocks = (whole - at - 1) // rule.block
        needs = [max(0, lack - own) for lack, own in zip(lacking, member[place], strict=True)]
        return sum(needs) <= room and all(
            rest - own >= need + blocks * rule.at_least
            for rest, own, need in zip(left, member[place], needs, strict=True)
        )

    def lacks(place: int) -> bool:
        return any(lack > 0 and own for lack, own in zip(lacking, member[place], strict=True))

    for at in range(whole):
        room = rule.block - at % rule.block
        due = sum(max(0, lack) for lack in lacking) >= room
        wanted = (
            next((some for one in tiers if (some := [p for p in one if able(p, at)])), None)
            or next((some for one in tiers if due and (some := [p for p in one if lacks(p)])), None)
            or next(one for one in tiers if one)  # nobody of that group is left: the order stands
        )
        (chosen,) = contest.lot(record, "order", wanted, 1, rule)
        ahead = next(one for one in tiers if one)
        if chosen not in ahead:
            template = N_("{into} comes before {out}, so that {groups} have their place among {block}.")
            values = {
                "into": contest.called(chosen),
                "out": contest.called(ahead[0]),
                "groups": [
                    contest.law.groups[group].label
                    for group, own in zip(rule.groups, member[chosen], strict=True)
                    if own
                ],
                "block": rule.block,
            }
            record.say(rule, Message("elect.reranked", template, values))
        result.append(chosen)
        lacking = [lack - own for lack, own in zip(lacking, member[chosen], strict=True)]
        left = [rest - own for rest, own in zip(left, member[chosen], strict=True)]
        tiers = [[place for place in one if place != chosen] for one in tiers]
        if room == 1:
            lacking = [rule.at_least] * len(rule.groups)
    return [*([place] for place in result), *(tier for tier in tiers if tier)]
