"""What a law guarantees: the least number of mandates that each group can end up with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain

from tendik.errors import N_, Message, TendikError
from tendik.laws import Law
from tendik.laws.schema import ConstituenciesRule, CorrectionRule, MandatesRule, QuotaRule, ReservedRule
from tendik.quota.districts import constituencies, seats_of
from tendik.quota.groups import Days, Membership, membership
from tendik.quota.shares import required
from tendik.quota.worst import Certificate, Party, inside
from tendik.quota.worst_district import District, without_lists
from tendik.quota.worst_order import Memory, OrderedParty, orders
from tendik.seats import Allocation
from tendik.values import PartyList


@dataclass(frozen=True, eq=False)
class Guarantee(Mapping[str, int]):
    """The floor of each group, and of each union that a rule names.

    A mapping from group identifiers, a union joined by ``+`` in the law's order; equal to any
    mapping with the same floors.

    Attributes
    ----------
    most : mapping of str to int
        The greatest number that the same seats can bring the group.
    by_list : mapping of str to mapping
        The floors party by party; a share of all list mandates together is in none.
    certificates : mapping of str to tuple of Certificate
        For each key a worst list of each party that attains its floor.
    of : int
        The seats that the floors are out of.
    vacant : int
        Seats that known lists have too few names to fill.
    unmet : mapping of str to int
        Persons that known lists lack to meet the rules on mandates, by list.
    reserved : mapping of str to int
        Seats of the chamber reserved for a group beside the list mandates.
    by_constituency : mapping of str to mapping
        The floors constituency by constituency, where the law elects in constituencies.
    """

    floors: Mapping[str, int]
    most: Mapping[str, int]
    by_list: Mapping[str, Mapping[str, int]]
    certificates: Mapping[str, tuple[Certificate, ...]]
    of: int
    vacant: int = 0
    unmet: Mapping[str, int] = field(default_factory=dict)
    reserved: Mapping[str, int] = field(default_factory=dict)
    by_constituency: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def __getitem__(self, key: str) -> int:
        return self.floors[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.floors)

    def __len__(self) -> int:
        return len(self.floors)


def guarantee(law: Law, allocation: Allocation, *, lists: Sequence[PartyList] | None = None) -> Guarantee:
    """The exact least number of mandates for each group and each union.

    The least is taken over every list that complies, of any length from the seats won to
    the law's maximum, and over every order, choice or vote for persons that the law leaves
    open; after the rules on mandates and corrections of the result, before vacancies. Lists
    are independent, and so are constituencies: the chamber is their sum. The lists of a
    constituency whose result is corrected are taken together. Where the most voted of a
    constituency are elected whoever nominated them, its candidates are taken as one list
    that bears the name of the constituency.

    Parameters
    ----------
    law : Law
    allocation : Allocation
        The seats each list won, taken as given. In constituencies, the candidates of its lists
        state which (the column of that name).
    lists : sequence of PartyList, optional
        Known lists with their names; the others stay free. Where sex, birth date or
        disability is missing, the least takes the person as outside the group asked
        about, the most as inside.

    Returns
    -------
    Guarantee

    Raises
    ------
    Infeasible
        If the quotas of the law contradict each other: no list can meet them.
    BadInput
        If a list does not state its constituency, or the law does not know it.
    TendikError
        If the law corrects results of constituencies where the order of lists decides.
    """
    parts = list(_parts(law, allocation, lists or ()))
    total = sum(part.seats for part in parts)
    targets = {key: frozenset(key.split("+")) for key in groups_and_unions(law)}
    worst = {key: {part.id: worst_of(part, target) for part in parts} for key, target in targets.items()}
    certificates = {key: tuple(chain.from_iterable(found.values())) for key, found in worst.items()}

    def members(key: str, ones: Sequence[Certificate]) -> int:
        return sum(inside(one.elected, targets[key]) for one in ones)

    by_list: dict[str, dict[str, int]] = {}
    for key, ones in certificates.items():
        for one in ones:
            by_list.setdefault(one.list, {})[key] = members(key, [one])
    return Guarantee(
        floors={
            key: max([members(key, certificates[key]), *of_all_mandates(law, target, total)])
            for key, target in targets.items()
        },
        most={key: sum(part.most(target) for part in parts) for key, target in targets.items()},
        by_list=by_list,
        certificates=certificates,
        of=total,
        vacant=sum(part.seats - part.filled for part in parts),
        unmet={part.id: part.unmet for part in parts if part.unmet},
        reserved=reserved(law, total, len(parts)),
        by_constituency={
            part.id: {key: members(key, worst[key][part.id]) for key in targets}
            for part in parts
            if isinstance(part, District)
        },
    )


def _parts(
    law: Law, allocation: Allocation, lists: Sequence[PartyList]
) -> Iterator[Party | OrderedParty | District]:
    """The parties, or the constituencies, whose floors add up to that of the chamber."""
    days = Days(allocation.on or law.on, None)
    known = {
        party.id: tuple(membership(candidate, law.groups, days) for candidate in party.candidates)
        for party in lists
        if party.candidates
    }
    if law.get(ConstituenciesRule) is not None:
        yield from _districts(law, allocation, known)
        return
    if any(rule.of == "constituency" for rule in law.all(CorrectionRule)):
        template = N_(
            "The law {law} corrects the result of constituencies, but does not say how many seats they have; "
            "what it guarantees is not worked out for that."
        )
        raise TendikError(Message("guarantee.seats-of-constituencies", template, {"law": law.id}))
    party = party_of(law)
    for key, seats in allocation.by_list.items():
        if seats:
            yield party(key, seats, known.get(key))


def party_of(law: Law) -> Callable[..., Party | OrderedParty]:
    """Makes a party under ``law``: from its name, its seats and, where known, the people on its list."""
    return partial(OrderedParty, law, memory=Memory()) if orders(law) else partial(Party, law)


def worst_of(part: Party | OrderedParty | District, target: frozenset[str]) -> tuple[Certificate, ...]:
    """A worst list of each party of ``part``."""
    worst = part.least(target)
    return worst if isinstance(worst, tuple) else (worst,)


def _districts(
    law: Law, allocation: Allocation, known: Mapping[str, tuple[Membership, ...]]
) -> Iterator[District]:
    """The constituencies of an allocation, each with the lists that won seats there."""
    memory = Memory()
    for key, lists in constituencies(allocation.lists).items():
        if without_lists(law):
            people = [known[party.id] for party in lists if party.id in known]
            everyone = tuple(chain.from_iterable(people)) if people else None
            yield District.of_candidates(law, key, seats_of(law, key), everyone)
            continue
        won = {party.id: allocation.by_list[party.id] for party in lists}
        parties = (
            OrderedParty(law, name, seats, known.get(name), memory=memory)
            for name, seats in won.items()
            if seats
        )
        yield District(law, key, tuple(parties))


def reserved(law: Law, seats: int = 0, constituencies: int = 0) -> dict[str, int]:
    """Seats that the law reserves for a group, beside ``seats`` won in so many ``constituencies``."""
    mandates = law.get(MandatesRule)
    found = {other.group: other.seats for other in mandates.others if other.group} if mandates else {}
    for rule in law.all(ReservedRule):
        share = required(rule.share, seats, rule.rounding) if rule.share is not None else rule.seats or 0
        found[rule.group] = found.get(rule.group, 0) + share * (
            constituencies if rule.how == "district" else 1
        )
    return found


def groups_and_unions(law: Law) -> list[str]:
    """Each group of the law, then each union that a rule names, in the law's order."""
    keys = list(law.groups)
    for rule in law.all(QuotaRule):
        union = "+".join(group for group in law.groups if group in rule.groups)
        if rule.count != "each" and union not in keys:
            keys.append(union)
    return keys


def of_all_mandates(law: Law, target: frozenset[str], seats: int) -> Iterator[int]:
    """What a share of all list mandates together leaves to a target that holds its groups."""
    for rule in law.all(QuotaRule):
        if rule.of == "mandates" and rule.base == "chamber" and set(rule.groups) <= target:
            needed = required(rule.at_least, seats, rule.rounding)
            yield -(-needed // len(rule.groups)) if rule.count == "sum" else needed
