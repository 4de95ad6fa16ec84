"""The floor against exhaustive search over every small list, and the figures of Kazakhstan."""

import itertools
import random
from dataclasses import replace
from fractions import Fraction

import pytest

from tendik import elections, laws, seats
from tendik.errors import Infeasible
from tendik.laws.schema import ListLengthRule, MandatesRule, QuotaRule
from tendik.quota import guarantee
from tendik.quota.shares import required
from tendik.quota.worst import profiles
from tendik.seats import Allocation
from tendik.values import Candidate, PartyList

MAJILIS = laws.load("kaz-majilis", on="2023-03-19")


def allocated(**won):
    lists = tuple(PartyList(key, {"en": key}) for key in won)
    return Allocation("law", "", sum(won.values()), lists, tuple(won.values()), (), on=MAJILIS.on)


def small_law(random_source, groups):
    """The law of the Mazhilis with few mandates, short lists and random quotas."""
    rules = [
        MAJILIS.get(MandatesRule).model_copy(update={"lists": 4}),
        MAJILIS.get(ListLengthRule).model_copy(
            update={"at_most": Fraction(random_source.choice([100, 130, 150]), 100)}
        ),
    ]
    for of in ("list", "mandates"):
        rule = next(rule for rule in MAJILIS.all(QuotaRule) if rule.of == of)
        for number in range(random_source.randint(0, 2)):
            rules.append(
                rule.model_copy(
                    update={
                        "id": f"{of}-{number}",
                        "groups": tuple(
                            random_source.sample(list(groups), random_source.randint(1, len(groups)))
                        ),
                        "at_least": Fraction(random_source.choice([20, 30, 40, 50]), 100),
                        "rounding": random_source.choice(["up", "down", "half-up", "half-even"]),
                        "count": random_source.choice(["union", "union", "sum", "each"]),
                    }
                )
            )
    return replace(MAJILIS, rules=tuple(rules), groups=groups)


def counted(rule, people):
    """What a rule counts among people: one number for each of its demands."""
    if rule.count == "each":
        return [sum(group in person for person in people) for group in rule.groups]
    if rule.count == "sum":
        return [sum(len(person & set(rule.groups)) for person in people)]
    return [sum(bool(person & set(rule.groups)) for person in people)]


def complies(law, of, people, base):
    return all(
        found >= required(rule.at_least, base, rule.rounding)
        for rule in law.all(QuotaRule)
        if rule.of == of
        for found in counted(rule, people)
    )


def by_exhaustion(law, won, target):
    """Least and most members of the target over every complying list and every choice."""
    longest = required(
        law.get(ListLengthRule).at_most, law.get(MandatesRule).lists, law.get(ListLengthRule).rounding
    )
    kinds = profiles(law.groups)
    found = []
    for elected in itertools.combinations_with_replacement(kinds, won):
        if not complies(law, "mandates", elected, won):
            continue
        if any(
            complies(law, "list", [*elected, *left], names)
            for names in range(won, max(longest, won) + 1)
            for left in itertools.combinations_with_replacement(kinds, names - won)
        ):
            found.append(sum(bool(person & target) for person in elected))
    return (min(found), max(found)) if found else None


BOTH_SEXES = {
    "women": MAJILIS.groups["women"],
    "men": MAJILIS.groups["women"].model_copy(update={"sex": "male"}),
    "disability": MAJILIS.groups["disability"],
}


@pytest.mark.parametrize("groups", [dict(MAJILIS.groups), BOTH_SEXES], ids=["overlapping", "both sexes"])
@pytest.mark.parametrize("seed", range(8))
def test_the_floor_is_the_least_of_all_lists(seed, groups):
    random_source = random.Random(seed)
    compared = 0
    for _ in range(8):
        law = small_law(random_source, groups)
        won = random_source.randint(1, 4)
        if by_exhaustion(law, won, frozenset()) is None:  # the random quotas contradict each other
            with pytest.raises(Infeasible):
                guarantee(law, allocated(a=won))
            continue
        outcome = guarantee(law, allocated(a=won))
        for key in outcome:
            exhaustive = by_exhaustion(law, won, frozenset(key.split("+")))
            assert (outcome[key], outcome.most[key]) == exhaustive, (key, law.rules[2:], won)
            compared += 1
    assert compared > 0


@pytest.mark.parametrize("key", ["women", "under_29", "disability", "women+under_29+disability"])
def test_the_certificate_is_a_list_that_complies_and_attains_the_floor(key):
    outcome = guarantee(MAJILIS, allocated(a=40, b=7))
    for certificate in outcome.certificates[key]:
        elected = [profile for profile, count in certificate.elected.items() for _ in range(count)]
        left = [profile for profile, count in certificate.left.items() for _ in range(count)]
        assert len(elected) == certificate.seats
        assert len(elected) + len(left) == certificate.names <= 90
        assert complies(MAJILIS, "mandates", elected, certificate.seats)
        assert complies(MAJILIS, "list", [*elected, *left], certificate.names)
        attained = sum(bool(person & set(key.split("+"))) for person in elected)
        assert attained == outcome.by_list[certificate.list][key]


