"""Joint selection against exhaustive search and the constructed cases."""

import itertools
import json
import random
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from tendik import laws
from tendik.errors import BadInput, Infeasible
from tendik.laws.schema import QuotaRule
from tendik.quota import select
from tendik.values import Candidate

CASES = Path(__file__).parents[3] / "shared/cases/joint_quota.json"
GROUPS = ["W", "Y", "D"]


def members(candidates, chosen, rule):
    return sum(1 for place in chosen if candidates[place] & set(rule["groups"]))


def every_choice(candidates, seats, rules):
    """All choices with the shortfall of each rule."""
    for chosen in itertools.combinations(range(len(candidates)), seats):
        lacks = [max(0, rule["at_least"] - members(candidates, chosen, rule)) for rule in rules]
        yield chosen, lacks


def random_case(random_source):
    size = random_source.randint(3, 11)
    seats = random_source.randint(1, min(6, size))
    candidates = [{g for g in GROUPS if random_source.random() < 0.3} for _ in range(size)]
    rules = [
        {
            "groups": random_source.sample(GROUPS, random_source.randint(1, 2)),
            "at_least": random_source.randint(0, 3),
        }
        for _ in range(random_source.randint(1, 4))
    ]
    return candidates, seats, rules


@pytest.mark.parametrize("seed", range(8))
def test_the_choice_is_the_best_of_all_choices(seed):
    random_source = random.Random(seed)
    infeasible = 0
    for _ in range(40):
        candidates, seats, rules = random_case(random_source)
        feasible = [c for c, lacks in every_choice(candidates, seats, rules) if not any(lacks)]
        if not feasible:
            infeasible += 1
            lacks = min((sum(lacks), lacks) for _, lacks in every_choice(candidates, seats, rules))[1]
            with pytest.raises(Infeasible) as raised:
                select(candidates, seats, rules)
            assert raised.value.relaxations == [
                (i, rule["at_least"], rule["at_least"] - lack)
                for i, (rule, lack) in enumerate(zip(rules, lacks, strict=True))
                if lack
            ]
            continue
        least = min(map(sum, feasible))
        best = [chosen for chosen in feasible if sum(chosen) == least]
        found = select(candidates, seats, rules)
        assert found.chosen == best[0]
        assert found.unique == (len(best) == 1)
        assert select(candidates, seats, rules, objective="list-order").chosen == feasible[0]
    assert infeasible > 0  # both outcomes were met


def test_the_constructed_cases():
    if not CASES.exists():
        pytest.skip("the shared cases are not beside the project")
    for case in json.loads(CASES.read_text())["cases"]:
        candidates = [set(groups) - {"-"} for groups in case["list_in_order"]]
        rules = [{"groups": [group], "at_least": least} for group, least in case["min_per_group"].items()]
        if case["kind"] == "infeasible":
            with pytest.raises(Infeasible):
                select(candidates, case["seats"], rules)
            continue
        found = select(candidates, case["seats"], rules)
        assert sum(found.chosen) == case["min_total_rank"]
        assert found.unique == (case["n_optimal_sets"] == 1)
        if found.unique:
            assert list(found.chosen) == case["min_total_rank_set_0based"]
        in_order = select(candidates, case["seats"], rules, objective="list-order")
        assert list(in_order.chosen) == case["lexicographic_first_feasible_0based"]


def test_a_share_is_of_the_seats_and_rounded_as_the_rule_says():
    candidates = [set(), set(), set(), {"women"}, {"women"}]
    assert select(candidates, 4, [{"groups": ["women"], "at_least": "30/100"}]).chosen == (0, 1, 3, 4)
    rule = {"groups": ["women"], "at_least": "30/100", "rounding": "down"}
    assert select(candidates, 4, [rule]).chosen == (0, 1, 2, 3)


def test_each_group_and_the_union_differ():
    candidates = [{"women"}, {"women"}, {"young"}, set()]
    union = [{"groups": ["women", "young"], "at_least": 2, "count": "union"}]
    each = [{"groups": ["women", "young"], "at_least": 1, "count": "each"}]
    assert select(candidates, 2, union).chosen == (0, 1)
    assert select(candidates, 2, each).chosen == (0, 2)


