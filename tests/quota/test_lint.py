"""What the author of a law file is told: the line, the field, what to do."""

import shutil

import pytest

from tendik import laws, quota
from tendik.errors import NotFound
from tendik.laws.loading import DATA

ALL = sorted(path for path in DATA.glob("*/*.yaml") if not path.name.endswith(".cases.yaml"))


@pytest.fixture
def portugal(tmp_path):
    for suffix in (".yaml", ".cases.yaml"):
        shutil.copy(DATA / f"prt/assembly{suffix}", tmp_path / f"assembly{suffix}")
    return tmp_path / "assembly.yaml"


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize("path", ALL, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_built_in_law_is_sound(path):
    found = quota.lint(path)
    assert found.sound, [str(problem) for problem in found.problems]
    assert found.cases == len(laws.cases(path))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("bound: at least 333/1000", "bound: at lest 333/1000", "write one of: at least <number or share>"),
        ("bound: at least 333/1000", "bound: at least 0.333", "a share is written exactly, as in 30/100"),
        ("bound: in a row at most 2", "bound: in a row at most two", "a whole number belongs here"),
        ("of: list", "of: lists", "each block of <number>"),
        ("kind: balance", "kind: balence", "The nearest is balance"),
        ("breach: publish", "breach: shame", "correct in <number> days"),
        ("groups: [women, men]", "groups: [women]", "too few"),
    ],
)
def test_a_wrong_phrase_names_its_line_and_what_may_stand_there(portugal, old, new, told):
    if told == "too few":
        old, new, told = "bound: at least 333/1000", "bound: difference at most 1", ""
        change(portugal, "groups: [women, men]", "groups: [women]")
        told = "exactly two groups"
    at = change(portugal, old, new)
    (problem, *_) = quota.lint(portugal).problems
    assert told in str(problem.message)
    assert abs(problem.row - at) <= 21
    assert problem.file == "assembly.yaml"


def test_a_case_that_does_not_hold_is_shown_with_both_answers(portugal):
    cases = portugal.with_suffix(".cases.yaml")
    at = change(cases, "expect: [two-in-a-row]", "expect: []")
    (problem,) = [p for p in quota.lint(portugal).problems if p.message.code == "lint.fails"]
    assert "It expects: []; the law gives: ['two-in-a-row']" in str(problem.message)
    assert problem.file == "assembly.cases.yaml"
    assert at - 10 < problem.row <= at


def test_a_rule_that_no_case_needs_is_named(portugal):
    cases = portugal.with_suffix(".cases.yaml")
    text = cases.read_text(encoding="utf-8")
    cases.write_text(text[: text.rindex("  - title:")], encoding="utf-8")
    (problem,) = quota.lint(portugal).problems
    assert problem.message.code == "lint.unneeded"
    assert problem.message.values["rule"] == "order-of-the-list"
    assert "order-of-the-list" in portugal.read_text(encoding="utf-8").splitlines()[problem.row - 1]


def test_a_rule_of_a_reform_that_no_case_needs_is_shown_where_the_reform_sets_it(tmp_path):
    reform = tmp_path / "kurultai.yaml"
    shutil.copy(DATA / "kaz/kurultai.yaml", reform)
    reform.with_suffix(".cases.yaml").write_text("cases: []", encoding="utf-8")
    unneeded = {p.message.values["rule"]: p for p in quota.lint(reform).problems}
    lines = reform.read_text(encoding="utf-8").splitlines()
    for rule, names in (("seats-145", "rule: seats-2022"), ("threshold-5", "rule: threshold-5")):
        problem = unneeded[rule]
        assert names in lines[problem.row - 1]
        assert problem.column.startswith("changes.")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("    list: MMFMMFF\n", "", "lint.input"),
        ("    list: MMFMMFF\n", "    list: MMFMMFF\n    seats: {}\n", "lint.input"),
        ("    on: 2022-01-30\n", "", "lint.day"),
        ("    on: 2022-01-30\n", "    on: 2001-01-30\n", "law.not-yet"),
        ("    expect: []\n", "", "lint.expect"),
        ("      ru: ", "      xx: ", "lint.title"),
        ("list: MMFMMFF", "list: MMFXMFF", "lint.case"),
    ],
)
def test_a_case_that_cannot_be_run_says_why(portugal, old, new, code):
    change(portugal.with_suffix(".cases.yaml"), old, new)
    assert code in {problem.message.code for problem in quota.lint(portugal).problems}


@pytest.mark.parametrize("text", ["", "- 1", "cases: 5", "cases: [1, 2"])
def test_a_file_of_cases_that_is_none(portugal, text):
    portugal.with_suffix(".cases.yaml").write_text(text, encoding="utf-8")
    assert not quota.lint(portugal).sound


def test_a_sentence_that_lacks_a_language(portugal):
    change(portugal, "    ru: В порядке списка не ставятся", "    de: В порядке списка не ставятся")
    (problem,) = quota.lint(portugal).problems
    assert problem.message.values == {"rule": "two-in-a-row", "languages": ["ru"]}
    assert problem.column == "rules.4.says"


def test_a_reading_that_its_field_does_not_take(tmp_path):
    for suffix in (".yaml", ".cases.yaml"):
        shutil.copy(DATA / f"srb/skupstina{suffix}", tmp_path / f"law{suffix}")
    change(
        tmp_path / "law.yaml", "alternatives: [as close as possible]", "alternatives: [as close as you like]"
    )
    (problem,) = quota.lint(tmp_path / "law.yaml").problems
    assert problem.message.code == "lint.reading"


def test_rules_that_contradict_each_other(portugal):
    change(
        portugal,
        "bound: at least 40/100\n    rounding: half-up",
        "bound: at least 90/100\n    rounding: half-up",
    )
    assert "lint.contradiction" in {problem.message.code for problem in quota.lint(portugal).problems}


def test_shares_that_no_list_can_meet_contradict_each_other(tmp_path):
    text = (DATA / "kaz/majilis.yaml").read_text(encoding="utf-8")
    text = text.replace(
        "groups: [women, under_29, disability]\n    count: union", "groups: [women, men]\n    count: each"
    )
    text = text.replace("\ngroups:\n", "\ngroups:\n  men: {label: {en: men}, sex: male}\n", 1)
    law = tmp_path / "law.yaml"
    law.write_text(text, encoding="utf-8")
    assert "lint.contradiction" not in {problem.message.code for problem in quota.lint(law).problems}
    law.write_text(text.replace("at_least: 30/100", "at_least: 60/100"), encoding="utf-8")
    assert "lint.contradiction" in {problem.message.code for problem in quota.lint(law).problems}


def test_lengths_at_which_no_list_complies_are_a_note():
    (note,) = quota.lint(DATA / "pol/sejm.yaml").notes
    assert note.message.values["names"] == [1, 3]


def test_a_law_without_cases_is_sound_with_a_note(portugal):
    portugal.with_suffix(".cases.yaml").unlink()
    found = quota.lint(portugal)
    assert found.sound
    assert "lint.no-cases" in {note.message.code for note in found.notes}


def test_no_file():
    for name in ("nowhere.yaml", "a" * 5000):
        with pytest.raises(NotFound):
            quota.lint(DATA / name)
