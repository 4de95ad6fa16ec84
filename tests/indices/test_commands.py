"""``tendik index`` as people and programs use it."""

import csv
import io
import json

import pytest
from typer.testing import CliRunner

from tendik.cli.index import app

from .tables import GGGI, OWN, ROW, needs_gggi


def tendik_index(*words, lang="en"):
    return CliRunner().invoke(app, [str(word) for word in words], env={"TENDIK_LANG": lang, "COLUMNS": "200"})


def answer(*words):
    run = tendik_index(*words, "--json")
    assert run.exit_code in (0, 1), run.output
    return json.loads(run.stdout)


def test_the_indices_are_listed():
    listed = {one["index"]: one for one in answer()["indices"]}
    assert set(listed) == {"eige", "gdi", "gggi", "gii", "kaz-regions"}
    assert listed["eige"]["status"] == "unconfirmed"
    assert listed["gggi"]["weight_sets"] == ["published", "recovered"]
    assert listed["gii"]["readings_known"] == {"zero_parliament": ["series", "documentation"]}
    assert "unconfirmed" in tendik_index().stdout


@needs_gggi
def test_verify_gives_every_row_and_lists_what_no_rounding_explains():
    data = answer("verify", "gggi", "--edition", "2023")
    assert len(data["rows"]) == 146
    kazakhstan = next(row for row in data["rows"] if row["economy"] == "KAZ")
    assert kazakhstan["score"]["published"] == "0.721"
    assert kazakhstan["score"]["computed"] == pytest.approx(0.72145, abs=1e-5)
    assert kazakhstan["rank"] == {
        "published": 62,
        "computed": 61,
        "allowed": [59, 62],
        "verdict": "explained",
    }
    assert [row["economy"] for row in data["rows"] if row["unexplained"]] == ["AFG"]
    assert data["counts"]["unexplained"] == 0
    run = tendik_index("verify", "gggi", "--edition", "2023")
    assert run.exit_code == 0
    assert "Afghanistan: epo. Typed by hand" in run.stdout


def test_verify_of_what_rounding_cannot_explain_and_nobody_knows_exits_with_1():
    run = tendik_index("verify", "gii", "--edition", "2021", "--reading", "zero_parliament=documentation")
    assert run.exit_code == 1
    assert "Tonga: score" in run.stdout
    assert tendik_index("verify", "gii", "--edition", "2021").exit_code == 0


@needs_gggi
def test_rank_as_a_table_in_three_languages_and_as_csv():
    assert "Казахстан" in tendik_index("rank", "gggi", lang="ru").stdout
    assert "0,7214" in tendik_index("rank", "gggi", "--lang", "ru").stdout
    assert "Қазақстан" in tendik_index("rank", "gggi", lang="kk").stdout
    rows = list(csv.DictReader(io.StringIO(tendik_index("rank", "gggi", "--csv", lang="ru").stdout)))
    assert len(rows) == 146
    assert ["0.7214" in row.values() for row in rows if "KAZ" in row.values()] == [True]


@needs_gggi
def test_one_economy_by_name_with_what_is_short_of_parity():
    data = answer("score", "gggi", "Казахстан", "--edition", "2023")
    assert (data["economy"], data["rank"]) == ("KAZ", 61)
    short = data["indicators"]["years_with_female_head_of_state"]["short_of_parity"]
    assert short == pytest.approx(0.44305 / 4)


@needs_gggi
def test_what_if_and_reach_and_why():
    data = answer("whatif", "gggi", "KAZ", "women_in_ministerial_positions=3/7", "--weights", "published")
    assert (round(data["result"]["score_after"], 4), data["result"]["rank_before"]) == (0.7406, 61)
    data = answer("reach", "gggi", "KAZ", "--rank", "50", "--edition", "2023", "--years", "4")
    assert data["proven"] and data["rank_after"] <= 50
    assert [year["rank"] for year in data["path"]][-1] == data["rank_after"]
    data = answer("why", "gggi", "KAZ", "--from", "2022", "--to", "2023")
    assert sum(data["ranks"].values()) == pytest.approx(data["rank_after"] - data["rank_before"])
    assert data["entered"] == ["HRV"]


@needs_gggi
def test_costs_and_limits_of_moves():
    words = ("reach", "gggi", "KAZ", "--rank", "55", "--edition", "2023")
    ministers = answer(
        *words, "--move", "women_in_ministerial_positions=1", "--move", "women_in_parliament=9"
    )
    assert set(ministers["changes"]) == {"women_in_ministerial_positions"}
    run = tendik_index(*words, "--move", "women_in_parliament=1:0.38")
    assert run.exit_code == 2
    assert "best within reach is" in run.stderr


@needs_gggi
def test_uncertainty_and_peers():
    data = answer("uncertainty", "gggi", "KAZ", "--draws", "500", "--seed", "3")
    assert data["interval_90"][0] < 61 < data["interval_90"][1]
    assert data == answer("uncertainty", "gggi", "KAZ", "--draws", "500", "--seed", "3")
    assert [peer["economy"] for peer in answer("peers", "gggi", "KAZ", "--count", "3")["peers"]] == [
        "BGR",
        "URY",
        "UKR",
    ]


