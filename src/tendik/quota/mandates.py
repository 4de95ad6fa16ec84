"""Who of one list is elected: by its order, by votes, a group first, and corrections of the result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from tendik.errors import N_, BadInput, Infeasible, Message, Problem, TendikError
from tendik.laws import Law
from tendik.laws.schema import CorrectionRule, ListOrderRule, PriorityRule, RuleBase
from tendik.quota.groups import Days, belongs
from tendik.quota.shares import required
from tendik.values import Candidate, PartyList, Step

VOTES, PARTY, DISTRICT = "votes", "subparty", "district"
"""The columns of a table of candidates that hold votes for the person, the party inside a
list, and the constituency."""


@dataclass(frozen=True)
class Filled:
    """Who takes the seats of one list, or of one constituency.

    ``places`` are 0-based places in the order in which they are elected; ``replaced``
    pairs of the one who gave way and the one who came in.
    """

    places: tuple[int, ...]
    replaced: tuple[tuple[int, int], ...] = ()
    steps: tuple[Step, ...] = field(default=())


def fill(law: Law, party: PartyList, seats: int, *, on: date | None = None) -> Filled:
    """Elect ``seats`` persons of ``party`` as the law says.

    Parameters
    ----------
    law : Law
        With a rule on the order of lists that leaves the choice neither to the party nor open.
    party : PartyList
        In list order; where votes decide, each candidate states them.
    seats : int
        Seats of the list; where there are fewer names, all are elected.
    on : date, optional
        Election day, on which age is measured.

    Returns
    -------
    Filled

    Raises
    ------
    BadInput
        If votes decide and one is missing, if two are equal where a seat hangs on it, or
        if a rule asks for a group and a candidate's is not stated.
    Infeasible
        If a correction finds nobody who may come in.
    TendikError
        If the law leaves the choice to the party.
    """
    order = law.need(ListOrderRule).order
    if order == "unordered":
        raise TendikError(Message("elect.party-chooses", N_("The law leaves the choice to the party.")))
    everyone = range(len(party.candidates))
    seats = min(seats, len(party.candidates))
    first = law.get(PriorityRule)
    if first is not None:
        ranked = _first(law, first, party, seats, on)
    elif order == "list":
        ranked = list(everyone)
    else:
        ranked = by_votes(party, everyone, seats)
    rules = [rule for rule in law.all(CorrectionRule) if rule.of == "mandates"]
    filled = Filled(tuple(ranked[:seats]))
    for rule in rules:
        filled = correct(law, rule, party.candidates, filled.places, ranked, on)
    return filled


def votes_of(party: PartyList, place: int) -> int:
    """The votes of one candidate.

    Raises
    ------
    BadInput
        If they are not stated.
    """
    stated = party.candidates[place].attributes.get(VOTES, "")
    if stated.isascii() and stated.isdigit():
        return int(stated)
    message = Message("elect.no-votes", N_("The votes of this candidate are not stated."))
    raise BadInput([Problem(message, row=party.candidates[place].row, column=VOTES)])


def by_votes(party: PartyList, among: Sequence[int], seats: int) -> list[int]:
    """Places by falling votes.

    Raises
    ------
    BadInput
        If the last seat hangs on a tie: only a lot, or another rule, can settle it.
    """
    ranked = sorted(among, key=lambda place: (-votes_of(party, place), place))
    if 0 < seats < len(ranked) and votes_of(party, ranked[seats - 1]) == votes_of(party, ranked[seats]):
        tied = [place for place in ranked if votes_of(party, place) == votes_of(party, ranked[seats])]
        message = Message(
            "elect.tie",
            N_("Equal votes; a lot must decide among: {places}."),
            {"places": [p + 1 for p in tied]},
        )
        raise BadInput([Problem(message, row=party.candidates[tied[0]].row, column=VOTES)])
    return ranked


def is_in(law: Law, candidate: Candidate, group: str, on: date | None) -> bool:
    """Whether ``candidate`` is in ``group``.

    Raises
    ------
    BadInput
        If it is not stated: who is elected cannot be decided then.
    """
    answer = belongs(candidate, law.groups[group], Days(on or law.on, None))
    if answer is None:
        template = N_(
            "Who is elected cannot be decided: {name} lacks what tells whether the person is in {groups}."
        )
        values = {"name": candidate.name or str(candidate.row), "groups": law.groups[group].label}
        raise BadInput([Problem(Message("select.unknown", template, values), row=candidate.row)])
    return answer


def _first(law: Law, rule: PriorityRule, party: PartyList, seats: int, on: date | None) -> list[int]:
    """The most voted of the group, as many as the rule asks; then the order of the list."""
    everyone = range(len(party.candidates))
    members = [place for place in everyone if is_in(law, party.candidates[place], rule.group, on)]
    needed = min(required(rule.at_least, seats, rule.rounding), len(members))
    taken = by_votes(party, members, needed)[:needed]
    return [*taken, *(place for place in everyone if place not in taken)]


def needed_of(rule: CorrectionRule, size: int) -> int:
    """The least of each group that the bound leaves among ``size`` elected.

    Two groups share the seats, so at most m of one is at least the rest of the other, and
    a difference of at most d leaves each at least half of what is beyond it. Nothing can
    ask for more than half.
    """
    if rule.bound.name == "at least":
        value = rule.bound.value
        share = value if isinstance(value, Fraction) else Fraction(rule.bound.number, max(size, 1))
        return min(required(share, size, rule.rounding or "up"), size // 2)
    if rule.bound.name == "at most":
        return max(0, min(size - rule.bound.number, size // 2))
    return max(0, -(-(size - rule.bound.number) // 2))


def correct(
    law: Law,
    rule: CorrectionRule,
    candidates: Sequence[Candidate],
    elected: Sequence[int],
    ranked: Sequence[int],
    on: date | None,
    *,
    steps: Sequence[Step] = (),
) -> Filled:
    """Replace elected persons until each group has what ``rule`` asks.

    ``elected`` and ``ranked`` are places: those elected in their order, and all in the
    order of the result (by votes for a constituency).

    Raises
    ------
    Infeasible
        If nobody of the group that lacks members may come in.
    """
    now, replaced, told = list(elected), [], list(steps)
    members = {
        group: {place for place in ranked if is_in(law, candidates[place], group, on)}
        for group in rule.groups
    }
    needed = needed_of(rule, len(now))
    for group in rule.groups:
        other = next(key for key in rule.groups if key != group)
        while sum(place in members[group] for place in now) < needed:
            swap = _swap(rule, candidates, now, ranked, members[other], members[group])
            if swap is None:
                found = sum(place in members[group] for place in now)
                template = N_(
                    "Nobody of this group is left to come in: {groups}. Required: {required}; found: {found}."
                )
                values = {"groups": law.groups[group].label, "required": needed, "found": found}
                raise Infeasible(Message("elect.nobody-left", template, values), [(None, needed, found)])
            out, into = swap
            lacking = needed - sum(place in members[group] for place in now)
            _no_tie(rule, candidates, out, [place for place in now if place in members[other]], lacking)
            now[now.index(out)] = into
            replaced.append(swap)
            told.append(_told(rule, candidates, out, into))
    if rule.gives_way == "last-elected":
        now.sort(key=list(ranked).index)
    return Filled(tuple(now), tuple(replaced), tuple(told))


def _swap(
    rule: CorrectionRule,
    candidates: Sequence[Candidate],
    now: Sequence[int],
    ranked: Sequence[int],
    leaving: set[int],
    coming: set[int],
) -> tuple[int, int] | None:
    """Who gives way and who comes in; the last in the order first, the best of those who may.

    Someone for whom nobody may come in keeps the seat: the next in turn gives way.
    """
    rank = {place: index for index, place in enumerate(ranked)}
    for out in sorted((place for place in now if place in leaving), key=lambda p: -rank[p]):
        for where in rule.out_of:
            for into in ranked:
                if into in coming and into not in now and _same(where, candidates[out], candidates[into]):
                    return out, into
    return None


def _no_tie(
    rule: CorrectionRule, candidates: Sequence[Candidate], out: int, among: Sequence[int], lacking: int
) -> None:
    """Refuse to choose between persons with equal votes of whom only some give way.

    Raises
    ------
    BadInput
        If only a lot can settle who gives way.
    """
    if rule.gives_way != "fewest-votes":
        return
    votes = candidates[out].attributes.get(VOTES, "")
    tied = [place for place in among if candidates[place].attributes.get(VOTES, "") == votes]
    if len(tied) > lacking:
        template = N_("Equal votes; a lot must decide among: {places}.")
        rows = [candidates[place].row or place + 1 for place in tied]
        message = Message("elect.tie", template, {"places": rows})
        raise BadInput([Problem(message, row=candidates[out].row, column=VOTES)])


def _same(where: str, one: Candidate, other: Candidate) -> bool:
    """Whether both stand in the same party of a list, or on the same list, or anywhere."""
    if where == "constituency":
        return True
    same_list = one.attributes.get("list", "") == other.attributes.get("list", "")
    if where == "list":
        return same_list
    return same_list and one.attributes.get(PARTY, "") == other.attributes.get(PARTY, "")


def _told(rule: RuleBase, candidates: Sequence[Candidate], out: int, into: int) -> Step:
    def name(place: int) -> str:
        return candidates[place].name or str(candidates[place].row or place + 1)

    template = N_("{out} gives way to {into}.")
    message = Message("elect.corrected", template, {"out": name(out), "into": name(into)})
    return Step(message, rule.article, rule.status)
