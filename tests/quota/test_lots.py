"""Ties among persons: an open lot with its options, the count resumed, a lot that cannot matter."""

from dataclasses import replace
from itertools import combinations, product

import pytest

from tendik import laws, quota
from tendik.elections import Election
from tendik.errors import BadInput, Infeasible, Message
from tendik.laws.schema import CorrectionRule, ListOrderRule
from tendik.quota.districts import count_district
from tendik.quota.lots import MOST_DRAWS, Record, settle
from tendik.quota.mandates import fill
from tendik.values import Candidate, Count, Lot, PartyList

KOSOVO = laws.load("xkx-assembly")
KYRGYZSTAN = laws.load("kgz-jogorku-kenesh", on="2025-11-30")
CHILE = laws.load("chl-convention")


def people(*written, key="a"):
    found = []
    for row, text in enumerate(written, start=2):
        sex, votes = text.split()
        found.append(Candidate(sex={"F": "female", "M": "male"}[sex], attributes={"votes": votes}, row=row))
    return PartyList(key, {"en": key.upper()}, candidates=tuple(found))


def test_a_tie_for_the_last_seat_is_an_open_lot_with_its_options():
    filled = fill(KOSOVO, people("M 9", "F 5", "F 5"), 2)
    assert filled.lots == (Lot("a:elected", ("3", "4"), 1, KOSOVO.get(ListOrderRule).article),)
    assert filled.places == (0,)
    assert str(filled.steps[-1].message) == "Equal claims: 3, 4. A lot decides who wins: 1; it is open."


@pytest.mark.parametrize("winner", [3, 4])
def test_the_count_resumes_with_the_lot_drawn(winner):
    filled = fill(KOSOVO, people("M 9", "F 5", "F 5"), 2, lots={"a:elected": [str(winner)]})
    assert filled.places == (0, winner - 2)
    assert (filled.lots, filled.drawn) == ((), {"a:elected": (str(winner),)})
    assert str(filled.steps[0].message).endswith(f"won by: {winner}.")


@pytest.mark.parametrize("winners", [["2"], ["3", "4"], [], ["3", "3"]])
def test_a_lot_won_by_others_than_its_options_is_refused(winners):
    with pytest.raises(BadInput, match="needs so many winners: 1"):
        fill(KOSOVO, people("M 9", "F 5", "F 5"), 2, lots={"a:elected": winners})


def test_a_lot_that_the_count_does_not_need_is_left_aside():
    filled = fill(KOSOVO, people("M 9", "F 5", "F 4"), 2, lots={"a:elected": ["2"]})
    assert (filled.places, filled.drawn) == ((0, 1), {})


def test_a_lot_that_the_correction_undoes_is_skipped_and_told():
    filled = fill(KOSOVO, people("M 9", "M 5", "F 5"), 2)
    assert (set(filled.places), filled.lots) == ({0, 2}, ())
    assert [step.code for step in filled.steps][:1] == ["elect.lot-skipped"]
    assert "whoever wins it, the same are elected" in str(filled.steps[0].message)


def test_no_lot_where_all_with_equal_votes_get_in_or_none():
    filled = fill(KOSOVO, people("M 9", "F 9", "F 4", "M 4"), 2)
    assert (filled.places, filled.steps, filled.lots) == ((0, 1), (), ())


def test_a_tie_of_those_who_may_give_way_is_a_lot():
    district = count_district(KYRGYZSTAN, [people("M 9", "M 5", "M 5", "F 1")], 3, name="7")
    assert [lot.id for lot in district.lots] == ["7:gives-way"]
    assert district.lots[0].options == ("3", "4")
    assert set(district.elected) == {("a", 0), ("a", 3)}
    drawn = count_district(
        KYRGYZSTAN, [people("M 9", "M 5", "M 5", "F 1")], 3, name="7", lots={"7:gives-way": ["3"]}
    )
    assert drawn.replaced == ((("a", 1), ("a", 3)),)


def test_a_tie_of_those_who_may_come_in_is_a_lot():
    district = count_district(KYRGYZSTAN, [people("M 9", "M 8", "M 7", "F 1", "F 1")], 3, name="7")
    assert [(lot.id, lot.options) for lot in district.lots] == [("7:comes-in", ("5", "6"))]
    assert set(district.elected) == {("a", 0), ("a", 1)}


def test_both_of_equal_votes_give_way_without_a_lot():
    both = count_district(CHILE, [people("M 9", "M 8", "M 5", "M 5", "F 3", "F 2")], 4)
    assert {place for _, place in both.elected} == {0, 1, 4, 5}
    assert both.lots == ()


def test_a_tie_between_lists_of_a_constituency_is_a_lot():
    lists = [people("F 10", key="a"), replace(people("F 10"), id="b")]
    open_lot = count_district(CHILE, lists, 1, name="2")
    assert (open_lot.lots[0].id, open_lot.lots[0].options, open_lot.elected) == ("2:lists", ("a", "b"), ())
    drawn = count_district(CHILE, lists, 1, name="2", lots={"2:lists": ["b"]})
    assert drawn.elected == (("b", 0),)