def test_more_seats_than_candidates_is_said():
    with pytest.raises(Infeasible) as raised:
        select([set(), set()], 3, [])
    assert raised.value.relaxations == [(None, 3, 2)]
    assert "2 for 3" in str(raised.value)


def test_a_large_chamber_with_four_rules_is_exact():
    random_source = random.Random(4)
    candidates = [
        {g for g, p in zip("WYD", (0.25, 0.1, 0.05), strict=True) if random_source.random() < p}
        for _ in range(188)
    ]
    rules = [{"groups": ["W"], "at_least": 40}, {"groups": ["Y"], "at_least": 12}]
    found = select(candidates, 145, rules)
    assert members(candidates, found.chosen, rules[0]) >= 40
    assert members(candidates, found.chosen, rules[1]) >= 12
    # No single exchange of a chosen person for an earlier one that was left out keeps the rules.
    for out, into in itertools.product(found.chosen, range(188)):
        if into < out and into not in found.chosen:
            other = (set(found.chosen) - {out}) | {into}
            assert members(candidates, other, rules[0]) < 40 or members(candidates, other, rules[1]) < 12


def people():
    born = date(1970, 1, 1)
    return [
        Candidate("A", "male", born, False),
        Candidate("B", "male", born, False),
        Candidate("C", "male", date(1996, 1, 1), False),
        Candidate("D", "female", born, False),
    ]


def test_the_rules_of_a_law_choose_among_persons():
    law = laws.load("kaz-majilis", on="2023-03-19")
    rule = next(rule for rule in law.all(QuotaRule) if rule.of == "mandates")
    assert select(people(), 3, [rule], on=law.on).chosen == (0, 1, 2)  # one of three: the young man
    assert select(people(), 3, [{"groups": ["women"], "at_least": 1}]).chosen == (0, 1, 3)


def test_persons_of_whom_something_asked_is_not_known_are_not_guessed():
    with pytest.raises(BadInput, match="C"):
        select([*people()[:2], Candidate("C")], 2, [{"groups": ["women"], "at_least": 1}])
    with pytest.raises(BadInput):
        select(people(), 2, [{"groups": ["under_29"], "at_least": 1}])  # on which day?


def test_a_group_that_nobody_defined_is_refused():
    with pytest.raises(ValueError, match="definition of veterans"):
        select(people(), 2, [{"groups": ["veterans"], "at_least": 1}])


@pytest.mark.parametrize("bad", ["rank", "", "list_order"])
def test_an_unknown_objective_is_refused(bad):
    with pytest.raises(ValueError, match="rank-sum or list-order"):
        select([set()], 1, [], objective=bad)


def test_numbers_of_numpy_are_whole_numbers():
    rule = {"groups": ["women"], "at_least": np.int64(1)}
    assert select([set(), set(), {"women"}], np.int64(2), [rule]).chosen == (0, 2)


def test_a_text_is_no_set_of_groups_unless_each_letter_is_one():
    assert select(["", "", "WY"], 1, [{"groups": ["W"], "at_least": 1}]).chosen == (2,)
    with pytest.raises(ValueError, match="a set of groups"):
        select(["men", "women"], 1, [{"groups": ["women"], "at_least": 1}])


@pytest.mark.parametrize("rule", [None, {"groups": ["women"]}, {"at_least": 1}, "women"])
def test_what_is_no_rule_on_persons_is_refused(rule):
    with pytest.raises(ValueError, match="rule"):
        select([{"women"}, set()], 1, [rule])


@pytest.mark.parametrize(
    "rule",
    [
        {"count": "both"},
        {"at_least": 0.3},
        {"at_least": "1/2", "rounding": "near"},
        {"at_least": "1/0"},
        {"at_least": "-1/2"},
        {"at_least": "half"},
        {"at_least": "2"},
        {"at_least": -1},
        {"at_most": 1},
    ],
)
def test_what_a_rule_cannot_say_is_refused(rule):
    with pytest.raises(ValueError, match="must be"):
        select([{"women"}, set()], 1, [{"groups": ["women"], "at_least": 1, **rule}])
