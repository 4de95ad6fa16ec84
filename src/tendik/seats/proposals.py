"""What floating point proposes for seats in three dimensions; nothing here decides.

HiGHS, through SciPy, proposes seats by an integer programme and divisors by a linear one.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, exp, inf, log
from typing import Any

from tendik.seats.edges import simplest
from tendik.seats.spaces import Space

MARGIN = 0.02
"""How far inside its rounding each cell is pushed at most (in logarithms of its quotient)."""


SLACK = 1e-9
"""How far simple divisors stay from where a rounding changes: floating point errs by far less."""

NEAR = 0.5
"""Seats dearer or cheaper than this in the fractional answer are first left as it has them."""

ROUNDS = 60
"""Rounds of scaling before fractional seats are taken as they are."""


def propose_seats(space: Space) -> list[int] | None:
    """Seats that seem to meet every total most proportionally; ``None`` where none are found."""
    if not space.votes:
        return [] if not any(space.totals) else None
    limits = [min(space.totals[line] for line in lines) for lines in space.lines]
    near = [
        (max(0, ceil(x) - 2), min(int(x) + 1, most)) for x, most in zip(_scaled(space), limits, strict=True)
    ]
    return _cheapest(space, near) or _cheapest(space, [(0, most) for most in limits])


def _scaled(space: Space) -> list[float]:
    """Fractional seats in proportion to votes that meet the totals about: every axis scaled in turn."""
    import numpy as np

    lines, totals = np.array(space.lines), np.array(space.totals, float)
    seats = np.array(space.votes, float)
    for _ in range(ROUNDS):
        worst = 0.0
        for axis in lines.T:
            sums = np.bincount(axis, seats, len(totals))
            factors = np.divide(totals, sums, out=np.zeros_like(totals), where=sums > 0)
            worst = max(worst, float(np.abs(sums - totals)[axis].max()))
            seats = seats * factors[axis]
        if worst < 0.01:
            break
    return [float(count) for count in np.minimum(seats, space.house)]


def _cheapest(space: Space, ranges: Sequence[tuple[int, int]]) -> list[int] | None:
    """Seats within ``ranges`` that meet every total most proportionally, if there are any."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, linprog, milp

    cells, costs = [], []
    for cell, (votes, (least, most)) in enumerate(zip(space.votes, ranges, strict=True)):
        for number in range(least + 1, most + 1):
            cells.append(cell)
            costs.append(log(2 * number - 1) - log(votes))
    seats = [min(least, most) for least, most in ranges]
    left = np.array(space.totals) - np.array(space.reached(seats))
    if not cells:
        return seats if not left.any() else None
    matrix = _incidence([space.lines[cell] for cell in cells], len(space.totals))
    aim = np.array(costs)
    # Most often the fractional answer is whole already.
    found = linprog(aim, A_eq=matrix, b_eq=left, bounds=(0, 1), method="highs")
    if found.x is None:
        return None
    taken = found.x
    if np.abs(taken - np.round(taken)).max() > 1e-6:
        reduced = aim - matrix.T @ found.eqlin.marginals
        for reach in (NEAR, inf):
            open_cells = np.abs(reduced) <= reach
            taken = np.where(open_cells, 0, reduced < 0)
            rest = left - matrix @ taken
            whole = milp(
                aim[open_cells],
                constraints=LinearConstraint(matrix[:, open_cells], rest, rest),
                bounds=Bounds(0, 1),
                integrality=np.ones(np.count_nonzero(open_cells)),
                options={"mip_rel_gap": 0},
            )
            if whole.x is not None:
                taken[open_cells] = whole.x > 0.5
                break
        else:
            return None
    for cell, chosen in zip(cells, taken, strict=True):
        seats[cell] += int(chosen > 0.5)
    return seats


def propose_divisors(space: Space, seats: Sequence[int]) -> list[Fraction]:
    """Divisors of the lines under which the roundings come as close to ``seats`` as possible."""
    logarithms = _inside(space, seats)
    if logarithms is None:
        logarithms = _nearest(space, seats)
    return [Fraction(exp(value)).limit_denominator(10**9) or Fraction(1) for value in logarithms]


def propose_simple(space: Space, divisors: list[float], seats: Sequence[int]) -> list[Fraction] | None:
    """The simplest divisors that seem to keep the seats, one line after another."""
    shown = list(divisors)
    found = []
    for line, cells in enumerate(space.members):
        low, high = 0.0, inf
        for cell in cells:
            first, second = (shown[other] for other in space.lines[cell] if other != line)
            weight = space.votes[cell] / (first * second)
            low = max(low, weight / (seats[cell] + 0.5))
            high = min(high, weight / (seats[cell] - 0.5)) if seats[cell] else high
        low, high = low * (1 + SLACK), high * (1 - SLACK)
        if low >= high:
            return None
        found.append(simplest(Fraction(low), None if high == inf else Fraction(high)))
        shown[line] = float(found[-1])
    return found


