"""The pages of promises over HTTP: answers, chains, filters, files, in three languages; nothing hidden shows."""

import csv
import io
import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar
from PIL import Image
from python_calamine import CalamineWorkbook

from tendik_web.access.actors import ANONYMOUS
from tendik_web.accounts.sessions import PROVED
from tendik_web.commitments import chain, rollups
from tendik_web.commitments.state import Link, linked, stated
from tendik_web.countries.models import Country
from tendik_web.records import kinds
from tendik_web.records.actions.change import change
from tendik_web.records.text import plain_text
from tests.web.promises import FIRST, SECOND, add, build
from tests.web.reading import heading, rows, text

pytestmark = pytest.mark.django_db

PAGES = ("", "list/", "matrix/", "matrix/?instrument=all", "summary/", "summary/?by=sdg")
MOST_QUERIES = 15


@pytest.fixture
def world(kazakhstan):
    return build()


def get(client, path, language="en"):
    return client.get(f"/{language}/kaz/promises/{path}")


def sign_in(client, user):
    client.force_login(user)
    session = client.session
    session[PROVED] = True
    session.save()


def titles(response):
    return [row[0] for row in rows(response, "promises")]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_page_answers_in_every_language_within_its_queries(
    client, world, person, language, django_assert_max_num_queries
):
    sign_in(client, person("secretariat"))
    for page in (*PAGES, "list/?state=late", f"{world['kept']}/", f"{world['broken']}/"):
        with django_assert_max_num_queries(MOST_QUERIES):
            response = get(client, page, language)
        assert response.status_code == 200, page
        assert f'<html lang="{language}">' in text(response)
        assert text(response).count("<h1") == 1


def test_the_home_counts_what_everybody_may_see(client, world):
    response = get(client, "")
    assert heading(response) == (
        "Of 5 promises 1 kept, 1 with a broken link, 1 late, 1 on time, 1 without a due date; "
        "nothing is recorded for 2"
    )
    assert rows(response, "by-state") == [
        ["Kept", "1"],
        ["Broken link", "1"],
        ["Late", "1"],
        ["On time", "1"],
        ["Unknown", "1"],
    ]
    links = {name: numbers for name, *numbers in rows(response, "by-link")}
    assert links["Funding"] == ["1", "1", "3"]
    assert links["Responsible body"] == ["2", "0", "3"]
    coming = [row[0] for row in rows(response, "coming")]
    assert coming[0] == "Staff shelters"
    assert sorted(coming[1:]) == ["A third of managers", "Money for helplines"]
    assert "secret" not in text(response).replace("secretariat", "")


def test_the_home_tells_the_latest_changes_in_words(client, world):
    action = kinds.find("action").model.objects.get(pk=world["open action"])
    values = {"deadline": date(2031, 6, 1), "note": plain_text("n" * 900)}
    change(FIRST, "KAZ", "action", action.pk, action.version, values)
    page = text(get(client, ""))
    block = page.split('id="s-changes"')[1].split("</section>")[0]
    assert block.count("<time ") == 5
    assert f'<a href="/en/kaz/records/action/{action.pk}/">Staff shelters</a>' in block
    assert re.search(r"<li>Deadline: moved from [^<]+ to 1 June 2031</li>", block)
    assert "n" * 300 not in block
    assert "secret" not in block
    assert 'href="/en/kaz/changes/"' in block


def test_the_home_is_counted_anew_once_something_changed(client, world):
    assert heading(get(client, "")).startswith("Of 5 promises")
    add("commitment", "One more", type="pledge")
    assert heading(get(client, "")).startswith("Of 6 promises")
    assert rollups.counts(SECOND, "KAZ", timezone.localdate()).all == 7


def test_without_promises_the_home_says_who_can_record_them(client, kazakhstan):
    response = get(client, "")
    assert heading(response) == "No promises are recorded here yet"
    assert "The secretariat of the country can record them." in text(response)


