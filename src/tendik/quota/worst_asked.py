"""What the rules on the result ask of those elected from one list, for the search of the worst."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil

from tendik.errors import N_, Message, TendikError
from tendik.laws import Law
from tendik.laws.schema import CorrectionRule, ListOrderRule, PreferenceRule, QuotaRule, RerankRule
from tendik.quota.corrections import needed_of
from tendik.quota.select import Demand, demands_of
from tendik.quota.tracks import everyone
from tendik.quota.worst_walk import Priced, Swap


def of_mandates(law: Law, seats: int) -> list[Demand]:
    """What shares of mandates, corrections, re-ranking and turns leave to each group of ``seats``."""
    rules = [rule for rule in law.all(QuotaRule) if rule.of == "mandates" and rule.base == "party"]
    found = [demand for rule in rules for demand in demands_of(rule, seats)]
    if by_votes(law, seats) is None:  # else corrections are followed step by step
        for correction in corrections(law):
            stands = correction.nobody_left == "result-stands"
            found += of_each(correction.groups, needed_of(correction, seats), if_left=stands)
    rerank = law.get(RerankRule)
    if rerank is not None:
        found += of_each(rerank.groups, seats // rerank.block * rerank.at_least, if_left=True)
    order = law.get(ListOrderRule)
    if order is not None and order.order == "zipped":  # each sex in turn
        found += of_each((key for key, group in law.groups.items() if group.sex), seats // 2, if_left=True)
    return found


def of_each(groups: Iterable[str], needed: int, *, if_left: bool) -> list[Demand]:
    """At least ``needed`` of each group; with ``if_left`` no more than are on the list."""
    return [Demand(0, frozenset([group]), needed, if_left=if_left) for group in groups]


def corrections(law: Law) -> list[CorrectionRule]:
    """The corrections of the result of a list."""
    return [rule for rule in law.all(CorrectionRule) if rule.of == "mandates"]


def by_votes(law: Law, seats: int) -> int | None:
    """How many of ``seats`` votes for persons may give to anyone; ``None``: the order has no say."""
    order, preference = law.get(ListOrderRule), law.get(PreferenceRule)
    if order is None or order.order != "list":
        return None
    if preference is None:
        return 0
    lifted = most_lifted(preference, seats)
    return None if lifted >= seats else lifted


def most_lifted(rule: PreferenceRule, seats: int) -> int:
    """How many persons of a list with ``seats`` seats can reach the threshold, of one vote a voter."""
    if rule.most is not None:
        return seats
    each = rule.share if rule.of == "list-votes" else rule.share / max(seats, 1)
    reach = 1 / each
    return int(reach) if rule.comparison == "at-least" else ceil(reach) - 1


def not_worked_out(law: Law) -> TendikError:
    """What is said of a mix of rules on the result whose worst list is not looked for."""
    template = N_(
        "The law {law} corrects the result of lists in a way for which what it guarantees is not worked out."
    )
    return TendikError(Message("guarantee.corrections", template, {"law": law.id}))


def exchanges(law: Law, seats: int, priced: Priced) -> Iterator[Swap]:
    """The corrections of the result where the order decides, and what an exchange costs.

    Raises
    ------
    TendikError
        If the price of an exchange depends on more than the two groups.
    """
    for rule in corrections(law):
        for group in rule.groups:
            other = next((key for key in rule.groups if key != group), "")
            inside = {priced(person) for person in everyone(law) if group in person}
            outside = {priced(person) for person in everyone(law) if group not in person}
            if len(inside) > 1 or len(outside) > 1 or not other:
                raise not_worked_out(law)
            gain = int(any(inside)) - int(any(outside))
            stands = rule.nobody_left == "result-stands"
            yield Swap(group, other, needed_of(rule, seats), gain, stands)
