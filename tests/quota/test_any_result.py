"""The floor over every result against every vote on a grid, and figures of real laws."""

import itertools
from dataclasses import replace
from fractions import Fraction
from math import lcm

import pytest

from tendik import laws, quota
from tendik.errors import Infeasible, TendikError
from tendik.laws.schema import ApportionmentRule, MandatesRule, OneListRule, QuotaRule, ThresholdRule
from tendik.quota.possible import beside_one_list, conditions
from tendik.seats import Allocation, apportion
from tendik.seats.count import tally
from tendik.seats.divisors import DIVISORS
from tendik.seats.thresholds import Base
from tendik.values import PartyList

MAJILIS = laws.load("kaz-majilis", on="2023-03-19")
METHODS = ["hare", "dhondt", "sainte-lague", "modified-sainte-lague", "adams", "danish"]


def small_law(house, method, share, *, comparison="at-least", rounding="half-up", at_least="30/100"):
    """The law of the Mazhilis for a small house, without the rule on a single list."""
    quota_rule = next(rule for rule in MAJILIS.all(QuotaRule) if rule.of == "mandates")
    rules = [
        MAJILIS.get(MandatesRule).model_copy(update={"lists": house}),
        MAJILIS.get(ApportionmentRule).model_copy(update={"method": method}),
        quota_rule.model_copy(update={"at_least": Fraction(at_least), "rounding": rounding}),
    ]
    if share:
        rules.append(
            MAJILIS.get(ThresholdRule).model_copy(update={"share": Fraction(share), "comparison": comparison})
        )
    return replace(MAJILIS, rules=tuple(rules))


def partitions(total, most, least, parts):
    """Falling whole numbers of at least ``least`` that add up to ``total``."""
    if total == 0:
        yield ()
    elif parts:
        for first in range(min(total, most), least - 1, -1):
            for rest in partitions(total - first, first, least, parts - 1):
                yield (first, *rest)


def results(house, method, share, comparison, grid):
    """The seats that votes on a grid bring about, whatever lots decide."""
    least = Fraction(share) * grid
    strict = comparison == "more-than"
    found = set()
    for votes in partitions(grid, grid, max(1, int(least)), house if not share else int(1 / Fraction(share))):
        if any(count < least or (strict and count == least) for count in votes):
            continue
        outcome = apportion(votes, house, method=method)
        lucky = itertools.combinations(outcome.tie.options, outcome.tie.seats) if outcome.tie else [()]
        for winners in lucky:
            seats = (count + (i in winners) for i, count in enumerate(outcome.seats))
            found.add(tuple(sorted((count for count in seats if count), reverse=True)))
    return found


HOUSES = [(5, "1/5", 60), (7, "1/4", 84), (9, "1/6", 72), (8, "1/7", 49), (6, "", 24)]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("house", "share", "grid"), HOUSES)
def test_the_results_that_are_possible_are_those_that_votes_bring_about(method, house, share, grid):
    """Whatever votes on a grid bring about is possible; for whatever is possible there are votes."""
    law = small_law(house, method, share)
    counted = set(possible(law, house))
    assert results(house, method, share or 0, "at-least", grid) <= counted
    for seats in counted:
        votes = votes_for(seats, house, method, Fraction(share or 0))
        assert all(count >= Fraction(share or 0) * sum(votes) for count in votes)
        outcome = apportion(votes, house, method=method)
        tied = outcome.tie.options if outcome.tie else ()
        assert all(
            sure <= count <= sure + (i in tied)
            for i, (sure, count) in enumerate(zip(outcome.seats, seats, strict=True))
        ), (seats, votes)


def votes_for(seats, house, method, share):
    """Votes that should bring ``seats`` about: in their range each list takes what is left of the whole."""
    least = min(seats)
    if least >= share * house:
        return seats
    if method == "hare":
        most = share * house - least
        ranges = [(max(most - 1, share * house - count) + count, most + count) for count in seats]
        whole = Fraction(house)
    else:
        divisor = DIVISORS[method].divisor
        price = share / divisor(least)
        price = max(price, 1 / sum(divisor(count) for count in seats))
        ranges = [(max(price * divisor(count - 1), share), price * divisor(count)) for count in seats]
        whole = Fraction(1)
    left = whole - sum(low for low, _ in ranges)
    votes = []
    for low, high in ranges:
        more = min(left, high - low)
        votes.append(low + more)
        left -= more
    scale = lcm(*(count.denominator for count in votes))
    return [int(count * scale) for count in votes]


def possible(law, house):
    """Every partition that fits one of the conditions."""
    for condition in conditions(law, house):
        for seats in partitions(house, house, condition.least, house):
            if sum(condition.weight(count) for count in seats) <= condition.bound:
                yield seats


def least_of(law, house, floors):
    """The least sum of floors over every possible result."""
    return min(sum(floors[count] for count in seats) for seats in possible(law, house))


@pytest.mark.parametrize("rounding", ["up", "half-up", "down"])
@pytest.mark.parametrize("method", ["hare", "dhondt"])
@pytest.mark.parametrize(("house", "share"), [(9, "1/6"), (12, "1/10"), (10, ""), (11, "1/8")])
def test_the_worst_result_is_found_among_all(rounding, method, house, share):
    """The programme over the seats against every partition, with the floors of a real quota."""
    law = small_law(house, method, share, rounding=rounding)
    union = "women+under_29+disability"
    floors = [0, *(row.floors[union] for row in quota.guarantee_by_seats(law, range(1, house + 1)))]
    found = quota.any_result(law)
    assert found[union] == least_of(law, house, floors)
    worst = found.certificates[union][""]
    assert sum(one.seats for one in worst) == house
    assert sum(floors[one.seats] for one in worst) == found[union]
    lists = tuple(PartyList(str(i), {}) for i in range(len(worst)))
    won = Allocation("", "", house, lists, tuple(one.seats for one in worst), ())
    assert quota.guarantee(law, won)[union] == found[union]


