"""Mandates of unordered lists: the party chooses, under a floor."""

from dataclasses import replace
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


KOSOVO = laws.load("xkx-assembly", on="2019-10-06")
SHARES = [rule for rule in LAW.rules if rule.kind in ("mandates", "apportionment")]


def ordered(law, seats, **lists):
    """A law of ordered lists with so many mandates, and an election with one vote a letter."""
    shares = [
        rule.model_copy(update={"lists": seats}) if rule.kind == "mandates" else rule for rule in SHARES
    ]
    row = 1
    parties = []
    for key, line in lists.items():
        people = []
        for place, letter in enumerate(line):
            row += 1
            sex = {"F": "female", "M": "male"}[letter]
            people.append(Candidate(sex=sex, attributes={"votes": str(90 - place)}, row=row))
        parties.append(PartyList(key, {"en": key}, votes=100 * (len(line) or 1), candidates=tuple(people)))
    election = Election("x", {"en": "x"}, date(2019, 10, 6), law.id, tuple(parties), took_part=Count(5000))
    return replace(law, rules=(*law.rules, *shares)), election


def test_a_closed_list_elects_its_first_places():
    law, election = ordered(laws.load("cri-asamblea"), 4, a="FMFM", b="MFMF")
    outcome = quota.elect(law, election)
    assert outcome.status == "elected"
    assert outcome.mandates == {"a": (2, 3), "b": (6, 7)}
    assert outcome.least == outcome.most == {"women": 2, "men": 2}


def test_a_correction_replaces_the_last_elected_and_is_told():
    law, election = ordered(KOSOVO, 6, a="MMMFM", b="FMMFF")
    outcome = quota.elect(law, election)
    assert outcome.mandates == {"a": (2, 3, 5), "b": (7, 8, 9)}
    assert outcome.replaced == (("a", 4, 5),)
    assert str(outcome.allocation.steps[-1].message) == "4 gives way to 5."
    assert outcome.allocation.steps[-1].article == "Art. 111(6) of Law 03/L-073"


def test_too_few_names_leave_seats_vacant_and_it_is_said():
    law, election = ordered(laws.load("cri-asamblea"), 8, a="F", b="MFM")
    outcome = quota.elect(law, election)
    assert outcome.allocation.seats == (2, 6)
    assert outcome.mandates == {"a": (2,), "b": (3, 4, 5)}
    assert outcome.bounds.vacant == 4
    said = [step.message.values["vacant"] for step in outcome.allocation.steps if step.code == "elect.vacant"]
    assert said == [1, 3]


def without_rows(election):
    lists = (
        replace(party, candidates=tuple(replace(person, row=None) for person in party.candidates))
        for party in election.lists
    )
    return replace(election, lists=tuple(lists))


def test_persons_without_rows_are_counted_from_1():
    law, election = ordered(KOSOVO, 6, a="MMMFM", b="FMMFF")
    outcome = quota.elect(law, without_rows(election))
    assert outcome.mandates == {"a": (1, 2, 4), "b": (1, 2, 3)}
    assert outcome.replaced == (("a", 3, 4),)
    chosen = quota.elect(LAW, without_rows(held()), choices={"a": range(2, 71)})
    assert chosen.mandates == {"a": tuple(range(2, 71))}


def test_a_party_with_fewer_names_than_seats_chooses_them_all():
    outcome = quota.elect(LAW, held(women=20, men=10), choices={"a": range(1, 31)})
    assert outcome.mandates == {"a": tuple(range(1, 31))}
    with pytest.raises(BadInput, match="mandates won: 69; persons chosen: 29"):
        quota.elect(LAW, held(women=20, men=10), choices={"a": range(1, 30)})


@pytest.mark.parametrize(
    ("lists", "told"),
    [
        ((PartyList("a", {"en": "A"}, votes=1), PartyList("a", {"en": "B"}, votes=2)), "same identifier: a"),
        ((PartyList("a", {"en": "A"}, votes=-5),), "zero or more: -5"),
        ((PartyList("a", {"en": "A"}, votes=1.5),), "zero or more: 1.5"),
    ],
)
def test_an_election_that_cannot_be_is_refused(lists, told):
    with pytest.raises(BadInput, match=told):
        Election("x", {"en": "x"}, None, None, lists)


def test_without_names_only_the_floor_is_known():
    law, election = ordered(laws.load("cri-asamblea"), 4, a="", b="")
    outcome = quota.elect(law, election)
    assert (outcome.status, outcome.mandates) == ("names missing", {})
    assert (outcome.least["women"], outcome.most["women"]) == (2, 2)


def test_nobody_is_elected_while_one_list_with_seats_lacks_its_names():
    law, election = ordered(laws.load("cri-asamblea"), 4, a="FMFM", b="")
    named, nameless = election.lists
    election = replace(election, lists=(replace(named, votes=100), replace(nameless, votes=300)))
    outcome = quota.elect(law, election)
    assert outcome.allocation.seats == (1, 3)
    assert (outcome.status, outcome.mandates) == ("names missing", {})
    assert outcome.bounds.by_list["a"] == {"women": 1, "men": 0}
    assert (outcome.least["women"], outcome.most["women"]) == (2, 3)