@pytest.mark.parametrize(
    ("name", "told", "said"),
    [
        ("kept", "Kept on", "Every link of the chain is recorded here."),
        ("broken", "Broken at: funding", "The chain breaks at: funding. Minister of Work declared on"),
        ("late", "Late, due", "Not recorded here: law, action, funding, indicator, evidence."),
        ("on time", "On time, due", "Not recorded here: law, action, responsible body,"),
        ("unknown", "No due date, state unknown: Respect", "Not recorded here: law, action,"),
    ],
)
def test_a_promise_says_where_it_stands_and_where_its_chain_breaks(client, world, name, told, said):
    response = get(client, f"{world[name]}/")
    assert heading(response).startswith(told)
    assert said in text(response)
    assert len(re.findall(r'<li class="(?:present|absent|unrecorded)', text(response))) == 7


def test_a_promise_shows_every_linked_record_with_its_source(client, world):
    response = get(client, f"{world['kept']}/")
    page = text(response)
    assert rows(response, "t-laws")[0][:3] == [
        "Law on equality, article 10 In force since 1 January 2010",
        "Partial",
        "Statistics Agency",
    ]
    assert [(row[0], row[3]) for row in rows(response, "t-actions")] == [
        ("Build shelters", page_day("Done on", -40)),
        ("Staff shelters", "On time"),
    ]
    assert rows(response, "t-money")[0][3:6] == ["1,500,000", "–", "–"]
    for table in ("t-laws", "t-actions", "t-money"):
        assert all(
            "Invented gazette" in row[-1] and "1 November 2026" in row[-1] for row in rows(response, table)
        )
    assert "Statistics Agency" in page.split("With other bodies")[1][:200]
    assert '<span lang="kk">Тұрғын үй</span>' in page


def page_day(words, days):
    from tendik.language import day

    return f"{words} {day(timezone.localdate() + timedelta(days=days), 'en')}"


def test_assessments_stand_side_by_side_by_who_made_them(client, world):
    page = text(get(client, f"{world['kept']}/"))
    evidence = page.split('id="evidence"')[1].split("</section>")[0]
    blocks = re.split(r"<h3>", evidence)[1:]
    found = {block.split("</h3>")[0]: block for block in blocks}
    assert "Report of the ministry" in found["The responsible body itself"]
    assert "Shadow report" in found["Civil society"]
    assert "Nothing is recorded here." in found["Secretariat"]
    assert "Nothing is recorded here." in found["Independent body"]


def test_figures_that_differ_stand_side_by_side_with_scope_and_source(client, world):
    response = get(client, f"{world['kept']}/")
    page = text(response)
    figures = rows(response, f"t-{world['indicator']}")
    assert {row[0]: row[2] for row in figures} == {
        "Women, both chambers Both chambers": "23%",
        "Women, lower house Lower house": "19%",
    }
    assert "The figures for 2023 differ" in page
    assert "23% (Both chambers)" in page
    assert "This indicator reads both ways" in page
    assert "More reports can mean more trust." in page


def test_what_is_hidden_is_not_there(client, world, person):
    assert get(client, f"{world['hidden']}/").status_code == 404
    assert get(client, f"{world['hidden']}/card.png").status_code == 404
    late = text(get(client, f"{world['late']}/"))
    assert "No action is recorded here." in late
    assert "secret" not in late.replace("secretariat", "")
    sign_in(client, person("secretariat"))
    assert get(client, f"{world['hidden']}/").status_code == 200
    assert "Plan in secret" in text(get(client, f"{world['late']}/"))


def test_one_chain_agrees_with_the_query_over_all(world):
    day = timezone.localdate()
    for viewer in (ANONYMOUS, SECOND):
        found = linked(stated(viewer, "KAZ", day), viewer, "KAZ", day)
        for one in found:
            alone = chain.read(viewer, "KAZ", one.pk, day)
            assert alone.standing == one.standing
            assert alone.links == {link: getattr(one, f"link_{link.value}") for link in Link}


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        ("state", "broken", {"Money for helplines"}),
        ("state", "on_time", {"A third of managers"}),
        ("instrument", "treaty", {"Shelters in every region", "Money for helplines"}),
        ("provision", "article", {"Shelters in every region", "Money for helplines"}),
        ("sdg", "target", {"Shelters in every region"}),
        ("area", "area", {"Shelters in every region"}),
        ("body", "ministry", {"Shelters in every region", "A report on pay"}),
        ("q", "shelter region", {"Shelters in every region"}),
    ],
)
def test_the_list_is_filtered_and_its_files_hold_exactly_that(client, world, field, value, found):
    query = f"{field}={value if field in ('state', 'q') else world[value]}"
    response = get(client, f"list/?{query}")
    assert set(titles(response)) == found
    assert heading(response) == f"Promises that match: {len(found)}"
    sent = get(client, f"list/table.csv?{query}").content.decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(sent)))
    assert {line["Promise"] for line in lines} == found
    assert all(line["Permanent address"].startswith("http://testserver/id/") for line in lines)
    book = CalamineWorkbook.from_filelike(io.BytesIO(get(client, f"list/table.xlsx?{query}").content))
    assert {row[1] for row in book.get_sheet_by_index(0).to_python()[1:]} == found


