"""The pages of the ranking over HTTP: answers, files, bad questions, in three languages."""

import csv
import io
import json
import re

import pytest

from tendik import indices
from tendik.exchange.tables import read_table
from tendik.indices import packages
from tendik_web.ranking.names import collated
from tests.web.reading import heading, rows, text

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PAGES = ("", "profile/", "what-if/", "path/", "neighbours/", "regions/")


def get(client, path, language="en", **headers):
    return client.get(f"/{language}/kaz/ranking/{path}", headers=headers)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_page_answers_in_every_language(client, kazakhstan, page, language):
    response = get(client, page, language)
    assert response.status_code == 200
    assert f'<html lang="{language}">' in text(response)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("profile/?economy=GUY&edition=2023", "Guyana is not in the Global Gender Gap Index 2023"),
        (
            "",
            "Kazakhstan ranks 92 of 148 in the Global Gender Gap Index 2025: political empowerment holds it back",
        ),
        ("?edition=2023", "Kazakhstan ranks 62 of 146 in the Global Gender Gap Index 2023"),
        ("profile/?economy=ISL&edition=2024", "Iceland ranks 1 of 146 in the Global Gender Gap Index 2024"),
        ("profile/?economy=VNM&edition=2024", "Vietnam ranks between"),
        ("what-if/", "Recomputed, it ranks 61 of 146 in 2023"),
        ("path/?target=1", "the best within reach is 5"),
        ("path/?target=80", "Kazakhstan needs no change for rank 80"),
        (
            "neighbours/",
            "Kazakhstan 92, Kyrgyzstan 95, Uzbekistan 110, Tajikistan 129; not ranked: Turkmenistan",
        ),
        ("regions/", "Of the 17 regions scored in 2023"),
    ],
)
def test_the_heading_is_the_answer(client, kazakhstan, path, told):
    assert told in heading(get(client, path))


def test_a_shared_address_shows_the_answer_and_the_chart(client, kazakhstan):
    page = get(client, "?edition=2023").content.decode()
    told = dict(re.findall(r'<meta property="og:([a-z:]+)" content="([^"]*)">', page))
    assert told["title"] == re.sub(r"\s+", " ", page.split("<h1>")[1].split("</h1>")[0]).strip()
    assert "Kazakhstan" in told["description"] and told["url"].endswith("/kaz/ranking/?edition=2023")
    picture = client.get(told["image"].removeprefix("http://testserver").replace("&amp;", "&"))
    assert picture["Content-Type"] == "image/png"


def test_the_table_shows_published_beside_recomputed_and_the_ranks_that_rounding_allows(client, kazakhstan):
    table = {row[0]: row for row in rows(get(client, "?edition=2023"), "ranking")}
    assert len(table) == 146
    assert table["Kazakhstan"][1:6] == ["62", "0.721", "0.72145", "61", "59–62"]
    assert table["Iceland"][1:3] == ["1", "0.912"]


def test_an_edition_with_published_scores_only_says_so(client, kazakhstan):
    response = get(client, "?edition=2025")
    assert "Computed" not in text(response), "nothing was computed, so nothing may say so"
    assert "Of this edition only published scores are here" in text(response)
    assert "Score recomputed" not in text(response)
    assert len(rows(response, "ranking")) == 148


@pytest.mark.parametrize(
    ("sort", "column", "best_first"),
    [("rank", 1, True), ("-rank", 1, False), ("score", 2, False), ("-score", 2, True), ("pe", 9, False)],
)
def test_headings_sort_the_table(client, kazakhstan, sort, column, best_first):
    response = get(client, f"?edition=2023&sort={sort}")
    figures = [float(row[column]) for row in rows(response, "ranking")]
    assert figures == sorted(figures, reverse=not best_first)
    said = re.search(r'aria-sort="(\w+)"', text(response)).group(1)
    assert said == ("ascending" if best_first else "descending")


def test_names_are_sorted_by_the_alphabet_of_the_page():
    assert sorted(["Өзбекстан", "Оман", "Қатар", "Кипр", "Куба"], key=lambda one: collated(one, "kk")) == [
        "Кипр",
        "Куба",
        "Қатар",
        "Оман",
        "Өзбекстан",
    ]
    assert sorted(["Zambia", "Åland", "Albania"], key=lambda one: collated(one, "en"))[-1] == "Zambia"