def test_elect_reports_open_lots_of_every_list_and_resumes():
    shares = [
        rule.model_copy(update={"lists": 4}) if rule.kind == "mandates" else rule
        for rule in laws.load("kaz-majilis", on="2023-03-19").rules
        if rule.kind in ("mandates", "apportionment")
    ]
    law = replace(KOSOVO, rules=(*KOSOVO.rules, *shares))
    a = replace(people("M 9", "F 5", "F 5"), votes=100)
    b = PartyList("b", {"en": "B"}, 100, candidates=tuple(replace(p, row=p.row + 10) for p in a.candidates))
    held = Election("x", {"en": "x"}, None, law.id, (a, b), took_part=Count(200))
    outcome = quota.elect(law, held)
    assert (outcome.status, [lot.id for lot in outcome.lots]) == ("lots open", ["a:elected", "b:elected"])
    assert outcome.mandates == {"a": (2,), "b": (12,)}
    assert (outcome.least["women"], outcome.most["women"]) == (0, 2)
    again = quota.elect(law, held, lots={"a:elected": ["3"], "b:elected": ["14"]})
    assert (again.status, again.mandates) == ("elected", {"a": (2, 3), "b": (12, 14)})
    assert again.allocation.drawn == {"a:elected": ("3",), "b:elected": ("14",)}
    assert "a:elected=3" in again.allocation.replay.call


def test_every_way_to_draw_is_tried_before_a_lot_is_left_open():
    """Against brute force: a lot is skipped exactly if all completions elect the same."""
    for sexes in product("FM", repeat=4):
        for votes in product((2, 1), repeat=4):
            party = people(*(f"{s} {v}" for s, v in zip(sexes, votes, strict=True)))
            for seats in (1, 2, 3):
                try:
                    filled = fill(KOSOVO, party, seats)
                except quota_infeasible():
                    continue
                results = all_results(party, seats)
                assert filled.lots == () if len(results) == 1 else filled.lots
                assert set(filled.places) == frozenset.intersection(*results)


def quota_infeasible():
    from tendik.errors import Infeasible

    return Infeasible


def all_results(party, seats):
    """Who may be elected under the Kosovo rule, over every order that equal votes leave open."""
    found = set()
    votes = [int(person.attributes["votes"]) for person in party.candidates]
    women = {place for place, person in enumerate(party.candidates) if person.sex == "female"}
    places = range(len(votes))
    needed = -(-3 * seats // 10) if seats > 1 else 0
    high = [place for place in places if votes[place] == 2]
    low = [place for place in places if votes[place] == 1]
    from itertools import permutations

    for first in permutations(high):
        for second in permutations(low):
            order = [*first, *second]
            now = order[:seats]
            for group in (women, set(places) - women):
                while len(group & set(now)) < needed:
                    out = next(place for place in reversed(order) if place in now and place not in group)
                    into = next(place for place in order if place not in now and place in group)
                    now[now.index(out)] = into
            found.add(frozenset(now))
    return found


def test_too_many_draws_are_left_open_unproven():
    options = [(str(n), str(n)) for n in range(40)]

    def count(record: Record):
        record.pick("x", options, 20, None)
        return 1

    settled = settle(count, lambda _: frozenset({("a", 1)}), {})
    assert settled.lot is not None
    assert settled.sure == frozenset()
    assert sum(1 for _ in combinations(range(5), 2)) < MOST_DRAWS


def test_a_draw_that_leads_to_no_result_leaves_the_lot_open():
    def count(record):
        (won,) = record.pick("lot", [("1", "one"), ("2", "two")], 1, None)
        if won:
            raise Infeasible(Message("test", "nobody is left"))
        return frozenset({("a", won)})

    settled = settle(count, lambda who: who, None)
    assert settled.lot == Lot("lot", ("1", "2"), 1)
    assert settled.sure == {("a", 0)}
    assert settle(count, lambda who: who, {"lot": ["1"]}).result == {("a", 0)}
    with pytest.raises(Infeasible):
        settle(count, lambda who: who, {"lot": ["2"]})


def test_who_comes_in_on_a_zipped_list_is_not_picked_silently():
    primaries = laws.load("per-primaries")
    women = KOSOVO.get(CorrectionRule).model_copy(update={"groups": ("women",)})
    law = replace(primaries, rules=(*primaries.rules, women))
    filled = fill(law, people("M 9", "F 1", "F 1"), 1)
    assert [(lot.id, lot.options) for lot in filled.lots] == [("a:order", ("3", "4"))]
    assert fill(law, people("M 9", "F 1", "F 1"), 1, lots={"a:order": ["4"]}).places == (2,)
    assert fill(primaries, people("M 9", "F 1", "F 1"), 1).lots == ()
