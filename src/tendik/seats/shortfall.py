"""The least by which totals must give way when no whole seats meet them all.

The number of seats is kept. Branch and bound over whole seats (Land and Doig 1960): a linear
programme in floating point proposes weights for the lines, and integers turn the weights into a
bound that holds whatever the weights are. So "cannot be met" is proven, not reported.
"""

from __future__ import annotations

from collections.abc import Sequence

from tendik.errors import N_, Message, TendikError
from tendik.seats.proposals import propose_shortfall
from tendik.seats.spaces import Space
from tendik.seats.totals import InfeasibleTotals, name_totals

NODES = 5_000
"""Parts of the search before it is given up."""

SCALE = 1 << 24
"""Weights are rounded to this fraction; the bound holds for the rounded ones."""


def least_shortfall(space: Space) -> list[int]:
    """Seats that fall short of the totals by the least sum; of these, in later lines rather than earlier.

    Seats meet all totals exactly if anything does.

    Raises
    ------
    TendikError
        ``seats.search`` when the proof would take too long.
    """
    if not space.votes:
        return []
    lines = len(space.totals)
    # Whole seats weigh more than all places of lines together.
    heavy = lines * (space.house + 1) * len(space.sizes)
    for costs in ([heavy + lines - line for line in range(lines)], [1] * lines):
        seats, proven = _search(space, costs)
        if proven:
            return seats
    template = N_("Whether whole seats can meet all totals could not be decided within {count} steps.")
    raise TendikError(Message("seats.search", template, {"count": NODES}))


def refusal(space: Space, seats: Sequence[int]) -> InfeasibleTotals:
    """The totals that give way, and to what, as ``seats`` show."""
    reached = space.reached(seats)
    changed = [
        (*space.place(line), total, have)
        for line, (total, have) in enumerate(zip(space.totals, reached, strict=True))
        if total != have
    ]
    short = sum(max(0, total - have) for _, _, total, have in changed)
    values = {"count": short, "totals": name_totals(changed)}
    if len(set(space.sums)) > 1:
        template = N_("The totals of the axes do not add up to the same number of seats ({totals}).")
        return InfeasibleTotals(Message("seats.totals-sum-axes", template, values), changed)
    template = N_("No whole seats meet all totals; the least that they fall short by is {count} ({totals}).")
    return InfeasibleTotals(Message("seats.totals-axes", template, values), changed)


def _search(space: Space, costs: Sequence[int]) -> tuple[list[int], bool]:
    """The cheapest seats that were found, and whether no others are cheaper."""
    count = len(space.votes)
    lower, upper = [0] * count, [space.house] * count
    proposed = propose_shortfall(space, costs, lower, upper, whole=True)
    best = [round(value) for value in proposed[0]] if proposed else []
    if not proposed or min(best) < 0 or sum(best) != space.house:
        best = [space.house, *[0] * (count - 1)]
    price = _price(space, costs, best)
    parts = [(lower, upper)]
    for _ in range(NODES):
        if not price or not parts:
            return best, True
        lower, upper = parts.pop()
        if sum(lower) > space.house or sum(upper) < space.house:
            continue
        proposed = propose_shortfall(space, costs, lower, upper, whole=False)
        seats, weights = proposed or ([float(low) for low in lower], [0.0] * len(costs))
        if _bound(space, costs, weights, lower, upper) > (price - 1) * SCALE:
            continue
        rounded = [round(value) for value in seats]
        inside = all(low <= seat <= high for low, seat, high in zip(lower, rounded, upper, strict=True))
        if sum(rounded) == space.house and inside and _price(space, costs, rounded) < price:
            best, price = rounded, _price(space, costs, rounded)
        open_cells = [cell for cell in range(count) if lower[cell] < upper[cell]]
        if not open_cells:
            continue
        cell = max(open_cells, key=lambda cell: abs(seats[cell] - round(seats[cell])))
        edge = min(max(int(seats[cell]), lower[cell]), upper[cell] - 1)
        parts.append((lower, [*upper[:cell], edge, *upper[cell + 1 :]]))
        parts.append(([*lower[:cell], edge + 1, *lower[cell + 1 :]], upper))
    return best, not parts


def _price(space: Space, costs: Sequence[int], seats: Sequence[int]) -> int:
    reached = space.reached(seats)
    return sum(
        cost * max(0, total - have) for cost, total, have in zip(costs, space.totals, reached, strict=True)
    )


def _bound(
    space: Space, costs: Sequence[int], weights: Sequence[float], lower: Sequence[int], upper: Sequence[int]
) -> int:
    """No seats within the limits cost less, in units of ``1 / SCALE``.

    With weights ``0 <= w <= cost``, the cost is at least the weighted totals less the weights
    of all seats given; and these are most when the heaviest cells are filled first.
    """
    whole = [
        min(max(round(weight * SCALE), 0), cost * SCALE) for weight, cost in zip(weights, costs, strict=True)
    ]
    bound = sum(weight * total for weight, total in zip(whole, space.totals, strict=True))
    left = space.house - sum(lower)
    cells = []
    for cell, lines in enumerate(space.lines):
        worth = sum(whole[line] for line in lines)
        bound -= worth * lower[cell]
        cells.append((worth, upper[cell] - lower[cell]))
    for worth, room in sorted(cells, reverse=True):
        taken = min(room, left)
        bound -= worth * taken
        left -= taken
        if not left:
            break
    return bound
