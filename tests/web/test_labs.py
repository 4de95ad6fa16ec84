"""The pages of laws and lists over HTTP: answers, files, bad input, in three languages."""

import csv
import io
import json
import shutil
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from tendik.exchange.lists import example_list, template
from tendik.exchange.tables import read_table, write_csv
from tendik.laws import loading
from tests.web.reading import heading, rows, text

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("en", "The law guarantees 23 of 69 list mandates to three groups together, and none to women alone"),
        ("ru", "23 из 69"),
        ("kk", "69"),
    ],
)
def test_the_heading_is_the_answer(client, kazakhstan, language, heading):
    response = client.get(f"/{language}/kaz/")
    assert response.status_code == 200
    title = text(response).split("<h1>")[1].split("</h1>")[0]
    assert heading in title
    if language != "en":
        assert "The law" not in title


def test_the_three_numbers_stand_with_their_own_bases(client, kazakhstan):
    page = text(client.get("/en/kaz/"))
    assert "of the list mandates of each party" in page
    assert "of 69 list mandates" in page
    assert "women of 98 deputies" in page
    assert "how many of the 69 list mandates women received is not known" in page


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (
            "?election=kaz-majilis-2021",
            "The law guarantees none of the 98 list mandates, neither to two groups",
        ),
        ("?election=kaz-majilis-2012", "The law guarantees women none of the 98 list mandates"),
        ("?law=kaz-kurultai", "The reform would guarantee 46 of 145 list mandates to three groups together"),
        ("?election=kaz-majilis-2004", "Proof: each of the 476 possible counts gives the same seats."),
        (
            "?election=kaz-majilis-2012",
            "Proof: for every number in these bounds the same lists are admitted.",
        ),
    ],
)
def test_another_election_or_the_reform_answers(client, kazakhstan, query, told):
    assert told in text(client.get(f"/en/kaz/{query}"))


def test_the_reform_says_that_it_is_unconfirmed(client, kazakhstan):
    page = text(client.get("/en/kaz/?law=kaz-kurultai"))
    assert "a reform scenario that nobody has confirmed" in page
    assert "83" in page


@pytest.mark.parametrize(
    "query", ["?election=kaz-majilis-1999", "?law=kaz-senate", "?law=kaz-majilis", "?election=%00"]
)
def test_what_is_not_there_is_not_found(client, kazakhstan, query):
    assert client.get(f"/en/kaz/{query}").status_code == 404


def test_the_result_can_be_downloaded(client, kazakhstan):
    rows = list(csv.reader(io.StringIO(client.get("/en/kaz/result.csv").content.decode("utf-8-sig"))))
    assert rows[1][:5] == ["Amanat", "40", "12", "0", "3431510"]
    assert any("digest" in cell for row in rows for cell in row)
    data = json.loads(client.get("/en/kaz/result.json?law=kaz-kurultai").content)
    assert data["guarantee"]["women+under_29+disability"] == 46
    assert data["law_status"] == "unconfirmed"
    table = read_table("result.xlsx", client.get("/ru/kaz/result.xlsx").content)
    assert len(table.rows) >= 8
    assert client.get("/en/kaz/result.png").content.startswith(b"\x89PNG")
    assert client.get("/en/kaz/result.svg").content.startswith(b"<svg")
    assert client.get("/en/kaz/result.odt").status_code == 404


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_protocol_of_the_count_can_be_downloaded(client, kazakhstan, language):
    page = text(client.get(f"/{language}/kaz/?election=kaz-majilis-2021"))
    for form in ("pdf", "docx"):
        assert f'href="/{language}/kaz/result.{form}?election=kaz-majilis-2021"' in page
    assert client.get(f"/{language}/kaz/result.pdf").content.startswith(b"%PDF")
    response = client.get(f"/{language}/kaz/result.docx?election=kaz-majilis-2021")
    assert response["Content-Disposition"].endswith('.docx"')
    cells = docx_cells(response.content)
    assert "76" in cells  # mandates of the largest list in 2021
    reform = client.get(f"/{language}/kaz/result.docx?law=kaz-kurultai")
    assert "83" in docx_cells(reform.content)


def docx_cells(content):
    paper = Document(io.BytesIO(content))
    return [cell.text for table in paper.tables for row in table.rows for cell in row.cells]


def upload(client, content, name="list.csv", **fields):
    data = {"law": "kaz-majilis", "on": "2023-03-19", "file": SimpleUploadedFile(name, content), **fields}
    return client.post("/en/kaz/lists/", data)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_example_shows_its_breach_beside_the_rows(client, kazakhstan, language, form):
    example = client.get(f"/{language}/kaz/lists/example.{form}")
    assert example.status_code == 200
    response = upload(client, example.content, f"example.{form}")
    page = text(response)
    assert response.status_code == 200
    assert "The list does not comply with the law; breaches: 1" in page
    assert "Art. 89(4), part two" in page
    assert page.count('<tr class="breach">') == 17  # 23 names, 6 of them in the groups
    first = rows(response, "list-0")[0]  # on a phone the row and what concerns it stand beside the name
    assert first[0].endswith("row 2") and first[1] == "Art. 89(4), part two"


