"""District, list and sex at once: every array of small tables, certificates, refusals, Chile."""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tendik.errors import TendikError
from tendik.seats import (
    InfeasibleTotals,
    apportion,
    apportion_three,
    biproportional,
    nearest,
    shortfall,
    three_dimensions,
)
from tendik.seats.nearest import Search, logarithm
from tendik.seats.shortfall import least_shortfall
from tendik.seats.spaces import read_space
from tendik.seats.three_dimensions import AXES, CubeTie, ThreeDimensional

SHARED = Path(__file__).parents[3] / "shared"
CHILE = SHARED / "data" / "elections"
HALF = Fraction(1, 2)

Totals = tuple[list[int], list[int], list[int]]


def open_cells(votes: Any) -> list[tuple[int, int, int]]:
    return [
        (i, j, k)
        for i, block in enumerate(votes)
        for j, row in enumerate(block)
        for k, count in enumerate(row)
        if count
    ]


def sums(seats: Any, totals: Sequence[Sequence[int]]) -> list[list[int]]:
    reached = [[0] * len(axis) for axis in totals]
    for cell in open_cells(seats):
        for axis, index in zip(reached, cell, strict=True):
            axis[index] += seats[cell[0]][cell[1]][cell[2]]
    return reached


def certify(votes: Any, result: ThreeDimensional) -> None:
    """Every cell lies strictly inside the rounding of its seats under the divisors."""
    assert result.divisors is not None
    for i, block in enumerate(result.seats):
        for j, row in enumerate(block):
            for k, seats in enumerate(row):
                divisor = prod(axis[at] for axis, at in zip(result.divisors, (i, j, k), strict=True))
                assert abs(votes[i][j][k] / divisor - seats) < HALF


def every_array(cells: list[tuple[int, int, int]], totals: Any) -> Iterator[tuple[int, ...]]:
    """The seats of the cells, in their order, in every way that meets all totals."""

    def fill(at: int, left: list[list[int]]) -> Iterator[tuple[int, ...]]:
        if at == len(cells):
            if not any(map(any, left)):
                yield ()
            return
        lines = list(zip(left, cells[at], strict=True))
        most = min(axis[index] for axis, index in lines)
        for seats in range(most + 1):
            less = [list(axis) for axis in left]
            for axis, index in zip(less, cells[at], strict=True):
                axis[index] -= seats
            for rest in fill(at + 1, less):
                yield (seats, *rest)

    return fill(0, [list(axis) for axis in totals])


def best_arrays(votes: Any, totals: Any) -> list[tuple[int, ...]]:
    """The arrays with the least product of (2n - 1) / votes over their seats, by trying all."""
    cells = open_cells(votes)
    best: list[tuple[int, ...]] = []
    least: Fraction | None = None
    for array in every_array(cells, totals):
        product = prod(
            (
                Fraction(2 * n - 1, votes[i][j][k])
                for (i, j, k), seats in zip(cells, array, strict=True)
                for n in range(1, seats + 1)
            ),
            start=Fraction(1),
        )
        if least is None or product < least:
            least, best = product, []
        if product == least:
            best.append(array)
    return best


def tables(seed: int, count: int) -> Iterator[tuple[Any, Totals]]:
    """Small tables with totals that may or may not be within reach."""
    random = np.random.default_rng(seed)
    for _ in range(count):
        shape = (*random.integers(1, 4, 2).tolist(), int(random.choice([1, 2, 2, 2, 3])))
        votes = random.integers(1, int(random.choice([1, 2, 5, 100, 10**5])), shape, endpoint=True)
        votes[random.random(shape) > random.choice([0.4, 0.7, 1.0])] = 0
        house = int(random.integers(0, 7))
        totals = tuple(
            np.bincount(random.integers(0, size, house), minlength=size).tolist() for size in shape
        )
        yield votes.tolist(), totals


