"""Laws by identifier and date, and what a wrong file is told."""

from datetime import date
from itertools import pairwise
from typing import get_args

import pytest

from tendik import laws
from tendik.errors import BadInput, NotFound
from tendik.laws import schema
from tendik.laws.loading import DATA
from tendik.seats import METHODS

GOOD = (DATA / "kaz/majilis.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("day", "version"),
    [
        ("2004-09-19", "2004-04-14"),
        ("2007-08-18", "2007-06-19"),
        ("2012-01-15", "2009-02-09"),
        ("2016-03-20", "2009-02-09"),
        ("2020-05-24", "2009-02-09"),
        ("2021-01-10", "2020-05-25"),
        ("2021-12-31", "2021-05-25"),
        ("2022-06-05", "2022-02-07"),
        ("2022-11-06", "2022-02-07"),  # adopted on the 5th, not yet in force
        ("2023-03-19", "2022-11-05"),
    ],
)
def test_the_version_in_force_on_a_day(day, version):
    assert laws.load("kaz-majilis", on=day).version.id == version


def test_without_a_day_the_latest_version():
    assert laws.load("kaz-majilis").version.id == "2022-11-05"
    assert laws.load("kaz-majilis").on is None


def test_a_day_may_be_a_date():
    assert laws.load("kaz-majilis", on=date(2023, 3, 19)) == laws.load("kaz-majilis", on="2023-03-19")


def test_before_the_first_version_nothing_is_guessed():
    with pytest.raises(NotFound, match="1 September 1991"):
        laws.load("kaz-majilis", on="1991-09-01")


def test_an_unknown_law_lists_those_that_are_there():
    with pytest.raises(NotFound, match="kaz-kurultai, kaz-majilis"):
        laws.load("kaz-senate")


def test_a_day_that_is_none_is_said():
    with pytest.raises(BadInput, match="year-month-day"):
        laws.load("kaz-majilis", on="19.03.2023")


def test_a_reform_is_the_law_with_its_changes():
    reform, law = laws.load("kaz-kurultai"), laws.load("kaz-majilis")
    assert reform.reform_of == "kaz-majilis 2022-11-05"
    assert reform.status == "unconfirmed"
    assert {rule.status for rule in reform.rules} == {"unconfirmed"}
    assert len(reform.rules) == len(law.rules)
    assert reform.digest != law.digest


def test_every_fact_has_a_source_and_three_languages():
    for identifier in laws.available():
        for law in laws.history(identifier):
            for rule in law.rules:
                assert law.source(rule.source).title
                assert set(rule.says) >= {"kk", "ru", "en"}, rule.id
            assert law.source(law.version.source).title


def written(tmp_path, text):
    path = tmp_path / "law.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("share: 7/100", "share: 0.07", "as in 30/100"),
        ("    share: 7/100\n", "", "required: share"),
        ("    share: 7/100\n", "    share: 7/100\n    shar: 1\n", "not known here: shar"),
        ("kind: threshold", "kind: treshold", "kind of rule is not known: treshold"),
        ("source: vota", "source: nowhere", "points nowhere: nowhere"),
        ('until: "2021-05-25"', 'until: "2021-05-26"', "points nowhere: 2021-05-26"),
        ("groups: [women, under_29]", "groups: [women, youth]", "points nowhere: youth"),
        ("  - id: threshold-5", "  - id: threshold-7", "same name: threshold-7"),
        ("in_force: 2022-02-07", "in_force: 2001-02-07", "out of order"),
        ('    until: "2007-06-19"', '    until: "2004-04-14"', "ends before it begins"),
        ("  - id: threshold-5\n", "  - id: threshold-5\n    id: other\n", "stands twice: id"),
        ("sex: female", "sex: female\n    age_below: 3", "exactly one of"),
    ],
)
def test_a_wrong_file_names_line_and_field(tmp_path, old, new, told):
    assert GOOD.count(old) >= 1
    with pytest.raises(BadInput) as raised:
        laws.load(written(tmp_path, GOOD.replace(old, new, 1)))
    problems = raised.value.problems
    assert any(told in str(problem.message) for problem in problems), str(raised.value)
    line = GOOD[: GOOD.index(old)].count("\n") + 1
    assert any(
        problem.row is not None and abs(problem.row - line) <= 25 and problem.file for problem in problems
    )


def test_all_problems_of_a_file_are_told_at_once(tmp_path):
    text = GOOD.replace("share: 7/100", "share: 0.07").replace("order: unordered", "order: random")
    with pytest.raises(BadInput) as raised:
        laws.load(written(tmp_path, text))
    assert len(raised.value.problems) == 2


def test_the_line_is_the_exact_one(tmp_path):
    with pytest.raises(BadInput) as raised:
        laws.load(written(tmp_path, GOOD.replace("share: 7/100", "share: 0.07")))
    (problem,) = raised.value.problems
    assert problem.row == GOOD[: GOOD.index("share: 7/100")].count("\n") + 1
    assert problem.column == "rules.4.share"


