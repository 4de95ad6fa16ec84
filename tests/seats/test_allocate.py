"""Allocation under a law: ties, lots, missing counts, estimates, steps with articles."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from tendik import elections, laws, seats
from tendik.elections import Election
from tendik.errors import BadInput, TendikError
from tendik.values import Count, PartyList

LAW = laws.load("kaz-majilis", on="2023-03-19")


def election(votes, took_part=None, order=()):
    lists = tuple(
        PartyList(
            key,
            {"en": key.upper()},
            votes=count,
            registered_order=order.index(key) + 1 if key in order else None,
        )
        for key, count in votes.items()
    )
    counted = took_part if isinstance(took_part, Count) else Count(took_part)
    return Election("test", {"en": "test"}, date(2023, 3, 19), "kaz-majilis", lists, took_part=counted)


def test_a_tie_without_a_known_order_is_an_open_lot_never_the_order_of_rows():
    allocation = seats.allocate(LAW, election({"a": 500, "b": 500}, 1000))
    assert allocation.seats == (34, 34)
    (lot,) = allocation.lots
    assert (lot.id, lot.options, lot.seats) == ("last-seats", ("a", "b"), 1)
    assert lot.article


@pytest.mark.parametrize(("winner", "expected"), [("a", (35, 34)), ("b", (34, 35))])
def test_a_drawn_lot_resumes_the_count(winner, expected):
    allocation = seats.allocate(LAW, election({"a": 500, "b": 500}, 1000), lots={"last-seats": [winner]})
    assert allocation.seats == expected
    assert allocation.lots == ()
    assert allocation.drawn == {"last-seats": (winner,)}


def test_the_order_of_registration_decides_a_tie():
    allocation = seats.allocate(LAW, election({"a": 500, "b": 500}, 1000, order=["b", "a"]))
    assert allocation.seats == (34, 35)
    assert "seats.tie-order" in [step.code for step in allocation.steps]


def test_a_lot_that_is_not_needed_is_left_aside():
    allocation = seats.allocate(LAW, election({"a": 400, "b": 290}, 1000), lots={"last-seats": ["a"]})
    assert allocation.seats == (40, 29)
    assert allocation.drawn == {}


@pytest.mark.parametrize("winners", [["c"], [], ["a", "b"], ["a", "a"]])
def test_a_lot_that_cannot_be_is_refused(winners):
    with pytest.raises(BadInput, match="last-seats"):
        seats.allocate(LAW, election({"a": 500, "b": 500, "c": 0}, 1000), lots={"last-seats": winners})


def test_a_tie_for_the_second_list_is_a_lot_too():
    held = election({"a": 900, "b": 40, "c": 40}, 1000)
    allocation = seats.allocate(LAW, held)
    assert [lot.id for lot in allocation.lots] == ["second-list"]
    resumed = seats.allocate(LAW, held, lots={"second-list": ["c"]})
    assert resumed.seats == (67, 0, 2)  # 940 / 69 = 13.6…; 40 / 13.6… × 0.7 = 2.05…


def test_an_unknown_base_that_matters_is_said():
    allocation = seats.allocate(LAW, election({"a": 950, "b": 50}))
    assert allocation.undecided == ("a", "b")  # nothing bounds the base from above
    bounded = seats.allocate(LAW, election({"a": 940, "b": 50}, Count(at_most=1000)))
    assert bounded.undecided == ()
    still_open = seats.allocate(LAW, election({"a": 940, "b": 50}, Count(at_most=1001)))
    assert still_open.undecided == ("b",)


def with_estimate(held, low, high):
    return replace(
        held, lists=(held.lists[0], replace(held.lists[1], estimate=Count(at_least=low, at_most=high)))
    )


def test_an_estimate_that_matters_is_said():
    allocation = seats.allocate(LAW, with_estimate(election({"a": 900, "b": 50}, 1000), 49, 50))
    codes = [step.code for step in allocation.steps]
    assert "seats.estimate-matters" in codes
    assert "seats.estimate-proof" not in codes


def test_an_estimate_too_wide_to_run_through_is_said():
    held = with_estimate(election({"a": 60000, "b": 40000}, 100000), 0, 40000)
    assert "seats.estimate-open" in [step.code for step in seats.allocate(LAW, held).steps]


def test_nobody_is_admitted():
    allocation = seats.allocate(LAW, election({"a": 10, "b": 20}, 1000))
    assert allocation.seats == (0, 0)
    assert allocation.steps[-1].code == "seats.nobody"


def test_missing_votes_are_bad_input():
    held = election({"a": 10}, 1000)
    with pytest.raises(BadInput, match="missing: A"):
        seats.allocate(LAW, replace(held, lists=(PartyList("a", {"en": "A"}),)))


def test_a_law_without_a_method_says_what_it_lacks():
    with pytest.raises(TendikError, match="no rule of the kind apportionment"):
        seats.allocate(LAW.without("distribution"), election({"a": 600, "b": 400}, 1000))


def test_every_step_under_the_law_has_its_article():
    allocation = seats.allocate(LAW, elections.load("kaz-majilis-2023"))
    assert allocation.steps
    assert all(step.article.startswith("Art. 97-1") for step in allocation.steps)


def test_votes_for_lists_are_the_remaining_votes():
    held = election({"a": 950, "b": 49}, 1000)
    variant = LAW.read_as(next(r for r in LAW.readings if r.id == "threshold-base"), "remaining")
    small = replace(held, lists=(replace(held.lists[0], votes=900), replace(held.lists[1], votes=48)))
    assert "seats.second-list" in [step.code for step in seats.allocate(LAW, small).steps]  # 48 of 1000
    assert "seats.second-list" not in [
        step.code for step in seats.allocate(variant, small).steps
    ]  # 48 of 948


def test_the_replay_line_names_law_data_and_engine():
    held = elections.load("kaz-majilis-2023")
    one, again = seats.allocate(LAW, held), seats.allocate(LAW, held)
    assert one.replay.digest == again.replay.digest
    other = seats.allocate(LAW.without("equal-remainders"), held)
    assert other.replay.digest != one.replay.digest
    assert LAW.digest in str(one.replay)
    assert held.digest in str(one.replay)


def test_the_count_is_told_step_by_step_with_its_figures():
    law = laws.load("kaz-majilis", on="2021-01-10")  # 7 % of votes cast, 98 mandates
    allocation = seats.allocate(law, election({"a": 601, "b": 289, "c": 30}, 1001))
    told = [(step.code, dict(step.message.values)) for step in allocation.steps]
    assert [code for code, _ in told] == [
        "seats.house",
        "seats.threshold",
        "seats.admitted",
        "seats.admitted",
        "seats.not-admitted",
        "seats.quota",
        "seats.whole",
        "seats.whole",
        "seats.remainders",
    ]
    figures = dict(told)
    assert (figures["seats.threshold"]["base"], figures["seats.threshold"]["needed"]) == (1001, 71)
    assert figures["seats.not-admitted"]["votes"] == 30
    assert (figures["seats.quota"]["total"], figures["seats.quota"]["quota"]) == (890, Fraction(890, 98))
    assert [values["whole"] for code, values in told if code == "seats.whole"] == [66, 31]
    assert figures["seats.remainders"]["left"] == 1
    assert allocation.seats == (66, 32, 0)
    even = seats.allocate(law, election({"a": 490, "b": 490}, 980))
    assert "seats.remainders" not in [step.code for step in even.steps]


def test_a_tie_for_all_that_is_left_is_not_told_as_won_by_nobody():
    """69 mandates for two equal lists: 34 each, and a lot for the one left."""
    held = election({"a": 300, "b": 300}, 600)
    codes = [step.code for step in seats.allocate(LAW, held).steps]
    assert codes[-1] == "seats.lot-open" and "seats.remainders" not in codes


def test_a_quotient_that_is_not_votes_by_mandates_is_not_told_as_such():
    rules = tuple(
        rule.model_copy(update={"method": "imperiali-quota"}) if rule.kind == "apportionment" else rule
        for rule in LAW.rules
    )
    told = seats.allocate(replace(LAW, rules=rules), election({"a": 600, "b": 400}, 1000)).steps
    assert not {"seats.quota", "seats.remainders"} & {step.code for step in told}


def test_a_base_within_bounds_that_settles_it_is_a_proof():
    codes = [s.code for s in seats.allocate(LAW, election({"a": 940, "b": 50}, Count(at_most=1000))).steps]
    assert codes.count("seats.threshold-proof") == 1
    codes = [s.code for s in seats.allocate(LAW, election({"a": 940, "b": 50}, Count(at_most=1001))).steps]
    assert "seats.threshold-proof" not in codes
    codes = [step.code for step in seats.allocate(LAW, election({"a": 940, "b": 50}, 1000)).steps]
    assert "seats.threshold-proof" not in codes


def test_an_estimate_that_does_not_matter_is_proven():
    allocation = seats.allocate(LAW, with_estimate(election({"a": 900, "b": 50}, 960), 50, 51))
    assert allocation.steps[-1].code == "seats.estimate-proof"
    assert dict(allocation.steps[-1].message.values)["count"] == 2


@pytest.mark.parametrize("took_part", [0, 949, Count(at_most=949)])
def test_more_votes_than_voters_are_bad_input(took_part):
    with pytest.raises(BadInput, match="more votes together, 950"):
        seats.allocate(LAW, election({"a": 900, "b": 50}, took_part))
    held = with_estimate(election({"a": 900, "b": 50}, 949), 49, 51)
    assert seats.allocate(LAW, held).seats[1] > 0


def test_nobody_voted():
    assert seats.allocate(LAW, election({"a": 0, "b": 0}, 0)).seats == (0, 0)


def test_a_reading_stands_in_the_replay_line():
    reading = next(r for r in LAW.readings if r.id == "threshold-base")
    held = election({"a": 900, "b": 48}, 1000)
    assert "threshold-base:remaining" in seats.allocate(LAW.read_as(reading, "remaining"), held).replay.call
    assert seats.allocate(LAW, held).replay.call == "allocate"


def test_valid_votes_that_are_not_known_are_bounded_by_votes_cast():
    reading = next(r for r in LAW.readings if r.id == "threshold-base")
    law = LAW.read_as(reading, "valid")
    assert seats.allocate(law, election({"a": 940, "b": 50}, 1000)).undecided == ()
    assert seats.allocate(law, election({"a": 940, "b": 50}, 1001)).undecided == ("b",)


def test_one_vote_makes_a_list_the_second():
    assert seats.allocate(LAW, election({"a": 900, "b": 1, "c": 0}, 1000)).seats == (67, 2, 0)


def test_the_lot_for_the_second_list_has_one_winner():
    (lot,) = seats.allocate(LAW, election({"a": 900, "b": 40, "c": 40}, 1000)).lots
    assert (lot.options, lot.seats) == (("b", "c"), 1)


def test_an_order_known_for_one_list_only_decides_no_tie():
    held = election({"a": 500, "b": 500}, 1000, order=["b"])
    assert [lot.id for lot in seats.allocate(LAW, held).lots] == ["last-seats"]


def test_lists_without_votes_do_not_make_a_single_list_two():
    """Without a threshold every list is admitted; one that nobody voted for still takes no part."""
    law = LAW.without("threshold-5")
    assert seats.allocate(law, election({"a": 900, "b": 0}, 1000)).seats == (69, 0)
    assert "seats.quota" not in [
        step.code for step in seats.allocate(law, election({"a": 0, "b": 0}, 1000)).steps
    ]