def test_fractions_of_seats_would_do_but_whole_ones_do_not() -> None:
    votes = [[[100, 0], [0, 100]], [[0, 100], [100, 0]]]
    with pytest.raises(InfeasibleTotals) as caught:
        apportion_three(votes, ((1, 1), (1, 1), (1, 1)))
    assert caught.value.relaxations == [(0, 1, 2), (1, 1, 0)]
    assert caught.value.axes == ["sex", "sex"]
    assert "sex 1: 1 required, 2 reachable" in str(caught.value)
    assert apportion_three(votes, ((1, 1), (1, 1), (2, 0))).seats == (((1, 0), (0, 0)), ((0, 0), (1, 0)))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder of shared cases is not beside the project")
def test_the_shared_gap() -> None:
    case = json.loads((SHARED / "cases" / "three_dim_integrality_gap.json").read_text(encoding="utf-8"))
    votes = [[[0, 0], [0, 0]], [[0, 0], [0, 0]]]
    for cell in case["cells_with_votes"]:
        votes[cell["district"]][cell["party"]][cell["gender"]] = cell["votes"]
    with pytest.raises(InfeasibleTotals):
        apportion_three(votes, list(case["marginals"].values()), axes=list(case["marginals"]))


def test_against_every_array(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where seats tie, every second table is searched for them cell by cell, as if they were too many."""
    seen: Counter[str] = Counter()
    for number, (votes, totals) in enumerate(tables(1, 900)):
        if len(open_cells(votes)) < 8 and number % 5:  # few cells hardly ever tie or need a search
            continue
        monkeypatch.setattr(nearest, "AT_ONCE", 1000 * (number % 2))
        best = best_arrays(votes, totals)
        if not best:
            seen["refused"] += 1
            with pytest.raises(InfeasibleTotals):
                apportion_three(votes, totals)
            continue
        result = apportion_three(votes, totals)
        if not result.proven:
            seen["open"] += 1
            assert sums(result.seats, totals) == list(map(list, totals))
            continue
        cells = open_cells(votes)
        sure, most = list(map(min, zip(*best, strict=True))), list(map(max, zip(*best, strict=True)))
        assert [result.seats[i][j][k] for i, j, k in cells] == sure, (votes, totals)
        differ = tuple(cell for cell, low, high in zip(cells, sure, most, strict=True) if low < high)
        tie = CubeTie(differ, sum(totals[0]) - sum(sure)) if differ else None
        assert result.tie == tie, (votes, totals)
        seen["tied" if tie else "by divisors" if result.divisors else "by search"] += 1
        if result.divisors:
            certify(votes, result)
    assert seen["open"] <= 2
    assert min(seen[kind] for kind in ("refused", "tied", "by divisors", "by search")) > 5, seen


def least_by_hand(votes: Any, totals: Any) -> int:
    """The least sum of what totals fall short by, over every way to give the seats."""
    cells, house = open_cells(votes), sum(totals[0])

    def ways(at: int, left: int) -> Iterator[list[int]]:
        if at == len(cells) - 1:
            yield [left]
            return
        for seats in range(left + 1):
            for rest in ways(at + 1, left - seats):
                yield [seats, *rest]

    def short(array: list[int]) -> int:
        reached = [[0] * len(axis) for axis in totals]
        for cell, seats in zip(cells, array, strict=True):
            for axis, index in zip(reached, cell, strict=True):
                axis[index] += seats
        return sum(
            max(0, total - have)
            for axis, sums_ in zip(totals, reached, strict=True)
            for total, have in zip(axis, sums_, strict=True)
        )

    return min(short(array) for array in ways(0, house))


def test_a_refusal_names_the_least_change_and_the_change_repairs_it() -> None:
    refused = 0
    for votes, totals in tables(2, 250):
        if len(open_cells(votes)) > 8 or sum(totals[0]) > 5:
            continue
        try:
            apportion_three(votes, totals)
        except InfeasibleTotals as refusal:
            relaxations, axes = refusal.relaxations, refusal.axes
        else:
            continue
        refused += 1
        repaired = [list(axis) for axis in totals]
        for (index, required, reachable), axis in zip(relaxations, axes, strict=True):
            line = repaired[AXES.index(axis)]
            assert line[index] == required != reachable
            line[index] = reachable
        if not open_cells(votes):
            assert not any(map(any, repaired))
            continue
        total = sum(max(0, required - reachable) for _, required, reachable in relaxations)
        assert total == least_by_hand(votes, totals)
        apportion_three(votes, repaired)
    assert refused > 50


def test_later_totals_give_way() -> None:
    # either the districts or the sexes could give way by one: the sexes do
    votes = [[[9, 0], [9, 0]], [[9, 0], [9, 9]]]
    with pytest.raises(InfeasibleTotals) as caught:
        apportion_three(votes, ((2, 0), (1, 1), (1, 1)))
    assert caught.value.axes == ["sex", "sex"]


def test_totals_that_do_not_add_up() -> None:
    with pytest.raises(InfeasibleTotals) as caught:
        apportion_three([[[5, 5]]], ((3,), (3,), (2, 2)))
    assert caught.value.message.code == "seats.totals-sum-axes"
    assert (caught.value.relaxations, caught.value.axes) == ([(1, 2, 1)], ["sex"])


def test_nobody_voted() -> None:
    with pytest.raises(InfeasibleTotals) as caught:
        apportion_three([[[0, 0]]], ((1,), (1,), (1, 0)))
    assert caught.value.relaxations == [(0, 1, 0)] * 3
    assert apportion_three([[[0, 0]]], ((0,), (0,), (0, 0))).seats == (((0, 0),),)
    assert apportion_three([], ((), (), ())).seats == ()


def test_one_line_on_the_third_axis_is_biproportional() -> None:
    random = np.random.default_rng(3)
    compared = 0
    for _ in range(40):
        votes = random.integers(1, 1000, (4, 3)).tolist()
        seats = random.integers(0, 4, (4, 3))
        rows, columns = seats.sum(1).tolist(), seats.sum(0).tolist()
        flat = biproportional(votes, rows, columns)
        deep = apportion_three([[[count] for count in row] for row in votes], (rows, columns, [sum(rows)]))
        if flat.tie is None:
            assert tuple(tuple(cell[0] for cell in row) for row in deep.seats) == flat.seats
            assert deep.divisors is not None
            compared += 1
    assert compared > 30


def test_the_order_of_the_axes_does_not_matter() -> None:
    random = np.random.default_rng(4)
    for _ in range(25):
        votes = random.integers(1, 5000, (4, 3, 2))
        seats = random.integers(0, 3, votes.shape)
        totals = [seats.sum((1, 2)).tolist(), seats.sum((0, 2)).tolist(), seats.sum((0, 1)).tolist()]
        straight = apportion_three(votes.tolist(), totals)
        other = apportion_three(votes.transpose(2, 0, 1).tolist(), (totals[2], totals[0], totals[1]))
        assert np.array_equal(np.array(other.seats), np.array(straight.seats).transpose(2, 0, 1))


def test_middle_sized_tables_meet_every_total() -> None:
    random = np.random.default_rng(5)
    proven = 0
    for _ in range(12):
        votes = random.integers(1, 20_000, (12, 6, 2)) * (random.random((12, 6, 2)) < 0.7)
        seats = random.poisson(votes / 8000) * (votes > 0)
        totals = [seats.sum((1, 2)).tolist(), seats.sum((0, 2)).tolist(), seats.sum((0, 1)).tolist()]
        result = apportion_three(votes.tolist(), totals)
        if result.tie is None:
            assert sums(result.seats, totals) == totals
        assert all(votes[cell] for cell in open_cells(result.seats))
        if result.divisors:
            certify(votes.tolist(), result)
        proven += result.proven
    assert proven == 12


@pytest.mark.skipif(not CHILE.is_dir(), reason="the folder of shared data is not beside the project")
def test_chile_2021_by_district_list_and_sex() -> None:
    """Not Chile's law: its votes, districts and lists, with half of the seats for each sex."""
    with (CHILE / "chile_convention_2021_districts.csv").open(encoding="utf-8") as file:
        sizes = {row["district"]: int(row["seats"]) for row in csv.DictReader(file)}
    cast: Counter[tuple[str, str, str]] = Counter()
    with (CHILE / "chile_convention_2021_candidates.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            name = re.sub(r"\s*\(D\d+\)", "", row["list"])
            cast[row["district"], name, row["sex"]] += int(row["votes"])
    names = sorted({name for _, name, _ in cast})
    by_list = [sum(votes for (_, other, _), votes in cast.items() if other == name) for name in names]
    seats = apportion(by_list, sum(sizes.values()), method="sainte-lague").seats
    kept = [(name, count) for name, count in zip(names, seats, strict=True) if count]
    votes = [[[cast[district, name, sex] for sex in "FM"] for name, _ in kept] for district in sizes]
    totals = (list(sizes.values()), [count for _, count in kept], [69, 69])
    result = apportion_three(votes, totals)
    assert sums(result.seats, totals) == list(map(list, totals))
    certify(votes, result)
    # without votes for women in the first three districts, their ten seats go to men; and one
    # independent elsewhere is a list of one man
    men_only = [[[0, row[1]] for row in block] if i < 3 else block for i, block in enumerate(votes)]
    assert sum(totals[0][:3]) == 10
    women = [sum(block[j][0] for block in votes) for j in range(len(kept))]
    assert [count for count, (_, won) in zip(women, kept, strict=True) if not count and won] == [0]
    with pytest.raises(InfeasibleTotals) as caught:
        apportion_three(men_only, (totals[0], totals[1], [132, 6]))
    assert caught.value.relaxations == [(0, 132, 127), (1, 6, 11)]
    assert caught.value.axes == ["sex", "sex"]


def test_an_answer_that_cannot_be_proven_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(three_dimensions, "STEPS", 3)
    votes = [[[1] * 3] * 3] * 3
    result = apportion_three(votes, ((2, 2, 2),) * 3)
    assert not result.proven
    assert result.divisors is None
    assert sums(result.seats, ((2, 2, 2),) * 3) == [[2, 2, 2]] * 3


def test_a_refusal_that_cannot_be_proven_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shortfall, "NODES", 0)
    with pytest.raises(TendikError) as caught:
        apportion_three([[[5, 5]]], ((1,), (1,), (0, 2)))
    assert caught.value.message.code == "seats.search"


def test_the_proof_does_not_rest_on_what_is_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Useless proposals cost time, never the answer."""
    expected = []
    small = [table for table in tables(6, 120) if len(open_cells(table[0])) <= 7 and sum(table[1][0]) <= 4]
    for votes, totals in small:
        try:
            expected.append(apportion_three(votes, totals))
        except InfeasibleTotals as refusal:
            expected.append(sum(max(0, needed - have) for _, needed, have in refusal.relaxations))
    monkeypatch.setattr(three_dimensions, "propose_seats", lambda space: None)
    monkeypatch.setattr(
        three_dimensions,
        "propose_divisors",
        lambda space, seats: [Fraction(3 + i % 4) for i in range(len(space.totals))],
    )
    monkeypatch.setattr(shortfall, "propose_shortfall", lambda *args, whole: None)
    monkeypatch.setattr(shortfall, "NODES", 100_000)
    for (votes, totals), before in zip(small, expected, strict=True):
        try:
            after: Any = apportion_three(votes, totals)
        except InfeasibleTotals as refusal:
            assert sum(max(0, needed - have) for _, needed, have in refusal.relaxations) == before
            continue
        assert isinstance(before, ThreeDimensional)
        assert (after.seats, after.tie) == (before.seats, before.tie)


def test_branch_and_bound_finds_the_least_shortfall_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a proposal of whole seats: only bounds from the linear programme, and branching."""
    propose = shortfall.propose_shortfall

    def fractions_only(*args: Any, whole: bool) -> Any:
        return None if whole else propose(*args, whole=False)

    monkeypatch.setattr(shortfall, "propose_shortfall", fractions_only)
    compared = 0
    for votes, totals in tables(8, 200):
        if 0 < len(open_cells(votes)) <= 8 and sum(totals[0]) <= 5:
            space = read_space(votes, totals, AXES)
            seats, proven = shortfall._search(space, [1] * len(space.totals))
            reached = space.reached(seats)
            missing = sum(max(0, need - have) for need, have in zip(space.totals, reached, strict=True))
            assert proven
            assert missing == least_by_hand(votes, totals), (votes, totals)
            compared += missing > 0
    assert compared > 40


def test_bounds_hold_for_any_weights_and_limits() -> None:
    random = np.random.default_rng(9)
    for votes, totals in tables(10, 150):
        space = read_space(votes, totals, AXES)
        cells, house = len(space.votes), space.house
        if not 0 < cells <= 6:
            continue
        lower = random.integers(0, 2, cells).tolist()
        upper = [low + int(random.integers(0, 3)) for low in lower]
        costs = random.integers(1, 5, len(space.totals)).tolist()
        weights = random.uniform(-1, 6, len(space.totals)).tolist()
        bound = shortfall._bound(space, costs, weights, lower, upper)
        for seats in product(*(range(low, high + 1) for low, high in zip(lower, upper, strict=True))):
            if sum(seats) == house:
                reached = space.reached(seats)
                missing = (max(0, need - have) for need, have in zip(space.totals, reached, strict=True))
                price = sum(cost * short for cost, short in zip(costs, missing, strict=True))
                assert bound <= price * shortfall.SCALE


def test_logarithms_err_by_less_than_a_price() -> None:
    values = [1 + Fraction(1, 3**exponent) for exponent in range(1, 40)]
    values += [Fraction(7, 2) ** exponent for exponent in (-700, -3, -1, 0, 1, 2, 50, 700)]
    for value in values:
        with localcontext(prec=400):
            exact = (Decimal(value.numerator) / value.denominator).ln() / Decimal(2).ln() * 2**40
        assert abs(exact - logarithm(value)) < 1


def test_prices_are_never_above_what_is_paid() -> None:
    space = read_space([[[917, 3]]], ((50,), (50,), (30, 20)), AXES)
    search = Search(space, [Fraction(13), Fraction(3, 2), Fraction(1), Fraction(2, 7)], 0)
    for cell, rounded in enumerate(search.rounded):
        for end in range(rounded + 20):
            paid = logarithm(search.factor(cell, rounded, end))
            assert paid - 4 * abs(end - rounded) - 1 <= search.price(cell, rounded, end) <= paid + 1


def test_the_cheapest_seats_are_found_from_any_divisors() -> None:
    for votes, totals in tables(7, 150):
        space = read_space(votes, totals, AXES)
        best = best_arrays(votes, totals)
        if not space.votes or not best or sum(totals[0]) > 4 or max(space.votes) > 100:
            continue
        search = Search(space, [Fraction(2 + i % 3) for i in range(len(space.totals))], 10**6)
        start = least_shortfall(space)
        assert space.meets(start)
        found = search.best(search.cost(start), or_equal=True)
        assert found is not None
        least = search.best(search.cost(found)) or found
        assert tuple(least) in best


@pytest.mark.parametrize(
    ("votes", "totals", "axes", "error", "message"),
    [
        ([[[1, 2]]], ((1,), (1,), (1,)), AXES, ValueError, "votes have 2 lines on the axis sex for 1 totals"),
        ([[[1, 2]]], ((1, 0), (1,), (1, 0)), AXES, ValueError, "1 lines on the axis district for 2 totals"),
        ([[[1, 2]]], ((1,), (1,), (1, 0)), ("a", "b"), ValueError, "three axes and three sets of totals"),
        ([[[1, -2]]], ((1,), (1,), (1, 0)), AXES, ValueError, "every number of votes must be"),
        ([[[1, 2.5]]], ((1,), (1,), (1, 0)), AXES, TypeError, "every number of votes must be"),
        ([[[1, 2]]], ((1,), (1,), (1, -1)), AXES, ValueError, "every total of sex must be"),
    ],
)
def test_tables_that_are_none(votes: Any, totals: Any, axes: Any, error: Any, message: str) -> None:
    with pytest.raises(error, match=message):
        apportion_three(votes, totals, axes=axes)