def test_the_region_and_the_name_filter_and_say_when_nothing_is_left(client, kazakhstan):
    region = [row[0] for row in rows(get(client, "?edition=2023&region=eurasia"), "ranking")]
    assert "Kazakhstan" in region
    assert "Iceland" not in region
    for typed in ("кирг", "Қырғыз", "kgz", "Kyrgyz", "Кыргызская Республика"):
        assert [row[0] for row in rows(get(client, f"?q={typed}"), "ranking")] == ["Kyrgyzstan"], typed
    assert "No economy matches" in text(get(client, "?q=zzz"))


def test_the_indicators_of_a_profile_sum_to_the_score(client, kazakhstan):
    response = get(client, "profile/?edition=2023")
    adds = [float(row[3]) for row in rows(response, "indicators")]
    assert sum(adds) == pytest.approx(0.72145, abs=0.001)
    assert len(adds) == 14
    assert "Whom it resembles" in text(response)


def test_a_profile_says_why_the_rank_changed(client, kazakhstan):
    page = text(get(client, "profile/?edition=2023&since=2022&until=2023"))
    assert "Recomputed rank 65 in 2022, 61 in 2023" in page
    assert "Ranked only in the later edition: Croatia" in page
    assert "places gained: 4" in page
    assert get(client, "profile/?since=2022&until=2022").status_code == 422


def test_a_profile_tells_known_faults(client, kazakhstan):
    page = text(get(client, "profile/?economy=AFG&edition=2023"))
    assert "Published and recomputed differ by more than rounding explains: Economic participation" in page
    assert "Half of the row was lost" in text(get(client, "profile/?economy=CIV&edition=2021"))


def test_what_if_moves_the_rank_and_names_everyone_who_moves(client, kazakhstan):
    response = get(client, "what-if/?women_in_parliament=0.5")
    assert "would rank 55 instead of 61 of 146" in heading(response)
    moved = rows(response, "moved")
    assert moved[0][:3] == ["Kazakhstan", "61", "55"]
    assert len(moved) == 7
    assert all(int(row[2]) == int(row[1]) + 1 for row in moved[1:])
    assert "33.3% women" in text(response)


def test_what_if_reads_a_decimal_comma_and_answers_the_same(client, kazakhstan):
    comma = get(client, "what-if/?women_in_parliament=0,5")
    assert heading(comma) == heading(get(client, "what-if/?women_in_parliament=0.5"))


def test_the_link_keeps_the_question_in_its_shortest_form(client, kazakhstan):
    sent = "what-if/?economy=KAZ&edition=2023&labour_force_participation=0.844&women_in_parliament=0.5"
    response = get(client, sent, **{"HX-Request": "true"})
    link = response.headers["HX-Replace-Url"]
    assert link == "/en/kaz/ranking/what-if/?economy=KAZ&edition=2023&women_in_parliament=0.5"
    assert heading(client.get(link)) == heading(response)


def test_while_a_slider_moves_only_the_answer_is_sent(client, kazakhstan):
    query = "what-if/?women_in_parliament=0.5&women_in_ministerial_positions=x"
    response = get(client, query, **{"HX-Request": "true", "HX-Target": "answer"})
    page = text(response)
    assert response.status_code == 200
    assert heading(response) == heading(get(client, query))
    assert '<p id="said">Rank 55, before 61.' in page
    assert "cannot be used" in page.split('id="women_in_ministerial_positions-error">')[1].split("</p>")[0]
    assert "<form" not in page
    assert rows(response, "moved") == rows(get(client, query), "moved")


def test_the_path_finds_the_least_change_year_by_year(client, kazakhstan):
    response = get(client, "path/?target=50&move=women_in_parliament&years=4")
    assert "women in parliament 0.377 → 0.581" in heading(response)
    way = rows(response, "way")
    assert [row[0] for row in way] == ["2023", "2024", "2025", "2026", "2027"]
    ranks = [int(row[-1]) for row in way]
    assert ranks == sorted(ranks, reverse=True)
    assert ranks[-1] <= 50


def test_a_dear_indicator_is_left_alone(client, kazakhstan):
    both = "path/?target=50&move=women_in_parliament&move=women_in_ministerial_positions"
    assert "women in parliament" in heading(get(client, both))
    dear = heading(get(client, both + "&cost-women_in_parliament=50"))
    assert "women in ministerial positions" in dear
    assert "parliament" not in dear


