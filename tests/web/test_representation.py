"""Women and men in public life over HTTP: answer, gaps, figures that differ, series without figures."""

import csv
import io
import re

import pytest

from tendik_web.records.text import plain_text
from tests.web.promises import add
from tests.web.reading import heading, rows, text

pytestmark = pytest.mark.django_db

MOST_QUERIES = 15
SPHERES = {"parliament", "government", "candidates", "other"}


def series(title, sphere, scope, values, public=True, **more):
    made = add(
        "series",
        title,
        pair="figures",
        public=public,
        **({"sphere": sphere, "scope": plain_text(scope), "counted": "women", "unit": "percent"} | more),
    )
    for period, value in values.items():
        add("observation", period, pair="figures", series=made, period=period, value=value)
    return made


@pytest.fixture
def world(kazakhstan):
    share = add("indicator", "Women in parliament", None, unit="percent")
    reports = add(
        "indicator",
        "Registered violence",
        None,
        unit="percent",
        reads_both_ways=True,
        warning=plain_text("More reports can mean more trust."),
    )
    bureau = {"2019": "22.2", "2020": "30.5", "2023": "23.0"}
    series("Bureau of statistics", "parliament", "Chamber not stated", bureau, indicator=share)
    series("An institute", "parliament", "Lower house", {"2023": "19"}, indicator=share)
    series("Senators", "parliament", "Upper house", {"2026-03": "20.4"}, indicator=share)
    series("Men in parliament", "parliament", "Lower house", {"2023": "79"}, counted="men", unit="persons")
    series("Ministers", "government", "The Government", {"2026": "3"}, unit="persons")
    series("On lists", "candidates", "Party lists", {"2021": "90", "2023": "80"}, unit="persons")
    series("Reported cases", "other", "Cases", {"2023": "-53.2"}, indicator=reports)
    series("Land rights", "other", "The country", {}, note=plain_text("The file was empty."))
    series("A hidden series", "board", "Boards", {"2023": "14"}, public=False)


def get(client, path="", language="en"):
    return client.get(f"/{language}/kaz/figures/{path}")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_page_answers_in_every_language_within_its_queries(
    client, world, person, language, django_assert_max_num_queries
):
    client.force_login(person("secretariat"))
    for page in ("", *(f"?sphere={sphere}" for sphere in SPHERES)):
        with django_assert_max_num_queries(MOST_QUERIES):
            response = get(client, page, language)
        assert response.status_code == 200, page
        assert f'<html lang="{language}">' in text(response)
        assert text(response).count("<h1") == 1


def test_the_heading_names_the_newest_share_and_both_that_differ(client, world):
    response = get(client)
    assert heading(response) == (
        "Parliament: women in March 2026 20.4% (Upper house); "
        "for 2023 there are several figures: 19% (Lower house); 23% (Chamber not stated)"
    )
    assert (
        "For 2023 there are several figures, each with its scope and source: 19% (Lower house); 23%"
        in text(response)
    )
    assert "A hidden series" not in text(response)


def test_every_figure_stands_in_its_own_line_with_scope_and_source(client, world):
    lines = rows(get(client), "t-parliament")
    assert [line[:4] for line in lines] == [
        ["A. An institute Lower house", "Women", "2023", "19%"],
        ["B. Bureau of statistics Chamber not stated", "Women", "2023", "23%"],
        ["B. Bureau of statistics Chamber not stated", "Women", "2020", "30.5%"],
        ["B. Bureau of statistics Chamber not stated", "Women", "2019", "22.2%"],
        ["C. Men in parliament Lower house", "Men", "2023", "79 persons"],
        ["D. Senators Upper house", "Women", "March 2026", "20.4%"],
    ]
    assert all("Invented gazette" in line[4] and "1 November 2026" in line[4] for line in lines)


def test_counts_of_different_chambers_are_no_conflict(client, world):
    series("Senators, persons", "parliament", "Upper house", {"2023": "9"}, unit="persons")
    series("Deputies, persons", "parliament", "Lower house", {"2023": "19"}, unit="persons")
    assert text(get(client)).count("there are several figures, each") == 1


def test_the_chart_names_its_lines_by_letter_and_leaves_missing_years_open(client, world):
    picture = text(get(client, "?sphere=parliament")).split('class="picture"')[1].split("</svg>")[0]
    said = re.findall(r">([A-Z](?: [^<]*%)?) ?<", picture)
    assert sorted(said) == ["A", "B 23%", "D"]
    assert len(re.findall(r"<line[^>]*stroke-width=\"3\"", picture)) == 1


def test_figures_of_different_things_have_no_chart_and_their_warning_is_shown(client, world):
    response = get(client, "?sphere=other")
    assert 'class="picture"' not in text(response)
    assert (
        "A. Reported cases. This indicator reads both ways: a change of it can mean better or worse. "
        "More reports can mean more trust."
    ) in text(response)


def test_a_series_without_figures_is_listed_with_its_reason(client, world):
    assert [line[:3] for line in rows(get(client), "without-figures")] == [
        ["Land rights The country", "Other", "The file was empty."]
    ]
    assert "Land rights" not in text(get(client, "?sphere=parliament"))


def test_a_sphere_alone_is_shown_with_its_way_to_the_law(client, world):
    parliament, lists = get(client, "?sphere=parliament"), get(client, "?sphere=candidates")
    assert 'href="/en/kaz/reform/"' in text(parliament)
    assert "t-candidates" not in text(parliament)
    assert heading(lists) == "Candidates: series recorded here: 1; no share of women among them"
    assert "Check a party list" in text(lists)
    assert "Check a party list" not in text(parliament)
    wrong = get(client, "?sphere=moon")
    assert wrong.status_code == 422
    assert "There is no “moon” here" in text(wrong)


def test_the_file_holds_what_the_page_shows(client, world):
    lines = list(csv.DictReader(io.StringIO(get(client, "table.csv").content.decode("utf-8-sig"))))
    assert len(lines) == 11
    assert {line["Value"] for line in lines if line["Sphere"] == "Parliament"} == {
        "22.2",
        "30.5",
        "23",
        "19",
        "20.4",
        "79",
    }
    assert [line["Note"] for line in lines if not line["Period"]] == ["The file was empty."]
    assert get(client, "table.xlsx?sphere=government").content[:2] == b"PK"
    alone = get(client, "table.csv?sphere=government").content.decode("utf-8-sig")
    assert len(alone.splitlines()) == 2
    assert get(client, "table.pdf").status_code == 404


def test_staff_see_what_is_theirs(client, world, person):
    client.force_login(person("secretariat"))
    assert "A hidden series" in text(get(client))


def test_the_room_is_there_once_everybody_may_see_a_series(client, kazakhstan):
    room = 'href="/en/kaz/figures/"'
    assert heading(get(client)) == "No figures are recorded here yet"
    assert room not in text(client.get("/en/kaz/promises/"))
    series("Ministers", "government", "The Government", {}, public=False)
    assert room not in text(client.get("/en/kaz/promises/"))
    series("Deputies", "parliament", "Lower house", {})
    assert room in text(client.get("/en/kaz/promises/"))
