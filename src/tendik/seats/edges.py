"""From divisors that fit to the divisors that are shown, and the ties that no divisor breaks.

A solution may touch the edge of a rounding by chance or by a tie. A tie is a ring of such
edges around which a seat can be handed without leaving any rounding; all other edges can be
left by moving divisors, and are. What remains inside is replaced by the simplest fractions.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from tendik.seats.totals import Table
from tendik.seats.transfer import HALF, Solution

Edge = tuple[int, int]


def settle(table: Table, found: Solution) -> frozenset[Edge]:
    """Move the divisors of ``found`` off every edge that is no tie; the cells that are tied.

    Seats of tied cells become the sure ones: a tied cell gets one seat more in some
    results and none in others, and its quotient lies exactly on the half.
    """
    count = len(table.rows)
    tight, slack = _edges(table, found)
    group = _rings([*range(count + len(table.columns))], tight)
    tied = set()
    for start, end in tight:
        if group[start] == group[end]:
            giving = start < count
            i, j = (start, end - count) if giving else (end, start - count)
            tied.add((i, j))
            if giving:
                found.seats[i][j] -= 1
    _leave(table, found, [edge for edge in tight if group[edge[0]] != group[edge[1]]], group, slack)
    _simplify(table, found, tied)
    return frozenset(tied)


def _edges(table: Table, found: Solution) -> tuple[list[Edge], Fraction]:
    """Steps of a seat that are ties now, and the least factor of those that are not."""
    count = len(table.rows)
    tight, slack = [], Fraction(2)
    for i, row in enumerate(table.votes):
        for j, votes in enumerate(row):
            if not votes:
                continue
            seats = found.seats[i][j]
            quotient = votes / (found.rows[i] * found.columns[j])
            steps = [((count + j, i), (seats + HALF) / quotient)]
            if seats > table.least[i][j]:
                steps.append(((i, count + j), quotient / (seats - HALF)))
            for edge, factor in steps:
                if factor == 1:
                    tight.append(edge)
                else:
                    slack = min(slack, factor)
    return tight, slack


def _rings(nodes: list[int], edges: Iterable[Edge]) -> dict[int, int]:
    """The strongly connected component of every node, numbered so that edges lead to smaller ones.

    Kosaraju's two passes: the second takes the nodes in the order of finishing the first.
    """
    ahead: dict[int, list[int]] = {node: [] for node in nodes}
    back: dict[int, list[int]] = {node: [] for node in nodes}
    for start, end in edges:
        ahead[start].append(end)
        back[end].append(start)
    finished: list[int] = []
    seen: set[int] = set()

    def visit(root: int, ways: dict[int, list[int]]) -> list[int]:
        order = []
        stack = [(root, iter(ways[root]))]
        seen.add(root)
        while stack:
            node, following = stack[-1]
            fresh = next((other for other in following if other not in seen), None)
            if fresh is None:
                stack.pop()
                order.append(node)
            else:
                seen.add(fresh)
                stack.append((fresh, iter(ways[fresh])))
        return order

    for node in nodes:
        if node not in seen:
            finished += visit(node, back)
    seen.clear()
    group: dict[int, int] = {}
    for number, node in enumerate(reversed(finished)):
        if node not in seen:
            for member in visit(node, ahead):
                group[member] = number
    return group


def _leave(table: Table, found: Solution, edges: list[Edge], group: dict[int, int], slack: Fraction) -> None:
    """Move every divisor so slightly that chance edges open and nothing else closes."""
    if not edges:
        return
    level = dict.fromkeys(group.values(), 0)
    for number in sorted(level):
        beyond = (level[group[end]] for start, end in edges if group[start] == number)
        level[number] = min(beyond, default=1) - 1
    deepest = -min(level.values())
    # (1 + s / 4d) ** d < 1 + s for 0 < s <= 1: no open edge is reached
    factor = 1 + min(slack - 1, Fraction(1)) / (4 * deepest)
    count = len(table.rows)
    for node, number in group.items():
        if node < count:
            found.rows[node] *= factor ** level[number]
        else:
            found.columns[node - count] /= factor ** level[number]


def _simplify(table: Table, found: Solution, tied: set[Edge]) -> None:
    """Replace each divisor by the simplest fraction that keeps the seats, one after another."""
    for i in range(len(table.rows)):
        if all(cell[0] != i for cell in tied):
            cells = [(table.votes[i][j], j) for j in range(len(table.columns))]
            found.rows[i] = rounding_divisor(
                [
                    (votes / found.columns[j], found.seats[i][j], table.least[i][j])
                    for votes, j in cells
                    if votes
                ]
            )
    for j in range(len(table.columns)):
        if all(cell[1] != j for cell in tied):
            cells = [(table.votes[i][j], i) for i in range(len(table.rows))]
            found.columns[j] = rounding_divisor(
                [(votes / found.rows[i], found.seats[i][j], table.least[i][j]) for votes, i in cells if votes]
            )


def rounding_divisor(cells: list[tuple[Fraction, int, int]]) -> Fraction:
    """The simplest divisor that rounds each weight to its seats: ``(weight, seats, least)``."""
    low = max((weight / (seats + HALF) for weight, seats, _ in cells), default=Fraction(0))
    high = min((weight / (seats - HALF) for weight, seats, least in cells if seats > least), default=None)
    return simplest(low, high)


def simplest(low: Fraction, high: Fraction | None) -> Fraction:
    """The fraction of least denominator strictly between ``low >= 0`` and ``high``."""
    whole = low.numerator // low.denominator
    if high is None or whole + 1 < high:
        return Fraction(whole + 1)
    if low == whole:
        return whole + Fraction(1, 1 // (high - whole) + 1)
    return whole + 1 / simplest(1 / (high - whole), 1 / (low - whole))