@pytest.mark.parametrize(
    ("path", "field", "typed"),
    [
        ("?edition=1999", "edition", ""),
        ("?region=moon", "region", ""),
        ("profile/?economy=XXX", "economy", ""),
        ("what-if/?edition=2025", "edition", ""),
        ("what-if/?women_in_parliament=many", "women_in_parliament", "many"),
        ("what-if/?women_in_parliament=-1", "women_in_parliament", "-1"),
        ("what-if/?women_in_parliament=1e99", "women_in_parliament", "1e99"),
        ("what-if/?women_in_parliament=%00", "women_in_parliament", None),
        ("path/?target=0", "target", "0"),
        ("path/?target=147", "target", "147"),
        ("path/?target=ten&years=x", "target", "ten"),
        ("path/?target=²", "target", "²"),
        ("path/?years=0", "years", "0"),
        ("path/?cost-women_in_parliament=free", "cost-women_in_parliament", "free"),
        ("regions/?edition=1900", "edition", ""),
    ],
)
def test_a_bad_question_is_told_at_its_field_and_nothing_typed_is_lost(
    client, kazakhstan, path, field, typed
):
    response = get(client, path)
    page = text(response)
    assert response.status_code == 422
    assert f'<p class="wrong-text" id="{field}-error">' in page
    assert f'href="#{field}"' in page
    assert "Traceback" not in page
    if typed:
        assert f'value="{typed}"' in page


def test_no_ticked_box_is_told_too(client, kazakhstan):
    response = get(client, "path/?target=50&sent=1")
    assert response.status_code == 422
    assert "Tick an indicator at least" in text(response)


def test_markup_in_a_question_is_text(client, kazakhstan):
    for path in ("?q=<script>alert(1)</script>", "path/?target=<script>alert(1)</script>"):
        assert "<script>alert" not in text(get(client, path))


def test_what_is_not_there_is_not_found(client, kazakhstan):
    for path in ("nowhere/", "result.pdf", "what-if/result.csv?edition=1999", "path/result.png?target=1"):
        assert get(client, path).status_code == 404, path


@pytest.mark.parametrize("page", PAGES)
def test_every_answer_is_a_file_in_every_form(client, kazakhstan, page):
    query = "?target=50&edition=2023" if page == "path/" else "?edition=2023"
    for form, start in (("csv", "\ufeff".encode()), ("xlsx", b"PK"), ("svg", b"<svg"), ("png", b"\x89PNG")):
        assert get(client, f"{page}result.{form}{query}").content.startswith(start), form
    data = json.loads(get(client, f"{page}result.json{query}").content)
    assert data["answer"] == heading(get(client, page + query)).replace("&#x27;", "'")
    assert data["licence"]
    assert data["sources"]


def test_the_table_as_a_file_has_numbers_and_the_licence(client, kazakhstan):
    content = get(client, "result.csv?edition=2023", "ru").content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(content)))
    assert lines[1][:3] == ["Исландия", "1", "0.912"]
    assert len([line for line in lines[1:] if line[1]]) == 146
    assert any("Все права защищены" in line[0] for line in lines)
    table = read_table("r.xlsx", get(client, "what-if/result.xlsx?women_in_parliament=0.5").content)
    assert len(table.rows) > 10


def test_regions_flag_changes_of_territory(client, kazakhstan):
    table = {row[0]: row for row in rows(get(client, "regions/"), "regions")}
    created = next(name for name in table if name.startswith("Abai Region"))
    assert "created in 2022 from East Kazakhstan Region" in created
    assert table[created][1:3] == ["–", "–"]


@pytest.fixture
def without_figures(monkeypatch, tmp_path):
    """An installation from which the package of figures was left out."""
    monkeypatch.setattr(packages, "DATA", tmp_path)
    packages._descriptor.cache_clear()
    yield
    packages._descriptor.cache_clear()


def test_without_the_package_the_pages_say_what_is_missing(client, kazakhstan, without_figures):
    assert not packages.present(indices.load("gggi"))
    for page in ("", "profile/", "what-if/", "path/", "neighbours/"):
        response = get(client, page)
        assert response.status_code == 200
        assert "The figures of the index are not part of this installation" in heading(response)
        assert "tendik index template gggi" in text(response)
    assert get(client, "result.csv").status_code == 404
    assert get(client, "regions/").status_code == 404
    assert "/ranking/" not in text(client.get("/en/kaz/"))


def test_the_room_stands_in_the_navigation_of_the_others(client, kazakhstan):
    page = text(client.get("/en/kaz/"))
    assert '<a href="/en/kaz/ranking/">Ranking</a>' in page
    assert 'href="/en/kaz/"' in text(get(client, ""))