def test_the_file_tells_the_links_of_each_promise(client, world):
    sent = get(client, "list/table.csv").content.decode("utf-8-sig")
    lines = {line["Promise"]: line for line in csv.DictReader(io.StringIO(sent))}
    assert lines["Money for helplines"]["State"] == "Broken at: funding"
    assert lines["Money for helplines"]["Link: Funding"] == "Absent"
    assert lines["Shelters in every region"]["Link: Law"] == "Present"
    assert lines["Respect"]["Link: Law"] == "Not recorded here"
    assert lines["Shelters in every region"]["Provisions"].count(";") == 2
    assert lines["Shelters in every region"]["Source"] == "Invented gazette"


@pytest.mark.parametrize("sort", ["title", "-title", "due", "-due", "made", "-made"])
def test_pages_of_the_list_meet_without_gap_or_repeat_both_ways(client, kazakhstan, sort):
    first = date(2030, 1, 1)
    for number in range(57):
        due = None if number % 3 == 0 else first + timedelta(days=number % 7)
        add(
            "commitment",
            f"Promise {number % 20}",
            type="pledge",
            due=due,
            made_on=first if number % 2 else None,
        )
    seen, pages, response = [], [], get(client, f"list/?sort={sort}")
    while True:
        found = re.findall(r'href="/en/kaz/promises/(\w{26})/"', text(response))
        pages.append(found)
        seen += found
        further = re.search(r'href="([^"]+)" rel="next"', text(response))
        if not further:
            break
        response = client.get(further[1].replace("&amp;", "&"))
    assert [len(page) for page in pages] == [25, 25, 7]
    assert len(set(seen)) == 57
    dues = [row[2] for row in rows(response, "promises")]
    if sort.endswith("due"):
        assert set(dues) == {"–"}
    for page in reversed(pages[:-1]):
        back = re.search(r'href="([^"]+)" rel="prev"', text(response))
        response = client.get(back[1].replace("&amp;", "&"))
        assert re.findall(r'href="/en/kaz/promises/(\w{26})/"', text(response)) == page
    assert 'rel="prev"' not in text(response)


def test_too_many_words_are_told_at_their_field(client, world):
    response = get(client, f"list/?q={'+'.join('abcdefghijklmn')}")
    assert response.status_code == 422
    assert 'id="q-error"' in text(response)


@pytest.mark.parametrize("cursor", ["x", "bm90", "WzEsIDJd", "%00", "WyJhIiwgImIiXQ"])
def test_a_cursor_that_is_none_of_ours_begins_at_the_beginning_or_shows_nothing(client, world, cursor):
    assert get(client, f"list/?sort=due&after={cursor}").status_code == 200
    assert get(client, f"list/?before={cursor}").status_code == 200


def test_an_unknown_filter_is_told_at_its_field(client, world):
    response = get(client, "list/?state=excellent")
    assert response.status_code == 422
    assert 'id="state-error"' in text(response)


def test_the_matrix_marks_every_gap_in_words(client, world):
    response = get(client, f"matrix/?instrument={world['treaty']}")
    assert heading(response) == (
        "Treaty of equality: of 2 provisions 1 have a law, an action, money and proof; for 1 nothing is recorded"
    )
    assert rows(response, "matrix") == [
        ["7 Public life", "2", "1", "0", "2", "1", "2"],
        ["14 Rural women", "0", "Not recorded", "0", *["Not recorded"] * 3],
    ]


def test_the_matrix_tells_what_was_declared_absent(client, world):
    add(
        "absence",
        "No law",
        commitment=add("commitment", "Land", type="pledge", provisions=[world["later"]]),
        link="law",
        declared_by="Minister",
        declared_on=date(2025, 1, 1),
    )
    found = rows(get(client, f"matrix/?instrument={world['treaty']}"), "matrix")
    assert found[1] == ["14 Rural women", "1", "Declared absent", "0", *["Not recorded"] * 3]


