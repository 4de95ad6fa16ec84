"""An election in constituencies: lists, parties inside lists, most voted, corrections of the result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tendik.errors import N_, BadInput, Message, Problem
from tendik.laws import Law
from tendik.laws.schema import (
    AlliancesRule,
    ApportionmentRule,
    ConstituenciesRule,
    CorrectionRule,
    ListOrderRule,
    RuleBase,
    WithinListRule,
)
from tendik.quota.contest import ALLIANCE, DISTRICT, PARTY, Contest
from tendik.quota.corrections import LIST, correct
from tendik.quota.lots import Record, settle
from tendik.quota.mandates import fill_list
from tendik.seats import apportion
from tendik.values import Lot, PartyList, Step


@dataclass(frozen=True)
class District:
    """The result of one constituency: seats by list, and the persons elected.

    ``elected`` are (list, 0-based place on it), before corrections in ``before``;
    ``replaced`` pairs of the one who gave way and the one who came in. While a lot is open,
    it stands in ``lots``, and ``elected`` and ``seats`` are the sure ones.
    """

    seats: Mapping[str, int]
    before: tuple[tuple[str, int], ...]
    elected: tuple[tuple[str, int], ...]
    replaced: tuple[tuple[tuple[str, int], tuple[str, int]], ...]
    steps: tuple[Step, ...]
    lots: tuple[Lot, ...] = ()
    drawn: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def seats_of(law: Law, constituency: str) -> int:
    """The seats of one constituency.

    Raises
    ------
    BadInput
        If the law does not name it.
    """
    seats = law.need(ConstituenciesRule).of(constituency)
    if seats is None:
        template = N_("The law {law} has no constituency {constituency}.")
        message = Message("elect.no-constituency", template, {"law": law.id, "constituency": constituency})
        raise BadInput([Problem(message, column=DISTRICT)])
    return seats


def constituencies(lists: Sequence[PartyList]) -> dict[str, list[PartyList]]:
    """The lists of each constituency, as the column of that name states it.

    Raises
    ------
    BadInput
        If a list does not state one constituency.
    """
    found: dict[str, list[PartyList]] = {}
    problems = []
    for party in lists:
        stated = {candidate.attributes.get(DISTRICT, "") for candidate in party.candidates} or {""}
        if len(stated) != 1 or stated == {""}:
            template = N_("The candidates of {list} do not all state one constituency.")
            problems.append(
                Problem(Message("elect.constituency", template, {"list": party.name}), column=DISTRICT)
            )
            continue
        found.setdefault(stated.pop(), []).append(party)
    if problems:
        raise BadInput(problems)
    return found


def count_district(
    law: Law,
    lists: Sequence[PartyList],
    seats: int,
    *,
    on: date | None = None,
    name: str = "",
    lots: Mapping[str, Sequence[str]] | None = None,
) -> District:
    """Elect ``seats`` persons in one constituency.

    Where the law has a method for lists, their votes are those stated or else those of
    their candidates, and so are those of the parties inside them; nobody wins more seats
    than there are names. Where it has none, the most voted of all are elected. Corrections
    of the result follow.

    Parameters
    ----------
    name : str
        The constituency; it begins the names of its lots.
    lots : mapping, optional
        Drawn lots: the identifier of the lot to the winners, by row or by list.

    Raises
    ------
    BadInput
        If votes are missing, or a drawn lot names others than its options.
    Infeasible
        If there are more seats than names, or a correction finds nobody who may come in.
    """
    law.need(ListOrderRule)
    people = tuple(
        replace(candidate, attributes={**_joined(party), **candidate.attributes, LIST: party.id})
        for party in lists
        for candidate in party.candidates
    )
    where = [(party.id, place) for party in lists for place in range(len(party.candidates))]
    contest = Contest(law, people, on, name)
    settled = settle(
        lambda record: _count(contest, record, lists, where, seats),
        lambda district: frozenset(district.elected),
        lots,
    )
    steps, used = tuple(settled.record.steps), settled.record.used
    if settled.result is None:
        won = {party.id: sum(key == party.id for key, _ in settled.sure) for party in lists}
        sure = tuple(sorted(settled.sure, key=where.index))
        return District(won, sure, sure, (), steps, (settled.lot,) if settled.lot else (), used)
    return replace(settled.result, steps=steps, drawn=used)


def _count(
    contest: Contest,
    record: Record,
    lists: Sequence[PartyList],
    where: Sequence[tuple[str, int]],
    seats: int,
) -> District:
    """One run of the count of a constituency."""
    law = contest.law
    everyone = range(len(where))
    method = law.get(ApportionmentRule)
    replaced: list[tuple[int, int]] = []
    if method is None:
        order = law.get(ListOrderRule)
        elected = contest.first(record, contest.by_votes(everyone), seats, "elected", order)
        won = {party.id: sum(where[place][0] == party.id for place in elected) for party in lists}
    else:
        by_list: dict[str, list[int]] = {party.id: [] for party in lists}
        for index, (key, _) in enumerate(where):
            by_list[key].append(index)
        votes = {
            party.id: sum(contest.votes(place) for place in by_list[party.id])
            if party.votes is None
            else party.votes
            for party in lists
        }
        won = _among_lists(contest, record, method, by_list, votes, seats)
        elected = []
        for key, members in by_list.items():
            inside, changed = _inside(contest, record, members, won[key], votes[key])
            elected += inside
            replaced += changed
    rules = [rule for rule in law.all(CorrectionRule) if rule.of == "constituency"]
    before = tuple(where[place] for place in elected)
    if rules:
        voted = contest.by_votes(everyone)
        rank = {place: at for at, tier in enumerate(voted) for place in tier}
        elected = sorted(elected, key=lambda place: rank[place])
        for rule in rules:
            corrected = correct(contest, record, rule, elected, voted, voted)
            elected, replaced = corrected.elected, [*replaced, *corrected.replaced]
    return District(
        won,
        before,
        tuple(where[place] for place in elected),
        tuple((where[out], where[into]) for out, into in replaced),
        (),
    )


def _joined(party: PartyList) -> dict[str, str]:
    return {ALLIANCE: party.alliance} if party.alliance else {}


def _among_lists(
    contest: Contest,
    record: Record,
    method: ApportionmentRule,
    by_list: Mapping[str, Sequence[int]],
    votes: Mapping[str, int],
    seats: int,
) -> dict[str, int]:
    """Seats of each list; lists that joined each other win together, and share what they won."""
    rule = contest.law.get(AlliancesRule)
    if rule is None:
        return _share(contest, record, method, "lists", method.method, by_list, votes, seats)
    joined: dict[str, list[str]] = {}
    for key, members in by_list.items():
        alliance = contest.people[members[0]].attributes.get(ALLIANCE, "") if members else ""
        joined.setdefault(alliance or key, []).append(key)
    names = {alliance: [p for key in keys for p in by_list[key]] for alliance, keys in joined.items()}
    together = {alliance: sum(votes[key] for key in keys) for alliance, keys in joined.items()}
    won = _share(contest, record, method, "lists", method.method, names, together, seats)
    found: dict[str, int] = {}
    for alliance, keys in joined.items():
        parts = {key: by_list[key] for key in keys}
        inside = {key: votes[key] for key in keys}
        found |= _share(
            contest, record, rule, f"alliance {alliance}", rule.method, parts, inside, won[alliance]
        )
        if len(keys) > 1:
            template = N_("The joined lists {alliance} won {seats} together; inside them: {shares}.")
            values = {
                "alliance": alliance,
                "seats": won[alliance],
                "shares": [f"{key} {found[key]}" for key in keys],
            }
            record.say(rule, Message("elect.alliance", template, values))
    return {key: found[key] for key in by_list}


def _inside(
    contest: Contest, record: Record, members: Sequence[int], seats: int, votes: int
) -> tuple[list[int], list[tuple[int, int]]]:
    """Who of one list is elected: shared among the parties inside it, or as the law orders the list."""
    rule = contest.law.get(WithinListRule)
    if seats == 0:
        return [], []
    if rule is None:
        return fill_list(contest, record, members, seats, votes=votes)
    parties: dict[str, list[int]] = {}
    for place in members:
        parties.setdefault(contest.people[place].attributes.get(PARTY, ""), []).append(place)
    counted = {key: sum(contest.votes(place) for place in places) for key, places in parties.items()}
    won = _share(contest, record, rule, "parties", rule.method, parties, counted, seats)
    elected: list[int] = []
    replaced: list[tuple[int, int]] = []
    for key, inside in parties.items():
        chosen, changed = fill_list(contest, record, inside, won[key])
        elected += chosen
        replaced += changed
    return elected, replaced


def _share(
    contest: Contest,
    record: Record,
    rule: RuleBase,
    about: str,
    method: str,
    parts: Mapping[str, Sequence[int]],
    votes: Mapping[str, int],
    seats: int,
) -> dict[str, int]:
    """Seats of each part by its votes; none wins more seats than it has names. A tie is a lot."""
    most: list[int | None] = [len(places) for places in parts.values()]
    result = apportion([votes[key] for key in parts], seats, method=method, maximum=most)
    won = dict(zip(parts, result.seats, strict=True))
    if result.tie is not None:
        tied = [list(parts)[i] for i in result.tie.options]
        options = [(key, key) for key in tied]
        for index in record.pick(f"{contest.name}:{about}", options, result.tie.seats, rule):
            won[tied[index]] += 1
    return won