def test_2023_guarantees_23_of_69_to_three_groups_together_and_none_to_women():
    allocation = seats.allocate(MAJILIS, elections.load("kaz-majilis-2023"))
    outcome = guarantee(MAJILIS, allocation)
    assert outcome == {"women": 0, "under_29": 0, "disability": 0, "women+under_29+disability": 23}
    assert outcome != {**outcome, "women": 1}
    assert outcome.of == 69
    assert [floors["women+under_29+disability"] for floors in outcome.by_list.values()] == [12, 3, 2, 2, 2, 2]


def test_the_reform_guarantees_46_of_145():
    law = laws.load("kaz-kurultai")
    allocation = seats.allocate(law, elections.load("kaz-majilis-2023"))
    assert allocation.seats == (83, 17, 13, 13, 11, 8, 0)
    outcome = guarantee(law, allocation)
    assert (outcome["women+under_29+disability"], outcome["women"], outcome.of) == (46, 0, 145)


def test_a_share_of_all_mandates_may_be_met_by_persons_who_count_thrice():
    """Of 11 mandates 30% are 4: in persons who belong to one, two or three of the groups at once."""
    readings = {reading.id: reading for reading in MAJILIS.readings}
    law = MAJILIS.read_as(readings["base"], "chamber").read_as(readings["count"], "sum")
    floor = next(n for n in range(12) if 3 * n >= 4)
    outcome = guarantee(law, allocated(a=6, b=5))
    assert outcome["women+under_29+disability"] == floor
    assert (outcome["women"], outcome["under_29"]) == (0, 0)
    union = guarantee(MAJILIS.read_as(readings["base"], "chamber"), allocated(a=6, b=5))
    assert union["women+under_29+disability"] == 4


@pytest.mark.parametrize(("won", "floor"), [(76, 0), (88, 0), (89, 1), (98, 10)])
def test_a_quota_on_the_list_alone_hardly_binds(won, floor):
    law = laws.load("kaz-majilis", on="2021-01-10")
    assert guarantee(law, allocated(a=won))["women+under_29"] == floor


def test_known_lists_bind_more_than_the_law():
    people = (*(Candidate(sex="female", row=row) for row in range(1, 9)), Candidate(sex="male", row=9))
    outcome = guarantee(MAJILIS, allocated(a=5), lists=[PartyList("a", {"en": "a"}, candidates=people)])
    assert outcome["women"] == 4
    assert outcome.most["women"] == 5


def test_the_certificate_of_a_known_list_tells_its_own_people_apart():
    born = MAJILIS.on.replace(year=1960)
    people = (
        *(Candidate(sex="female", born=born, disability=False, row=row) for row in range(1, 7)),
        *(Candidate(sex="male", born=born, disability=False, row=row) for row in (7, 8)),
        Candidate(sex="female", born=born, disability=True, row=9),
    )
    outcome = guarantee(MAJILIS, allocated(a=3), lists=[PartyList("a", {"en": "a"}, candidates=people)])
    (worst,) = outcome.certificates["women"]
    woman, man = frozenset({"women"}), frozenset()
    assert worst.elected == {man: 2, woman: 1}
    assert worst.left == {woman: 5, woman | {"disability"}: 1}


def test_missing_sex_widens_the_bounds_and_too_few_names_leave_seats_vacant():
    people = (Candidate(sex="female", row=1), Candidate(row=2), Candidate(sex="male", row=3))
    outcome = guarantee(MAJILIS, allocated(a=5), lists=[PartyList("a", {"en": "a"}, candidates=people)])
    assert (outcome["women"], outcome.most["women"], outcome.vacant) == (1, 2, 2)


def test_known_lists_that_cannot_meet_the_rule_are_said():
    people = tuple(
        Candidate(sex="male", born=MAJILIS.on.replace(year=1960), disability=False, row=row)
        for row in range(1, 11)
    )
    outcome = guarantee(MAJILIS, allocated(a=10), lists=[PartyList("a", {"en": "a"}, candidates=people)])
    assert outcome.unmet == {"a": 3}
    assert outcome["women+under_29+disability"] == 0


def test_who_is_elected_is_a_woman_or_a_man():
    law = replace(MAJILIS, groups={**MAJILIS.groups, "men": laws.load("esp-congreso").groups["men"]})
    rule = next(rule for rule in law.all(QuotaRule) if rule.of == "list")
    either = rule.model_copy(update={"groups": ("women", "men"), "count": "sum"})
    allocation = seats.allocate(law, elections.load("kaz-majilis-2023"))
    floor = guarantee(replace(law, rules=(*law.rules, either)), allocation)
    assert floor["women+men"] == 69
