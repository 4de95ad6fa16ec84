"""Which results votes can bring about: the ways to share a house under a threshold and a method.

A list with the fewest seats says how dear a seat may be, and then each list has a least share
of the votes; the shares must fit into one whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from tendik.errors import N_, Message, TendikError
from tendik.laws import Law
from tendik.laws.schema import ApportionmentRule, OneListRule, ThresholdRule
from tendik.seats.divisors import DIVISORS

ONE_VOTE = Fraction(1, 10**9)
"""What "more than" a share adds to it: one vote in a thousand million."""


@dataclass(frozen=True)
class Condition:
    """Lists of ``least`` seats or more that votes can bring about: their weights fit into ``bound``."""

    least: int
    weight: Callable[[int], Fraction]
    bound: Fraction


def _nothing(seats: int) -> Fraction:  # noqa: ARG001
    return Fraction()


ANY_VOTES = Condition(1, _nothing, Fraction())
"""Any seats: votes in proportion to them bring them about."""


def conditions(law: Law, house: int) -> Iterator[Condition]:
    """What votes can bring about, by the fewest seats of a list; any of the conditions will do.

    Without a threshold, any seats: votes in proportion to them bring them about. With one, a
    list needs its share ``p`` of the votes. By divisors, a list with ``s`` seats has between
    ``d(s - 1)`` and ``d(s)`` times the price of a seat; the price is at least ``p / d(least)``.
    By largest remainders, the quotient of a list differs from its seats by at most ``t`` to
    above and ``1 - t`` to below, one ``t`` for all lists, at least ``p * house - least``.

    Raises
    ------
    TendikError
        For a threshold beside a method that is not worked out.
    """
    threshold, rule = law.get(ThresholdRule), law.get(ApportionmentRule)
    if threshold is None or rule is None:
        yield ANY_VOTES
        return
    share = threshold.share + (ONE_VOTE if threshold.comparison == "more-than" else 0)
    whole = share * house
    proportional = max(1, -(-whole.numerator // whole.denominator))
    yield Condition(proportional, _nothing, Fraction())
    method = DIVISORS.get(rule.method)
    if rule.method != "hare" and (method is None or method.squared):
        template = N_("Which results are possible is not worked out for a threshold beside {method}.")
        raise TendikError(Message("guarantee.method", template, {"method": rule.method}))
    for least in range(1, proportional):
        if method is not None:
            dearest = method.divisor(least)
            yield Condition(least, partial(_divided, method.divisor, dearest), dearest / share)
        elif whole - least <= 1:
            yield Condition(least, partial(_rounded, whole, whole - least - 1), Fraction())


def _divided(divisor: Callable[[int], Fraction], least: Fraction, seats: int) -> Fraction:
    return max(divisor(seats - 1), least)


def _rounded(whole: Fraction, below: Fraction, seats: int) -> Fraction:
    return max(below, whole - seats)


def beside_one_list(law: Law, house: int) -> range:
    """Seats that the list admitted beside a single one may get.

    It has fewer votes than the other, so its quotient is below half of the house.
    """
    rule = law.get(OneListRule)
    if rule is None:
        return range(0)
    half = rule.factor * house / 2
    return range(
        rule.at_least, min(house, max(rule.at_least, -(-half.numerator // half.denominator) - 1) + 1)
    )
