"""How a guarantee depends on the seats that a list wins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tendik.errors import N_, Infeasible, Message, TendikError
from tendik.laws import Law
from tendik.quota.guarantee import groups_and_unions, party_of, worst_of
from tendik.quota.worst import inside
from tendik.quota.worst_district import of_corrections, without_lists


@dataclass(frozen=True)
class SeatsWon:
    """What one list that wins ``seats`` seats brings each group, at least and at most.

    Both are empty where no list of so many seats can comply. Shares of all list mandates
    together belong to no list and are left aside.
    """

    seats: int
    floors: Mapping[str, int]
    most: Mapping[str, int]


def guarantee_by_seats(law: Law, seats: Iterable[int]) -> tuple[SeatsWon, ...]:
    """The floors of one list, for each number of seats that it may win.

    Raises
    ------
    TendikError
        If the law elects or corrects by constituency across lists: a list alone has no floor.
    """
    if without_lists(law) or of_corrections(law, 2):
        template = N_(
            "Under the law {law} the lists of a constituency are elected together, so a list alone "
            "guarantees nothing; ask for the whole chamber."
        )
        raise TendikError(Message("guarantee.by-seats", template, {"law": law.id}))
    party = party_of(law)
    keys = groups_and_unions(law)
    rows = []
    for won in seats:
        one = party("", won)
        floors, most = {}, {}
        try:
            for key in keys:
                target = frozenset(key.split("+"))
                floors[key] = sum(inside(worst.elected, target) for worst in worst_of(one, target))
                most[key] = one.most(target)
        except Infeasible:
            floors, most = {}, {}
        rows.append(SeatsWon(won, floors, most))
    return tuple(rows)