def test_a_list_that_complies(client, kazakhstan):
    rows = [(f"Person {i}", "female" if i % 2 else "male", "1980-01-01", "no") for i in range(1, 11)]
    content = write_csv(("name", "sex", "born", "disability"), rows)
    assert "The list complies with every rule" in text(upload(client, content))


def test_missing_data_is_not_a_breach(client, kazakhstan):
    rows = [(f"Person {i}", "", "1980-01-01", "no") for i in range(1, 11)]
    page = text(upload(client, write_csv(("name", "sex", "born", "disability"), rows)))
    assert "Whether the list complies is not known: data is missing" in page


def test_the_findings_can_be_downloaded(client, kazakhstan):
    response = upload(client, write_csv(template("en"), example_list("en")), **{"as": "xlsx"})
    table = read_table("findings.xlsx", response.content)
    assert "Art. 89(4), part two" in [str(cell) for row in table.rows for cell in row.cells]


def test_the_protocol_of_the_check_can_be_downloaded(client, kazakhstan):
    page = text(client.get("/en/kaz/lists/"))
    assert 'name="as" value="pdf"' in page
    assert 'name="as" value="docx"' in page
    content = write_csv(template("en"), example_list("en"))
    assert upload(client, content, **{"as": "pdf"}).content.startswith(b"%PDF")
    response = upload(client, content, **{"as": "docx"})
    assert response["Content-Disposition"] == 'attachment; filename="tendik-protocol.docx"'
    cells = docx_cells(response.content)
    assert {"list.csv", "Art. 89(4), part two", "2–3, 5–8, 10–11, 13–14, 16–17, 19–20, 22–24"} <= set(cells)
    wrong = upload(client, b"%PDF-1.7", **{"as": "docx"})
    assert wrong.status_code == 422


OTHER_LAW = """
id: kgz-assembly
country: kgz
chamber: {en: Assembly}
title: {en: An invented law of another country}
sources: {here: {title: Invented}}
versions:
  - {id: "2000-01-01", adopted: 2000-01-01, in_force: 2000-01-01, source: here, status: read}
groups:
  young: {label: {en: the young}, age_below: 36}
  minority: {label: {en: the minority}, attribute: minority}
rules:
  - id: quota
    kind: quota
    since: "2000-01-01"
    article: Art. 60
    source: here
    status: read
    says: {en: A fifth of a list are young}
    of: list
    groups: [young]
    count: union
    at_least: 20/100
    rounding: up
    breach: refuse
"""


@pytest.fixture
def another_country(tmp_path, monkeypatch):
    """An installation that also has a law of another country, with other groups."""
    data = tmp_path / "data"
    shutil.copytree(loading.DATA, data)
    (data / "kgz").mkdir(exist_ok=True)
    (data / "kgz" / "assembly.yaml").write_text(OTHER_LAW, encoding="utf-8")
    monkeypatch.setattr(loading, "DATA", data)
    loading._paths.cache_clear()
    yield
    loading._paths.cache_clear()


def test_laws_of_other_countries_are_offered_below_the_own(client, kazakhstan, another_country):
    page = text(client.get("/en/kaz/lists/"))
    own, other = (
        page.index('<optgroup label="Kazakhstan">'),
        page.index('<optgroup label="Kyrgyzstan">'),
    )
    assert own < page.index('value="kaz-kurultai"') < other < page.index('value="kgz-assembly"')
    assert 'value="kaz-majilis" selected' in page
    assert "kgz-assembly" not in text(client.get("/en/kaz/count/"))


def test_a_list_is_checked_against_the_groups_of_any_law(client, kazakhstan, another_country):
    rows = [(f"Person {i}", "male", "1980-01-01") for i in range(1, 11)]
    content = write_csv(("name", "sex", "born"), rows)
    page = text(upload(client, content, law="kgz-assembly"))
    assert "The list does not comply with the law; breaches: 1" in page
    assert "the minority" in page
    assert "Art. 60" in page
    words = docx_cells(upload(client, content, law="kgz-assembly", **{"as": "docx"}).content)
    assert "An invented law of another country" in words
    assert upload(client, content, law="kgz-senate").status_code == 404


def test_every_problem_of_a_file_is_told_and_nothing_partial_shown(client, kazakhstan):
    content = (
        "ФИО,Пол,Дата рождения\nПервая,ж,31.02.1990\nВторой,мужик,1990-01-01\nТретья,ж,1990-01-01\n".encode(
            "cp1251"
        )
    )
    response = upload(client, content)
    page = text(response)
    assert response.status_code == 422
    assert "row 2, column Дата рождения" in page
    assert "row 3, column Пол" in page
    assert "Третья" not in page


def test_of_very_many_problems_the_first_are_told_and_how_many_more(client, kazakhstan):
    content = "name,sex,date of birth\n" + "".join(f"Person {n},king,1960-01-01\n" for n in range(500))
    page = text(upload(client, content.encode()))
    assert page.count("column sex") == 30 and "row 31, column sex" in page
    assert "Further problems of the same file: 470. Correct these first, then send the file again." in page
    data = {"law": "kaz-majilis", "on": "2023-03-19", "people": SimpleUploadedFile("p.csv", content.encode())}
    counted = text(client.post("/en/kaz/count/", data))
    assert counted.count("column sex") == 30 + 3  # the list of all above the form, the first at the field


