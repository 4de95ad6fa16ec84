"""The page that counts votes, over HTTP: from a file or typed, with a lot, with bad input."""

import csv
import io
import json
import re
import shutil

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from tendik.exchange.example import TOOK_PART, vote_template
from tendik.exchange.tables import read_table, write_csv, write_xlsx
from tendik.laws import loading
from tendik_web.access.actors import LOADER
from tendik_web.countries.actions.register import register
from tests.web.reading import heading, text

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

LAW = {"law": "kaz-majilis", "on": "2023-03-19"}
TIE = [("Alpha", 300_000), ("Beta", 100_000), ("Gamma", 100_000), ("Delta", 50_000)]


def typed(lists, took_part=1_000_000, **more):
    return {
        **LAW,
        "name": [name for name, *_ in lists],
        "votes": [str(votes) for _, votes, *_ in lists],
        "order": [str(rest[0]) if rest else "" for _, _, *rest in lists],
        "took_part": str(took_part),
        **more,
    }


def count(client, data, language="en"):
    return client.post(f"/{language}/kaz/count/", data)


def upload(client, content, name="votes.csv", language="en", **more):
    data = {**LAW, "took_part": "1000000", "file": SimpleUploadedFile(name, content), **more}
    return count(client, data, language)


def carried(response, form):
    """The fields of one form of the page, as a browser would send them back."""
    part = text(response).split("<main")[1].split("<form")[form + 1].split("</form>")[0]
    fields = {}
    for tag in re.findall(r"<input[^>]*>", part):
        found = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if found.get("type") in ("hidden", "text", "date") and found["name"] != "csrfmiddlewaretoken":
            fields.setdefault(found["name"], []).append(found.get("value", ""))
    return fields


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_answers_with_a_form(client, kazakhstan, language):
    response = client.get(f"/{language}/kaz/count/")
    assert response.status_code == 200
    assert "kaz-kurultai" in text(response)
    assert text(response).count('name="votes"') == 6


def test_typed_votes_are_counted_with_every_step(client, kazakhstan):
    response = count(client, typed([("Alpha", 600_000), ("Beta", 300_000), ("Gamma", 49_999)]))
    assert response.status_code == 200
    assert heading(response) == "The most list mandates, 46 of 69, go to: Alpha"
    page = text(response)
    assert "Gamma is not admitted: 49,999 votes" in page
    assert "Art. 97-1(1)" in page
    assert '<svg class="picture' in page or "<svg" in page
    assert "Together: women" in page
    assert "digest" in page


def test_the_reform_is_counted_too(client, kazakhstan):
    response = count(client, typed([("Alpha", 600_000), ("Beta", 400_000)], law="kaz-kurultai"))
    assert heading(response) == "The most list mandates, 87 of 145, go to: Alpha"
    assert "a reform scenario that nobody has confirmed" in text(response)


def test_equal_lists_are_both_named(client, kazakhstan):
    equal = typed([("Alpha", 500_000, 2), ("Beta", 500_000, 1)], law="kaz-majilis", on="2012-01-15")
    assert heading(count(client, equal)) == "The most list mandates, 49 of 98, go to: Alpha, Beta"


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_example_is_invented_and_ends_in_a_tie(client, kazakhstan, language, form):
    example = client.get(f"/{language}/kaz/count/example.{form}")
    table = read_table(f"votes.{form}", example.content)
    word = {"kk": "Ойдан шығарылған", "ru": "Вымышленный", "en": "Invented"}[language]
    assert all(str(row.cells[0]).startswith(word) for row in table.rows)
    response = upload(client, example.content, f"votes.{form}", language, took_part=str(TOOK_PART))
    assert response.status_code == 200
    assert text(response).count('type="radio"') == 2
    assert 'name="asked" value="last-seats"' in text(response)


def test_the_example_fills_the_form(client, kazakhstan):
    page = text(client.get("/en/kaz/count/?example"))
    assert 'value="Invented list 2"' in page
    assert f'value="{TOOK_PART}"' in page


