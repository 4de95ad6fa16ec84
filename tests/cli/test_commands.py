"""The command line as people and programs use it."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tendik.exchange.lists import example_list, template
from tendik.exchange.tables import write_csv, write_xlsx

from .program import answer, tendik


def test_elect_gives_the_seats_with_steps_and_replay():
    data = answer("elect", "kaz-majilis-2023")
    assert [(one["id"], one["seats"]) for one in data["lists"]][:2] == [("amanat", 40), ("auyl", 8)]
    assert set(data["lists"][0]) == {"id", "name", "votes", "seats"}
    assert data["lots"] == []
    assert data["status"] == "party chooses"
    assert all(step["article"] and step["text"] for step in data["steps"])
    assert len(data["replay"]["digest"]) == 16


def test_elect_is_a_program_of_its_own():
    program = [Path(sys.executable).parent / "tendik", "elect", "kaz-majilis-2023"]
    surroundings = {"TENDIK_LANG": "ru", "COLUMNS": "200"}
    run = subprocess.run(program, capture_output=True, text=True, env=surroundings)
    assert (run.returncode, run.stderr) == (0, "")
    assert "допускается" in run.stdout


def test_elect_speaks_three_languages():
    assert "40" in tendik("elect", "kaz-majilis-2023", lang="en").stdout
    assert "допускается" in tendik("elect", "kaz-majilis-2023", lang="ru").stdout
    assert "жіберіледі" in tendik("elect", "kaz-majilis-2023", lang="kk").stdout
    assert "допускается" in tendik("elect", "kaz-majilis-2023", "--lang", "ru").stdout


def test_a_reform_is_counted_on_the_votes_of_another_election():
    data = answer("elect", "kaz-majilis-2023", "--law", "kaz-kurultai")
    assert [one["seats"] for one in data["lists"]] == [83, 17, 13, 13, 11, 8, 0]


@pytest.mark.parametrize("election", ["2023", "kaz-majilis-2023"])
def test_guarantee_by_year_or_by_name(election):
    data = answer("guarantee", "kaz-majilis", "--election", election)
    assert data["guarantee"] == {"women": 0, "under_29": 0, "disability": 0, "women+under_29+disability": 23}
    assert data["of"] == 69
    assert data["certificates"]["women"][0]["list"] == "amanat"


def test_guarantee_by_the_seats_of_a_list():
    rows = answer("guarantee", "kaz-majilis", "--seats", "3..5")["seats"]
    assert [row["seats"] for row in rows] == [3, 4, 5]
    assert [row["guarantee"]["women+under_29+disability"] for row in rows] == [1, 2, 2]
    assert [row["seats"] for row in answer("guarantee", "esp-congreso", "--seats", "7")["seats"]] == [7]


@pytest.mark.parametrize("stated", ["x", "0", "5..3", "1..9999", "1..", "..4"])
def test_seats_that_are_none_are_refused(stated):
    refused = tendik("guarantee", "esp-congreso", "--seats", stated)
    assert refused.exit_code == 2
    assert "--seats" in refused.stderr


def test_guarantee_whatever_the_result():
    data = answer("guarantee", "kaz-majilis")
    assert (data["guarantee"]["women+under_29+disability"], data["of"]) == (21, 69)
    assert sum(data["results"]["women"][""]) == 69
    chile = answer("guarantee", "chl-convention")
    assert (chile["guarantee"], chile["of"]) == ({"women": 62, "men": 62}, 138)
    assert chile["constituencies"]["6"] == {"women": 4, "men": 4}
    assert answer("guarantee", "chl-convention", "--election", "2021")["guarantee"] == chile["guarantee"]


def test_how_close_it_was():
    seats = answer("elect", "kaz-majilis-2023", "--margins")["margins"]["seats"]
    # with so many votes fewer, OSDP falls below 5%
    assert seats["closest"] == {"from": "osdp", "to": "amanat", "votes": 12736}
    assert seats["gains"]["respublica"]["votes"] == 19156
    persons = answer("elect", "chl-convention-2021", "--margins")["margins"]["persons"]
    assert len(persons) == 24
    assert {"list": "d21-06", "row": 1019, "elected": False, "votes": 362, "lot": 361} in persons
    assert "margins" not in answer("elect", "kaz-majilis-2023")


def test_a_reform_asks_about_the_elections_of_the_law_it_reforms():
    assert answer("guarantee", "kaz-kurultai", "--election", "2023")["of"] == 145


def test_sensitivity_shows_where_the_answer_changes():
    readings = answer("sensitivity", "kaz-majilis-2023")["readings"]
    by_sum = next(one for one in readings if one["question"] == "count")
    assert by_sum["changed"] == {"women+under_29+disability": [23, 9]}


def test_laws_are_listed_and_shown():
    listed = answer("laws")["laws"]
    assert len([one for one in listed if one["law"] == "kaz-majilis"]) == 7
    shown = answer("laws", "show", "kaz-majilis", "--on", "2021-01-10")
    assert shown["version"]["id"] == "2020-05-25"
    assert "list-quota-two-groups" in [rule["id"] for rule in shown["rules"]]
    assert all(rule["source"]["title"] for rule in shown["rules"])


def test_a_table_comes_out_as_csv():
    run = tendik("elect", "kaz-majilis-2023", "--csv")
    rows = list(csv.reader(io.StringIO(run.stdout)))
    assert rows[0] == ["list", "votes", "seats"]
    assert rows[1] == ["Amanat", "3431510", "40"]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_check_finds_the_breach_of_the_example_list(tmp_path, language, kind):
    path = tmp_path / f"list.{kind}"
    rows = example_list(language)
    write = write_csv if kind == "csv" else lambda headings, rows: write_xlsx(headings, rows, "example")
    path.write_bytes(write(template(language), rows))
    run = tendik("check", path, "--law", "kaz-majilis", "--on", "2023-03-19", "--json", lang=language)
    assert run.exit_code == 1, run.stderr
    (finding,) = json.loads(run.stdout)["findings"]
    assert finding["article"] == "Art. 89(4), part two"
    assert finding["required"] == 7
    assert finding["places"]
    assert finding["remedy"]


def test_a_list_that_complies_exits_with_0(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("name,sex,born\n" + "".join(f"Person {i},f,1980-01-{i:02}\n" for i in range(1, 11)))
    run = tendik("check", path, "--law", "kaz-majilis", "--on", "2023-03-19")
    assert (run.exit_code, run.stderr) == (0, "")
    assert "No breach was found" in run.stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["elect", "kaz-majilis-1999"], "kaz-majilis-2023"),
        (["elect", "kaz-majilis-2023", "--on", "yesterday"], "year-month-day"),
        (["elect", "kaz-majilis-2023", "--lot", "amanat"], "last-seats=amanat"),
        (["elect", "kaz-majilis-2023", "--choose", "amanat=first"], "number of a row: first"),
        (["elect", "kaz-majilis-2023", "--choose", "amanat=²"], "number of a row: ²"),
        (["elect", "kaz-majilis-2023", "--choose", "amanat=1", "--choose", "amanat=2"], "stated twice"),
        (["elect", "a" * 5000, "--law", "kaz-majilis"], "kaz-majilis-2023"),
        (["reform", "kaz-majilis", "--to", "kaz-kurultai", "--election", "2023", "--pdf", "."], "written"),
        (["guarantee", "kaz-senate", "--election", "2023"], "kaz-majilis"),
        (["laws", "show", "kaz-majilis", "--on", "1990-01-01"], "No version"),
        (["check", "absent.xlsx", "--law", "kaz-majilis"], "absent.xlsx"),
    ],
)
def test_bad_input_exits_with_2_and_one_plain_answer(tmp_path, monkeypatch, words, told):
    monkeypatch.chdir(tmp_path)
    run = tendik(*words)
    assert run.exit_code == 2
    assert told in run.stderr
    assert run.stdout == ""


def test_every_problem_of_a_file_is_told_with_row_and_column(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(
        "ФИО,Пол,Дата рождения\nПервая,ж,31.02.1990\nВторой,мужик,1990-01-01\n", encoding="cp1251"
    )
    run = tendik("check", path, "--law", "kaz-majilis", "--on", "2023-03-19", "--json", lang="ru")
    assert run.exit_code == 2
    problems = json.loads(run.stdout)["problems"]
    assert [(problem["row"], problem["column"]) for problem in problems] == [(2, "Дата рождения"), (3, "Пол")]
    in_words = tendik("check", path, "--law", "kaz-majilis", "--on", "2023-03-19", lang="ru").stderr
    assert "строка 2" in in_words
    assert "мужик" in in_words


def test_a_users_own_votes(tmp_path):
    path = tmp_path / "votes.csv"
    path.write_text("list_id,name,kind,votes,registered_order\na,Alpha,list,600,\nb,Beta,list,400,\n")
    data = answer("elect", path, "--law", "kaz-kurultai")
    assert [one["seats"] for one in data["lists"]] == [87, 58]


def test_help_names_every_command():
    shown = tendik("--help").stdout
    for command in ("laws", "elect", "check", "guarantee", "sensitivity", "serve", "load", "audit"):
        assert command in shown


def test_help_loads_nothing_heavy():
    probe = (
        "import sys, tendik.cli; tendik.cli.application();"
        "print([m for m in ('numba','scipy','numpy','django','pydantic','altair','babel','duckdb') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True)
    assert run.stdout.strip() == "[]"
