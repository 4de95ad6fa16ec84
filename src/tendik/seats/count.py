"""One count under a law's rules, on votes taken as exact: admission, quotients, seats, ties.

This is the arithmetic alone. :mod:`tendik.seats.allocate` tells it step by step, and runs
it again over every count that an estimate leaves possible.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tendik.laws import Law
from tendik.laws.schema import ApportionmentRule, MandatesRule, OneListRule, ThresholdRule, TieRule
from tendik.seats.apportion import Apportionment, apportion
from tendik.seats.thresholds import Base, admitted
from tendik.values import Tie


@dataclass(frozen=True)
class Tally:
    """The outcome of a count: indices are those of the lists.

    ``passed`` says for each list whether it reached the threshold (``None``: the base
    leaves it open); ``second`` is the list admitted beside a single one. ``tie`` is what
    the law's own rule left open; ``by_order`` are the lists that won a tie by it.
    """

    passed: tuple[bool | None, ...]
    second: int | None
    taking_part: tuple[int, ...]
    seats: tuple[int, ...]
    apportionment: Apportionment | None
    tie: Tie | None
    second_tie: Tie | None = None
    by_order: tuple[int, ...] = ()


def tally(
    law: Law,
    votes: Sequence[int],
    base: Base,
    order: Sequence[int | None],
    *,
    second: int | None = None,
) -> Tally:
    """Count ``votes`` of the lists under ``law``.

    Parameters
    ----------
    votes : sequence of int, shape (P,)
    base : Base
        What the threshold is a share of.
    order : sequence of (int or None), shape (P,)
        The order of registration, which settles ties where the law says so.
    second : int, optional
        The list drawn by lot to be admitted beside a single one.
    """
    threshold = law.get(ThresholdRule)
    passed: tuple[bool | None, ...] = (True,) * len(votes)
    if threshold is not None:
        passed = admitted(votes, share=threshold.share, base=base, comparison=threshold.comparison)
    # A list that the base leaves open is counted as admitted at the least base; the
    # caller says that it is open.
    inside = [i for i, yes in enumerate(passed) if yes is not False and votes[i] > 0]
    one_list = law.get(OneListRule)
    second_tie = None
    if one_list is not None and len(inside) == 1:
        if second is None:
            second, second_tie = _next(law, votes, order, inside[0])
    else:
        second = None
    if second_tie is not None or not inside:
        return Tally(passed, None, tuple(inside), (0,) * len(votes), None, None, second_tie)
    house = law.need(MandatesRule).lists
    taking = tuple(sorted([*inside, second])) if second is not None else tuple(inside)
    method = law.need(ApportionmentRule).method
    result = apportion([votes[i] for i in taking], house, method=method)
    seats = [0] * len(votes)
    if one_list is not None and second is not None and result.quota is not None:
        given = int(votes[second] / result.quota * one_list.factor)
        seats[second] = min(max(given, one_list.at_least), house)
        seats[inside[0]] = house - seats[second]
        return Tally(passed, second, taking, tuple(seats), result, None)
    for i, count in zip(taking, result.seats, strict=True):
        seats[i] = count
    tie = Tie(tuple(taking[i] for i in result.tie.options), result.tie.seats) if result.tie else None
    winners = _by_order(law, tie, order)
    for i in winners:
        seats[i] += 1
    return Tally(passed, None, taking, tuple(seats), result, None if winners else tie, None, winners)


def _next(
    law: Law, votes: Sequence[int], order: Sequence[int | None], first: int
) -> tuple[int | None, Tie | None]:
    """The list with the next most votes, or the tie for it."""
    others = [i for i, count in enumerate(votes) if i != first and count > 0]
    if not others:
        return None, None
    most = max(votes[i] for i in others)
    equal = tuple(i for i in others if votes[i] == most)
    if len(equal) == 1:
        return equal[0], None
    tie = Tie(equal, 1)
    winners = _by_order(law, tie, order)
    return (winners[0], None) if winners else (None, tie)


def _by_order(law: Law, tie: Tie | None, order: Sequence[int | None]) -> tuple[int, ...]:
    """The lists that win a tie because they were registered earlier; none where that is not known."""
    if tie is None or law.get(TieRule) is None:
        return ()
    known = {i: order[i] for i in tie.options}
    if None in known.values() or len(set(known.values())) < len(known):
        return ()
    return tuple(sorted(tie.options, key=lambda i: known[i] or 0)[: tie.seats])
