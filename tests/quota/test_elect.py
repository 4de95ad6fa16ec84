"""Mandates of unordered lists: the party chooses, under a floor."""

from datetime import date

import pytest

from tendik import elections, laws, quota
from tendik.elections import Election
from tendik.errors import BadInput, TendikError
from tendik.values import Candidate, Count, PartyList

LAW = laws.load("kaz-majilis", on="2023-03-19")


def held(women=30, men=60):
    people = [Candidate(sex="female", born=date(1970, 1, 1), row=i) for i in range(1, women + 1)]
    people += [
        Candidate(sex="male", born=date(1970, 1, 1), disability=False, row=i)
        for i in range(women + 1, women + men + 1)
    ]
    lists = (PartyList("a", {"en": "A"}, votes=1000, candidates=tuple(people)),)
    return Election("x", {"en": "x"}, date(2023, 3, 19), "kaz-majilis", lists, took_part=Count(1000))


def test_an_unordered_list_answers_that_the_party_chooses():
    outcome = quota.elect(LAW, elections.load("kaz-majilis-2023"))
    assert outcome.status == "party chooses"
    assert outcome.mandates == {}
    assert outcome.least["women"] == 0
    assert outcome.most["women"] == 69
    assert outcome.least["women+under_29+disability"] == 23


def test_known_lists_narrow_the_bounds():
    outcome = quota.elect(LAW, held())
    assert (outcome.least["women"], outcome.most["women"]) == (21, 30)


def test_a_choice_that_keeps_the_floor_stands():
    outcome = quota.elect(LAW, held(), choices={"a": range(1, 70)})
    assert outcome.status == "complete"
    assert outcome.mandates == {"a": tuple(range(1, 70))}


def test_a_choice_below_the_floor_is_a_breach():
    outcome = quota.elect(LAW, held(), choices={"a": range(11, 80)})
    assert outcome.status == "breach"
    (finding,) = outcome.findings
    assert (finding.rule, finding.required, finding.found, finding.remedy.replace) == (
        "mandate-quota",
        21,
        (20, 20),
        1,
    )
    assert finding.remedy.add is None


def test_a_share_of_all_mandates_is_checked_over_all_parties():
    reading = next(reading for reading in LAW.readings if reading.id == "base")
    outcome = quota.elect(LAW.read_as(reading, "chamber"), held(), choices={"a": range(11, 80)})
    assert [finding.required for finding in outcome.findings] == [21]


@pytest.mark.parametrize(
    ("choices", "told"),
    [
        ({"a": range(1, 60)}, "mandates won: 69; persons chosen: 59"),
        ({"a": [*range(1, 69), 68]}, "chosen twice: 68"),
        ({"a": [*range(1, 69), 200]}, "no persons on these rows: 200"),
        ({"b": [1], "a": range(1, 70)}, "no list b"),
        ({}, "persons chosen: 0"),
    ],
)
def test_a_choice_that_cannot_be_is_refused(choices, told):
    with pytest.raises(BadInput, match=told):
        quota.elect(LAW, held(), choices=choices)


def test_an_open_lot_comes_before_any_choice():
    people = held().lists[0].candidates
    lists = tuple(PartyList(key, {"en": key}, votes=500, candidates=people) for key in "ab")
    tied = Election("x", {"en": "x"}, date(2023, 3, 19), "kaz-majilis", lists, took_part=Count(1000))
    outcome = quota.elect(LAW, tied, choices={"a": [1], "b": [1]})
    assert outcome.status == "lots open"
    assert [lot.id for lot in outcome.lots] == ["last-seats"]


def test_a_law_that_does_not_say_how_lists_are_filled_is_not_guessed():
    with pytest.raises(TendikError, match="list-order"):
        quota.elect(LAW.without("party-chooses"), held())


def test_every_open_reading_is_run():
    variations = quota.sensitivity(LAW, elections.load("kaz-majilis-2023"))
    changed = {(v.reading.id, v.alternative): v.changed for v in variations}
    union = "women+under_29+disability"
    assert changed["count", "sum"] == {union: (23, 9)}
    assert changed["rounding", "half-up"] == {union: (23, 21)}
    assert changed["rounding", "down"] == {union: (23, 18)}
    assert changed["base", "chamber"] == {union: (23, 21)}
    assert changed["threshold-base", "remaining"] == {}
    assert changed["age-day", "registration_day"] == {}
    assert len(variations) == sum(len(reading.alternatives) for reading in LAW.readings)


def test_the_length_of_lists_matters_where_only_the_list_has_a_quota():
    law = laws.load("kaz-majilis", on="2021-01-10")
    people = {"en": "A"}
    alone = Election(
        "x", people, date(2021, 1, 10), "kaz-majilis", (PartyList("a", people, votes=600), PartyList("b", people, votes=80)),
        took_part=Count(1000),
    )  # fmt: skip
    variations = quota.sensitivity(law, alone)
    changed = {(v.reading.id, v.alternative): v.changed for v in variations}
    assert changed["list-length-rounding", "up"] == {}
    assert changed["rounding", "down"] == {}
