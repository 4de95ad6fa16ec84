"""The law layer over HTTP: laws and articles on a day, judgements side by side, what an amendment touches."""

import csv
import io
import re
from datetime import date

import pytest

from tendik_web.access.actors import ANONYMOUS, LOADER
from tendik_web.commitments import law_layer
from tendik_web.countries.actions.register import register
from tests.web.promises import add, build
from tests.web.reading import heading, rows, text

pytestmark = pytest.mark.django_db

MOST_QUERIES = 15


@pytest.fixture(scope="module")
def world(module_db):
    """The promises of the other tests, with a code, what amended it, and judgements of its articles."""
    register(LOADER, "KAZ")
    world = build()
    world["code"] = add(
        "law", "Labour Code", number="No. 414", adopted=date(2015, 11, 23), in_force=date(2016, 1, 1)
    )
    world["amendment"] = add(
        "law",
        "Law of 2021 on social protection",
        adopted=date(2021, 10, 12),
        in_force=date(2021, 10, 12),
        amends=[world["code"]],
    )
    world["coming"] = add(
        "law", "Law of 2098", adopted=date(2098, 1, 1), amends=[world["code"]], tendik_law="kaz-majilis"
    )
    world["old"] = add("law", "Labour Code of 2007", adopted=date(2007, 5, 15), repealed=date(2016, 1, 1))
    world["secret"] = add("law", "Draft law in secret", public=False, amends=[world["code"]])
    changed = {"law": world["code"], "amended_by": [world["amendment"]]}
    world["jobs"] = add(
        "article", "Jobs closed to women", number="26", repealed=date(2021, 10, 12), **changed
    )
    world["pay"] = add("article", "Equal pay", number="103-1", amended=date(2021, 10, 12), **changed)
    world["leave"] = add("article", "Leave", number="100", **changed)
    world["plain"] = add("article", "Hours", number="9(2)", law=world["code"])
    world["hidden article"] = add("article", "Hidden article", public=False, number="1", **changed)
    judged = {"assessor": world["agency"], "judged_on": date(2020, 5, 1)}
    add("implementation", "a", article=world["pay"], commitment=world["late"], judgement="full", **judged)
    add(
        "implementation",
        "b",
        article=world["pay"],
        commitment=world["late"],
        judgement="contrary",
        assessor=world["ministry"],
        judged_on=date(2022, 5, 1),
    )
    add(
        "implementation",
        "c",
        article=world["jobs"],
        commitment=world["unknown"],
        judgement="partial",
        **judged,
    )
    add(
        "implementation", "d", article=world["jobs"], provision=world["later"], judgement="contrary", **judged
    )
    add("implementation", "e", article=world["leave"], commitment=world["hidden"], judgement="full", **judged)
    return world


def get(client, path="", language="en"):
    return client.get(f"/{language}/kaz/promises/laws/{path}")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_page_answers_in_every_language_within_its_queries(
    client, world, person, language, django_assert_max_num_queries
):
    client.force_login(person("secretariat"))
    for page in ("", "?on=2000-01-01", f"{world['code']}/", f"{world['amendment']}/", f"{world['law']}/"):
        with django_assert_max_num_queries(MOST_QUERIES):
            response = get(client, page, language)
        assert response.status_code == 200, page
        assert f'<html lang="{language}">' in text(response)
        assert text(response).count("<h1") == 1


def test_the_list_says_how_each_law_stands_today(client, world):
    response = get(client)
    assert heading(response) == "Of 5 laws in force: 3, not yet in force: 1, repealed: 1"
    laws = {row[0]: row[1:] for row in rows(response, "laws")}
    assert laws["Labour Code No. 414"] == [
        "Is in force",
        "23 November 2015",
        "1 January 2016",
        "–",
        "Law of 2021 on social protection; Law of 2098",
        "Is in force: 1; Amended: 2; Was repealed: 1",
    ]
    assert laws["Labour Code of 2007"][:1] == ["Was repealed"]
    assert "secret" not in text(response)
    assert "Hidden article" not in text(response)


def test_on_an_earlier_day_the_laws_of_that_day_are_shown(client, world):
    assert heading(get(client, "?on=2015-12-31")) == "Of 5 laws in force: 1, not yet in force: 3, " + (
        "with no recorded day of entry into force: 1"
    )
    code = get(client, f"{world['code']}/?on=2021-10-11")
    assert heading(code) == "Labour Code: Of 4 articles recorded here in force: 4"
    assert "warning" not in text(code)
    wrong = get(client, "?on=yesterday")
    assert wrong.status_code == 422
    assert "“yesterday” is not a day" in text(wrong)


def test_a_law_of_elections_leads_to_the_version_of_the_day(client, world):
    for asked, shown in (("2021-01-10", "2021-01-10"), ("1900-01-01", None)):
        page = text(get(client, f"{world['coming']}/?on={asked}"))
        address, day = re.search(r'href="(/en/kaz/laws/kaz-majilis/\?on=([-0-9]+))"', page).groups()
        assert shown is None or day == shown
        assert client.get(address).status_code == 200


