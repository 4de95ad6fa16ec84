"""What a law guarantees whatever the result: the worst way to share the house among lists.

Of all ways to share the seats that votes can bring about under the law's threshold and method
(:mod:`tendik.quota.possible`), the one with the least sum of floors is found by a dynamic
programme over the seats.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, partial
from itertools import product
from math import lcm

from tendik.errors import N_, Infeasible, Message, TendikError
from tendik.laws import Law
from tendik.laws.schema import ConstituenciesRule, MandatesRule, ThresholdRule
from tendik.quota.guarantee import groups_and_unions, of_all_mandates, party_of, reserved
from tendik.quota.possible import ANY_VOTES, Condition, beside_one_list, conditions
from tendik.quota.select import Demand
from tendik.quota.worst import Certificate, Party, inside
from tendik.quota.worst_district import District, of_corrections, offered, without_lists
from tendik.quota.worst_order import OrderedParty

Cover = tuple[int, ...]
Offer = tuple[Cover, int, Certificate]
Way = tuple[int, int, tuple[Certificate, ...]]
"""The price, the share of the votes that is used up, and a worst list of each party."""


@dataclass(frozen=True, eq=False)
class AnyResult(Mapping[str, int]):
    """The floor of each group whatever the votes are.

    A mapping from group identifiers, a union joined by ``+`` in the law's order.

    Attributes
    ----------
    certificates : mapping of str to mapping of str to tuple of Certificate
        For each key and constituency (``""`` without constituencies) a worst list of each
        party; their seats are a result that attains the floor.
    of : int
        The seats that the floors are out of.
    by_constituency : mapping of str to mapping
        The floors constituency by constituency.
    reserved : mapping of str to int
        Seats of the chamber reserved for a group beside the list mandates.
    """

    floors: Mapping[str, int]
    certificates: Mapping[str, Mapping[str, tuple[Certificate, ...]]]
    of: int
    by_constituency: Mapping[str, Mapping[str, int]]
    reserved: Mapping[str, int]

    def __getitem__(self, key: str) -> int:
        return self.floors[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.floors)

    def __len__(self) -> int:
        return len(self.floors)


def any_result(law: Law, houses: Sequence[int] = ()) -> AnyResult:
    """The least number of mandates for each group over every result that votes can bring about.

    Parameters
    ----------
    houses : sequence of int, optional
        The seats of each constituency, or one number where all lists share them, in the place of those
        that the law states; where the data of a law states none, it needs these.

    Raises
    ------
    Infeasible
        If the quotas of the law contradict each other.
    TendikError
        If neither the law nor ``houses`` says how many seats there are, or the law has a threshold beside a method
        for which the possible results are not worked out.
    """
    shared = _houses(law, houses)
    certificates: dict[str, dict[str, tuple[Certificate, ...]]] = {}
    floors, by_constituency = {}, {name: dict[str, int]() for name in shared if name}
    offers = _Offers(law)
    for key in groups_and_unions(law):
        target = frozenset(key.split("+"))
        alike: dict[int, tuple[Certificate, ...]] = {}
        certificates[key] = {}
        for name, house in shared.items():
            if house not in alike:
                alike[house] = _worst(law, offers, target, house)
            certificates[key][name] = alike[house]
            if name:
                by_constituency[name][key] = _sum(alike[house], target)
        total = sum(_sum(worst, target) for worst in certificates[key].values())
        floors[key] = max([total, *of_all_mandates(law, target, sum(shared.values()))])
    return AnyResult(
        floors,
        certificates,
        sum(shared.values()),
        by_constituency,
        reserved(law, sum(shared.values()), len(shared)),
    )


def _sum(worst: tuple[Certificate, ...], target: frozenset[str]) -> int:
    return sum(inside(one.elected, target) for one in worst)


def _houses(law: Law, stated: Sequence[int]) -> dict[str, int]:
    """The seats that are shared together: those of each constituency, or of all lists."""
    rule, mandates = law.get(ConstituenciesRule), law.get(MandatesRule)
    if stated:
        return {str(number) if len(stated) > 1 else "": house for number, house in enumerate(stated, start=1)}
    if rule is not None and rule.seats:
        return dict(rule.seats)
    if mandates is None:
        template = N_(
            "The data of the law {law} does not say how many seats its lists share. State them: one number "
            "where all lists share the same seats, or the seats of each constituency, as 12,8,5."
        )
        raise TendikError(Message("guarantee.no-house", template, {"law": law.id}))
    if rule is None or rule.each is None:
        return {"": mandates.lists}
    return {str(number): rule.each for number in range(1, mandates.lists // rule.each + 1)}


class _Offers:
    """The worst lists of a party by the seats it wins, each worked out once."""

    def __init__(self, law: Law) -> None:
        self.party = cache(partial(party_of(law), ""))  # also what a party works out for all groups alike
        self.known: dict[tuple[frozenset[str], int, tuple[Demand, ...]], list[Offer]] = {}

    def of(self, target: frozenset[str], seats: int, demands: tuple[Demand, ...]) -> list[Offer]:
        """For each number of members towards ``demands`` the least price; none if no list complies."""
        key = target, seats, demands
        if key not in self.known:
            self.known[key] = self._found(self.party(seats), target, demands)
        return self.known[key]

    def _found(
        self, party: Party | OrderedParty, target: frozenset[str], demands: tuple[Demand, ...]
    ) -> list[Offer]:
        try:
            if isinstance(party, OrderedParty):
                return list(offered(party, demands, target, low=True))
            worst = party.least(target)
        except Infeasible:
            return []
        return [((), inside(worst.elected, target), worst)]


def _worst(law: Law, offers: _Offers, target: frozenset[str], house: int) -> tuple[Certificate, ...]:
    """A worst list of each party, of the worst result for ``house`` seats."""
    if without_lists(law):
        return District.of_candidates(law, "", house).least(target)
    demands = of_corrections(law, house)
    of = partial(offers.of, target, demands=demands)
    for_nothing = _for_nothing(law, of, demands, house)
    if for_nothing is not None:
        return _certified(for_nothing)
    a_seat = min(
        (Fraction(cost, seats) for seats in range(1, house + 1) for _, cost, _ in of(seats)),
        default=Fraction(),
    )
    ways: list[Way] = []
    for condition in conditions(law, house):
        if any(way[0] < a_seat * house + 1 for way in ways):  # nothing whole is between
            break
        way = _cheapest(of, demands, house, condition)
        ways += [way] if way else []
    for second in beside_one_list(law, house):
        both = [of(seats) for seats in (house - second, second)]
        ways += [(a + b, 0, (one, other)) for (_, a, one), (_, b, other) in product(*both)]
    if not ways:
        template = N_("No list can meet all quotas of the law with so many seats: {seats}.")
        raise Infeasible(Message("guarantee.infeasible", template, {"seats": house}))
    return _certified(min(ways, key=lambda way: way[0]))


def _for_nothing(
    law: Law, of: Callable[[int], list[Offer]], demands: tuple[Demand, ...], house: int
) -> Way | None:
    """Small lists that share the house at no price: without a threshold nothing can be below that."""
    if law.get(ThresholdRule) is not None:
        return None
    most = 1
    while most < house:
        way = _cheapest(of, demands, house, ANY_VOTES, most)
        if way is not None and way[0] == 0:
            return way
        most *= 2
    return None


def _certified(way: Way) -> tuple[Certificate, ...]:
    """A worst list of each party, the largest first, numbered."""
    worst = sorted(way[2], key=lambda one: -one.seats)
    return tuple(replace(one, list=str(number)) for number, one in enumerate(worst, start=1))


def _cheapest(
    offers: Callable[[int], list[Offer]],
    demands: tuple[Demand, ...],
    house: int,
    condition: Condition,
    most: int | None = None,
) -> Way | None:
    """The cheapest lists that share ``house`` seats, meet ``demands`` together and fit ``condition``.

    No list wins more than ``most`` seats.

    Of equally cheap ones those with the largest lists.
    """
    nobody: Way = (0, 0, ())
    weights = {seats: condition.weight(seats) for seats in range(condition.least, house + 1)}
    scale = lcm(*(weight.denominator for weight in (condition.bound, *weights.values())))
    reached: list[dict[Cover, list[Way]]] = [{} for _ in range(house + 1)]
    reached[0] = {(0,) * len(demands): [nobody]}
    for seats in range(house if most is None else most, condition.least - 1, -1):
        weight = int(weights[seats] * scale)
        for total in range(seats, house + 1):
            for own, cost, worst in offers(seats):
                for cover, ways in list(reached[total - seats].items()):
                    both = tuple(min(d.needed, a + b) for d, a, b in zip(demands, cover, own, strict=True))
                    for price, used, found in ways:
                        _keep(
                            reached[total].setdefault(both, []),
                            (price + cost, used + weight, (*found, worst)),
                        )
    full = tuple(demand.needed for demand in demands)
    fitting = [way for way in reached[house].get(full, []) if way[1] <= condition.bound * scale]
    return min(fitting, key=lambda way: way[0], default=None)


def _keep(ways: list[Way], new: Way) -> None:
    """Add a way that no other beats both in price and in votes; drop those that it beats."""
    if any(price <= new[0] and used <= new[1] for price, used, _ in ways):
        return
    ways[:] = [way for way in ways if way[0] < new[0] or way[1] < new[1]]
    ways.append(new)
