"""Shapley shares: how much of a difference belongs to each cause, whatever the order of causes.

Shapley (1953). Exact: every coalition is valued, in fractions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache
from math import factorial
from typing import TYPE_CHECKING

from tendik.errors import N_, Message, NotFound
from tendik.indices import exact

if TYPE_CHECKING:
    from tendik.indices.index import Index

Value = Callable[[frozenset[str]], Fraction]


def shapley(players: Sequence[str], value: Value) -> dict[str, Fraction]:
    """The share of each player; the shares sum to ``value(all) - value(none)``.

    ``value`` is asked once for each of the 2^n coalitions.
    """
    worth = cache(value)
    count = len(players)
    weights = [
        Fraction(factorial(size) * factorial(count - size - 1), factorial(count)) for size in range(count)
    ]
    shares = dict.fromkeys(players, Fraction(0))
    for bits in range(1 << count):
        coalition = frozenset(player for place, player in enumerate(players) if bits >> place & 1)
        for player in players:
            if player not in coalition:
                gain = worth(coalition | {player}) - worth(coalition)
                shares[player] += weights[len(coalition)] * gain
    return shares


def between(
    index: Index, here: Sequence[Fraction | None], there: Sequence[Fraction | None]
) -> dict[str, Fraction]:
    """The share of each indicator in the way from the score of ``here`` to that of ``there``.

    Where no figure is missing a share is weight times difference. A figure that is
    missing on one side changes the weights of the others; its coming or going is then
    part of its share. Pillars are added up, so each is taken by itself.

    Raises
    ------
    NotFound
        The scores are not fractions, or the two rows have no indicator of a pillar in common.
    """
    need_fractions(index)
    one, other = exact.normal(index, here), exact.normal(index, there)
    shares: dict[str, Fraction] = {}
    for node, places in index.members.items():
        factor = share_of(index, node)
        names = [index.indicators[place] for place in places]
        column = dict(zip(names, places.tolist(), strict=True))
        if not any(one[place] is not None and other[place] is not None for place in column.values()):
            template = N_("The two have no indicator of {pillar} in common.")
            raise NotFound(Message("index.nothing-common", template, {"pillar": node}))

        def value(moved: frozenset[str], column: dict[str, int] = column) -> Fraction:
            total = worth = Fraction(0)
            for name, place in column.items():
                figure = other[place] if name in moved else one[place]
                if figure is not None:
                    total += exact.weight(index, name)
                    worth += exact.weight(index, name) * figure
            return worth / total

        parts = shapley([name for name in names if one[column[name]] != other[column[name]]], value)
        shares |= {name: factor * parts.get(name, Fraction(0)) for name in names}
    return {name: shares[name] for name in index.indicators}


def share_of(index: Index, node: str) -> Fraction:
    """How much of the score a pillar is: its weight among its kin, all the way up."""
    share = Fraction(1)
    step: str | None = node
    while step is not None:
        above = index.file.pillars[step].within
        kin = sum((index.pillar_weights[one] for one in index.children(above)), Fraction(0))
        share *= index.pillar_weights[step] / kin
        step = above
    return share


def need_fractions(index: Index) -> None:
    """Refuse an index whose scores are not fractions of its figures."""
    if not exact.supports(index):
        template = N_(
            "This can be answered exactly only for an index of sums and truncation; {index} is not one."
        )
        raise NotFound(Message("index.not-rational", template, {"index": index.id}))