def test_a_drawn_lot_resumes_the_count_and_stands_in_every_file(client, kazakhstan):
    opened = count(client, typed(TIE))
    assert heading(opened) == "A tie: who takes the last mandates is open; 68 of 69 are given"
    assert "Choose who was registered earlier, or enter the order of registration" in text(opened)
    assert "Draw the lot" not in text(opened)
    state = carried(opened, 0)
    assert state["name"] == ["Alpha", "Beta", "Gamma", "Delta"]
    closed = count(client, {**state, "lot-last-seats": "Gamma"})
    assert closed.status_code == 200
    assert "Chosen as registered earlier: The last mandates: Gamma." in text(closed)
    files = carried(closed, 0)
    assert files["lot-last-seats"] == ["Gamma"]
    data = json.loads(count(client, {**files, "as": "json"}).content)
    assert [one["seats"] for one in data["lists"]] == [38, 12, 13, 6]
    assert data["drawn"] == {"last-seats": ["Gamma"]}
    assert "last-seats=Gamma" in data["replay"]["call"]
    rows = list(csv.reader(io.StringIO(count(client, {**files, "as": "csv"}).content.decode("utf-8-sig"))))
    assert rows[3] == ["Gamma", "100000", "0.1", "13"]
    assert count(client, {**files, "as": "pdf"}).content.startswith(b"%PDF")
    protocol = Document(io.BytesIO(count(client, {**files, "as": "docx"}).content))
    cells = [cell.text for table in protocol.tables for row in table.rows for cell in row.cells]
    assert any("Gamma" in cell and "chosen as registered earlier" in cell for cell in cells)


def test_a_lot_that_is_not_needed_any_more_is_left_aside_and_said_so(client, kazakhstan):
    changed = [("Alpha", 300_000), ("Beta", 100_001), ("Gamma", 100_000), ("Delta", 50_000)]
    response = count(client, typed(changed, **{"lot-last-seats": "Gamma"}))
    page = text(response)
    assert response.status_code == 200
    assert "left aside: The last mandates; won by: Gamma" in page
    assert 'name="redraw" value="last-seats"' in page
    data = json.loads(count(client, typed(changed, **{"lot-last-seats": "Gamma", "as": "json"})).content)
    assert (data["drawn"], data["not_needed"]) == ({}, {"last-seats": ["Gamma"]})


@pytest.mark.parametrize("won", ["Alpha", "Nobody", ["Beta", "Gamma"]])
def test_a_lot_that_cannot_be_is_told_and_stays_open(client, kazakhstan, won):
    response = count(client, typed(TIE, **{"lot-last-seats": won}))
    assert response.status_code == 422
    assert 'href="#lot-last-seats"' in text(response)
    assert text(response).count('type="radio"') == 2


def test_a_lot_that_was_not_entered_is_asked_for_again(client, kazakhstan):
    response = count(client, typed(TIE, asked="last-seats"))
    assert response.status_code == 422
    assert "Choose who won the lot." in text(response)


def test_a_lot_can_be_drawn_again(client, kazakhstan):
    response = count(client, typed(TIE, **{"lot-last-seats": "Gamma", "redraw": "last-seats"}))
    assert text(response).count('type="radio"') == 2


def test_the_second_list_by_lot(client, kazakhstan):
    lists = [("Alpha", 900_000), ("Beta", 40_000), ("Gamma", 40_000)]
    opened = count(client, typed(lists, on="2012-01-15"))
    assert 'name="asked" value="second-list"' in text(opened)
    closed = count(client, {**carried(opened, 0), "lot-second-list": "Beta"})
    assert "The list admitted beside the first; won by: Beta" in text(closed)


@pytest.mark.parametrize("write", [write_csv, lambda h, r: write_xlsx(h, r, "votes")])
def test_two_columns_three_columns_and_votes_csv_say_the_same(client, kazakhstan, write):
    name = "v.xlsx" if write is not write_csv else "v.csv"
    two = write(("Anything", "Goes"), TIE)
    three = write(vote_template("kk"), [(name, votes, order) for order, (name, votes) in enumerate(TIE, 1)])
    full = write(
        ("list_id", "name", "kind", "votes", "registered_order"),
        [
            *((name.lower(), name, "list", votes, "") for name, votes in TIE),
            ("no", "No", "against_all", 7, ""),
        ],
    )
    assert "A tie" in heading(upload(client, two, name))
    settled = upload(client, three, name)
    assert heading(settled) == "The most list mandates, 38 of 69, go to: Alpha"
    assert "the list registered earlier takes the mandate: Beta" in text(settled)
    opened = upload(client, full, name)
    assert 'name="lot-last-seats" value="gamma"' in text(opened)
    assert carried(opened, 0)["against_all"] == ["7"]


def test_the_protocol_is_named_after_the_file_also_after_a_lot(client, kazakhstan):
    opened = upload(client, write_csv(("list", "votes"), TIE), "tally.csv")
    closed = count(client, {**carried(opened, 0), "lot-last-seats": "Beta", "as": "json"})
    assert json.loads(closed.content)["election"] == "tally.csv"


