"""What a law guarantees: the least number of mandates that each group can end up with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tendik.errors import N_, Message, TendikError
from tendik.laws import Law
from tendik.laws.schema import ConstituenciesRule, CorrectionRule, MandatesRule, QuotaRule
from tendik.quota.groups import Days, membership
from tendik.quota.shares import required
from tendik.quota.worst import Certificate, Party, inside
from tendik.quota.worst_order import OrderedParty, orders
from tendik.seats import Allocation
from tendik.values import PartyList


@dataclass(frozen=True)
class Guarantee(Mapping[str, int]):
    """The floor of each group, and of each union that a rule names.

    A mapping from group identifiers, a union joined by ``+`` in the law's order.

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
    """

    floors: Mapping[str, int]
    most: Mapping[str, int]
    by_list: Mapping[str, Mapping[str, int]]
    certificates: Mapping[str, tuple[Certificate, ...]]
    of: int
    vacant: int = 0
    unmet: Mapping[str, int] = field(default_factory=dict)
    reserved: Mapping[str, int] = field(default_factory=dict)

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
    are independent: the chamber is their sum.

    Parameters
    ----------
    law : Law
    allocation : Allocation
        The seats each list won, taken as given.
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
    TendikError
        If the law elects in constituencies.
    """
    days = Days(allocation.on or law.on, None)
    known = {
        party.id: tuple(membership(candidate, law.groups, days) for candidate in party.candidates)
        for party in lists or ()
        if party.candidates
    }
    in_parts = any(rule.of == "constituency" for rule in law.all(CorrectionRule))
    if law.get(ConstituenciesRule) is not None or in_parts:
        template = N_(
            "The law {law} elects in constituencies; what it guarantees is not worked out for that."
        )
        raise TendikError(Message("guarantee.constituencies", template, {"law": law.id}))
    kind = OrderedParty if orders(law) else Party
    parties = [kind(law, key, seats, known.get(key)) for key, seats in allocation.by_list.items() if seats]
    total = sum(party.seats for party in parties)
    certificates, by_list, floors, most = {}, {}, {}, {}
    for key in groups_and_unions(law):
        target = frozenset(key.split("+"))
        worst = tuple(party.least(target) for party in parties)
        certificates[key] = worst
        by_list[key] = {certificate.list: inside(certificate.elected, target) for certificate in worst}
        floors[key] = max([sum(by_list[key].values()), *_of_all_mandates(law, target, total)])
        most[key] = sum(party.most(target) for party in parties)
    return Guarantee(
        floors=floors,
        most=most,
        by_list={party.id: {key: by_list[key][party.id] for key in floors} for party in parties},
        certificates=certificates,
        of=total,
        vacant=sum(party.seats - party.filled for party in parties),
        unmet={party.id: party.unmet for party in parties if party.unmet},
        reserved=reserved(law),
    )


def reserved(law: Law) -> dict[str, int]:
    """Seats of the chamber that the law reserves for a group, beside those of the lists."""
    mandates = law.get(MandatesRule)
    return {other.group: other.seats for other in mandates.others if other.group} if mandates else {}


def groups_and_unions(law: Law) -> list[str]:
    """Each group of the law, then each union that a rule names, in the law's order."""
    keys = list(law.groups)
    for rule in law.all(QuotaRule):
        union = "+".join(group for group in law.groups if group in rule.groups)
        if rule.count != "each" and union not in keys:
            keys.append(union)
    return keys


def _of_all_mandates(law: Law, target: frozenset[str], seats: int) -> Iterator[int]:
    """What a share of all list mandates together leaves to a target that holds its groups."""
    for rule in law.all(QuotaRule):
        if rule.of == "mandates" and rule.base == "chamber" and set(rule.groups) <= target:
            needed = required(rule.at_least, seats, rule.rounding)
            yield -(-needed // len(rule.groups)) if rule.count == "sum" else needed
