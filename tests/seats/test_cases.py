"""Published elections and constructed cases with known answers."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tendik.seats import METHODS, apportion
from tendik.values import Tie

CASES = Path(__file__).parents[3] / "shared" / "cases"
pytestmark = pytest.mark.skipif(
    not CASES.is_dir(), reason="the folder of shared cases is not beside the project"
)

OURS = {
    "dhondt": "dhondt",
    "saintelague": "sainte-lague",
    "modified_saintelague_1_4": "modified-sainte-lague",
    "huntington": "huntington-hill",
    "adams": "adams",
    "dean": "dean",
    "largest_remainder": "hare",
    "hare": "hare",
}


def load(name: str) -> Any:
    return json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))


def case(identifier: str) -> Any:
    (found,) = (case for case in load("unit_vectors")["cases"] if case["id"] == identifier)
    return found


def settled(votes: Any, house: int, method: str, **limits: Any) -> list[int]:
    result = apportion(votes, house, method=method, **limits)
    assert result.tie is None
    return list(result.seats)


@pytest.mark.parametrize(
    "identifier",
    [
        "by1",
        "by2",
        "wahlrecht_dhondt",
        "wahlrecht_compare",
        "adams_50",
        "hare_60",
        "hare_wiki_en",
        "hare_31",
        "divisor_extreme_range",
        "saintelague_vs_modified",
    ],
)
def test_published_examples_of_the_methods(identifier: str) -> None:
    vector = case(identifier)
    compared = 0
    for name, expected in vector["expected"].items():
        if name in OURS:
            assert settled(vector["votes"], vector["seats"], OURS[name]) == expected, name
            compared += 1
    assert compared


@pytest.mark.parametrize("method", [method for method in METHODS if method != "imperiali"])
def test_lists_without_votes_get_nothing(method: str) -> None:
    vector = case("zero_vote_parties")
    assert settled(vector["votes"], vector["seats"], method) == vector["expected_all_methods"]


@pytest.mark.parametrize("method", METHODS)
def test_fewer_seats_than_lists_go_to_the_largest(method: str) -> None:
    vector = case("fewer_seats_than_parties")
    assert settled(vector["votes"], vector["seats"], method) == vector["expected_all_methods"]


@pytest.mark.parametrize("method", METHODS)
def test_a_tie_that_cannot_be_avoided_is_reported(method: str) -> None:
    vector = case("tie_unavoidable")
    result = apportion(vector["votes"], vector["seats"], method=method)
    assert result.seats == (1, 1, 1)
    assert result.tie == Tie((0, 1, 2), 1)


@pytest.mark.parametrize("method", METHODS)
def test_equal_votes_are_no_tie_where_seats_suffice(method: str) -> None:
    vector = case("tie_avoidable")
    assert settled(vector["votes"], vector["seats"], method) == vector["expected"]


def test_imperiali_quota_in_plzen_awards_one_seat_too_many() -> None:
    vector = case("imperiali_overaward_plzen_2021")
    votes = list(vector["votes"].values())
    method = "imperiali-quota"
    ignored = settled(votes, vector["seats"], method, over_award="ignore")
    assert ignored == list(vector["expected_if_ignored"].values())
    subtracted = settled(votes, vector["seats"], method)
    assert subtracted == list(vector["expected_subtract_smallest_remainder"].values())


def test_subtraction_may_end_in_a_tie() -> None:
    vector = case("imperiali_overaward_tied")
    result = apportion(vector["votes"].values(), vector["seats"], method="imperiali-quota")
    assert result.seats == (0, 1, 0)
    assert result.tie == Tie((0, 1, 2), 1)


def test_a_maximum_of_seats() -> None:
    vector = case("max_seats")
    expected = list(vector["expected"].values())
    assert settled(vector["votes"].values(), vector["seats"], "dhondt", maximum=5) == expected


def test_a_tie_for_the_last_seat() -> None:
    vector = case("dhondt_tie_A_C")
    result = apportion(vector["votes"].values(), vector["seats"], method="dhondt")
    assert result.seats == (1, 1, 0)
    assert result.tie == Tie((0, 2), 1)


def test_one_vote_takes_all_seats() -> None:
    vector = case("nl_issue_1356")
    votes = [sum(candidates) for candidates in vector["votes_per_candidate"]]
    assert settled(votes, vector["seats"], "dhondt") == [0, 0, 19]


@pytest.mark.parametrize(
    "index",
    range(7),
    ids=lambda index: load("peer_bug_cases")["cases"][index]["id"] if CASES.is_dir() else "-",
)
def test_inputs_on_which_libraries_went_wrong(index: int) -> None:
    vector = load("peer_bug_cases")["cases"][index]
    result = apportion(vector["votes"], vector["seats"], method=OURS[vector["method"]])
    tie = vector["tie"]
    assert list(result.seats) == vector["sure_seats" if tie else "expected"]
    assert result.tie == (Tie(tuple(tie["among"]), tie["seats_left"]) if tie else None)


def test_austria_1994_to_2019() -> None:
    for election in load("austria_nr")["elections"]:
        cast = sum(election["votes"])
        votes = [votes if 25 * votes >= cast else 0 for votes in election["votes"]]
        assert settled(votes, 183, "dhondt") == election["expected"], election["year"]


def test_knesset_with_joined_lists() -> None:
    for election in load("israel_knesset_apparentement")["elections"]:
        assert settled(election["votes"], 120, "dhondt") == election["expected"], election["knesset"]


def test_czech_seats_in_the_european_parliament_2019() -> None:
    election = load("cz_ep_2019")
    cast = sum(election["votes"].values())
    votes = {name: votes for name, votes in election["votes"].items() if 20 * votes >= cast}
    seats = settled(votes.values(), 21, "dhondt")
    assert dict(zip(votes, seats, strict=True)) == election["expected"]


def test_czech_chamber_2017() -> None:
    election = load("cz_psp_2017")
    votes, regions = election["votes"], election["regions"]
    valid = [sum(by_region[region] for by_region in votes.values()) for region in regions]
    houses = settled(valid, 200, "hare")
    entitled = [name for name in votes if 20 * sum(votes[name].values()) >= sum(valid)]
    total = dict.fromkeys(entitled, 0)
    for region, house in zip(regions, houses, strict=True):
        seats = settled([votes[name][region] for name in entitled], house, "dhondt")
        for name, won in zip(entitled, seats, strict=True):
            total[name] += won
        if region in election["expected_regional"]:
            won_here = {name: won for name, won in zip(entitled, seats, strict=True) if won}
            assert won_here == election["expected_regional"][region]
    assert total == election["expected_national"]


@pytest.mark.parametrize("year", ["y2008", "y2014"])
def test_new_zealand_with_overhang(year: str) -> None:
    election = load("nz_overhang_2008_2014")[year]
    votes, electorates = election["party_votes"], election["electorates"]
    share = Fraction(5, 100) * sum(votes.values())
    entitled = {name: n for name, n in votes.items() if n >= share or name in electorates}
    listed = dict(zip(entitled, settled(entitled.values(), 120, "sainte-lague"), strict=True))
    total = {name: max(seats, electorates.get(name, 0)) for name, seats in listed.items()}
    assert total == election["expected_total"]
