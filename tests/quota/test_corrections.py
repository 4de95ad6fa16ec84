"""Corrections of results against brute force: nearest result, fewest replaced, and the law's own order."""

from itertools import product

import pytest

from tendik import laws
from tendik.errors import Infeasible
from tendik.quota.districts import count_district
from tendik.quota.mandates import fill

from .persons import party

ARMENIA = laws.load("arm-assembly")
IRAQ_2021 = laws.load("irq-council", on="2021-10-10")
IRAQ_2025 = laws.load("irq-council", on="2025-11-11")


@pytest.mark.parametrize("sexes", ["".join(line) for line in product("FM", repeat=6)])
@pytest.mark.parametrize("seats", [1, 2, 3, 5])
def test_armenia_only_the_last_gives_up_the_seat(sexes, seats):
    filled = fill(ARMENIA, party(sexes), seats)
    expected = list(range(seats))
    other = [place for place in range(seats, 6) if sexes[place] != sexes[0]]
    if seats > 1 and len(set(sexes[:seats])) == 1 and other:
        expected[-1] = other[0]
        assert filled.replaced == ((seats - 1, other[0]),)
        assert filled.steps[-1].article == "Electoral Code Art. 100(2)"
    assert list(filled.places) == expected


def test_armenia_says_that_the_result_stands_if_nobody_is_left():
    filled = fill(ARMENIA, party("MMM"), 2)
    assert filled.places == (0, 1)
    assert str(filled.steps[-1].message) == (
        "Nobody of this group is left to come in: women. The result stands. Required: 1; found: 0."
    )


@pytest.mark.parametrize("sexes", ["".join(line) for line in product("FM", repeat=5)])
def test_iraq_2021_a_woman_in_each_constituency(sexes):
    votes = [50, 40, 30, 20, 10]
    district = count_district(IRAQ_2021, [party(sexes, votes)], 3, name="x")
    elected = {place for _, place in district.elected}
    women = {place for place in range(5) if sexes[place] == "F"}
    if women & {0, 1, 2} or not women:
        assert elected == {0, 1, 2}
    else:
        assert elected == {0, 1, min(women)}


def lists_of(seats_a, seats_b, sexes_a, sexes_b):
    """Two lists whose seats are set by their votes, men and women as stated."""
    a = party(sexes_a, range(90, 90 - len(sexes_a), -1), key="a", total=17 * seats_a * 100)
    b = party(sexes_b, range(60, 60 - len(sexes_b), -1), key="b", total=17 * seats_b * 100, first_row=50)
    return [a, b]


@pytest.mark.parametrize("sexes", ["".join(line) for line in product("FM", repeat=4)])
@pytest.mark.parametrize("seats", [4, 5])
def test_iraq_2025_lists_owe_a_quarter_then_a_third(sexes, seats):
    lists = lists_of(3, 1, sexes + "FF", "MMF")
    district = count_district(IRAQ_2025, lists, seats, name="x")
    won = district.seats
    line = {"a": sexes + "FF", "b": "MMF"}
    women = {key: line[key][: won[key]].count("F") for key in line}
    needed = -(-seats // 4)
    for divisor in (4, 3):
        for key in line:
            while sum(women.values()) < needed and women[key] < won[key] // divisor:
                women[key] += 1
    found = dict.fromkeys(line, 0)
    for key, place in district.elected:
        found[key] += line[key][place] == "F"
    assert found == women
    assert len(district.elected) == seats
    for (out, one), (into, other) in district.replaced:
        assert out == into  # out of the same list
        assert (line[out][one], line[into][other]) == ("M", "F")


@pytest.mark.parametrize("law", ["xkx-assembly", "chl-convention"])
def test_a_law_that_does_not_say_what_follows_is_not_guessed(law):
    rules = laws.load(law)
    with pytest.raises(Infeasible, match="Nobody of this group is left"):
        if law == "xkx-assembly":
            fill(rules, party("MMMM", [4, 3, 2, 1]), 4)
        else:
            count_district(rules, [party("MMMM", [4, 3, 2, 1])], 4, name="1")