def _rows(space: Space, seats: Sequence[int]) -> tuple[Any, Any]:
    """The sum of a cell's logarithms is at most its upper, at least its lower limit: ``A t <= b``."""
    import numpy as np

    upper = [log(v) - log(n - 0.5) if n else inf for v, n in zip(space.votes, seats, strict=True)]
    lower = [log(v) - log(n + 0.5) for v, n in zip(space.votes, seats, strict=True)]
    return np.array(upper), np.array(lower)


def _inside(space: Space, seats: Sequence[int]) -> list[float] | None:
    """Divisors with every cell at one same margin inside, if there are any."""
    import numpy as np
    from scipy.optimize import linprog
    from scipy.sparse import csr_array, hstack, vstack

    upper, lower = _rows(space, seats)
    sums = _incidence(space.lines, len(space.totals)).T.tocsr()
    bounded = np.flatnonzero(np.isfinite(upper))
    margin = csr_array(np.ones((len(bounded) + len(lower), 1)))
    matrix = hstack([vstack([sums[bounded], -sums]), margin]).tocsr()
    limits = np.concatenate([upper[bounded], -lower])
    aim = np.zeros(matrix.shape[1])
    aim[-1] = -1
    ranges = [(None, None)] * len(space.totals) + [(0, MARGIN)]
    found = linprog(aim, A_ub=matrix, b_ub=limits, bounds=ranges, method="highs")
    if found.x is None or found.x[-1] < 1e-6:
        return None
    return [float(value) for value in found.x[:-1]]


def _nearest(space: Space, seats: Sequence[int]) -> list[float]:
    """Divisors with the least sum of cells' distances outside; the others as far inside as can be."""
    import numpy as np
    from scipy.optimize import linprog
    from scipy.sparse import csr_array, eye_array, hstack, vstack

    upper, lower = _rows(space, seats)
    count = len(lower)
    sums = _incidence(space.lines, len(space.totals)).T.tocsr()
    one = csr_array(eye_array(count))
    bounded = np.flatnonzero(np.isfinite(upper))
    above = hstack([sums, -one, one]).tocsr()[bounded]
    below = hstack([-sums, -one, one]).tocsr()
    aim = np.concatenate([np.zeros(len(space.totals)), np.ones(count), np.full(count, -1e-3)])
    ranges = [(None, None)] * len(space.totals) + [(0, None)] * count + [(0, MARGIN)] * count
    found = linprog(
        aim,
        A_ub=vstack([above, below]),
        b_ub=np.concatenate([upper[bounded], -lower]),
        bounds=ranges,
        method="highs",
    )
    if found.x is None:
        return [0.0] * len(space.totals)
    return [float(value) for value in found.x[: len(space.totals)]]


def _incidence(lines: Sequence[Sequence[int]], count: int) -> Any:
    """Lines by cells: one where the cell lies in the line."""
    import numpy as np
    from scipy.sparse import csr_array

    rows = np.array(lines).ravel()
    columns = np.repeat(np.arange(len(lines)), len(lines[0]))
    return csr_array((np.ones(len(rows)), (rows, columns)), shape=(count, len(lines)))


def propose_shortfall(
    space: Space, costs: Sequence[int], lower: Sequence[int], upper: Sequence[int], *, whole: bool
) -> tuple[list[float], list[float]] | None:
    """Seats within limits, as many as the house, with the least cost of what lines fall short.

    Seats are whole or not; without, the second list holds the dual value of every line.
    """
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, linprog, milp
    from scipy.sparse import csr_array, eye_array, hstack

    count, size = len(space.votes), len(space.totals)
    reach = hstack([_incidence(space.lines, size), csr_array(eye_array(size))]).tocsr()
    house = np.concatenate([np.ones(count), np.zeros(size)])
    aim = np.concatenate([np.zeros(count), np.array(costs, float)])
    if whole:
        solved = milp(
            aim,
            constraints=[
                LinearConstraint(reach, space.totals, np.inf),
                LinearConstraint(house[None], space.house, space.house),
            ],
            bounds=Bounds(0, np.concatenate([np.array(upper, float), np.full(size, np.inf)])),
            integrality=np.concatenate([np.ones(count), np.zeros(size)]),
        )
        return None if solved.x is None else (list(solved.x[:count]), [])
    ranges = [*zip(lower, upper, strict=True), *[(0, None)] * size]
    found = linprog(
        aim,
        A_ub=-reach,
        b_ub=-np.array(space.totals, float),
        A_eq=house[None],
        b_eq=[space.house],
        bounds=ranges,
        method="highs",
    )
    if found.x is None:
        return None
    return list(found.x[:count]), [-float(value) for value in found.ineqlin.marginals]
