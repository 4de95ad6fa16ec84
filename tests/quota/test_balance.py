"""Rules on ordered lists: three-valued against every way to fill the gaps, and what a finding says."""

import itertools
import random
from fractions import Fraction

import pytest

from tendik import laws, quota
from tendik.laws.balance import BOUNDS, UNITS, BalanceRule
from tendik.quota import bounds, units
from tendik.values import Candidate, PartyList

SEX = {"F": "female", "M": "male", "?": None}
ALL = [name for name in laws.available() if laws.load(name).all(BalanceRule)]


def party(line):
    people = tuple(Candidate(sex=SEX[letter], row=row) for row, letter in enumerate(line, start=2))
    return PartyList("a", {"en": "A"}, candidates=people)


def found(law, line):
    return quota.check(law, [party(line)])


@pytest.mark.parametrize("name", ALL)
def test_missing_sex_is_undecided_exactly_where_it_matters(name):
    chance = random.Random(name)
    for law in laws.history(name):
        for _ in range(60):
            line = "".join(chance.choice("FMFM?") for _ in range(chance.randint(1, 11)))
            gaps = [at for at, letter in enumerate(line) if letter == "?"]
            answers = {rule.id: set() for rule in law.all(BalanceRule)}
            for fill in itertools.product("FM", repeat=len(gaps)):
                whole = list(line)
                for at, letter in zip(gaps, fill, strict=True):
                    whole[at] = letter
                broken = {finding.rule for finding in found(law, whole)}
                for rule in answers:
                    answers[rule].add(rule in broken)
            told = {}
            for finding in found(law, line):
                told.setdefault(finding.rule, set()).add(finding.verdict)
            for rule, broken in answers.items():
                verdicts = told.get(rule, set())
                assert bool(verdicts) == (True in broken), (law.version.id, rule, line)
                if broken == {True} and len(gaps) == 0:
                    assert verdicts == {"breach"}
                if False in broken:
                    assert "breach" not in verdicts, (rule, line)


@pytest.mark.parametrize("name", ALL)
def test_so_many_changes_mend_a_rule_and_fewer_do_not(name):
    """The remedy of a rule with a single finding is the least number of exchanged persons."""
    law = laws.load(name)
    chance = random.Random(name)
    for rule in law.all(BalanceRule):
        alone = law
        for other in law.rules:
            if other.id != rule.id:
                alone = alone.without(other.id)
        kept = {
            length: [line for line in itertools.product("FM", repeat=length) if not found(alone, line)]
            for length in range(1, 9)
        }
        for _ in range(40):
            line = "".join(chance.choice("FMM") for _ in range(chance.randint(1, 8)))
            findings = found(alone, line)
            if len(findings) != 1 or not kept[len(line)]:
                continue
            least = min(sum(a != b for a, b in zip(line, other, strict=True)) for other in kept[len(line)])
            assert findings[0].remedy.replace == least, (rule.id, line)


def test_a_finding_names_part_required_found_and_rows():
    (finding,) = found(laws.load("srb-skupstina"), "FFFMMMMFMM")
    assert (finding.rule, finding.required, finding.found) == ("each-five", 2, (1, 1))
    assert finding.places == (7, 8, 10, 11)
    assert finding.remedy.replace == 1
    assert str(finding.message).startswith("Places 6 to 10: too few persons of this group: women.")


def test_a_run_too_long_names_the_run():
    (finding,) = found(laws.load("prt-assembly"), "FMMMF")
    assert (finding.rule, finding.required, finding.found, finding.places) == (
        "two-in-a-row",
        2,
        (3, 3),
        (3, 4, 5),
    )


def test_an_alternation_names_those_out_of_turn():
    finding = found(laws.load("cri-asamblea"), "FMMF")[0]
    assert (finding.rule, finding.places, finding.remedy.replace) == ("alternation", (4,), 2)


def test_three_days_to_correct():
    (finding,) = found(laws.load("pol-sejm"), "MMMF")
    assert (finding.breach, finding.days) == ("correct in 3 days", 3)


@pytest.mark.parametrize(
    ("day", "men", "cost"), [("2012-06-10", 74, Fraction(36, 100)), ("2017-06-11", 74, Fraction(72, 100))]
)
def test_what_a_difference_costs_in_public_funding(day, men, cost):
    law = laws.load("fra-assemblee", on=day)
    (finding,) = found(law, "M" * men + "F" * (100 - men))
    assert finding.cost == cost


def test_the_funding_lost_is_never_more_than_all_of_it():
    (finding,) = found(laws.load("fra-assemblee"), "M" * 100)
    assert finding.cost == 1


def test_every_piece_has_a_machine_and_a_law_that_needs_it():
    words = {
        " ".join(word for word in form.split() if "<" not in word and word not in ("or", "share>"))
        for form in BOUNDS
    }
    parts = {" ".join(word for word in form.split() if "<" not in word) for form in UNITS}
    assert set(bounds.BOUNDS) == words
    assert set(units.UNITS) == parts
    rules = [rule for name in ALL for law in laws.history(name) for rule in law.all(BalanceRule)]
    assert {rule.bound.name for rule in rules} == words
    assert {rule.of.name for rule in rules} == parts
    assert {rule.short for rule in rules} == {"free", "bound", "as close as possible"}
    assert {rule.breach.name for rule in rules} == {
        "refuse",
        "none",
        "publish",
        "fine",
        "correct in days",
        "funding less of the difference",
    }


def test_a_certain_breach_though_a_sex_is_not_stated_does_not_contradict_itself():
    (run,) = found(laws.load("prt-assembly"), "FF?MM")
    assert (run.verdict, run.found) == ("breach", (3, 3))  # whoever stands third, three follow one another
    assert str(run.message).endswith("Allowed in a row: 2; found: 3.")
    for finding in found(laws.load("hrv-sabor"), "F?M"):  # two of each do not fit into three places
        assert (finding.verdict, finding.found) == ("breach", (1, 2))
        assert "too few of one of the groups" in str(finding.message)


def test_only_the_run_that_is_too_long_is_at_fault():
    """Portugal: two in a row are allowed, so of two runs the one of three is named."""
    (finding,) = [one for one in found(laws.load("prt-assembly"), "MMFMMMFFM") if one.rule == "two-in-a-row"]
    assert finding.places == (5, 6, 7)


def test_a_group_that_has_exactly_its_share_is_not_left_open():
    """Spain: with two women of five their share is kept, whoever the two unknown are; the men's is open."""
    findings = found(laws.load("esp-congreso"), "FFM??")
    assert {(one.rule, one.verdict, one.found) for one in findings} == {
        ("whole-list", "undecided", (1, 3)),
        ("each-five", "undecided", (1, 3)),
    }


def test_a_list_of_just_the_first_places_is_whole():
    """Belgium: a list of two names has its first two; one of a single name has not."""
    law = laws.load("bel-chamber")
    assert [one.rule for one in found(law, "MM")] == ["difference", "first-two"]
    assert found(law, "M") == []