def test_every_wrong_cell_is_told_at_its_field_and_nothing_typed_is_lost(client, kazakhstan):
    lists = [("Alpha", "12o", 1), ("", 5), ("Alpha", -3), ("Delta", "1.5", 1), ("Echo", "", "first")]
    response = count(client, typed(lists, took_part="many", title="Mine"))
    page = text(response)
    assert response.status_code == 422
    for field in (
        "votes-1",
        "name-2",
        "name-3",
        "votes-3",
        "votes-4",
        "order-4",
        "votes-5",
        "order-5",
        "took_part",
    ):
        assert f'href="#{field}"' in page, field
        assert f'id="{field}-error"' in page, field
    for value in ("12o", "Alpha", "-3", "1.5", "first", "many", "Mine", "Echo"):
        assert f'value="{value}"' in page
    assert "row 1" in page


@pytest.mark.parametrize(("language", "word"), [("ru", "строка 1"), ("kk", "1")])
def test_problems_are_told_in_the_readers_language(client, kazakhstan, language, word):
    response = count(client, typed([("Альфа", "много")]), language)
    told = text(response).split('class="errors"')[1].split("</ul>")[0]
    assert word in told
    assert "is not a number" not in told


def test_wrong_rows_of_a_file_are_told_with_file_and_row_and_can_be_corrected_in_place(client, kazakhstan):
    response = upload(client, b"list,votes\nAlpha,100\n\nBeta,x\n")
    page = text(response)
    assert response.status_code == 422
    assert "votes.csv, row 4" in page
    assert 'href="#votes-2"' in page
    assert 'value="x"' in page


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"one\nAlpha\n", b"a,b,c,d\n1,2,3,4\n", b"PK\x03\x04broken"]
)
def test_a_file_that_is_no_table_of_votes_is_told_and_typed_votes_stay(client, kazakhstan, content):
    response = count(client, {**typed(TIE), "file": SimpleUploadedFile("votes.csv", content)})
    assert response.status_code == 422
    assert 'href="#file"' in text(response)
    assert 'id="file-error"' in text(response)
    assert 'value="Gamma"' in text(response)


def test_an_unknown_kind_of_row_is_told(client, kazakhstan):
    content = b"list_id,name,kind,votes,registered_order\na,A,list,5,\nb,B,person,6,\n"
    response = upload(client, content)
    assert response.status_code == 422
    assert "row 3" in text(response)


def test_sums_that_cannot_be_are_told_at_the_count(client, kazakhstan):
    response = count(client, typed(TIE, took_part=1000))
    assert response.status_code == 422
    assert 'href="#took_part"' in text(response)


def test_a_missing_base_leaves_the_result_uncertain_and_says_what_to_state(client, kazakhstan):
    response = count(client, typed(TIE, took_part=""))
    assert response.status_code == 200
    assert "State how many took part" in text(response)


def test_no_votes_and_a_wrong_day_are_told(client, kazakhstan):
    empty = count(client, typed([]))
    assert empty.status_code == 422
    assert 'href="#name-1"' in text(empty)
    early = count(client, typed(TIE, on="1990-01-01"))
    assert early.status_code == 422
    assert 'id="on-error"' in text(early)
    assert 'value="Gamma"' in text(early)


def test_nobody_is_admitted(client, kazakhstan):
    response = count(client, typed([("Alpha", 0), ("Beta", 0)]))
    assert response.status_code == 200
    assert heading(response) == "No list is admitted; no mandate is given"


def test_more_rows_keep_what_was_typed(client, kazakhstan):
    response = count(client, typed(TIE, more="1"))
    assert response.status_code == 200
    assert text(response).count('name="votes"') >= 9
    assert 'value="Delta"' in text(response)
    assert "errors" not in text(response).split("<main")[1].split("<h1>")[0]


def test_spaces_between_thousands_are_read(client, kazakhstan):
    response = count(client, typed([("Alpha", "600 000"), ("Beta", "300\u00a0000")]))
    assert heading(response) == "The most list mandates, 46 of 69, go to: Alpha"


def test_markup_is_text(client, kazakhstan):
    page = text(count(client, typed([('<script>alert(1)</script>"', 600), ("B", 400)], took_part=1000)))
    assert "<script>alert" not in page


def test_what_is_not_there_is_not_found(client, kazakhstan):
    assert count(client, typed(TIE, law="kaz-senate")).status_code == 404
    assert client.get("/en/kaz/count/example.pdf").status_code == 404
    assert client.put("/en/kaz/count/").status_code == 405


