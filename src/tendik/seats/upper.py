"""Quorums and the seats of each list in the whole country: the first half of double Pukelsheim.

The second half, :func:`tendik.seats.biproportional`, gives them out to the districts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from tendik.seats.apportion import Apportionment, apportion
from tendik.seats.limits import whole_number
from tendik.seats.thresholds import Base, admitted
from tendik.seats.totals import Matrix, Table, read_table

BALLOTS = ("voters", "seats")


@dataclass(frozen=True)
class Upper:
    """The lists that take part, and their seats.

    Attributes
    ----------
    admitted : tuple of bool, shape (L,)
    votes : tuple of tuple of int, shape (L, D)
        Votes with zeros for lists that are not admitted, as ``biproportional`` takes them.
    strengths : tuple of Fraction, shape (L,)
        Voters behind each list in the whole country; zero where it is not admitted.
    apportionment : Apportionment
        Seats of the lists on their strengths; its ``tie`` must be settled by lot first.
    """

    admitted: tuple[bool, ...]
    votes: Matrix
    strengths: tuple[Fraction, ...]
    apportionment: Apportionment

    @property
    def seats(self) -> tuple[int, ...]:
        """Seats of each list: the row totals."""
        return self.apportionment.seats


def apportion_upper(
    votes: Iterable[Iterable[int]],
    district_seats: Sequence[int],
    *,
    quorum_total: Fraction | None = None,
    quorum_district: Fraction | None = None,
    ballots: str = "voters",
    rounded: bool = False,
    method: str = "sainte-lague",
) -> Upper:
    """Admit lists by quorum and apportion the seats of all districts to them.

    Parameters
    ----------
    votes : iterable of iterable of int, shape (L, D)
        One list a row, one district a column.
    district_seats : sequence of int, shape (D,)
    quorum_total, quorum_district : Fraction, optional
        Share of all votes, or of the votes of at least one district, that admits a list.
        Where both are given, either suffices; a list exactly on it is admitted.
    ballots : {"voters", "seats"}
        What a vote is: a voter, or one of as many votes as the district has seats, so that
        votes divided by seats are the voters behind a list.
    rounded : bool
        Whether the voters behind a list are rounded to whole ones in each district (half up).
    method : str
        One of ``METHODS``; Zurich, Aargau and Zug round to the nearest.

    Raises
    ------
    ValueError
        Votes in a district without seats, where ballots hold as many votes as seats.
    Infeasible
        There are seats and no list is admitted.
    """
    if ballots not in BALLOTS:
        raise ValueError(f"ballots must be one of {', '.join(BALLOTS)}, not {ballots!r}")
    lines = [list(row) for row in votes]
    seats = [whole_number(value, "every number of district seats") for value in district_seats]
    table = read_table(lines, (0,) * len(lines), seats)
    entered = _entered(table, quorum_total, quorum_district)
    kept = tuple(row if yes else (0,) * len(row) for row, yes in zip(table.votes, entered, strict=True))
    strengths = tuple(
        sum(
            (_voters(count, size, ballots, rounded) for count, size in zip(row, seats, strict=True)),
            Fraction(),
        )
        for row in kept
    )
    common = lcm(*(strength.denominator for strength in strengths))
    result = apportion([int(strength * common) for strength in strengths], sum(seats), method=method)
    return Upper(entered, kept, strengths, result)


def _entered(table: Table, total: Fraction | None, district: Fraction | None) -> tuple[bool, ...]:
    if total is None and district is None:
        return (True,) * len(table.votes)
    entered = [False] * len(table.votes)
    if total is not None:
        cast = sum(map(sum, table.votes))
        by_list = [sum(row) for row in table.votes]
        entered = [yes is True for yes in admitted(by_list, share=total, base=Base(cast, cast))]
    if district is not None:
        for column in zip(*table.votes, strict=True):
            cast = sum(column)
            passed = admitted(column, share=district, base=Base(cast, cast))
            entered = [
                before or (yes is True and cast > 0) for before, yes in zip(entered, passed, strict=True)
            ]
    return tuple(entered)


def _voters(count: int, size: int, ballots: str, rounded: bool) -> Fraction:
    if ballots == "voters" or not count:
        return Fraction(count)
    if not size:
        raise ValueError("a district without seats has votes")
    voters = Fraction(count, size)
    return Fraction((2 * voters + 1) // 2) if rounded else voters
