"""Rules on the result as a law file states them, and what a wrong one is told."""

import pytest

from tendik import laws
from tendik.errors import BadInput
from tendik.laws.loading import DATA


def law_with(tmp_path, name, old, new):
    text = (DATA / name).read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "law.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("hrv/sabor.yaml", "ties: list", "ties: age", "'lot' or 'list'"),
        ("hrv/sabor.yaml", "of: list-votes", "of: votes", "'list-votes' or 'votes-per-seat'"),
        ("hrv/sabor.yaml", "share: 10/100", "share: 0.1", "as in 30/100"),
        ("alb/kuvendi.yaml", "most: 10000", "most: 0", "greater than or equal to 1"),
        ("alb/kuvendi.yaml", "block: 3", "block: 1", "greater than or equal to 2"),
        ("alb/kuvendi.yaml", "block: 3\n    groups: [women, men]\n    at_least: 1",
         "block: 3\n    groups: [women, men]\n    at_least: 2", "do not fit into so many places"),
        ("irq/council.yaml", "bound: at least 25/100", "bound: at most 2", "for one group the bound is: at least"),
        ("irq/council.yaml", "out_of: [list]\n    by_list", "out_of: [constituency]\n    by_list", "rounds by list"),
        ("irq/council.yaml", "keeps: [women]", "keeps: [men]", "points nowhere: men"),
        ("irq/council.yaml", "by: next", "by: party-chooses", "keeps and unless_below need"),
        ("irq/council.yaml", "    group: women\n", "    group: womem\n", "points nowhere: womem"),
        ("arm/assembly.yaml", "    unless_below: 20/100\n", "", "belong together"),
        ("arm/assembly.yaml", "nobody_left: result-stands", "nobody_left: appointed", "'impossible' or 'result-stands'"),
        ("pak/assembly.yaml", "    method: hare\n", "", "needs a base and a method"),
        ("pak/assembly.yaml", "seats: 60", "seats: 60\n    share: 1/2", "either seats, or a share"),
        ("pak/assembly.yaml", "base: seats", "base: seats\n    threshold: 5/100", "belongs to the base votes"),
        ("jor/local.yaml", "how: best-loser", "how: party-share", "needs a base and a method"),
        ("ner/assemblee.yaml", "of: mandates", "of: list", "exempt_below is for shares"),
        ("xkx/assembly.yaml", "bound: at least 30/100\n    rounding: up", "bound: at least 60/100\n    rounding: up",
         "more than half"),
    ],
)  # fmt: skip
def test_a_wrong_rule_says_what_may_stand_there(tmp_path, name, old, new, told):
    path = law_with(tmp_path, name, old, new)
    with pytest.raises(BadInput) as raised:
        laws.load(path)
    assert any(told in str(problem.message) and problem.row for problem in raised.value.problems), str(
        raised.value
    )


def test_the_words_of_older_files_keep_their_digest():
    """Fields that a law does not state are not in its digest."""
    (rule,) = [rule for rule in laws.load("chl-convention").rules if rule.kind == "correction"]
    assert "nobody_left" not in rule.model_dump(mode="json")
    (order,) = [rule for rule in laws.load("chl-convention").rules if rule.kind == "list-order"]
    assert "ties" not in order.model_dump(mode="json")