def test_articles_stand_in_the_order_of_their_numbers_with_judgements_side_by_side(client, world):
    response = get(client, f"{world['code']}/")
    assert (
        heading(response) == "Labour Code: Of 4 articles recorded here in force: 1, amended: 2, repealed: 1"
    )
    shown = [row[:6] for row in rows(response, "articles")]
    assert [row[0] for row in shown] == [
        "9(2) Hours",
        "26 Jobs closed to women",
        "26 Jobs closed to women",
        "100 Leave",
        "103-1 Equal pay",
        "103-1 Equal pay",
    ]
    assert shown[0][2:] == ["–", "No judgement is recorded here", "–", "–"]
    assert shown[3][2:] == ["–", "No judgement is recorded here", "–", "–"]
    assert [row[3:] for row in shown if row[0] == "103-1 Equal pay"] == [
        ["Full", "Statistics Agency", "1 May 2020"],
        ["Contrary", "Ministry of Work", "1 May 2022"],
    ]
    assert shown[4][1] == (
        "Amended Last amended on 12 October 2021. Amended by: Law of 2021 on social protection"
    )
    assert shown[1][1] == "Was repealed Repealed on 12 October 2021"
    assert "secret promise" not in text(response)


def test_the_heading_of_an_amendment_says_what_it_touches(client, world):
    response = get(client, f"{world['amendment']}/")
    assert heading(response) == (
        "Law of 2021 on social protection: Articles that this amendment touches: 3; "
        "through them promises: 2, provisions: 1 (Treaty of equality)"
    )
    assert rows(response, "concerned") == [
        ["Respect", "Promise"],
        ["A report on pay", "Promise"],
        ["Treaty of equality, 14 Rural women", "Provision"],
    ]
    assert rows(response, "amendments") == [
        ["Labour Code No. 414", "Amended by this law", "23 November 2015", "Is in force", "3"]
    ]
    silent = get(client, f"{world['coming']}/")
    assert "It amends: Labour Code. Which articles it changed is not recorded here." in text(silent)
    assert 'href="/en/kaz/laws/kaz-majilis/?on=' in text(silent)


def test_promises_that_rest_on_repealed_articles_are_warned_of(client, world):
    said = "Promises that rest on articles that are repealed: 1; of these no article in force answers: 1."
    for page in ("", f"{world['code']}/"):
        response = get(client, page)
        assert said in text(response)
        assert rows(response, "resting") == [
            ["Respect", "Labour Code, article 26", "12 October 2021", "None is recorded here"]
        ]
    add(
        "implementation",
        "f",
        article=world["plain"],
        commitment=world["unknown"],
        judgement="partial",
        assessor=world["agency"],
    )
    assert "of these no article in force answers: 0." in text(get(client))
    assert said not in text(get(client, f"{world['law']}/"))


def test_a_judgement_of_a_provision_reaches_the_promises_under_it(world):
    add(
        "implementation",
        "g",
        article=world["leave"],
        provision=world["article"],
        judgement="full",
        assessor=world["agency"],
    )
    found = law_layer.read(ANONYMOUS, "KAZ", world["amendment"], date(2026, 1, 1))
    promises, provisions, instruments = found.touches()
    assert {one.pk for one in promises} == {world[name] for name in ("late", "unknown", "kept", "broken")}
    assert {one.code for one in provisions} == {"7", "14"}
    assert instruments == []


def test_what_one_may_not_see_is_not_there(client, world, person):
    assert get(client, f"{world['secret']}/").status_code == 404
    assert get(client, f"{world['kept']}/").status_code == 404
    client.force_login(person("secretariat"))
    assert get(client, f"{world['secret']}/").status_code == 200
    shown = text(get(client, f"{world['amendment']}/"))
    assert "through them promises: 3" in shown
    assert "Articles that this amendment touches: 4" in shown


def test_without_laws_the_page_says_so(client):
    register(LOADER, "KGZ")
    assert heading(client.get("/en/kgz/promises/laws/")) == "No laws are recorded here yet"


def test_files_hold_what_the_pages_show(client, world):
    laws = list(csv.reader(io.StringIO(get(client, "table.csv").content.decode("utf-8-sig"))))
    assert len(laws) == 6
    assert {line[3] for line in laws[1:]} == {"Is in force", "Not yet in force", "Was repealed"}
    articles = list(
        csv.reader(io.StringIO(get(client, f"{world['code']}/articles.csv").content.decode("utf-8-sig")))
    )
    assert articles[1][1] == "9(2) Hours"
    assert len(articles) == 7
    assert get(client, f"{world['code']}/articles.xlsx").content[:2] == b"PK"
    assert get(client, "table.pdf").status_code == 404