def judge(world, title, article, **target):
    add("implementation", title, article=world[article], assessor=world["agency"], **target)


def test_an_article_judged_contrary_is_told_in_gaps_counts_lists_and_files(client, world):
    assert "judged contrary" not in text(get(client, "")) + text(get(client, f"{world['late']}/"))
    world["old"] = add("article", "Old", law=world["law"], number="3", repealed=date(2020, 1, 1))
    world["other"] = add("article", "Other", law=world["law"], number="11")
    judge(world, "By promise", "act", commitment=world["late"], judgement="contrary")
    judge(world, "By provision", "act", provision=world["later"], judgement="contrary")
    judge(world, "The same again", "act", provision=world["later"], judgement="contrary")
    judge(world, "By instrument", "other", instrument=world["goal"], judgement="contrary")
    judge(world, "Repealed", "old", commitment=world["unknown"], judgement="contrary")
    judge(world, "Hidden", "act", commitment=world["unknown"], judgement="contrary", public=False)
    add("commitment", "Land", type="pledge", provisions=[world["later"]])

    matrix = get(client, f"matrix/?instrument={world['treaty']}")
    assert rows(matrix, "matrix") == [
        ["7 Public life", "2", "1", "0", "2", "1", "2"],
        ["14 Rural women", "1", "Contrary only", "1", *["Not recorded"] * 3],
    ]
    assert heading(matrix).endswith(
        "for 0 nothing is recorded; to 1 an article of a law in force was judged contrary"
    )
    sent = get(client, f"matrix/table.csv?instrument={world['treaty']}").content.decode("utf-8-sig")
    assert "14 Rural women,1,Contrary only,1," in sent
    goal = get(client, f"matrix/?instrument={world['goal']}")
    assert rows(goal, "matrix") == [["5.5 Participation", "1", "1", "1", "2", "1", "2"]]
    assert "0 have a law, an action, money and proof" in heading(goal)

    home = text(get(client, ""))
    assert "Promises to which an article of a law in force was judged contrary: 3." in home
    listed = get(client, "list/?law=contrary")
    assert [row[:2] for row in rows(listed, "promises")] == [
        ["A report on pay", "Late Articles judged contrary: 1"],
        ["A third of managers", "On time Articles judged contrary: 1"],
        ["Land", "Unknown Articles judged contrary: 1"],
    ]
    sent = get(client, "list/table.csv?law=contrary").content.decode("utf-8-sig")
    assert [line["Articles judged contrary"] for line in csv.DictReader(io.StringIO(sent))] == ["1"] * 3
    assert {row[0]: row[-1] for row in rows(get(client, "summary/"), "groups")} == {
        "Goal 5": "1",
        "Treaty of equality": "0",
        "None is named": "2",
    }
    late = get(client, f"{world['late']}/")
    assert "Judged contrary to the promise: Law on equality, article 10." in text(late)
    assert heading(late).startswith("Late, due")
    known = get(client, f"{world['late']}/?on={timezone.localdate()}")
    assert "Judged contrary to the promise: Law on equality, article 10." in text(known)


@pytest.mark.parametrize(
    ("by", "first"),
    [
        ("instrument", ["Goal 5", "1", "0", "0", "0", "1", "0", "0"]),
        ("body", ["Ministry of Work", "2", "1", "0", "1", "0", "0", "0"]),
        ("sdg", ["5.5 Participation", "1", "1", "0", "0", "0", "0", "0"]),
        ("area", ["G Power", "1", "1", "0", "0", "0", "0", "0"]),
    ],
)
def test_counts_by_group(client, world, by, first):
    response = get(client, f"summary/?by={by}")
    assert first in rows(response, "groups")
    sent = get(client, f"summary/table.csv?by={by}").content.decode("utf-8-sig")
    assert first in [line[1:] for line in csv.reader(io.StringIO(sent))]


