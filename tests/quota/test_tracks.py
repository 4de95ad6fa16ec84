"""Rules read place by place: what is given up early, left aside for a bound, or counted beforehand."""

import itertools
from dataclasses import replace
from fractions import Fraction

import pytest

from tendik import laws
from tendik.laws.schema import BalanceRule, QuotaRule
from tendik.quota.tracks import Tracks, everyone

MAJILIS = laws.load("kaz-majilis")
YOUNG = {"under_29": MAJILIS.groups["under_29"]}
WOMAN, MAN = frozenset({"women"}), frozenset({"men"})


def joint(count, groups, share):
    rule = next(rule for rule in MAJILIS.all(QuotaRule) if rule.of == "list")
    return rule.model_copy(update={"count": count, "groups": groups, "at_least": share})


@pytest.mark.parametrize("count", ["union", "sum", "each"])
def test_a_list_is_given_up_at_the_first_place_after_which_nothing_can_mend_it(count):
    women = {"women": MAJILIS.groups["women"]}
    law = replace(MAJILIS, groups=women | YOUNG, rules=(joint(count, ("women", "under_29"), Fraction(2, 3)),))
    people = everyone(law)
    for names in range(1, 5):
        tracks = Tracks(law, names)
        for length in range(names + 1):
            for line in itertools.product(people, repeat=length):
                state = tracks.start
                for at, person in enumerate(line):
                    state = None if state is None else tracks.step(state, at, person)
                rest = itertools.product(people, repeat=names - length)
                assert (state is not None) == any(tracks.complies([*line, *after]) for after in rest)


@pytest.mark.parametrize("name", ["esp-congreso", "srb-skupstina", "prt-assembly", "arm-assembly"])
def test_what_is_read_loosely_is_the_rest_of_what_is_read_strictly(name):
    law = laws.load(name)
    for names in range(1, 8):
        strict, loose = Tracks(law, names), Tracks(law, names, loose=True)
        for line in itertools.product([WOMAN, MAN], repeat=names):
            states = strict.start, loose.start
            for at, person in enumerate(line):
                assert strict.loosen(states[0], at) == states[1]
                states = strict.step(states[0], at, person), loose.step(states[1], at, person)
                if states[0] is None:
                    break


def test_the_shares_of_a_list_say_how_many_women_it_needs_whatever_else_they_ask():
    """Two women in five stand behind shares of which a woman may also meet the other part."""
    portugal = laws.load("prt-assembly")
    share = next(rule for rule in portugal.all(BalanceRule) if "at least" in str(rule.bound))
    before = [share.model_copy(update={"groups": g}) for g in (("under_29",), ("women", "under_29"))]
    law = replace(portugal, groups=portugal.groups | YOUNG, rules=(*before, share))
    kinds = frozenset(sex | age for sex in (WOMAN, MAN) for age in (frozenset(), frozenset(YOUNG)))
    for names in range(1, 8):
        tracks = Tracks(law, names)
        least = min(
            line.count(WOMAN | {"under_29"})
            for line in itertools.product([WOMAN | {"under_29"}, MAN | {"under_29"}], repeat=names)
            if tracks.complies(line)
        )
        assert tracks.members("women", kinds) == least