@pytest.mark.parametrize("text", ["", "[1, 2", "just words", "- a\n- b", "\x00", "id: {a: [b"])
def test_what_is_no_law_is_bad_input(tmp_path, text):
    with pytest.raises(BadInput):
        laws.load(written(tmp_path, text))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("at_least: 30/100", "at_least: 30/0", "a share is of a whole that is not nothing"),
        ("at_least: 30/100", "at_least: -30/100", "a share is not less than nothing"),
        ("at_least: 30/100", "at_least: 31/30", "a share is at most the whole"),
        ("share: 7/100", "share: 107/100", "a share is at most the whole"),
        ("adopted: 2004-04-14", "adopted: 2004-04-31", "there is no such day or number: 2004-04-31"),
        ("method: hare", "method: hair", "'hare'"),
        ("lists: 69", f"lists: {'9' * 400}", "less than or equal to 10000"),
        ("lists: 69", f"lists: {'9' * 5000}", "there is no such day or number"),
    ],
)
def test_a_value_that_cannot_be_is_said_with_its_line(tmp_path, old, new, told):
    with pytest.raises(BadInput) as raised:
        laws.load(written(tmp_path, GOOD.replace(old, new, 1)))
    (problem,) = raised.value.problems
    assert told in str(problem.message)
    assert abs(problem.row - GOOD[: GOOD.index(old)].count("\n") - 1) <= 25


def test_two_rules_of_which_there_can_be_one_contradict_each_other(tmp_path):
    start = GOOD.index("  - id: distribution\n")
    rule = GOOD[start : GOOD.index("  - id:", start + 5)]
    second = rule.replace("id: distribution", "id: other").replace("method: hare", "method: dhondt")
    with pytest.raises(BadInput, match="distribution and other are both of the kind apportionment"):
        laws.load(written(tmp_path, GOOD.replace(rule, rule + second)))


def test_names_twice_and_groups_nowhere_are_said(tmp_path):
    text = GOOD.replace("groups: [women, under_29", "groups: [women, women, nobody, under_29", 1)
    with pytest.raises(BadInput) as raised:
        laws.load(written(tmp_path, text))
    assert [p.message.code for p in raised.value.problems] == ["law.nowhere", "law.group-twice"]


@pytest.mark.parametrize("text", ["a: &x [*x]", "a: " + "[" * 5000])
def test_a_file_that_holds_itself_is_bad_input(tmp_path, text):
    with pytest.raises(BadInput):
        laws.load(written(tmp_path, text))


def test_aliases_of_aliases_are_read_once(tmp_path):
    bomb = "a: &a [x]\n" + "".join(f"{b}: &{b} [{f'*{a}, ' * 9}]\n" for a, b in pairwise("abcdefghijkl"))
    with pytest.raises(BadInput, match="This field is required: id"):
        laws.load(written(tmp_path, bomb))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("reform_of: kaz-majilis", "reform_of: kaz-senate", "law.unknown"),
        ("reform_of: kaz-majilis", "reform_of: ITSELF", "law.itself"),
        ("set: {status: unconfirmed}", "set: {status: doubtful}", "law.value"),
        ("set: {status: unconfirmed}", "set: {states: unconfirmed}", "law.extra_forbidden"),
        ("set: {status: unconfirmed}", "set: {source: nowhere}", "law.nowhere"),
        ("  source: qazinform-2026", "  source: nowhere", "law.nowhere"),
    ],
)
def test_a_reform_that_cannot_be_names_line_and_field(tmp_path, old, new, code):
    text = (DATA / "kaz/kurultai.yaml").read_text(encoding="utf-8")
    path = written(tmp_path, text.replace(old, new.replace("ITSELF", str(tmp_path / "law.yaml")), 1))
    with pytest.raises(BadInput) as raised:
        laws.load(path)
    (problem,) = raised.value.problems
    assert problem.message.code == code
    assert problem.row == text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize("name", ["", ".", "a" * 5000 + ".yaml", "\x00.yaml", None])
def test_what_names_no_law_is_not_found(name, tmp_path):
    with pytest.raises(NotFound):
        laws.load(name)
    with pytest.raises(NotFound):
        laws.load(tmp_path / "nowhere.yaml")


def test_methods_of_laws_are_those_of_seats():
    assert get_args(schema.Method) == METHODS


def test_another_encoding_is_said(tmp_path):
    path = tmp_path / "law.yaml"
    path.write_bytes("id: закон".encode("cp1251"))
    with pytest.raises(BadInput, match="UTF-8"):
        laws.load(path)


def test_the_digest_changes_with_the_law(tmp_path):
    changed = laws.load(written(tmp_path, GOOD.replace("at_least: 30/100", "at_least: 31/100")))
    assert changed.digest != laws.load("kaz-majilis").digest
