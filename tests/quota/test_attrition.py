"""What vacancies leave: every sequence of leavings tried person by person, against the engine."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product

import pytest

from tendik import elections, laws, quota
from tendik.elections import Election
from tendik.errors import BadInput, TendikError
from tendik.quota.attrition import after_vacancies
from tendik.quota.mandates import fill
from tendik.quota.successors import Worst, together
from tendik.values import Count

from .persons import party

KOSOVO_2019 = laws.load("xkx-assembly", on="2019-10-06")
KOSOVO_2025 = laws.load("xkx-assembly", on="2025-02-09")
KAZAKHSTAN = laws.load("kaz-majilis", on="2023-03-19")
ARMENIA = laws.load("arm-assembly")
IRAQ = laws.load("irq-council")
KYRGYZSTAN = laws.load("kgz-jogorku-kenesh", on="2021-11-28")
UNION = "women+under_29+disability"


def otherwise(law, **changes):
    """The law with another rule on vacant seats."""
    return replace(
        law,
        rules=tuple(
            rule.model_copy(update=changes) if rule.kind == "substitution" else rule for rule in law.rules
        ),
    )


def next_in(sexes, waiting, able):
    return next((place for place in waiting if able(sexes[place])), None)


def kosovo_2019(sexes, seated, waiting, out):
    same = next_in(sexes, waiting, lambda sex: sex == sexes[out])
    return [same if same is not None else next_in(sexes, waiting, lambda _: True)]


def kosovo_2025(sexes, seated, waiting, out):
    same = next_in(sexes, waiting, lambda sex: sex == sexes[out])
    return [same if same is not None else "stranger"]


def the_next(sexes, seated, waiting, out):
    return [next_in(sexes, waiting, lambda _: True)]


def a_woman_for_a_woman(sexes, seated, waiting, out):
    woman = next_in(sexes, waiting, lambda sex: sex == "F") if sexes[out] == "F" else None
    return [woman if woman is not None else next_in(sexes, waiting, lambda _: True)]


def armenia(sexes, seated, waiting, out):
    first = next_in(sexes, waiting, lambda _: True)
    after = [p for p in seated if p != out] + ([first] if first is not None else [])
    for letter in "FM":
        if sum(sexes[p] == letter for p in after) < Fraction(1, 5) * len(seated):
            other = next_in(sexes, waiting, lambda sex, letter=letter: sex == letter)
            return [other if other is not None else first]
    return [first]


def party_chooses(sexes, seated, waiting, out):
    return list(waiting) or [None]


def by_election(sexes, seated, waiting, out):
    return ["stranger"]


def least(follows, sexes, seated, waiting, letter, left):
    """The fewest of one sex after up to ``left`` vacancies, over every sequence."""
    here = sum(sexes[place] == letter for place in seated)
    if not left:
        return here
    found = [here]
    for out in seated:
        for into in follows(sexes, seated, waiting, out):
            rest = tuple(place for place in seated if place != out)
            if into == "stranger":  # of the other sex, at worst
                line = sexes + ("M" if letter == "F" else "F")
                found.append(least(follows, line, (*rest, len(sexes)), waiting, letter, left - 1))
            elif into is None:
                found.append(least(follows, sexes, rest, waiting, letter, left - 1))
            else:
                after = tuple(place for place in waiting if place != into)
                found.append(least(follows, sexes, (*rest, into), after, letter, left - 1))
    return min(found)


CASES = {
    "next": (KAZAKHSTAN, the_next),
    "same sex, then next": (KOSOVO_2019, kosovo_2019),
    "same sex, then another list": (KOSOVO_2025, kosovo_2025),
    "a woman for a woman": (IRAQ, a_woman_for_a_woman),
    "twenty percent of the faction": (ARMENIA, armenia),
    "party chooses": (otherwise(KAZAKHSTAN, by="party-chooses"), party_chooses),
    "by-election": (otherwise(KAZAKHSTAN, by="by-election"), by_election),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("seats", [1, 2, 3])
@pytest.mark.parametrize("vacancies", [0, 1, 2, 3])
def test_the_worst_is_the_worst_of_all_sequences(name, seats, vacancies):
    law, follows = CASES[name]
    for line in map("".join, product("FM", repeat=5)):
        held = party(line, [50, 40, 30, 20, 10])
        found = after_vacancies(law, held, range(seats), vacancies)
        for group, letter in (("women", "F"), ("men", "M")):
            if group in law.groups:
                expected = least(
                    follows, line, tuple(range(seats)), tuple(range(seats, 5)), letter, vacancies
                )
                assert found[group] == expected, (line, group)


def test_after_a_lot_the_worst_order_of_those_waiting_is_taken():
    """Equal votes among those not elected: whoever a lot would put first."""
    held = party("FMF", [9, 1, 1])
    law = otherwise(KOSOVO_2019, keeps=())
    assert after_vacancies(law, held, [0], 1)["women"] == 0
    assert after_vacancies(law, party("FMF", [9, 1, 2]), [0], 1)["women"] == 1


def test_after_women_first_the_next_is_the_next_of_the_list():
    """Kyrgyzstan: women come first once, when the seats are filled; then the list goes on in its order."""
    for line in map("".join, product("FM", repeat=5)):
        held = party(line, [10, 50, 20, 40, 30])
        seated = fill(KYRGYZSTAN, held, 3).places
        waiting = tuple(place for place in range(5) if place not in seated)
        for left in (1, 2):
            found = after_vacancies(KYRGYZSTAN, held, seated, left)
            for group, letter in (("women", "F"), ("men", "M")):
                expected = least(a_woman_for_a_woman, line, seated, waiting, letter, left)
                assert found[group] == expected, (line, group, left)


@pytest.mark.parametrize("data", list(product([(3, 2, 2, 0), (2, 2, 1, 1), (1, 0, 0, 0)], repeat=2)))
def test_lists_together_are_the_worst_way_to_share_the_vacancies(data):
    parts = {str(at): Worst(least, ((),) * 4) for at, least in enumerate(data)}
    total, shares = together(parts, 3)
    for k in range(4):
        assert total[k] == min(data[0][own] + data[1][k - own] for own in range(k + 1))
    assert sum(shares.values()) <= 3
    assert sum(parts[key].least[hit] for key, hit in shares.items()) == total[3]


def test_kazakhstan_2023_loses_one_of_the_floor_with_each_vacancy():
    outcome = quota.elect(KAZAKHSTAN, elections.load("kaz-majilis-2023"))
    found = quota.attrition(KAZAKHSTAN, outcome, 4)
    assert found.least[UNION] == (23, 22, 21, 20, 19)
    assert found.proven[UNION]
    assert found.least["women"] == (0,) * 5
    assert len(found.ways[UNION]) == 4
    assert found.holds == {}


def chosen(line, rows):
    """One party with all 69 mandates, and whom it chose."""
    held = party(line, total=1000)
    people = tuple(replace(p, born=date(1970, 1, 1), disability=False) for p in held.candidates)
    election = Election(
        "x",
        {"en": "x"},
        date(2023, 3, 19),
        "kaz-majilis",
        (replace(held, candidates=people),),
        took_part=Count(1000),
    )
    return quota.elect(KAZAKHSTAN, election, choices={"a": rows})


def test_the_floor_of_a_choice_holds_as_long_as_it_has_women_to_spare():
    line = "F" * 23 + "M" * 60
    outcome = chosen(line, range(1, 70))  # 23 women, 21 are asked for
    found = quota.attrition(KAZAKHSTAN, outcome, 4)
    assert found.required["a"][0].needed == 21
    assert found.holds == {"a": 2}
    assert found.breaking == {"a": ()}
    assert found.least["women"] == (23, 22, 21, 20, 19)


def test_rows_whose_leaving_alone_breaks_the_floor_are_named():
    outcome = chosen("F" * 21 + "M" * 60, range(1, 70))
    found = quota.attrition(KAZAKHSTAN, outcome, 1)
    assert found.holds == {"a": 0}
    assert found.breaking == {"a": tuple(range(1, 22))}


def test_a_woman_next_on_the_list_keeps_the_floor():
    outcome = chosen("F" * 21 + "M" * 48 + "FM", range(1, 70))
    found = quota.attrition(KAZAKHSTAN, outcome, 2)
    assert found.holds == {"a": 1}  # the first who follows is the woman, the second the man
    assert found.breaking == {"a": ()}


def test_a_choice_that_breaks_the_rule_does_not_hold_at_all():
    outcome = chosen("F" * 20 + "M" * 60, range(1, 70))
    assert quota.attrition(KAZAKHSTAN, outcome, 1).holds == {"a": -1}


def test_with_nobody_left_the_seats_stay_vacant():
    assert after_vacancies(KAZAKHSTAN, party("FM"), [0, 1], 5) == {
        "women": 0,
        "under_29": 0,
        "disability": 0,
    }


def test_a_law_without_the_rule_says_so():
    law = laws.load("cri-asamblea")
    with pytest.raises(TendikError, match="no rule of the kind substitution"):
        after_vacancies(law, party("FM"), [0], 1)


def test_an_unknown_sex_stops_a_rule_that_looks_at_it():
    with pytest.raises(BadInput, match="cannot be decided"):
        after_vacancies(KOSOVO_2019, party("F?", [2, 1]), [0], 1)


def test_an_open_lot_comes_first():
    filled = fill(KOSOVO_2019, party("MFF", [9, 5, 5]), 2)
    assert filled.lots
    outcome = quota.elect(KAZAKHSTAN, elections.load("kaz-majilis-2023"))
    with pytest.raises(TendikError, match="A lot is open"):
        quota.attrition(KAZAKHSTAN, replace(outcome, status="lots open"), 1)


@pytest.mark.parametrize("vacancies", [-1, True])
def test_a_number_of_vacancies_that_cannot_be(vacancies):
    outcome = quota.elect(KAZAKHSTAN, elections.load("kaz-majilis-2023"))
    with pytest.raises(ValueError, match="whole number"):
        quota.attrition(KAZAKHSTAN, outcome, vacancies)
