"""Rows and columns at once: published elections, certificates, every matrix of small tables."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tendik.seats import InfeasibleTotals, apportion, apportion_upper, biproportional, biproportional_many
from tendik.seats.batch_tables import solve
from tendik.seats.biproportional import Biproportional, MatrixTie
from tendik.seats.edges import simplest
from tendik.seats.totals import read_table
from tendik.seats.transfer import transfer

CASES = Path(__file__).parents[3] / "shared" / "cases"
cases = pytest.mark.skipif(not CASES.is_dir(), reason="the folder of shared cases is not beside the project")
HALF = Fraction(1, 2)

Table = tuple[list[list[int]], list[int], list[int]]


def load(name: str) -> Any:
    return json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))


def unit(identifier: str) -> Any:
    (found,) = (case for case in load("unit_vectors")["cases"] if case["id"] == identifier)
    return found


def turned(rows: Sequence[Sequence[int]]) -> list[list[int]]:
    return [list(column) for column in zip(*rows, strict=True)]


def grid(table: Any, rows: Sequence[str], columns: Sequence[str]) -> list[list[int]]:
    """Rows are the inner names of ``table``, columns the outer ones."""
    return [[table[column].get(row, 0) for column in columns] for row in rows]


def certify(votes: Sequence[Sequence[int]], result: Biproportional, least: Any = None) -> None:
    """Every cell is the standard rounding of its quotient; tied cells lie exactly on a half."""
    tied = set(result.tie.cells) if result.tie else set()
    for i, row in enumerate(votes):
        for j, count in enumerate(row):
            quotient = Fraction(count) / (result.row_divisors[i] * result.column_divisors[j])
            seats = result.seats[i][j]
            low = least[i][j] if least else 0
            if (i, j) in tied:
                assert quotient == seats + HALF and count
            elif seats == low:
                assert quotient < seats + HALF
            else:
                assert abs(quotient - seats) < HALF
            assert count or not seats


def meets(result: Biproportional, rows: Sequence[int], columns: Sequence[int]) -> None:
    """Sums equal the totals, or fall short by what is left among the tied cells."""
    left_rows = [total - sum(row) for total, row in zip(rows, result.seats, strict=True)]
    left_columns = [total - sum(column) for total, column in zip(columns, turned(result.seats), strict=True)]
    if result.tie is None:
        assert not any(left_rows) and not any(left_columns)
        return
    assert sum(left_rows) == sum(left_columns) == result.tie.seats > 0
    for i, left in enumerate(left_rows):
        cells = sum(cell[0] == i for cell in result.tie.cells)
        assert (0 < left < cells) if cells else not left
    for j, left in enumerate(left_columns):
        cells = sum(cell[1] == j for cell in result.tie.cells)
        assert (0 < left < cells) if cells else not left


def tables(seed: int, count: int, *, small: bool = False) -> Iterator[Table]:
    """Random tables whose totals can be met, dense and sparse, with few votes and with many."""
    sides, sizes, cells = (
        (4, [1, 2, 3, 6, 1000], [1, 1, 2]) if small else (8, [1, 3, 10, 1000, 10**6, 10**14], [1, 2, 5])
    )
    random = np.random.default_rng(seed)
    for _ in range(count):
        shape = tuple(random.integers(1, sides, 2))
        most = int(random.choice(sizes))
        votes = random.integers(1, most, shape, endpoint=True)
        votes[random.random(shape) > random.choice([0.3, 0.6, 1.0])] = 0
        seats = random.integers(0, int(random.choice(cells)), shape, endpoint=True)
        seats[(votes == 0) | (random.random(shape) < 0.3)] = 0
        yield votes.tolist(), seats.sum(1).tolist(), seats.sum(0).tolist()


def every_matrix(votes: Any, rows: Sequence[int], columns: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """All matrices with the totals that give seats to cells with votes only, row by row."""
    cells = [(i, j) for i in range(len(rows)) for j in range(len(columns))]

    def fill(at: int, rows: list[int], columns: list[int]) -> Iterator[tuple[int, ...]]:
        if at == len(cells):
            if not any(rows) and not any(columns):
                yield ()
            return
        i, j = cells[at]
        for seats in range(min(rows[i], columns[j]) + 1 if votes[i][j] else 1):
            less_rows, less_columns = list(rows), list(columns)
            less_rows[i] -= seats
            less_columns[j] -= seats
            for rest in fill(at + 1, less_rows, less_columns):
                yield (seats, *rest)

    return fill(0, list(rows), list(columns))


def best_matrices(votes: Any, rows: Any, columns: Any, least: Any = None) -> list[tuple[int, ...]]:
    """The matrices with the least product of (2n - 1) / votes over their seats, by trying all."""
    flat = [count for row in votes for count in row]
    low = [count for row in least for count in row] if least else [0] * len(flat)
    best: list[tuple[int, ...]] = []
    least_product: Fraction | None = None
    for matrix in every_matrix(votes, rows, columns):
        if any(seats < needed for seats, needed in zip(matrix, low, strict=True)):
            continue
        product = prod(
            (
                Fraction(2 * n - 1, count)
                for seats, count, needed in zip(matrix, flat, low, strict=True)
                for n in range(needed + 1, seats + 1)
            ),
            start=Fraction(1),
        )
        if least_product is None or product < least_product:
            least_product, best = product, []
        if product == least_product:
            best.append(matrix)
    return best


def answer_of(matrices: list[tuple[int, ...]], width: int) -> tuple[list[list[int]], MatrixTie | None]:
    """What all matrices have in common, and where they differ."""
    sure = list(map(min, zip(*matrices, strict=True)))
    most = list(map(max, zip(*matrices, strict=True)))
    cells = tuple(divmod(at, width) for at in range(len(sure)) if sure[at] < most[at])
    tie = MatrixTie(cells, sum(matrices[0]) - sum(sure)) if cells else None
    return [sure[at : at + width] for at in range(0, len(sure), width)], tie


@cases
def test_zurich_2002() -> None:
    case = load("zurich_city_2002_biproportional")
    districts, lists = list(case["votes"]), list(case["votes"]["1"])
    votes = grid(case["votes"], lists, districts)
    seats = apportion(map(sum, votes), 125, method="sainte-lague").seats
    result = biproportional(votes, seats, case["district_seats"].values())
    assert result.tie is None
    assert [list(row) for row in result.seats] == grid(case["expected"], lists, districts)
    certify(votes, result)
    other_way = biproportional(turned(votes), case["district_seats"].values(), seats)
    assert turned(other_way.seats) == [list(row) for row in result.seats]


@cases
@pytest.mark.parametrize("winner_takes_one", [False, True])
@pytest.mark.parametrize("rounded", [False, True])
@pytest.mark.parametrize(
    ("name", "ballots", "out"),
    [
        ("ch_ag_2020_biproportional", "voters", {"FFF", "LOVB", "PPAG"}),
        ("ch_zug_2018_biproportional_wto", "seats", {"1"}),
    ],
)
def test_cantons_from_their_votes(
    name: str, ballots: str, out: set[str], rounded: bool, winner_takes_one: bool
) -> None:
    case = load(name)
    districts = list(case["votes"])
    lists = sorted({party for district in districts for party in case["votes"][district]})
    sizes = [case["district_seats"][district] for district in districts]
    upper = apportion_upper(
        grid(case["votes"], lists, districts),
        sizes,
        quorum_total=Fraction(3, 100),
        quorum_district=Fraction(5, 100),
        ballots=ballots,
        rounded=rounded,
    )
    assert {party for party, yes in zip(lists, upper.admitted, strict=True) if not yes} == out
    assert upper.apportionment.tie is None
    result = biproportional(upper.votes, upper.seats, sizes, winner_takes_one=winner_takes_one)
    assert [list(row) for row in result.seats] == grid(case["expected"], lists, districts)
    assert result.tie is None


@cases
def test_constructed_tables() -> None:
    case = unit("biprop_wiki")
    parties = list(case["votes"])
    votes = [list(case["votes"][party].values()) for party in parties]
    expected = [
        [case["expected"][party].get(region, 0) for region in ("I", "II", "III")] for party in parties
    ]
    result = biproportional(votes, (6, 11, 3), (7, 6, 7))
    assert [list(row) for row in result.seats] == expected
    certify(votes, result)


@cases
def test_the_strongest_list_of_a_district_gets_a_seat() -> None:
    case = unit("wto_ok")
    votes = [[200, 10], [100, 11]]
    totals = apportion(map(sum, votes), 3, method="sainte-lague").seats
    plain = biproportional(votes, totals, (2, 1))
    winner = biproportional(votes, totals, (2, 1), winner_takes_one=True)
    assert [list(row) for row in plain.seats] == case["expected_round"]
    assert [list(row) for row in winner.seats] == case["expected_wto"]
    certify(votes, winner, least=[[1, 0], [0, 1]])


def test_a_winner_without_seats_is_refused_by_name() -> None:
    with pytest.raises(InfeasibleTotals) as caught:
        biproportional([[60, 10], [10, 11]], (2, 0), (1, 1), winner_takes_one=True)
    assert (caught.value.relaxations, caught.value.axes) == ([(1, 1, 0)], ["row"])
    assert "row 2: 1 required, 0 reachable" in str(caught.value)


def test_a_district_without_seats_has_no_winner_to_seat() -> None:
    result = biproportional([[60, 10], [10, 11]], (2, 0), (2, 0), winner_takes_one=True)
    assert result.seats == ((2, 0), (0, 0))


def test_hundreds_of_tables_prove_themselves() -> None:
    ties = 0
    for votes, rows, columns in tables(1, 600):
        result = biproportional(votes, rows, columns)
        meets(result, rows, columns)
        certify(votes, result)
        ties += result.tie is not None
    assert ties > 20


def test_large_sparse_tables_prove_themselves() -> None:
    random = np.random.default_rng(2)
    for _ in range(4):
        votes = random.integers(1, 10**5, (30, 25)) * (random.random((30, 25)) < 0.12)
        seats = random.poisson(votes / 20_000) * (votes > 0)
        rows, columns = seats.sum(1).tolist(), seats.sum(0).tolist()
        result = biproportional(votes.tolist(), rows, columns)
        meets(result, rows, columns)
        certify(votes.tolist(), result)


def test_against_every_matrix() -> None:
    ties = 0
    for votes, rows, columns in tables(3, 900, small=True):
        if sum(rows) > 9:
            continue
        expected, tie = answer_of(best_matrices(votes, rows, columns), len(columns))
        result = biproportional(votes, rows, columns)
        assert ([list(row) for row in result.seats], result.tie) == (expected, tie), (votes, rows, columns)
        ties += tie is not None
    assert ties > 15


def test_winners_against_every_matrix() -> None:
    """With equal winners, every lot: the answer is what its results have in common."""
    refused = open_lots = 0
    for votes, rows, columns in tables(4, 300, small=True):
        if sum(rows) > 8:
            continue
        lots: list[dict[int, int]] = [{}]
        for j, column in enumerate(turned(votes)):
            if columns[j] and any(column):
                first = [i for i, count in enumerate(column) if count == max(column)]
                lots = [{**lot, j: i} for lot in lots for i in first]
        found = set()
        for lot in lots:
            least = [[int(lot.get(j) == i) for j in range(len(columns))] for i in range(len(rows))]
            found.update(best_matrices(votes, rows, columns, least))
        if not found:
            refused += 1
            with pytest.raises(InfeasibleTotals):
                biproportional(votes, rows, columns, winner_takes_one=True)
            continue
        result = biproportional(votes, rows, columns, winner_takes_one=True)
        expected, tie = answer_of(sorted(found), len(columns))
        assert ([list(row) for row in result.seats], result.tie) == (expected, tie), (votes, rows, columns)
        open_lots += not result.row_divisors
    assert refused > 10
    assert open_lots > 5


def test_divisors_from_nowhere_still_end_in_the_answer() -> None:
    """Tie-and-transfer alone, from divisors that fit nothing: what a stalled scaling leaves."""
    for votes, rows, columns in tables(5, 60):
        result = biproportional(votes, rows, columns)
        if result.tie is None:
            far_off = [Fraction(7**i % 11 + 1, 3 ** (i % 3)) for i in range(len(rows))]
            found = transfer(read_table(votes, rows, columns), far_off)
            assert tuple(map(tuple, found.seats)) == result.seats


def test_tie_and_transfer_never_takes_a_winner_s_seat() -> None:
    compared = 0
    for votes, rows, columns in tables(13, 200):
        winners = [
            [int(bool(columns[j]) and row[j] == max(column) > 0) for j, column in enumerate(turned(votes))]
            for row in votes
        ]
        if any(sum(column) > 1 for column in turned(winners)):
            continue
        try:
            result = biproportional(votes, rows, columns, winner_takes_one=True)
        except InfeasibleTotals:
            continue
        if result.tie is None:
            table = replace(read_table(votes, rows, columns), least=tuple(map(tuple, winners)))
            far_off = [Fraction(7**i % 11 + 1, 3 ** (i % 3)) for i in range(len(rows))]
            assert tuple(map(tuple, transfer(table, far_off).seats)) == result.seats
            certify(votes, result, least=winners)
            compared += 1
    assert compared > 30


@pytest.mark.parametrize("factor", [3, 10**30])
def test_scaling_votes_of_a_row_or_a_column_changes_nothing(factor: int) -> None:
    for votes, rows, columns in tables(6, 40):
        expected = biproportional(votes, rows, columns)
        scaled = [
            [count * factor ** (i == 0) * 7 ** (j == 0) for j, count in enumerate(row)]
            for i, row in enumerate(votes)
        ]
        result = biproportional(scaled, rows, columns)
        assert (result.seats, result.tie) == (expected.seats, expected.tie)


def test_order_of_rows_and_columns_does_not_matter() -> None:
    for votes, rows, columns in tables(7, 60):
        straight = biproportional(votes, rows, columns)
        reverse = biproportional([row[::-1] for row in votes[::-1]], rows[::-1], columns[::-1])
        assert tuple(row[::-1] for row in reverse.seats[::-1]) == straight.seats
        other = biproportional(turned(votes), columns, rows)
        assert tuple(map(tuple, turned(other.seats))) == straight.seats


def test_a_tie_names_its_cells() -> None:
    result = biproportional([[5, 5], [5, 5]], (1, 1), (1, 1))
    assert result.seats == ((0, 0), (0, 0))
    assert result.tie == MatrixTie(((0, 0), (0, 1), (1, 0), (1, 1)), 2)
    # a third list is settled all the same
    result = biproportional([[5, 5, 0], [5, 5, 0], [0, 0, 9]], (1, 1, 2), (1, 1, 2))
    assert result.seats == ((0, 0, 0), (0, 0, 0), (0, 0, 2))
    assert result.tie == MatrixTie(((0, 0), (0, 1), (1, 0), (1, 1)), 2)


def test_nothing_to_give() -> None:
    assert biproportional([], [], []).seats == ()
    assert biproportional([[], []], [0, 0], []).seats == ((), ())
    assert biproportional([[3, 4]], [0], [0, 0]).seats == ((0, 0),)
    assert biproportional([[0]], [0], [0], winner_takes_one=True).seats == ((0,),)


@pytest.mark.parametrize(
    ("votes", "rows", "columns", "relaxations", "axes", "code"),
    [
        # the second row has votes only where two seats are
        ([[5, 5], [0, 5]], (2, 3), (3, 2), [(1, 3, 2), (0, 3, 2)], ["row", "column"], "seats.totals"),
        # nobody voted in the second column
        ([[5, 0], [5, 0]], (2, 1), (2, 1), [(1, 1, 0), (1, 1, 0)], ["row", "column"], "seats.totals"),
        ([[5, 5], [5, 5]], (2, 2), (2, 3), [(1, 3, 2)], ["column"], "seats.totals-sum"),
        ([[5, 5], [5, 5]], (2, 4), (2, 3), [(1, 4, 3)], ["row"], "seats.totals-sum"),
        ([], (), (1, 2), [(0, 1, 0), (1, 2, 0)], ["column", "column"], "seats.totals-sum"),
    ],
)
def test_totals_that_cannot_be_met(
    votes: Any, rows: Any, columns: Any, relaxations: Any, axes: Any, code: str
) -> None:
    with pytest.raises(InfeasibleTotals) as caught:
        biproportional(votes, rows, columns)
    assert caught.value.relaxations == relaxations
    assert caught.value.axes == axes
    assert caught.value.message.code == code
    assert all(
        f"{required} required, {reachable} reachable" in str(caught.value)
        for _, required, reachable in relaxations
    )


def test_a_refusal_is_right_and_its_relaxations_repair_it() -> None:
    random = np.random.default_rng(8)
    refused = 0
    for votes, rows, columns in tables(9, 300, small=True):
        rows, columns = list(rows), list(columns)
        if sum(rows) < 8:
            rows[random.integers(len(rows))] += 1
            columns[random.integers(len(columns))] += 1
        if sum(rows) > 9:
            continue
        possible = any(True for _ in every_matrix(votes, rows, columns))
        if possible:
            biproportional(votes, rows, columns)
            continue
        refused += 1
        with pytest.raises(InfeasibleTotals) as caught:
            biproportional(votes, rows, columns)
        short = {"row": 0, "column": 0}
        for (index, required, reachable), axis in zip(
            caught.value.relaxations, caught.value.axes, strict=True
        ):
            totals = rows if axis == "row" else columns
            assert totals[index] == required > reachable
            totals[index] = reachable
            short[axis] += required - reachable
        assert short["row"] == short["column"] > 0
        biproportional(votes, rows, columns)
    assert refused > 30


@pytest.mark.parametrize(
    ("votes", "rows", "columns", "error", "message"),
    [
        ([[1, 2], [3]], (1, 1), (1, 1), ValueError, "row 1 has 1 numbers of votes for 2 column totals"),
        ([[1, 2]], (1, 1), (1, 1), ValueError, "there are 2 row totals for 1 rows of votes"),
        ([[1, -2]], (1,), (1, 0), ValueError, "every number of votes must be a non-negative integer"),
        ([[1, 2.0]], (1,), (1, 0), TypeError, "every number of votes must be a non-negative integer"),
        ([[1, 2]], (True,), (1, 0), TypeError, "every row total must be a non-negative integer"),
        ([[1, 2]], (1,), (1, -1), ValueError, "every column total must be a non-negative integer"),
    ],
)
def test_tables_that_are_none(votes: Any, rows: Any, columns: Any, error: Any, message: str) -> None:
    with pytest.raises(error, match=message):
        biproportional(votes, rows, columns)


def test_the_simplest_fraction_between_two() -> None:
    for denominator in range(1, 13):
        for low_numerator in range(3 * denominator):
            low = Fraction(low_numerator, denominator)
            for high in (low + Fraction(1, 7), low + Fraction(1, 40), low + Fraction(8, 5)):
                found = simplest(low, high)
                assert low < found < high
                smaller = range(1, found.denominator)
                assert not any(low < Fraction(n, d) < high for d in smaller for n in range(5 * d))
    assert simplest(Fraction(5, 2), None) == 3


def test_upper_quorums() -> None:
    votes = [[96, 40], [4, 0], [0, 60], [0, 0]]
    # a list with 4 of 200 votes in all, and 4 of 100 in its district
    result = apportion_upper(votes, (3, 2), quorum_total=Fraction(2, 100))
    assert result.admitted == (True, True, True, False)
    result = apportion_upper(votes, (3, 2), quorum_total=Fraction(3, 100), quorum_district=Fraction(4, 100))
    assert result.admitted == (True, True, True, False)
    result = apportion_upper(votes, (3, 2), quorum_total=Fraction(3, 100), quorum_district=Fraction(5, 100))
    assert result.admitted == (True, False, True, False)
    assert result.votes == ((96, 40), (0, 0), (0, 60), (0, 0))
    assert result.strengths == (136, 0, 60, 0)
    assert result.seats == (3, 0, 2, 0)


def test_upper_ballots_with_as_many_votes_as_seats() -> None:
    votes = [[100, 5], [50, 10]]
    by_voter = apportion_upper(votes, (10, 1), ballots="seats")
    assert by_voter.strengths == (15, 15)
    assert by_voter.apportionment.tie is not None
    rounded = apportion_upper([[7, 0], [5, 0]], (2, 1), ballots="seats", rounded=True)
    assert rounded.strengths == (4, 3)
    with pytest.raises(ValueError, match="a district without seats has votes"):
        apportion_upper(votes, (10, 0), ballots="seats")
    with pytest.raises(ValueError, match="voters, seats, not 'lists'"):
        apportion_upper(votes, (10, 1), ballots="lists")


@pytest.mark.parametrize("winner_takes_one", [False, True])
def test_many_tables_are_as_one(winner_takes_one: bool) -> None:
    random = np.random.default_rng(10)
    seen = set()
    for shape, most in (((3, 4), 5), ((4, 3), 10**4), ((1, 3), 20), ((6, 5), 10**6), ((2, 2), 2**61)):
        votes = random.integers(0, most, (40, *shape), endpoint=True)
        votes[random.random(votes.shape) < 0.15] = 0
        seats = random.integers(0, 4, (40, *shape)) * (votes > 0)
        rows, columns = seats.sum(2), seats.sum(1)
        columns[::9, 0] += 1
        found, status = biproportional_many(votes, rows, columns, winner_takes_one=winner_takes_one)
        for n in range(40):
            try:
                one = biproportional(votes[n], rows[n], columns[n], winner_takes_one=winner_takes_one)
            except InfeasibleTotals:
                expected, as_expected = np.zeros(shape).tolist(), 2
            else:
                expected, as_expected = [list(row) for row in one.seats], 1 if one.tie else 0
            assert (found[n].tolist(), status[n]) == (expected, as_expected), (votes[n], rows[n], columns[n])
            seen.add(as_expected)
    assert seen == {0, 1, 2}


def test_the_kernel_settles_alone_what_is_no_near_tie() -> None:
    random = np.random.default_rng(11)
    votes = random.integers(100, 9000, (300, 9, 7))
    rows, columns = np.array([[14] * 8 + [13]]), np.array([[44, 30, 20, 12, 9, 6, 4]])
    seats, status = np.zeros(votes.shape, np.int16), np.zeros(300, np.int8)
    solve(votes, rows, columns, False, seats, status)
    assert (status == 0).mean() > 0.99
    assert (seats[status == 0].sum(2) == rows).all()
    assert (seats[status == 0].sum(1) == columns).all()


def test_many_tables_take_one_pair_of_totals_for_all() -> None:
    votes = np.array([[[200, 10], [100, 11]], [[3, 1], [1, 1]]])
    found, status = biproportional_many(votes, np.array([2, 1]), np.array([2, 1]))
    assert found[0].tolist() == [[1, 1], [1, 0]]
    assert status.tolist() == [0, 1]
    assert biproportional_many(votes[:, :, :0], np.array([0, 0]), np.array([], int))[1].tolist() == [0, 0]


@pytest.mark.parametrize(
    ("votes", "rows", "columns", "error", "message"),
    [
        (np.ones((1, 2, 2)), [2, 2], [2, 2], TypeError, "votes must be an int64 array"),
        (
            np.ones((2, 2), int),
            [2, 2],
            [2, 2],
            ValueError,
            "three dimensions, tables, rows and columns, not 2",
        ),
        (np.ones((1, 2, 3), int).transpose(0, 2, 1), [2, 2, 2], [3, 3], ValueError, "C-ordered"),
        (-np.ones((1, 2, 2), int), [2, 2], [2, 2], ValueError, "negative in table 0"),
        (np.ones((3, 2, 2), int), [2, 2, 2], [2, 2], ValueError, r"row_totals has the shape \(3,\)"),
        (np.ones((1, 2, 2), int), [2, 2], [2, -2], ValueError, "column_totals must lie between 0 and 32767"),
        (np.ones((1, 2, 2), int), [2.0, 2.0], [2, 2], TypeError, "row_totals must be an int64 array"),
    ],
)
def test_arrays_that_are_no_tables(votes: Any, rows: Any, columns: Any, error: Any, message: str) -> None:
    with pytest.raises(error, match=message):
        biproportional_many(votes, np.array(rows), np.array(columns))


def test_a_second_implementation_agrees() -> None:
    """votelib knows neither ties nor tables whose totals cannot be met: cells all have votes."""
    votelib = pytest.importorskip("votelib.evaluate.proportional", reason="votelib is not installed")
    evaluator = votelib.BiproportionalEvaluator("sainte_lague")
    random = np.random.default_rng(12)
    compared = 0
    for _ in range(120):
        height, width = random.integers(2, 6, 2)
        votes = random.integers(1, 10**5, (height, width)).tolist()
        house = int(random.integers(5, 60))
        parties = apportion(map(sum, turned(votes)), house, method="sainte-lague")
        districts = apportion(map(sum, votes), house, method="sainte-lague")
        if parties.tie or districts.tie:
            continue
        named = {f"d{i}": {f"p{j}": count for j, count in enumerate(row)} for i, row in enumerate(votes)}
        sizes = {f"d{i}": seats for i, seats in enumerate(districts.seats)}
        theirs = evaluator.evaluate(named, sizes)
        ours = biproportional(votes, districts.seats, parties.seats)
        assert ours.tie is None
        assert [list(row) for row in ours.seats] == [
            [theirs[f"d{i}"].get(f"p{j}", 0) for j in range(width)] for i in range(height)
        ]
        compared += 1
    assert compared > 100


def test_totals_up_to_the_end_of_16_bits() -> None:
    seats, status = biproportional_many(np.ones((1, 1, 1), np.int64), np.array([32767]), np.array([32767]))
    assert (seats.tolist(), status.tolist()) == ([[[32767]]], [0])
