"""The published seats of every election of the Mazhilis by lists, from the votes."""

import pytest

from tendik import elections, laws, seats

PUBLISHED = {
    "kaz-majilis-2004": {"otan": 7, "ak-zhol": 1, "asar": 1, "aist": 1},
    "kaz-majilis-2007": {"nur-otan": 98},
    "kaz-majilis-2012": {"nur-otan": 83, "ak-zhol": 8, "cppk": 7},
    "kaz-majilis-2016": {"nur-otan": 84, "ak-zhol": 7, "cppk": 7},
    "kaz-majilis-2021": {"nur-otan": 76, "ak-zhol": 12, "peoples-party": 10},
    "kaz-majilis-2023": {
        "amanat": 40,
        "auyl": 8,
        "respublica": 6,
        "ak-zhol": 6,
        "peoples-party": 5,
        "osdp": 4,
    },
}


def allocated(name):
    election = elections.load(name)
    return seats.allocate(laws.load(election.law, on=election.date), election)


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_published_seats_come_out(name):
    won = {key: count for key, count in allocated(name).by_list.items() if count}
    assert won == PUBLISHED[name]
    assert {key: count for key, count in elections.load(name).published.items() if count} == won


@pytest.mark.parametrize("name", PUBLISHED)
def test_nothing_is_left_open(name):
    allocation = allocated(name)
    assert allocation.lots == ()
    assert allocation.undecided == ()


def test_every_built_in_election_is_checked_here():
    ids = {listed.id for listed in elections.available()}
    assert {name for name in ids if name.startswith("kaz-")} == set(PUBLISHED)


def test_an_estimated_count_is_proven_not_to_matter():
    codes = [step.code for step in allocated("kaz-majilis-2004").steps]
    assert "seats.estimate" in codes
    assert "seats.estimate-proof" in codes


def test_a_missing_base_is_proven_not_to_matter():
    codes = [step.code for step in allocated("kaz-majilis-2012").steps]
    assert "seats.threshold-between" in codes
    assert "seats.threshold-proof" in codes


def test_the_reform_on_the_votes_of_2023():
    allocation = seats.allocate(laws.load("kaz-kurultai"), elections.load("kaz-majilis-2023"))
    assert allocation.seats == (83, 17, 13, 13, 11, 8, 0)
