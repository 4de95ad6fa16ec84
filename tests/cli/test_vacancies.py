"""``tendik vacancies`` and lots among persons on the command line."""

import json
from pathlib import Path

import pytest

from tendik import elections

from .program import answer, tendik

CHILE = Path(elections.__file__).parent / "data/chl/convention-2021"


@pytest.fixture
def tied(tmp_path):
    """A package of one constituency of three seats in which two candidates tie for the last."""
    folder = tmp_path / "tied"
    folder.mkdir()
    descriptor = json.loads((CHILE / "datapackage.json").read_text(encoding="utf-8"))
    descriptor = {
        key: value
        for key, value in descriptor.items()
        if key not in ("published", "composition", "lists", "counts")
    }
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    (folder / "votes.csv").write_text(
        "list_id,name,kind,votes,registered_order\na,A,list,90,\n", encoding="utf-8"
    )
    (folder / "candidates.csv").write_text(
        "list_id,place,name,sex,district,subparty,votes\n"
        "a,1,Person 1,F,2,x,40\na,2,Person 2,M,2,x,30\na,3,Person 3,F,2,x,10\na,4,Person 4,F,2,x,10\n",
        encoding="utf-8",
    )
    return folder


def test_a_lot_among_persons_is_open_and_resumes(tied):
    data = answer("elect", tied)
    assert data["status"] == "lots open"
    assert [(lot["id"], lot["options"], lot["seats"]) for lot in data["lots"]] == [
        ("2:elected", ["4", "5"], 1)
    ]
    assert data["mandates"] == {"a": [2, 3]}
    assert "2:elected: winners 1, out of 4, 5" in tendik("elect", tied).stdout
    again = answer("elect", tied, "--lot", "2:elected=5")
    assert (again["status"], again["lots"], again["mandates"]) == ("elected", [], {"a": [2, 3, 5]})
    assert "2:elected=5" in again["replay"]["call"]


def test_a_lot_won_by_somebody_else_is_refused(tied):
    run = tendik("elect", tied, "--lot", "2:elected=2")
    assert run.exit_code == 2
    assert "The lot 2:elected needs so many winners: 1, out of: 4, 5." in run.stderr


def test_each_vacancy_costs_one_of_the_floor():
    data = answer("vacancies", "kaz-majilis-2023", "--count", "3")
    assert data["least"]["women+under_29+disability"] == [23, 22, 21, 20]
    assert data["proven"]["women+under_29+disability"] is True
    assert data["rule"] == "next-of-the-list"
    assert {one["id"] for one in data["lists"]} >= {"amanat", "auyl"}


def test_vacancies_in_sentences():
    run = tendik("vacancies", "kaz-majilis-2023", "--count", "1")
    assert run.exit_code == 0
    assert "A vacant mandate passes to the next of the same list" in run.stdout
    assert "Amanat: out women; in in none of the groups" in run.stdout


def test_a_law_without_the_rule_says_what_is_missing():
    run = tendik("vacancies", "chl-convention-2021")
    assert run.exit_code == 2
    assert "no rule of the kind substitution" in run.stderr
