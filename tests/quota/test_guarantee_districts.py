"""The floor of a constituency against every list and every vote in it, counted and corrected."""

import itertools
from dataclasses import replace

import pytest

from tendik import elections, laws, quota
from tendik.errors import BadInput, Infeasible, TendikError
from tendik.laws.schema import ConstituenciesRule, CorrectionRule, ListOrderRule
from tendik.quota.districts import count_district
from tendik.seats import Allocation
from tendik.values import Candidate, PartyList

CHILE = laws.load("chl-convention")
KYRGYZSTAN = laws.load("kgz-jogorku-kenesh")
SEX = {"F": "female", "M": "male"}


def people(line, votes=None, district="1"):
    return tuple(
        Candidate(
            sex=SEX.get(letter),
            attributes={"district": district, "votes": str(votes[place] if votes else 0)},
            row=place + 2,
        )
        for place, letter in enumerate(line)
    )


def won(*districts):
    """An allocation: for each constituency the seats of its lists, which state where they stand."""
    lists = tuple(
        PartyList(f"{key}-{number}", {}, candidates=people("F", district=key))
        for key, seats in districts
        for number in range(len(seats))
    )
    counts = tuple(count for _, seats in districts for count in seats)
    return Allocation("law", "", sum(counts), lists, counts, ())


def women(law, lists, seats, by_list):
    """Women elected under every vote that gives each list its seats, after the correction."""
    ways = [itertools.permutations(range(len(one)), count) for one, count in zip(lists, by_list, strict=True)]
    for chosen in itertools.product(*(list(way) for way in ways)):
        parties = []
        for number, (line, best) in enumerate(zip(lists, chosen, strict=True)):
            votes = [1 + place for place in range(len(line))]
            for rank, place in enumerate(best):
                votes[place] = 1000 - 17 * rank - number
            parties.append(PartyList(f"1-{number}", {}, candidates=people(line, votes)))
        try:
            result = count_district(law, parties, seats)
        except Infeasible:
            continue
        assert tuple(result.seats.values()) == by_list
        by_id = {party.id: party for party in parties}
        yield sum(by_id[key].candidates[place].sex == "female" for key, place in result.elected)


def sized(law, seats, bound=None):
    """The law with constituencies of so many seats, and another bound of the correction."""
    rules = []
    for rule in law.rules:
        if isinstance(rule, ConstituenciesRule):
            rule = rule.model_validate({**rule.model_dump(), "each": seats, "seats": {}})
        if isinstance(rule, CorrectionRule) and bound:
            rule = rule.model_validate({**rule.model_dump(), "bound": bound})
        rules.append(rule)
    return replace(law, rules=tuple(rules))


def complying(law, longest):
    lines = (line for n in range(1, longest + 1) for line in itertools.product("FM", repeat=n))
    return [line for line in lines if not quota.check(law, [PartyList("a", {}, candidates=people(line))])]


@pytest.mark.parametrize("bound", [None, "difference at most 2", "at least 1", "at most 1", "at least 2/5"])
@pytest.mark.parametrize("by_list", [(1,), (2,), (3,), (1, 1), (2, 1), (1, 1, 1), (2, 2)])
def test_lists_of_a_district_corrected_together(by_list, bound):
    seats = sum(by_list)
    law = sized(CHILE, seats, bound)
    lines = complying(CHILE, 4)
    found = [
        count
        for lists in itertools.combinations_with_replacement(lines, len(by_list))
        if all(len(line) >= count for line, count in zip(lists, by_list, strict=True))
        for count in women(law, lists, seats, by_list)
    ]
    outcome = quota.guarantee(law, won(("1", by_list)))
    assert (outcome["women"], outcome.most["women"]) == (min(found), max(found))
    assert outcome["men"] == seats - max(found)
    assert outcome.by_constituency == {"1": {"women": min(found), "men": seats - max(found)}}


@pytest.mark.parametrize("bound", [None, "at least 1", "at least 1/3", "difference at most 1"])
@pytest.mark.parametrize("seats", [1, 2, 3, 4])
def test_the_most_voted_of_a_district(seats, bound):
    law = sized(KYRGYZSTAN, seats, bound)
    found = []
    for names in range(seats, seats + 4):
        for line in itertools.product("FM", repeat=names):
            votes = [100 - place for place in range(names)]
            party = PartyList("1-0", {}, candidates=people(line, votes))
            try:
                result = count_district(law, [party], seats)
            except Infeasible:
                continue
            found.append(sum(line[place] == "F" for _, place in result.elected))
    outcome = quota.guarantee(law, won(("1", (seats,))))
    assert (outcome["women"], outcome.most["women"]) == (min(found), max(found))