def test_open_deadlines_are_a_calendar(client, world):
    response = get(client, "deadlines.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    events = {str(event["summary"]): event for event in Calendar.from_ical(response.content).walk("VEVENT")}
    assert set(events) == {
        "Promise: A report on pay",
        "Promise: Money for helplines",
        "Promise: A third of managers",
        "Action: Staff shelters",
    }
    event = events["Action: Staff shelters"]
    assert event["dtstart"].dt == timezone.localdate() + timedelta(days=3)
    assert event["url"] == f"http://testserver/id/{world['open action']}"


@pytest.mark.parametrize("path", ["card.png", "{kept}/card.png", "{broken}/card.png"])
def test_pictures_for_sharing_have_the_size_that_is_told(client, world, path):
    response = get(client, path.format(kept=world["kept"], broken=world["broken"]), "kk")
    assert response["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(response.content)).size == (1200, 630)


def test_pages_tell_what_they_say_where_they_are_shared(client, world):
    for path in ("", f"{world['kept']}/"):
        page = text(get(client, path))
        assert f'content="http://testserver/en/kaz/promises/{path}card.png"' in page
        assert '<meta property="og:image:height" content="630">' in page
    assert '<meta property="og:title" content="Shelters in every region">' in page
    assert f'<meta property="og:description" content="{page_day("Kept on", -45)}. ' in page


def test_a_citation_for_texts_and_for_programs(client, world):
    address = f"http://testserver/id/{world['kept']}?on={timezone.localdate()}"
    page = text(get(client, f"{world['kept']}/"))
    state, origin = page_day("Kept on", -45), "Invented gazette, https://example.org/gazette"
    assert f"Tendik: “Shelters in every region” (Kazakhstan). {state}. {address}, read on" in page
    assert f"Source of the record: {origin}." in page
    ris = get(client, f"{world['kept']}/cite.ris").content.decode()
    assert ris.startswith("TY  - ELEC\r\n")
    assert f"UR  - {address}\r\n" in ris
    assert "AU  - Tendik\r\n" in ris  # the state has not written our page
    assert f"N1  - Kazakhstan. {state}. Source of the record: {origin}.\r\n" in ris
    assert ris.endswith("ER  - \r\n")
    bibtex = get(client, f"{world['kept']}/cite.bib").content.decode()
    assert bibtex.startswith(f"@misc{{tendik-{world['kept']},")
    assert "author = {{Tendik}}" in bibtex and "Invented gazette" in bibtex
    assert bibtex.count("{") == bibtex.count("}")
    assert get(client, f"{world['kept']}/cite.doc").status_code == 404


def test_the_permanent_address_leads_to_the_page_in_the_remembered_language(client, world):
    day = timezone.localdate()
    response = client.get(f"/id/{world['kept']}", headers={"accept-language": "ru"})
    assert response.status_code == 302
    assert response["Location"] == f"/ru/kaz/promises/{world['kept']}/"
    assert client.get(f"/id/{world['hidden']}").status_code == 404
    for address, page in (
        (f"/id/{world['action']}", f"/en/kaz/records/action/{world['action']}/"),
        (f"/id/{world['law']}", f"/en/kaz/promises/laws/{world['law']}/"),
        (f"/id/{world['act']}?a=b", f"/en/kaz/promises/laws/{world['law']}/?a=b#{world['act']}"),
        (f"/id/{world['kept']}?on={day}", f"/en/kaz/promises/{world['kept']}/?on={day}"),
        (f"/id/{world['law']}?on={day}", f"/en/kaz/records/law/{world['law']}/known/?on={day}"),
        (
            f"/id/{world['treaty']}?on={day}",
            f"/en/kaz/records/instrument/{world['treaty']}/known/?on={day}",
        ),
    ):
        response = client.get(address, headers={"accept-language": "en"})
        assert response["Location"] == page
        assert client.get(page).status_code == 200
    assert client.get("/id/01ARZ3NDEKTSV4RRFFQ69G5FAV").status_code == 404


def test_invented_data_says_so_everywhere(client, world):
    Country.objects.filter(pk="KAZ").update(synthetic=True)
    for page in (*PAGES, f"{world['kept']}/"):
        assert "Everything recorded for this country is invented" in text(get(client, page)), page
    for path in ("list/table.csv", "matrix/table.csv", "deadlines.ics", f"{world['kept']}/cite.ris"):
        assert "(invented data)" in get(client, path).content.decode(), path


def test_a_formula_in_a_title_stays_a_text(client, kazakhstan):
    add("commitment", "=1+1", type="pledge")
    sent = get(client, "list/table.csv").content.decode("utf-8-sig")
    assert "'=1+1" in sent