BARE_LAW = """
id: kaz-bare
country: kaz
chamber: {en: Bare}
title: {en: An invented law without a number of mandates}
sources: {here: {title: Invented}}
versions:
  - {id: "2000-01-01", adopted: 2000-01-01, in_force: 2000-01-01, source: here, status: read}
"""


def test_a_law_that_cannot_be_counted_is_told_at_its_field(client, kazakhstan, tmp_path, monkeypatch):
    data = tmp_path / "data"
    shutil.copytree(loading.DATA, data)
    (data / "kaz" / "bare.yaml").write_text(BARE_LAW, encoding="utf-8")
    monkeypatch.setattr(loading, "DATA", data)
    loading._paths.cache_clear()
    try:
        response = count(client, typed(TIE, law="kaz-bare"))
    finally:
        loading._paths.cache_clear()
    assert response.status_code == 422
    assert 'href="#law"' in text(response)
    assert 'id="law-error"' in text(response)
    assert "has no rule of the kind" in text(response)
    assert 'value="Gamma"' in text(response)


def test_how_close_it_was_stands_on_the_page_and_in_the_files(client, kazakhstan):
    """With 13,407 votes fewer Gamma falls below 5% of those who took part."""
    votes = typed([("Alpha", 3_431_510), ("Beta", 693_938), ("Gamma", 331_058)], took_part=6_366_441)
    page = text(count(client, votes))
    section = page.split('aria-labelledby="s-close"')[1].split("</section>")[0]
    assert "Votes more that would have moved a mandate from Beta to Gamma: 37,246." in section
    assert "13,407" in section
    data = json.loads(count(client, {**votes, "as": "json"}).content)["margins"]
    assert data["lists"][2]["votes_fewer"] == 13407
    assert data["divisors"] is None
    table = count(client, {**votes, "as": "csv"}).content.decode("utf-8-sig")
    assert ["Gamma", str(data["lists"][2]["votes_more"]), "13407", ""] in list(csv.reader(io.StringIO(table)))
    words = Document(io.BytesIO(count(client, {**votes, "as": "docx"}).content))
    assert any("13,407" in cell.text for one in words.tables for row in one.rows for cell in row.cells)
    uncertain = text(count(client, typed(TIE, took_part="")))
    assert "How close it was is not known" in uncertain


PEOPLE = """list,name,sex,district,votes
A,Person 1,M,2,40
B,Person 2,M,2,30

C,Person 3,M,2,10
D,Person 4,M,2,9
E,Person 5,F,2,5
F,Person 6,F,2,5
"""


def test_persons_are_elected_corrected_and_how_close_it_was_is_said(client, kazakhstan):
    """Kyrgyzstan 2025: three seats of a district, at most two of one sex; a lot decides who comes in."""
    register(LOADER, "KGZ")
    url, law = "/en/kgz/count/", {"law": "kgz-jogorku-kenesh", "on": "2025-11-30"}
    opened = client.post(url, {**law, "people": SimpleUploadedFile("people.csv", PEOPLE.encode())})
    assert "2: Who comes in" in text(opened)
    options = re.findall(r'<input type="radio"[^>]*value="(\d)"> (Person \d)', text(opened))
    assert options == [("7", "Person 5"), ("8", "Person 6")]
    closed = client.post(url, {**carried(opened, 0), "lot-2:comes-in": "8"})
    page = text(closed)
    tables = {one.id: one for one in closed.context["elected"]}
    assert [row[0] for row in tables["elected"].rows] == ["Person 1", "Person 2", "Person 6"]
    assert tables["replaced"].rows == [["Person 3 · C", "Person 6 · F"]]
    assert "gives way to Person 6." in page
    alone = PEOPLE.replace("F,Person 6,F,2,5\n", "")
    settled = text(client.post(url, {**law, "people": SimpleUploadedFile("people.csv", alone.encode())}))
    close = settled.split('aria-labelledby="s-close"')[1].split("</section>")[0]
    assert "Person 3, who gave way, elected with votes more: " in close
    forgotten = client.post(url, {**carried(opened, 1), **law, "no-people": "1"})
    assert 'href="#name-1"' in text(forgotten)


def test_a_wrong_table_of_candidates_is_told_at_its_field(client, kazakhstan):
    response = count(client, {**LAW, "people": SimpleUploadedFile("p.csv", b"name,sex\nA,?\n")})
    assert response.status_code == 422
    assert 'href="#people"' in text(response)
    assert "p.csv" in text(response)
