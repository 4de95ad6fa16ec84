"""The worst result of one constituency: its lists taken together, after its result is corrected.

A correction binds all who are elected in a constituency. Where votes decide who is elected,
votes can elect from the beginning anyone whom a correction would bring in: so the results that
remain after corrections are those that meet the bound. The least over them is found list by
list, keeping for each number of protected members the cheapest way to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

from tendik.errors import N_, Infeasible, Message, TendikError
from tendik.laws import Law
from tendik.laws.balance import BalanceRule
from tendik.laws.schema import (
    ApportionmentRule,
    ConstituenciesRule,
    CorrectionRule,
    ListLengthRule,
    ListOrderRule,
    QuotaRule,
)
from tendik.quota.corrections import needed_of
from tendik.quota.groups import Membership
from tendik.quota.select import Demand
from tendik.quota.worst import Certificate, inside
from tendik.quota.worst_asked import of_each
from tendik.quota.worst_order import OrderedParty

Cover = tuple[int, ...]
Found = tuple[int, tuple[Certificate, ...]]


def of_corrections(law: Law, seats: int) -> tuple[Demand, ...]:
    """What corrections of the result leave to each group at least, in a constituency of so many seats.

    Raises
    ------
    TendikError
        If the order of lists, and not votes, decides, or rules bind lists whose result stands
        when nobody is left: who comes in is not open then.
    """
    rules = [rule for rule in law.all(CorrectionRule) if rule.of == "constituency"]
    stands = [rule for rule in rules if rule.nobody_left == "result-stands"]
    bound = any(isinstance(rule, BalanceRule | QuotaRule) for rule in law.rules)
    if (stands and bound) or (rules and law.need(ListOrderRule).order != "votes"):
        template = N_(
            "The law {law} corrects the result of constituencies in a way for which what it guarantees "
            "is not worked out."
        )
        raise TendikError(Message("guarantee.constituencies", template, {"law": law.id}))
    asked = (
        demand
        for rule in rules
        if rule not in stands  # where nobody need be on a list, nobody need come in
        for demand in of_each(rule.groups, needed_of(rule, seats), if_left=False)
    )
    return tuple(demand for demand in asked if demand.needed)


def without_lists(law: Law) -> bool:
    """Whether the most voted of a constituency are elected, whoever nominated them."""
    if law.get(ConstituenciesRule) is None or law.get(ApportionmentRule) is not None:
        return False
    return law.need(ListOrderRule).order == "votes"


@dataclass(frozen=True)
class District:
    """One constituency with the lists that won seats in it, or with all its candidates as one."""

    law: Law
    id: str
    parties: tuple[OrderedParty, ...]

    @classmethod
    def of_candidates(
        cls, law: Law, key: str, seats: int, people: tuple[Membership, ...] | None = None
    ) -> District:
        """A constituency where the most voted of all are elected; rules on lists bind nobody there."""
        free = [
            rule
            for rule in law.rules
            if not isinstance(rule, BalanceRule | ListLengthRule)
            and not (isinstance(rule, QuotaRule) and rule.of == "list")
        ]
        also = tuple(
            demand
            for rule in free
            if isinstance(rule, CorrectionRule) and rule.nobody_left == "result-stands"
            for demand in of_each(rule.groups, needed_of(rule, seats), if_left=True)
        )
        party = OrderedParty(replace(law, rules=tuple(free)), key, seats, people, also)
        return cls(law, key, (party,))

    @property
    def seats(self) -> int:
        """Seats of all its lists."""
        return sum(party.seats for party in self.parties)

    @property
    def filled(self) -> int:
        """Seats that their names can fill."""
        return sum(party.filled for party in self.parties)

    @cached_property
    def demands(self) -> tuple[Demand, ...]:
        """What the corrections leave to each group at least."""
        return of_corrections(self.law, self.seats)

    @property
    def unmet(self) -> int:
        """Persons that known candidates lack, at best, to let the result be corrected."""
        if all(party.people is None for party in self.parties):
            return 0
        covers = self._reached(self.demands, frozenset(), low=True)
        lacks = (sum(d.needed - n for d, n in zip(self.demands, cover, strict=True)) for cover in covers)
        return min(lacks, default=0)

    def least(self, target: frozenset[str]) -> tuple[Certificate, ...]:
        """A worst list of each party, with the fewest elected members of ``target`` in all."""
        return self._joined(target, low=True)[1]

    def most(self, target: frozenset[str]) -> int:
        """The most elected members of ``target``."""
        return -self._joined(target, low=False)[0]

    def _joined(self, target: frozenset[str], *, low: bool) -> Found:
        """The best of all parties together; where no correction is possible, as if there were none."""
        for demands in (self.demands, ()):
            reached = self._reached(demands, target, low=low)
            full = tuple(demand.needed for demand in demands)
            if full in reached:
                return reached[full]
        template = N_("No list can meet all quotas of the law with so many seats: {seats}.")
        raise Infeasible(Message("guarantee.infeasible", template, {"seats": self.seats}))

    def _reached(
        self, demands: tuple[Demand, ...], target: frozenset[str], *, low: bool
    ) -> dict[Cover, Found]:
        """The cheapest way of all parties together to each number of members towards the demands."""
        reached: dict[Cover, Found] = {(0,) * len(demands): (0, ())}
        for party in self.parties:
            offers = list(offered(party, demands, target, low=low))
            after: dict[Cover, Found] = {}
            for (cover, (price, found)), (own, cost, worst) in product(reached.items(), offers):
                key = tuple(min(d.needed, a + b) for d, a, b in zip(demands, cover, own, strict=True))
                if key not in after or price + cost < after[key][0]:
                    after[key] = price + cost, (*found, worst)
            reached = after
        return reached


def offered(
    party: OrderedParty, demands: Sequence[Demand], target: frozenset[str], *, low: bool
) -> Iterator[tuple[Cover, int, Certificate]]:
    """What a party's list costs, for each number of members towards each demand that it can elect."""
    for cover in product(*(range(min(d.needed, party.seats) + 1) for d in demands)):
        also = tuple(Demand(0, d.groups, n) for d, n in zip(demands, cover, strict=True) if n)
        asked = replace(party, also=(*party.also, *also))
        try:
            worst = asked.worst(target, low=low)
        except Infeasible:
            if not also:
                raise
            continue
        members = inside(worst.elected, target)
        yield cover, members if low else -members, worst
