"""How close it was under a law: by hand, and against every number of votes on small elections."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import numpy as np
import pytest

from tendik import elections, laws
from tendik.elections import Election
from tendik.language import render
from tendik.laws.schema import ApportionmentRule, MandatesRule, ThresholdRule
from tendik.seats import allocate
from tendik.seats.bases import base_of
from tendik.seats.closeness import MOST_LISTS, closeness
from tendik.seats.count import tally
from tendik.values import Count, PartyList

MAJILIS = laws.load("kaz-majilis", on="2023-03-19")


def changed(law, **fields):
    """The law with fields of its rules set by the kind of rule that has them."""
    rules = []
    for rule in law.rules:
        mine = {key: value for key, value in fields.items() if key in type(rule).model_fields}
        fits = isinstance(rule, ApportionmentRule | MandatesRule | ThresholdRule)
        rules.append(rule.model_copy(update=mine) if fits else rule)
    return replace(law, rules=tuple(rules))


def small(votes, took_part=None):
    lists = tuple(PartyList(f"l{i}", {"en": f"L{i}"}, count) for i, count in enumerate(votes))
    took_part = sum(votes) if took_part is None else took_part
    return Election("x", {"en": "X"}, date(2023, 3, 19), None, lists, took_part=Count(took_part))


def counted(law, votes, cast):
    """Sure seats, and seats with luck, of each list; nothing is sure while the second list is open."""
    election = small(votes, cast)
    found = tally(law, votes, base_of("cast", election), [None] * len(votes))
    house = law.need(MandatesRule).lists
    if found.second_tie is not None:
        return [0] * len(votes), [house] * len(votes)
    options = found.tie.options if found.tie else ()
    return list(found.seats), [seats + (i in options) for i, seats in enumerate(found.seats)]


def every(law, votes, cast, change, holds, most):
    slope = sum(change.values())
    for steps in range(most + 1):
        after = [count + change.get(i, 0) * steps for i, count in enumerate(votes)]
        if holds(*counted(law, after, cast + slope * steps)):
            return steps
    return None


@pytest.mark.parametrize("method", ["hare", "droop", "dhondt"])
@pytest.mark.parametrize("day", ["2023-03-19", "2012-01-15"])
def test_every_number_of_votes_says_the_same(method, day):
    """Thresholds of others and the list beside a single one included; 2012 has that rule."""
    draw = np.random.default_rng(7)
    law = changed(laws.load("kaz-majilis", on=day), method=method, lists=4, share=Fraction(1, 5))
    for _ in range(6):
        votes = [int(n) for n in draw.integers(0, 25, size=3)]
        assert_as_by_hand(law, votes, cast=sum(votes) + int(draw.integers(0, 12)))


def assert_as_by_hand(law, votes, cast):
    far = 60
    election = small(votes, cast)
    allocation = allocate(law, election)
    now = allocation.seats
    found = closeness(law, election, allocation)

    def first(change, holds, most):
        return every(law, votes, cast, change, holds, most)

    for i in range(3):
        assert found.losses[i].votes == first({i: -1}, lambda _, luck, i=i: luck[i] < now[i], votes[i])
        gain = first({i: 1}, lambda sure, _, i=i: sure[i] > now[i], far)
        lot = first({i: 1}, lambda _, luck, i=i: luck[i] > now[i], far)
        for margin, one in ((found.gains[i].votes, gain), (found.gains[i].lot, lot)):
            assert margin == one or (one is None and margin > far)

    def moved(a, b):
        return first({a: -1, b: 1}, lambda sure, luck: sure[b] > now[b] or luck[a] < now[a], votes[a])

    least = [n for a in range(3) for b in range(3) if a != b and (n := moved(a, b)) is not None]
    assert (found.moved.votes if found.moved else None) == min(least, default=None)


def test_kazakhstan_2023():
    """Baytaq: 5% of those who took part; its own votes more are also more who took part."""
    election = elections.load("kaz-majilis-2023")
    found = closeness(MAJILIS, election, allocate(MAJILIS, election))
    by_list = {
        party.id: (gain.votes, loss.votes)
        for party, gain, loss in zip(found.lists, found.gains, found.losses, strict=True)
    }
    needed = next(n for n in range(180_000, 190_000) if 20 * (146_431 + n) >= 6_366_441 + n)
    assert by_list["baytaq"] == (needed, None)
    # 5.2%: with votes fewer it falls below 5%, before a remainder would take a mandate
    fewer = next(n for n in range(1, 20_000) if 20 * (331_058 - n) < 6_366_441 - n)
    assert by_list["osdp"][1] == fewer
    assert (found.moved.giver.id, found.moved.votes) == ("osdp", -(-(20 * 331_058 - 6_366_441 + 1) // 20))
    assert (found.gained.taker.id, found.gained.giver.id) == ("respublica", "amanat")
    assert render(found.sentences[0], "en").startswith("Votes more that would have moved a mandate from ")


def test_the_divisors_of_a_method_that_divides():
    law = changed(MAJILIS, method="dhondt", lists=3)
    election = small([60, 40])
    found = closeness(law, election, allocate(law, election))
    assert (found.divisors.low, found.divisors.high) == (20, 30)
    assert [render(one, "en") for one in found.sentences] == [
        "Votes more that would have moved a mandate from L0 to L1: 21.",
        "The fewest votes cast for L1 instead of L0 that would have changed the mandates: 11.",
        "Any divisor between 20 and 30 gives these mandates.",
    ]


def test_nothing_is_said_where_admission_is_open_or_the_lists_are_too_many():
    election = replace(small([60, 40, 3], 0), took_part=Count())
    assert closeness(MAJILIS, election, allocate(MAJILIS, election)) is None
    many = small([100] * (MOST_LISTS + 1))
    law = changed(MAJILIS, share=Fraction(1, 100))
    assert closeness(law, many, allocate(law, many)) is None


def test_a_list_alone_cannot_be_moved():
    election = small([60])
    found = closeness(MAJILIS, election, allocate(MAJILIS, election))
    assert (found.gains[0].votes, found.losses[0].votes, found.moved) == (None, 60, None)
    assert found.sentences == ()
