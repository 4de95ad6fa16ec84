"""Chile's convention of 2021 from votes alone, against the published result."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from tendik import elections, laws, quota
from tendik.errors import BadInput, Infeasible
from tendik.quota.districts import count_district
from tendik.quota.mandates import fill
from tendik.seats import apportion_joined
from tendik.values import Candidate, PartyList

SHARED = Path(__file__).parents[3] / "shared/data/elections"
LAW = laws.load("chl-convention", on="2021-05-16")


@pytest.fixture(scope="module")
def outcome():
    return quota.elect(LAW, elections.load("chl-convention-2021"))


def elected_persons(outcome):
    """Everyone elected: district, sex, votes."""
    found = []
    for party in outcome.allocation.lists:
        rows = set(outcome.mandates.get(party.id, ()))
        for candidate in party.candidates:
            if candidate.row in rows:
                found.append((candidate.attributes["district"], candidate.sex, candidate.attributes["votes"]))
    return Counter(found)


def test_138_of_138_are_those_published(outcome):
    path = SHARED / "chile_convention_2021_candidates.csv"
    if not path.exists():
        pytest.skip("the public figures are not beside this repository")
    published = Counter()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["elected"] == "1":
                published[row["district"], {"F": "female", "M": "male"}[row["sex"]], row["votes"]] += 1
    assert sum(published.values()) == 138
    assert elected_persons(outcome) == published


def test_lists_have_the_published_seats(outcome):
    election = elections.load("chl-convention-2021")
    assert outcome.allocation.house == 138
    assert outcome.allocation.by_list == dict(election.published)


def test_eleven_districts_are_corrected_six_of_them_for_men(outcome):
    people = {c.row: c for party in outcome.allocation.lists for c in party.candidates}
    corrected = {}
    for _, out, into in outcome.replaced:
        assert {people[out].sex, people[into].sex} == {"female", "male"}
        corrected.setdefault(people[out].attributes["district"], []).append(people[into].sex)
    assert {key for key, sexes in corrected.items() if "male" in sexes} == {"3", "6", "12", "13", "18", "21"}
    assert {key for key, sexes in corrected.items() if "female" in sexes} == {"7", "14", "16", "22", "26"}
    assert len(corrected["6"]) == 2
    assert len(outcome.replaced) == 12
    assert len(outcome.allocation.steps) == 12


def test_every_district_is_within_parity(outcome):
    people = {c.row: c for party in outcome.allocation.lists for c in party.candidates}
    sexes = {}
    for rows in outcome.mandates.values():
        for row in rows:
            sexes.setdefault(people[row].attributes["district"], Counter())[people[row].sex] += 1
    assert len(sexes) == 28
    for district, counts in sexes.items():
        assert abs(counts["female"] - counts["male"]) == LAW.rules[1].of(district) % 2


def test_no_names_of_persons_are_shipped():
    for party in elections.load("chl-convention-2021").lists:
        for place, candidate in enumerate(party.candidates, start=1):
            assert candidate.name == f"{party.id} {place}"


def people(*written):
    found = []
    for row, text in enumerate(written, start=2):
        sex, votes = text.split()
        found.append(
            Candidate(sex={"F": "female", "M": "male", "?": None}[sex], attributes={"votes": votes}, row=row)
        )
    return PartyList("a", {"en": "A"}, candidates=tuple(found))


def test_an_unknown_sex_stops_a_correction():
    with pytest.raises(BadInput, match="cannot be decided"):
        fill(laws.load("xkx-assembly"), people("M 9", "? 5", "F 4"), 2)


def test_a_correction_that_finds_nobody_says_what_is_lacking():
    with pytest.raises(Infeasible) as raised:
        fill(laws.load("xkx-assembly"), people("F 5", "F 4", "F 3", "F 2"), 4)
    assert raised.value.relaxations == [(None, 2, 0)]


def test_a_single_mandate_is_not_corrected():
    assert fill(laws.load("xkx-assembly"), people("M 9", "F 5"), 1).places == (0,)


def test_a_correction_stays_in_the_party_then_in_the_list():
    law = laws.load("chl-convention")

    def candidate(sex, votes, inside):
        return Candidate(sex=sex, attributes={"votes": votes, "subparty": inside})

    def district(*others):
        one = PartyList("a", {}, candidates=(candidate("male", "500", "x"), candidate("female", "10", "x")))
        two = PartyList("b", {}, candidates=(candidate("male", "400", "y"), *others))
        return count_district(law, [one, two], 2)

    same_party = district(candidate("female", "90", "z"), candidate("female", "20", "y"))
    assert same_party.replaced == ((("b", 0), ("b", 2)),)
    only_list = district(candidate("female", "90", "z"))
    assert only_list.replaced == ((("b", 0), ("b", 1)),)
    nobody = district()
    assert nobody.replaced == ((("a", 0), ("a", 1)),)


@pytest.mark.parametrize("votes", [(500, 170, 330), (400, 200, 400), (10, 900, 90), (333, 333, 334)])
@pytest.mark.parametrize("seats", [1, 2, 3, 5])
def test_joined_lists_win_together_and_share_inside(votes, seats):
    """Albania 2009: d'Hondt among coalitions, Sainte-Laguë inside, as tendik.seats has it."""
    law = laws.load("alb-kuvendi", on="2009-06-28")
    lists = [
        PartyList(
            key,
            {"en": key},
            count,
            candidates=tuple(
                Candidate(sex="male", attributes={"alliance": alliance}, row=10 * at + row)
                for row in range(5)
            ),
        )
        for at, (key, count, alliance) in enumerate(zip("abc", votes, ("l", "l", ""), strict=True))
    ]
    expected = apportion_joined(votes, seats, [(0, 1)], method="dhondt", inside="sainte-lague")
    found = count_district(law, lists, seats, name="x")
    if found.lots:
        assert expected.tie is not None or any(expected.inside_ties)
    else:
        assert tuple(found.seats.values()) == expected.seats
        assert [step.code for step in found.steps] == ["elect.alliance"]


def test_lists_without_the_rule_do_not_join():
    law = laws.load("alb-kuvendi", on="2021-04-25")
    lists = [
        PartyList(
            key,
            {"en": key},
            count,
            candidates=(
                Candidate(sex="male", attributes={"alliance": "l", "votes": "0"}),
                Candidate(sex="female", attributes={"alliance": "l", "votes": "0"}),
            ),
        )
        for key, count in (("a", 50), ("b", 60), ("c", 70))
    ]
    assert count_district(law, lists, 1).seats == {"a": 0, "b": 0, "c": 1}