def bomb():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.csv"),
        (b"%PDF-1.7 not a table", "list.pdf"),
        (bomb(), "bomb.xlsx"),
        (b"PK\x03\x04broken", "broken.xlsx"),
        (bytes(range(256)) * 40, "noise.csv"),
        ("имя;пол\n".encode(), "headings.csv"),
    ],
)
def test_a_file_that_is_no_list_is_told_so(client, kazakhstan, content, name):
    response = upload(client, content, name)
    assert response.status_code == 422
    assert "Traceback" not in text(response)
    assert 'role="alert"' in text(response)


def test_no_file_and_a_wrong_day_are_told_at_their_fields(client, kazakhstan):
    assert "Choose a file" in text(client.post("/en/kaz/lists/", {"law": "kaz-majilis", "on": "2023-03-19"}))
    response = upload(client, b"name,sex\nA,f\n", on="19.03.2023")
    assert response.status_code == 422
    assert 'id="on-error"' in text(response)
    early = upload(client, b"name,sex\nA,f\n", on="1990-01-01")
    assert early.status_code == 422
    assert "No version of kaz-majilis" in text(early)


def test_markup_in_a_name_is_text(client, kazakhstan):
    page = text(upload(client, b"name,sex\n<script>alert(1)</script>,f\n"))
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_formulas_in_a_workbook_are_told(client, kazakhstan):
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("name", "sex"))
        sheet.write_row(1, 0, ("Person", "f"))
        sheet.write_formula(2, 0, '="Per"&"son"')
    response = upload(client, buffer.getvalue(), "list.xlsx")
    assert response.status_code == 422
    assert "formula" in text(response)
    assert "row 3" in text(response)


def test_the_law_shows_each_rule_with_article_source_and_status(client, kazakhstan):
    page = text(client.get("/en/kaz/laws/kaz-majilis/?on=2021-01-10"))
    assert "Women and persons who have not reached twenty-nine together" in page
    assert "Art. 89(4)" in page
    assert "part two" not in page.split("<h2")[1]
    assert client.get("/en/kaz/laws/").status_code == 200
    assert client.get("/en/kaz/laws/kaz-senate/").status_code == 404
    assert client.get("/en/kaz/laws/kaz-majilis/?on=yesterday").status_code == 404
    assert client.get("/en/kaz/laws/kaz-majilis/?on=1990-01-01").status_code == 404


@pytest.mark.parametrize("page", ["", "lists/", "count/", "laws/", "laws/kaz-majilis/", "laws/kaz-kurultai/"])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_page_answers_in_every_language(client, kazakhstan, page, language):
    response = client.get(f"/{language}/kaz/{page}")
    assert response.status_code == 200
    assert f'<html lang="{language}">' in text(response)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_reform_is_carried_to_the_rank(client, kazakhstan, language):
    response = client.get(f"/{language}/kaz/reform/")
    page = text(response)
    assert "145" in page.split("<h1>")[1].split("</h1>")[0]
    assert "95–97" in page
    assert "19" in page
    if language == "en":
        assert "in the ranking of edition 2023" in heading(response)
    assert rows(response, "after")[0][1:4] == ["0", "96", "95–97"]  # the rank beside what it follows from


def test_the_reform_can_be_downloaded(client, kazakhstan):
    assert client.get("/kk/kaz/reform/result.pdf").content.startswith(b"%PDF")
    data = json.loads(client.get("/en/kaz/reform/result.json").content)
    assert [link["women"] for link in data["reform"]["links"]] == [0, 46, 145]
    rows = list(csv.reader(io.StringIO(client.get("/en/kaz/reform/result.csv").content.decode("utf-8-sig"))))
    assert rows[1][2:4] == ["0", "98"]
    assert read_table("r.xlsx", client.get("/ru/kaz/reform/result.xlsx").content).rows
    assert client.get("/en/kaz/reform/result.docx").status_code == 404
    assert client.get("/en/kaz/reform/?to=kaz-majilis").status_code == 404


def test_every_law_that_is_there_has_its_page(client, kazakhstan):
    from tendik import laws

    listed = text(client.get("/en/kaz/laws/"))
    for name in laws.available():
        assert f"/en/kaz/laws/{name}/" in listed
        for language in ("kk", "ru", "en"):
            page = client.get(f"/{language}/kaz/laws/{name}/")
            assert page.status_code == 200, name
            assert laws.load(name).rules[0].says[language] in text(page).replace("&#x27;", "'").replace(
                "&quot;", '"'
            )


def test_a_list_is_checked_under_the_law_of_another_country(client, kazakhstan):
    rows = [(f"Person {i}", "m" if i < 6 else "f") for i in range(1, 11)]
    response = upload(client, write_csv(("name", "sex"), rows), law="srb-skupstina", on="2023-12-17")
    assert response.status_code == 200
    assert "does not comply" in text(response)
