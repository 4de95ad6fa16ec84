"""The protocol of a check: what stands on it, in three languages, ready to sign."""

import io
from dataclasses import replace
from datetime import date

import pytest
from docx import Document

from tendik import laws, quota
from tendik.exchange.lists import example_list, read_lists, template
from tendik.exchange.tables import read_table, write_csv
from tendik.reports import check_page
from tendik.values import Candidate, PartyList, Replay

LANGUAGES = ("kk", "ru", "en")
LAW = laws.load("kaz-majilis", on="2023-03-19")
MEN = tuple(Candidate(f"Person {n}", "male", date(1970, 1, 1), False, row=n + 1) for n in range(1, 11))
WOMEN = tuple(replace(one, sex="female") for one in MEN)
REPLAY = Replay(
    "check on 2023-03-19", "0.1.0", f"{LAW.id}@{LAW.version.id}", LAW.digest, "lists.xlsx", "feedfeedfeedfeed"
)


def page(lists, language="en", law=LAW, printed=None):
    findings = quota.check(law, lists)
    return check_page(law, lists, findings, REPLAY, language, printed=printed)


def cells(found):
    return {row[0]: row[1] for part in found.parts for row in part.rows or () if len(row) == 2}


@pytest.fixture(scope="module")
def example():
    table = read_table("lists.csv", write_csv(template("en"), example_list("en")))
    return read_lists(table, on=LAW.on).lists


def test_a_breach_with_everything_a_commission_needs(example):
    found = page(example, printed=date(2026, 11, 21))
    told = cells(found)
    assert found.lead == ["Breaches found: 1. Lists checked: 1. Not decided: 0."]
    assert told["File"] == "lists.xlsx"
    assert told["Version"] == "2022-11-05 No. 156-VII"
    assert told["In force since"] == "16 November 2022 (unconfirmed)"
    assert told["Day on which age is measured"] == "19 March 2023"
    assert told["Article"] == "Art. 89(4), part two"
    assert (told["Required"], told["Found"]) == ("7", "6")
    assert told["Rows of the file"] == "2–3, 5–8, 10–11, 13–14, 16–17, 19–20, 22–24"
    assert told["Least remedy"].startswith("Replace persons outside the groups: 1.")
    assert told["What a breach leads to"] == "Otherwise the registration of the list is refused."
    assert found.foot.startswith("21 November 2026 · ")
    assert REPLAY.digest in found.foot


def test_each_list_is_told_apart():
    lists = [
        PartyList("a", {"en": "Alpha"}, candidates=MEN),
        PartyList("b", {"en": "Beta"}, candidates=WOMEN),
        PartyList("c", {"en": "Gamma"}, candidates=(*(replace(one, sex=None) for one in MEN),)),
    ]
    found = page(lists)
    overview = next(part for part in found.parts if part.title == "Lists checked")
    assert overview.rows == [["Alpha", "10", "1", "0"], ["Beta", "10", "0", "0"], ["Gamma", "10", "0", "1"]]
    assert overview.numeric == (False, True, True, True)
    titles = [part.title for part in found.parts]
    assert titles[2:5] == ["Alpha: finding 1", "Beta", "Gamma: finding 1"]
    assert found.parts[3].items == ["No breach was found in this list."]
    undecided = dict(found.parts[4].rows)
    assert undecided["Found"] == "0–10"
    assert undecided["What a breach leads to"] == "Not decided: data is missing."


def test_no_breach_is_said():
    assert page([PartyList("b", {"en": "Beta"}, candidates=WOMEN)]).lead == [
        "No breach was found. Lists checked: 1."
    ]


def test_missing_data_alone_is_no_breach():
    unknown = PartyList("c", {"en": "Gamma"}, candidates=tuple(replace(one, sex=None) for one in MEN))
    assert "is not known" in page([unknown]).lead[0]


def test_a_breach_that_leads_to_nothing_in_the_law_says_so():
    young = (*WOMEN[:9], Candidate("Young", "female", date(2001, 1, 1), False, row=11))
    told = cells(page([PartyList("y", {"en": "Y"}, candidates=young)]))
    assert told["Article"] == "Art. 86; Constitution Art. 51(4)"
    assert told["What a breach leads to"] == "No consequence is named in the data of the law."


def test_what_a_breach_costs():
    """France counts in money: 30 men of 40 differ by 20. Poland gives days, then refuses."""
    people = tuple(Candidate(f"P {n}", "male" if n < 30 else "female", row=n + 1) for n in range(40))
    lists = [PartyList("a", {"en": "Alpha"}, candidates=people)]
    old = cells(page(lists, law=laws.load("fra-assemblee", on="2012-06-10")))
    assert old["What a breach leads to"] == (
        "The public funding of the party falls by 75% of the difference: 75% × 20 / 40 = 37.5%."
    )
    men = [PartyList("a", {"en": "Alpha"}, candidates=people[:30])]
    now = cells(page(men, law=laws.load("fra-assemblee")))
    assert now["What a breach leads to"].endswith(
        "150% × 30 / 30, which is more than the whole; all of it is lost."
    )
    poland = cells(page(men, law=laws.load("pol-sejm")))
    assert poland["What a breach leads to"] == (
        "The list may be corrected within days: 3. Otherwise the registration of the list is refused."
    )


def test_a_scenario_and_a_missing_day_are_said():
    reform = laws.load("kaz-kurultai")
    found = page([PartyList("a", {"en": "Alpha"}, candidates=MEN)], law=reform)
    assert found.lead[1] == "The law applied is a scenario that nobody has confirmed."
    told = cells(found)
    assert told["Day on which age is measured"] == "not stated, so age was not measured"
    assert told["Article"].endswith("(unconfirmed)")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_prints_in_every_language_with_the_article_as_the_language_writes_it(example, language):
    found = page(example, language)
    reference = {"kk": "89-баптың", "ru": "ст. 89", "en": "Art. 89(4)"}[language]
    assert found.pdf().startswith(b"%PDF")
    paper = Document(io.BytesIO(found.docx()))
    words = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert any(reference in word for word in words)
    assert REPLAY.digest in paper.sections[0].footer.paragraphs[0].text
    assert [cell.text for cell in paper.tables[-1].rows[1].cells] == [""] * 4


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_english_is_left(example, language):
    """Headings, terms and sentences are all in the language of the protocol."""
    english, found = page(example), page(example, language)
    assert found.title != english.title
    assert not set(found.lead) & set(english.lead)
    terms = {term for part in (english, found) for term in cells(part)}
    assert len(terms) == 2 * len(cells(english))
    headings = {word for part in english.parts for word in part.headings}
    assert not headings & {word for part in found.parts for word in part.headings}
    assert not {part.title for part in english.parts} & {part.title for part in found.parts}
