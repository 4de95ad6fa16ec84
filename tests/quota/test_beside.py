"""Seats beside those of the election: reserved, and added."""

from dataclasses import replace
from itertools import combinations

import pytest

from tendik import elections, laws, quota
from tendik.elections import Election
from tendik.errors import BadInput, TendikError
from tendik.quota.added import add_seats
from tendik.quota.attrition import attrition
from tendik.quota.contest import Contest
from tendik.quota.elect import count_districts
from tendik.quota.lots import Record
from tendik.seats import apportion

from .persons import party

PAKISTAN = laws.load("pak-assembly")
JORDAN = laws.load("jor-local")
IRAQ = laws.load("irq-council", on="2021-10-10")


def of(held, **attributes):
    people = tuple(replace(p, attributes={**p.attributes, **attributes}) for p in held.candidates)
    return replace(held, candidates=people)


def pakistan(winners, names=60):
    """One constituency for each winner, and a long list of women of each party."""
    lists = []
    row = 1
    for number, winner in enumerate(winners):
        held = party("M", [9], key=f"{number}/{winner}", first_row=row)
        lists.append(of(held, district=str(number), subparty=winner))
        row += 1
    for name in sorted(set(winners)):
        held = party("F" * names, key=f"women {name}", first_row=row)
        lists.append(of(held, seat="women", subparty=name))
        row += names
    return Election("x", {"en": "x"}, None, PAKISTAN.id, tuple(lists))


@pytest.mark.parametrize("winners", ["xxy", "xxxyz", "xyzw", "xxxxyy"])
def test_womens_seats_follow_the_general_seats(winners):
    outcome = quota.elect(PAKISTAN, pakistan(winners))
    names = sorted(set(winners), key=winners.index)
    counts = [winners.count(name) for name in names]
    expected = dict(zip(names, apportion(counts, 60, method="hare").seats, strict=True))
    taken = outcome.beside["women"]
    rows = {
        c.row: c.attributes["subparty"]
        for held in outcome.allocation.lists
        for c in held.candidates
        if c.attributes.get("seat")
    }
    assert {name: [rows[row] for row in taken].count(name) for name in names} == expected
    assert sum(expected.values()) == 60
    assert len(outcome.allocation.steps) == 2
    with pytest.raises(TendikError) as told:
        attrition(PAKISTAN, outcome, 1)
    assert told.value.message.code == "attrition.beside"


def test_a_tie_for_the_last_reserved_seat_is_a_lot():
    winners = "xyzwvut"  # 60 seats among seven equal parties: four seats more by lot
    outcome = quota.elect(PAKISTAN, pakistan(winners))
    assert outcome.status == "lots open"
    assert [(lot.id, lot.seats) for lot in outcome.lots] == [("chamber:reserved", 4)]
    drawn = quota.elect(PAKISTAN, pakistan(winners), lots={"chamber:reserved": list("xyzw")})
    assert len(drawn.beside["women"]) == 60


def test_a_short_list_leaves_seats_vacant_and_says_so():
    outcome = quota.elect(PAKISTAN, pakistan("xxy", names=30))
    assert len(outcome.beside["women"]) == 50
    told = str(outcome.allocation.steps[-1].message)
    assert told == "Nobody is left for reserved seats: 10. They stay vacant."


def test_where_no_party_may_share_them_reserved_seats_stay_vacant():
    """Tanzania: 21 parties with less than five percent each; Pakistan: nobody was elected."""
    tanzania = laws.load("tza-bunge")
    lists = []
    for number in range(21):
        held = party("M", [9], key=f"{number}", first_row=number + 1)
        lists.append(of(held, district=str(number), subparty=f"p{number}"))
    women = of(party("FF", key="women", first_row=50), seat="women", subparty="p0")
    outcome = quota.elect(tanzania, Election("x", {"en": "x"}, None, tanzania.id, (*lists, women)))
    assert outcome.beside == {"women": ()}
    assert str(outcome.allocation.steps[-1].message).startswith("Nobody is left for reserved seats: 7.")
    assert quota.elect(PAKISTAN, Election("x", {"en": "x"}, None, PAKISTAN.id, ())).beside == {"women": ()}


def test_a_list_that_mixes_both_kinds_of_candidates_is_refused():
    mixed = pakistan("xy")
    lists = (*mixed.lists[:1], replace(mixed.lists[-1], candidates=(
        *mixed.lists[-1].candidates, mixed.lists[0].candidates[0])))  # fmt: skip
    with pytest.raises(BadInput, match="mixes persons"):
        quota.elect(PAKISTAN, replace(mixed, lists=lists))


def council(line, votes):
    held = of(party(line, votes), district="council")
    return Election("x", {"en": "x"}, None, JORDAN.id, (held,))


def test_the_best_losers_are_the_most_voted_women_not_elected():
    outcome = count_districts(JORDAN, council("MMFMFFM", [9, 8, 7, 6, 3, 5, 4]), lambda _: 4)
    assert outcome.mandates == {"a": (1, 2, 3, 4)}
    assert outcome.beside == {"women": (6,)}


def test_where_women_are_lacking_the_law_says_who_fills_the_seat():
    outcome = count_districts(JORDAN, council("MMFMM", [9, 8, 7, 6, 3]), lambda _: 4)
    assert outcome.beside == {"women": ()}
    assert str(outcome.allocation.steps[-1].message) == (
        "Nobody is left for reserved seats: 1. They are filled by appointment."
    )


def test_nobody_takes_two_reserved_seats():
    (rule,) = [rule for rule in JORDAN.rules if rule.kind == "reserved"]
    law = replace(JORDAN, rules=(*JORDAN.rules, rule.model_copy(update={"id": "more-women"})))
    outcome = count_districts(law, council("MMMMFF", [9, 8, 7, 6, 5, 4]), lambda _: 4)
    assert outcome.beside == {"women": (5,), "more-women": (6,)}


def test_best_losers_with_equal_votes_are_a_lot():
    outcome = count_districts(JORDAN, council("MMMMFF", [9, 8, 7, 6, 3, 3]), lambda _: 4)
    assert [(lot.id, lot.options) for lot in outcome.lots] == [("chamber:reserved", ("5", "6"))]
    assert outcome.mandates == {"a": (1, 2, 3, 4)}


@pytest.mark.parametrize("women", [list(places) for n in range(4) for places in combinations(range(6), n)])
def test_added_seats_are_the_fewest_that_reach_a_quarter(women):
    """Iraq: two constituencies of three seats; each added seat goes where women's share is lowest."""
    line = ["F" if place in women else "M" for place in range(6)]
    people = party("".join(line) + "FFFFFF", range(20, 8, -1)).candidates
    districts = {"n": [0, 1, 2, 6, 7, 8], "s": [3, 4, 5, 9, 10, 11]}
    held = {"n": [0, 1, 2], "s": [3, 4, 5]}
    contest = Contest(IRAQ, people, None, "chamber")
    (rule,) = [rule for rule in IRAQ.rules if rule.kind == "added-seat"]
    north = sum(place in women for place in held["n"])
    south = sum(place in women for place in held["s"])
    lots = {"chamber:lowest-share": ("n",), "chamber:lowest-share:2": ("n",)}
    added = add_seats(contest, Record(lots), rule, districts, held).seats
    total = next(n for n in range(10) if 4 * (north + south + n) >= 6 + n)
    assert len(added) == total
    if total and north != south:
        assert added[0][0] == ("n" if north < south else "s")
        assert added[0][1] == (6 if north < south else 9)


def test_chile_has_nothing_beside():
    assert quota.elect(laws.load("chl-convention"), elections.load("chl-convention-2021")).beside == {}