def test_certificates_of_a_district_comply_and_attain_the_floor_together():
    outcome = quota.guarantee(CHILE, won(("6", (3, 2, 2, 1)), ("1", (2, 1))))
    assert (outcome["women"], outcome.of) == (4 + 1, 11)
    assert [one.seats for one in outcome.certificates["women"]] == [3, 2, 2, 1, 2, 1]
    elected = 0
    for one in outcome.certificates["women"]:
        line = ["F" if "women" in person else "M" for person in one.line]
        assert not quota.check(CHILE, [PartyList("a", {}, candidates=people(line))])
        assert len(one.places) == one.seats
        elected += sum(line[place] == "F" for place in one.places)
    assert elected == 5


def test_chile_2021_guaranteed_62_of_138_to_each_sex():
    election = elections.load("chl-convention-2021")
    allocation = quota.elect(CHILE, election).allocation
    for lists in (None, election.lists):
        outcome = quota.guarantee(CHILE, allocation, lists=lists)
        assert (dict(outcome), outcome.of) == ({"women": 62, "men": 62}, 138)
        assert len(outcome.by_constituency) == 28
    assert outcome.unmet == {}


def test_known_candidates_of_a_district():
    parties = [
        PartyList("1-0", {}, candidates=people("MMM")),
        PartyList("1-1", {}, candidates=people("MF?")),
    ]
    outcome = quota.guarantee(KYRGYZSTAN, won(("1", (2, 1))), lists=parties)
    assert (outcome["women"], outcome.most["women"]) == (1, 2)
    nobody = [PartyList("1-0", {}, candidates=people("MMMM"))]
    outcome = quota.guarantee(KYRGYZSTAN, won(("1", (3,))), lists=nobody)
    assert (outcome["women"], outcome.unmet) == (0, {"1": 1})


def test_known_lists_of_a_district_that_cannot_be_corrected():
    """Two men elected on lists of one name each: nobody may come in for either."""
    law = sized(CHILE, 2)
    parties = [PartyList(f"1-{n}", {}, candidates=people("M")) for n in range(2)]
    outcome = quota.guarantee(law, won(("1", (1, 1))), lists=parties)
    assert (outcome["women"], outcome.unmet) == (0, {"1": 1})


def test_a_list_that_does_not_say_where_it_stands():
    lists = (PartyList("a", {"en": "A"}),)
    with pytest.raises(BadInput, match="constituency"):
        quota.guarantee(CHILE, Allocation("law", "", 2, lists, (2,), ()))


def test_a_correction_where_the_order_decides_is_refused():
    order = CHILE.get(ListOrderRule)
    rules = [rule.model_copy(update={"order": "list"}) if rule is order else rule for rule in CHILE.rules]
    with pytest.raises(TendikError, match="not worked out"):
        quota.guarantee(replace(CHILE, rules=tuple(rules)), won(("1", (2, 1))))


def test_a_result_that_stands_where_nobody_is_left_guarantees_nothing_unless_somebody_stands():
    """Iraq until 2023: one woman a district comes in, if a woman stands there."""
    law = laws.load("irq-council", on="2021-10-10")
    law = replace(law, rules=(*law.rules, KYRGYZSTAN.get(ConstituenciesRule)))
    free = quota.guarantee(law, won(("1", (3,))))
    assert (free["women"], free.unmet) == (0, {})
    for line, floor in (("MMMMF", 1), ("MMMM", 0), ("MMFFF", 1)):
        parties = [PartyList("1-0", {}, candidates=people(line))]
        outcome = quota.guarantee(law, won(("1", (3,))), lists=parties)
        assert (outcome["women"], outcome.unmet) == (floor, {})


def test_seats_reserved_beside_those_of_constituencies():
    jordan = laws.load("jor-local")
    allocation = won(("1", (3,)), ("2", (5,)))
    sized_law = replace(jordan, rules=(*jordan.rules, KYRGYZSTAN.get(ConstituenciesRule)))
    assert quota.guarantee(sized_law, allocation).reserved == {"women": 2}  # a quarter of 6, upwards
    uganda = quota.guarantee(laws.load("uga-parliament"), won(("1", (1,)), ("2", (1,)), ("3", (1,))))
    assert (uganda["women"], uganda.of, uganda.reserved) == (0, 3, {"women": 3})
