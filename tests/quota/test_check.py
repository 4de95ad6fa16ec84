"""Breaches of a list: article, required, found, rows at fault and the least remedy."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from tendik import laws, quota
from tendik.laws.schema import QuotaRule
from tendik.quota import words
from tendik.quota.groups import years
from tendik.values import Candidate, PartyList

DAY = date(2023, 3, 19)
LAW = laws.load("kaz-majilis", on=DAY)
OLD = date(1970, 1, 1)


def party(*people):
    return PartyList("a", {"en": "A"}, candidates=tuple(people))


def men(number, start=100):
    return [Candidate(sex="male", born=OLD, disability=False, row=start + i) for i in range(number)]


def women(number, start=2):
    return [Candidate(sex="female", born=OLD, disability=False, row=start + i) for i in range(number)]


def test_a_list_that_complies_has_no_finding():
    assert quota.check(LAW, [party(*women(3), *men(7))]) == []


def test_a_breach_names_article_numbers_rows_and_remedy():
    (finding,) = quota.check(LAW, [party(*women(1), *men(9))])
    assert (finding.rule, finding.article, finding.list) == ("list-quota", "Art. 89(4), part two", "a")
    assert (finding.required, finding.found, finding.verdict) == (3, (1, 1), "breach")
    assert finding.places == tuple(range(100, 109))
    assert finding.remedy.replace == 2
    assert finding.breach == "refuse"


@pytest.mark.parametrize("size", [3, 7, 10, 23, 50, 90])
def test_the_remedy_is_the_least_that_complies(size):
    for members in range(size):
        findings = quota.check(LAW, [party(*women(members), *men(size - members))])
        if not findings:
            continue
        (finding,) = findings
        k = finding.remedy.replace
        assert quota.check(LAW, [party(*women(members + k), *men(size - members - k))]) == []
        assert quota.check(LAW, [party(*women(members + k - 1), *men(size - members - k + 1))])
        added = finding.remedy.add
        if added is not None:
            assert quota.check(LAW, [party(*women(members + added), *men(size - members))]) == []
            assert quota.check(LAW, [party(*women(members + added - 1), *men(size - members))])


def test_no_addition_is_proposed_where_the_list_is_full():
    (finding,) = quota.check(LAW, [party(*women(5), *men(85))])
    assert finding.remedy.add is None
    assert finding.remedy.replace == 22


def test_missing_data_leaves_the_finding_undecided():
    unknown = [Candidate(born=OLD, disability=False, row=50), Candidate(sex="male", born=OLD, row=51)]
    (finding,) = quota.check(LAW, [party(*women(2), *men(6), *unknown)])
    assert (finding.verdict, finding.found, finding.places) == ("undecided", (2, 4), (50, 51))
    assert finding.remedy.state == 2


def test_missing_data_that_cannot_help_is_a_breach():
    unknown = [Candidate(row=50)]
    (finding,) = quota.check(LAW, [party(*women(1), *men(8), *unknown)])
    assert (finding.verdict, finding.found, finding.remedy.replace) == ("breach", (1, 2), 1)


def test_missing_data_that_does_not_matter_is_no_finding():
    assert quota.check(LAW, [party(*women(3), *men(6), Candidate(row=50))]) == []


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(1994, 3, 19), DAY, 29),
        (date(1994, 3, 20), DAY, 28),
        (date(1996, 2, 29), date(2025, 2, 28), 28),
        (date(1996, 2, 29), date(2025, 3, 1), 29),
    ],
)
def test_completed_years(born, day, age):
    assert years(born, day) == age


def test_the_day_of_the_twenty_ninth_birthday_is_too_late():
    young = Candidate(sex="male", born=date(1994, 3, 20), disability=False, row=3)
    too_old = Candidate(sex="male", born=date(1994, 3, 19), disability=False, row=3)
    assert quota.check(LAW, [party(*women(2), *men(7), young)]) == []
    assert len(quota.check(LAW, [party(*women(2), *men(7), too_old)])) == 1


def test_without_a_day_age_is_not_known():
    law = laws.load("kaz-majilis")
    young = Candidate(sex="male", born=date(1996, 1, 1), disability=False, row=3)
    (finding,) = quota.check(law, [party(*women(2), *men(7), young)])
    assert finding.verdict == "undecided"
    assert quota.check(law, [party(*women(2), *men(7), young)], on=DAY) == []


def test_age_on_the_day_of_registration_is_another_reading():
    reading = next(reading for reading in LAW.readings if reading.id == "age-day")
    law = LAW.read_as(reading, "registration_day")
    just = Candidate(sex="male", born=date(1994, 3, 1), disability=False, row=3)
    lists = [party(*women(2), *men(7), just)]
    assert len(quota.check(LAW, lists)) == 1
    assert quota.check(law, lists, registered_on=date(2023, 2, 11)) == []
    assert quota.check(law, lists)[0].verdict == "undecided"


def test_all_breaches_of_all_lists_are_told():
    small = party(*men(9), Candidate(sex="male", born=date(2000, 1, 1), disability=False, row=9))
    long = PartyList("b", {"en": "B"}, candidates=tuple(women(91)))
    found = [(finding.list, finding.rule) for finding in quota.check(LAW, [small, long])]
    assert found == [("a", "candidate-age"), ("a", "list-quota"), ("b", "list-length")]


def test_a_sum_counts_a_person_in_each_group():
    reading = next(reading for reading in LAW.readings if reading.id == "count")
    both = [Candidate(sex="female", born=OLD, disability=True, row=1)]
    assert len(quota.check(LAW, [party(*both, *women(1), *men(8))])) == 1
    assert quota.check(LAW.read_as(reading, "sum"), [party(*both, *women(1), *men(8))]) == []


def test_a_share_that_missing_data_may_just_fill_is_undecided():
    unknown = Candidate(sex=None, born=OLD, disability=False, row=50)
    (finding,) = quota.check(LAW, [party(*women(2), unknown, *men(7))])
    assert (finding.required, finding.found, finding.verdict) == (3, (2, 3), "undecided")
    (finding,) = quota.check(LAW, [party(*women(1), unknown, *men(8))])
    assert finding.verdict == "breach"


def test_an_undecided_finding_leads_to_nothing_yet():
    unknown = Candidate(sex=None, born=OLD, disability=False, row=50)
    (undecided,) = quota.check(LAW, [party(*women(2), unknown, *men(7))])
    assert words.consequence(undecided).code == "breach.undecided"
    (breach,) = quota.check(LAW, [party(*women(1), *men(9))])
    assert words.consequence(breach).code == "breach.named"


def test_rows_in_a_row_are_drawn_together():
    assert words.runs((9, 2, 5, 6, 7)) == "2, 5–7, 9"
    assert words.runs((3, 4)) == "3–4"


def test_members_may_be_added_as_long_as_the_list_has_room():
    """The Mazhilis of 2023 allows ninety names."""
    (finding,) = quota.check(LAW, [party(*women(25), *men(63))])
    assert (finding.required, finding.remedy.add) == (27, 2)  # 27 of 90, the whole room
    (finding,) = quota.check(LAW, [party(*women(25), *men(64))])
    assert (finding.required, finding.remedy.add) == (27, None)  # 27 of 91 would not do, and do not fit


@pytest.mark.parametrize(
    ("count", "share", "line", "verdicts"),
    [
        ("each", Fraction(1, 2), "M??", {"breach"}),  # two of each are four
        ("each", Fraction(1, 2), "M??F", {"undecided"}),
        ("each", Fraction(1, 3), "M??", {"undecided"}),
        ("each", Fraction(1, 3), "MF?", set()),
        ("union", Fraction(1), "M??", set()),  # each of them is one or the other
        ("sum", Fraction(1), "???", set()),
    ],
)
def test_a_sex_that_is_not_stated_is_one_of_the_two(count, share, line, verdicts):
    rule = next(rule for rule in LAW.all(QuotaRule) if rule.of == "list")
    rule = rule.model_copy(update={"groups": ("women", "men"), "count": count, "at_least": share})
    groups = {**LAW.groups, "men": laws.load("esp-congreso").groups["men"]}
    law = replace(LAW, rules=(rule,), groups=groups)
    people = [Candidate(sex={"F": "female", "M": "male", "?": None}[letter]) for letter in line]
    findings = quota.check(law, [party(*people)])
    assert {finding.verdict for finding in findings} == verdicts
