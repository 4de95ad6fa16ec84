"""What vacancies during the term leave of a result: does the floor hold, and what do the worst ones do?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tendik.errors import N_, Message, TendikError
from tendik.laws import Law
from tendik.laws.schema import ListOrderRule, PriorityRule, SubstitutionRule
from tendik.quota.bounds import Profile
from tendik.quota.check import places
from tendik.quota.contest import Contest, Standing
from tendik.quota.elect import Outcome
from tendik.quota.groups import Days, membership
from tendik.quota.guarantee import groups_and_unions
from tendik.quota.lots import Record, Undrawn
from tendik.quota.requirements import Required, requirements
from tendik.quota.standing import standing
from tendik.quota.successors import (
    Members,
    Tiers,
    Vacancy,
    Worst,
    sorted_people,
    successors,
    together,
    worst,
)
from tendik.quota.tracks import everyone
from tendik.quota.worst import Certificate
from tendik.values import PartyList


@dataclass(frozen=True)
class Attrition:
    """What vacancies leave of a result.

    Attributes
    ----------
    rule : SubstitutionRule
        Who takes a vacant seat.
    least : mapping of str to tuple of int
        For each group and union, the least in all lists after 0, 1, 2 … worst vacancies.
    by_list : mapping of str to mapping of str to tuple of int
        The same list by list, as if all vacancies hit it.
    ways : mapping of str to tuple of (str, Vacancy)
        For each group and union, vacancies by list that lead to the last number.
    required : mapping of str to tuple of Required
        What the law asks of the elected of each list.
    holds : mapping of str to int
        How many vacancies, whichever they are, leave each list with all that the law asks;
        as many as were asked about if none breaks it, -1 if the result itself does.
    breaking : mapping of str to tuple of int
        Rows of those whose leaving alone leaves a list below what the law asks.
    proven : mapping of str to bool
        ``False`` where the persons are not known, so a worst list of the guarantee was taken,
        and another one might lose more.
    """

    rule: SubstitutionRule
    least: Mapping[str, tuple[int, ...]]
    by_list: Mapping[str, Mapping[str, tuple[int, ...]]]
    ways: Mapping[str, tuple[tuple[str, Vacancy], ...]]
    required: Mapping[str, tuple[Required, ...]]
    holds: Mapping[str, int]
    breaking: Mapping[str, tuple[int, ...]]
    proven: Mapping[str, bool]


def attrition(law: Law, outcome: Outcome, vacancies: int) -> Attrition:
    """What up to ``vacancies`` vacancies leave of ``outcome``, at worst.

    Where the persons elected are not known (the party chooses, or there are no names), the
    worst lists of the guarantee stand for them.

    Parameters
    ----------
    law : Law
        With a rule on who takes a vacant seat.
    outcome : Outcome
    vacancies : int
        How many, at most.

    Raises
    ------
    TendikError
        If the law does not say who takes a vacant seat, it seats persons beside the lists, or a lot is open.
    BadInput
        If a rule asks for a group that a person's data does not tell.
    """
    rule = law.need(SubstitutionRule)
    if outcome.status == "lots open":
        raise TendikError(
            Message("attrition.lots", N_("A lot is open; vacancies are looked at once it is drawn."))
        )
    if any(outcome.beside.values()):
        template = N_(
            "The law {law} seats persons beside the lists. What vacancies leave is not worked out for that."
        )
        raise TendikError(Message("attrition.beside", template, {"law": law.id}))
    if isinstance(vacancies, bool) or vacancies < 0:
        raise ValueError("vacancies must be a whole number that is not negative")
    seated = _seated(outcome)
    known = {key: members_of(law, party, at, on=outcome.allocation.on) for key, (party, at) in seated.items()}
    keys = groups_and_unions(law)
    parts = {name: _worst_of(law, rule, outcome, known, name, vacancies) for name in keys}
    least, ways = {}, {}
    for name in keys:
        least[name], hits = together(parts[name], vacancies)
        ways[name] = tuple(
            (key, vacancy) for key, hit in hits.items() for vacancy in parts[name][key].ways[hit]
        )
    required = {key: requirements(law, members.seated) for key, members in known.items()}
    return Attrition(
        rule=rule,
        least=least,
        by_list={
            key: {name: parts[name][key].least for name in keys} for key in next(iter(parts.values()), {})
        },
        ways=ways,
        required=required,
        holds={key: _holds(law, rule, members, required[key], vacancies) for key, members in known.items()},
        breaking={
            key: _breaking(law, rule, members, required[key], *seated[key], outcome.allocation.on)
            for key, members in known.items()
        },
        proven={name: bool(known) or _attained(parts[name].values(), vacancies) for name in keys},
    )


def _seated(outcome: Outcome) -> dict[str, tuple[PartyList, tuple[int, ...]]]:
    """Each list with elected persons, and their places on it."""
    lists = {party.id: party for party in outcome.allocation.lists}
    seated = {}
    for key, rows in outcome.mandates.items():
        at = {row: place for place, row in enumerate(places(lists[key]))}
        seated[key] = lists[key], tuple(at[row] for row in rows)
    return seated


def _worst_of(
    law: Law,
    rule: SubstitutionRule,
    outcome: Outcome,
    known: Mapping[str, Members],
    name: str,
    vacancies: int,
) -> dict[str, Worst]:
    """The worst vacancies for one group, list by list: of those elected, or of the worst lists."""
    target = frozenset(name.split("+"))
    people = known or {c.list: _of_certificate(law, c) for c in outcome.bounds.certificates.get(name, ())}
    strangers = _strangers(law, target)
    return {key: worst(rule, members, target, vacancies, strangers) for key, members in people.items()}


def _attained(parts: Iterable[Worst], vacancies: int) -> bool:
    """Whether every vacancy takes one from each list, so that no other list can be left with less."""
    return all(part.least[k] == max(0, part.least[0] - k) for part in parts for k in range(vacancies + 1))


def _breaking(
    law: Law,
    rule: SubstitutionRule,
    members: Members,
    required: Sequence[Required],
    party: PartyList,
    seated: Sequence[int],
    on: date | None,
) -> tuple[int, ...]:
    """Rows of those whose leaving alone can leave the list below what is required."""
    return tuple(
        places(party)[place]
        for place in seated
        if _breaks(law, rule, members, required, _profile(law, party, place, on))
    )


def after_vacancies(
    law: Law, party: PartyList, elected: Sequence[int], vacancies: int, *, on: date | None = None
) -> dict[str, int]:
    """The least of each group that one list is left with after so many vacancies.

    ``elected`` are 0-based places.
    """
    rule = law.need(SubstitutionRule)
    members = members_of(law, party, elected, on=on)
    return {
        group: worst(rule, members, frozenset([group]), vacancies, _strangers(law, frozenset([group]))).least[
            -1
        ]
        for group in law.groups
    }


def members_of(law: Law, party: PartyList, elected: Sequence[int], *, on: date | None = None) -> Members:
    """Those elected of a list, and the others in the order in which they would come in."""
    contest = Contest(law, party.candidates, on, party.id)
    rest = [place for place in range(len(party.candidates)) if place not in elected]
    profiles = [_profile(law, party, place, on) for place in range(len(party.candidates))]
    waiting: Tiers = tuple(
        tuple(sorted((profiles[place] for place in tier), key=sorted))
        for tier in _waiting(contest, rest, len(elected))
    )
    return Members(sorted_people(profiles[place] for place in elected), waiting)


def _waiting(contest: Contest, rest: Sequence[int], seats: int) -> Standing:
    """Those not elected, in tiers; an unordered list is taken in the order of its rows.

    Those who came first by a rule of priority are elected; the others follow in the order of the list.
    """
    if not rest:
        return []
    order = contest.law.get(ListOrderRule)
    if order is None or order.order in ("unordered", "list") or contest.law.get(PriorityRule) is not None:
        return [[place] for place in rest]
    try:
        return standing(contest, Record(), rest, min(seats, len(rest)))
    except Undrawn:
        return contest.by_votes(rest)


def _profile(law: Law, party: PartyList, place: int, on: date | None) -> Profile:
    """The groups a person certainly is in; those the rule looks at must be known."""
    contest = Contest(law, party.candidates, on, party.id)
    rule = law.need(SubstitutionRule)
    for group in (*rule.keeps, *rule.groups):
        contest.is_in(place, group)
    return membership(party.candidates[place], law.groups, Days(on or law.on, None)).certain


def _of_certificate(law: Law, certificate: Certificate) -> Members:
    """The members and the others of a worst list; in its order where it has one that decides."""
    order = law.get(ListOrderRule)
    left = [person for person, number in certificate.left.items() for _ in range(number)]
    if certificate.line and order is not None and order.order == "list":
        tiers: Tiers = tuple(
            (person,) for at, person in enumerate(certificate.line) if at not in certificate.places
        )
    else:
        tiers = (tuple(sorted(left, key=sorted)),) if left else ()
    elected = [person for person, number in certificate.elected.items() for _ in range(number)]
    return Members(sorted_people(elected), tiers)


def _strangers(law: Law, target: frozenset[str]) -> list[Profile]:
    """The kind of person from outside that is worst for ``target``: one who is not in it."""
    kinds = everyone(law)
    return [next((kind for kind in kinds if not kind & target), kinds[0])]


def _holds(
    law: Law, rule: SubstitutionRule, members: Members, required: Sequence[Required], vacancies: int
) -> int:
    """How many vacancies leave everything that is required, whichever they are."""
    for one in required:
        target = frozenset(one.groups)
        strangers = _strangers(law, target)
        least = worst(rule, members, target, vacancies, strangers, once=one.once).least
        vacancies = min(
            vacancies, next((k - 1 for k, count in enumerate(least) if count < one.needed), vacancies)
        )
        if vacancies < 0:
            return -1
    return vacancies


def _breaks(
    law: Law, rule: SubstitutionRule, members: Members, required: Sequence[Required], leaving: Profile
) -> bool:
    """Whether the leaving of one person can leave the list below what is required."""
    return any(
        members.after(leaving, coming, waiting).count(frozenset(one.groups), once=one.once) < one.needed
        for one in required
        for coming, waiting in successors(rule, members, leaving, _strangers(law, frozenset(one.groups)))
    )