def test_more_than_a_share_is_not_a_share():
    """Five lists of a fifth each: with exactly a fifth they are in, with more than it they cannot be."""
    floors = [0, 0, 9, 9, 9, 9]
    assert least_of(small_law(5, "dhondt", "1/5"), 5, floors) == 0
    assert least_of(small_law(5, "dhondt", "1/5", comparison="more-than"), 5, floors) == 9


def test_a_list_beside_a_single_one():
    """What the list with the next most votes may get is what the count gives it."""
    law = small_law(11, "hare", "1/5")
    rule = MAJILIS.get(OneListRule).model_copy(update={"at_least": 1})
    law = replace(law, rules=(*law.rules, rule))
    given = set()
    for first in range(200, 1001):
        for second in (1, 60, 130, 150, 170, 190, 199):
            if second < min(first, 200):
                counted = tally(law, (first, second), Base(1000, 1000), (1, 2))
                given.add(counted.seats[1])
    assert given == set(beside_one_list(law, 11))


def test_kazakhstan_whatever_the_votes():
    found = quota.any_result(MAJILIS)
    assert dict(found) == {"women": 0, "under_29": 0, "disability": 0, "women+under_29+disability": 21}
    assert found.of == 69
    reform = quota.any_result(laws.load("kaz-kurultai"))
    assert (reform["women"], reform["women+under_29+disability"], reform.of) == (0, 44, 145)


def test_a_quota_on_the_list_alone_is_lost_when_two_lists_share_the_house():
    """One list with all 98 seats has to seat ten; two with 49 each need not seat anyone."""
    found = quota.any_result(laws.load("kaz-majilis", on="2021-01-10"))
    assert found["women+under_29"] == 0
    assert all(one.seats < 89 for one in found.certificates["women+under_29"][""])


def test_constituencies_add_up():
    chile = quota.any_result(laws.load("chl-convention"))
    assert (dict(chile), chile.of, len(chile.by_constituency)) == ({"women": 62, "men": 62}, 138, 28)
    assert chile.by_constituency["6"] == {"women": 4, "men": 4}
    kyrgyzstan = quota.any_result(laws.load("kgz-jogorku-kenesh"))
    assert (dict(kyrgyzstan), kyrgyzstan.of) == ({"women": 30, "men": 30}, 90)


def test_reserved_seats_are_told():
    assert quota.any_result(laws.load("rwa-deputies")).reserved == {"women": 24, "youth": 2, "disability": 1}


def test_a_threshold_beside_a_method_that_is_not_worked_out():
    with pytest.raises(TendikError, match="droop"):
        quota.any_result(small_law(5, "droop", "1/5"))


def test_by_the_seats_of_a_list():
    rows = quota.guarantee_by_seats(MAJILIS, range(1, 12))
    assert [row.floors["women+under_29+disability"] for row in rows] == [1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4]
    assert {row.most["women"] - row.seats for row in rows} == {0}
    with pytest.raises(TendikError, match="together"):
        quota.guarantee_by_seats(laws.load("chl-convention"), [3])
    with pytest.raises(TendikError, match="together"):
        quota.guarantee_by_seats(laws.load("kgz-jogorku-kenesh"), [3])


def test_constituencies_without_a_number_of_seats_are_said():
    with pytest.raises(TendikError, match="of each constituency"):
        quota.any_result(laws.load("hrv-sabor"))


def test_quotas_that_contradict_each_other_are_infeasible_whatever_the_result():
    law = small_law(5, "hare", "1/5")
    sexes = {"women": law.groups["women"], "men": law.groups["women"].model_copy(update={"sex": "male"})}
    half = law.rules[2].model_copy(
        update={"groups": ("women", "men"), "count": "each", "at_least": Fraction(2, 3), "rounding": "up"}
    )
    with pytest.raises(Infeasible):
        quota.any_result(replace(law, groups=sexes, rules=(*law.rules[:2], half, *law.rules[3:])))


def test_the_lists_of_a_worst_result_are_numbered_by_size():
    worst = quota.any_result(laws.load("kaz-majilis", on="2021-01-10")).certificates["women+under_29"][""]
    assert [one.list for one in worst] == [str(number) for number in range(1, len(worst) + 1)]
    assert [one.seats for one in worst] == sorted((one.seats for one in worst), reverse=True)


def test_seats_that_the_law_does_not_state_are_asked_for_and_stated():
    with pytest.raises(TendikError, match="how many seats") as told:
        quota.any_result(laws.load("srb-skupstina"))
    assert told.value.message.code == "guarantee.no-house"
    kazakhstan = laws.load("kaz-majilis", on="2023-03-19")
    stated = quota.any_result(kazakhstan, [40])
    rules = [
        rule.model_copy(update={"lists": 40}) if isinstance(rule, MandatesRule) else rule
        for rule in kazakhstan.rules
    ]
    assert dict(stated) == dict(quota.any_result(replace(kazakhstan, rules=tuple(rules))))
    assert stated.of == 40


def test_constituencies_stated_one_by_one_are_shared_one_by_one():
    """Chile's districts of 3 and 8 seats, named as the law names them or counted through."""
    chile = laws.load("chl-convention")
    both = quota.any_result(chile, [3, 8])
    one, other = quota.any_result(chile, [3]), quota.any_result(chile, [8])
    assert {key: one[key] + other[key] for key in one} == dict(both)
    assert set(both.by_constituency) == {"1", "2"}
    assert not one.by_constituency
    spain = quota.any_result(laws.load("esp-congreso"), [5])
    assert sum(worst.seats for worst in spain.certificates["women"][""]) == 5