def test_regions_with_what_to_know_of_their_borders():
    data = answer("rank", "kaz-regions", "--edition", "2023")
    assert len(data["rows"]) == 17
    assert "KZ-10" in data["unscored"]
    assert data["rows"][0]["rank_allowed"] == [1, 1]
    shown = tendik_index("rank", "kaz-regions", "--edition", "2023", lang="kk").stdout
    assert "Абай облысы" in shown
    assert answer("score", "kaz-regions", "Zhambyl Region")["rank"] == 1


@needs_gggi
def test_the_global_index_over_the_regions_says_what_is_carried():
    data = answer("regions", "gggi", "--edition", "2023")
    assert data["own"] == ["legislators_senior_officials_and_managers"]
    assert len(data["carried"]) == 13
    assert data["rows"][0]["region"] == "KZ-31"
    assert data["rows"][-1]["score"] < data["country"] < data["rows"][0]["score"]
    assert data["without"] == ["KZ-10", "KZ-33", "KZ-62"]
    run = tendik_index("regions", "gii")
    assert run.exit_code == 2 and "gii" in run.stderr


@needs_gggi
def test_known_faults_of_the_copies_are_told_with_a_ranking():
    doubts = answer("rank", "gggi", "--edition", "2020")["doubts"]
    assert {one["code"] for one in doubts} == {"index.known-fault"}
    assert any(one["file"] == "France" and one["column"] == "healthy_life_expectancy" for one in doubts)


@needs_gggi
def test_rules_that_began_between_two_editions_are_told():
    changes = answer("why", "gggi", "KAZ", "--from", "2021", "--to", "2022")["changes"]
    assert [one["since"] for one in changes] == ["2022"]


def test_groups_of_the_gender_development_index():
    rows = {row["economy"]: row for row in answer("rank", "gdi", "--edition", "2023")["rows"]}
    assert (rows["KAZ"]["group"], rows["AFG"]["group"]) == (1, 5)


def test_a_users_own_table_with_every_problem_and_the_rest_scored(tmp_path):
    path = tmp_path / "mine.csv"
    cells = {name: str(value) for name, value in ROW.items()}
    lines = [",".join(["country", *GGGI.columns])]
    for country, parliament in (("Казахстан", "0.4"), ("Kyrgyzstan", "27.4"), ("Narnia", "0.5")):
        row = {**cells, "women_in_parliament": parliament}
        lines.append(",".join([country, *(row[name] for name in GGGI.columns)]))
    path.write_text("\n".join(lines), encoding="utf-8")
    data = answer("rank", "gggi", "--table", path)
    assert [row["economy"] for row in data["rows"]] == ["KAZ", "KGZ"]
    assert [(one["row"], one["column"]) for one in data["problems"]] == [
        (3, "women_in_parliament"),
        (4, "country"),
    ]
    assert tendik_index("rank", "gggi", "--table", path).exit_code == 1


def test_an_index_and_a_table_of_ones_own(tmp_path):
    (tmp_path / "small.yaml").write_text(OWN, encoding="utf-8")
    (tmp_path / "t.csv").write_text("unit,x,y,z\nNorth,0.5,0.5,0.5\nSouth,0.4,0.4,0.6\n", encoding="utf-8")
    data = answer("rank", tmp_path / "small.yaml", "--table", tmp_path / "t.csv")
    assert [(row["name"], row["rank"], row["rank_allowed"]) for row in data["rows"]] == [
        ("South", 1, [1, 2]),
        ("North", 2, [1, 2]),
    ]


def test_templates():
    rows = list(csv.reader(io.StringIO(tendik_index("template", "gggi", "KAZ").stdout)))
    assert rows[0] == ["iso3", *GGGI.columns]
    assert [row[0] for row in rows[1:]] == ["KAZ"]
    assert "id: my-index" in tendik_index("template", "own").stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("rank", "ggg"), "kaz-regions"),
        (("rank", "gggi", "--edition", "2019"), "2020"),
        (("rank", "gggi", "--weights", "mine"), "recovered"),
        (("rank", "gii", "--reading", "zero"), "zero_parliament=documentation"),
        (("rank", "eige"), "tendik index template eige"),
        (("score", "gii", "Narnia"), "KAZ"),
        (("whatif", "gii", "KAZ", "abr=many"), "many"),
        (("whatif", "gii", "KAZ", "women=1"), "abr"),
        (("reach", "gii", "KAZ", "--rank", "3"), "gii"),
        (("rank", "gii", "--table", "absent.csv"), "absent.csv"),
        (("template", "ggg"), "kaz-regions"),
    ],
)
def test_bad_input_exits_with_2_and_one_plain_answer(words, told):
    run = tendik_index(*words)
    assert run.exit_code == 2, run.output
    assert told in run.stderr
    assert run.stdout == ""


@needs_gggi
def test_an_edition_without_indicators_says_so():
    run = tendik_index("rank", "gggi", "--edition", "2025")
    assert run.exit_code == 2
    assert "only published scores" in run.stderr
