"""The past as pages, over HTTP: of a record, of a day, the feed with its RSS, the auditors' view."""

import json
import re
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from tendik_web.access.actors import LOADER, Actor, Grant
from tendik_web.access.roles import Role
from tendik_web.audit.models import Entry
from tendik_web.audit.verify import verify_all
from tendik_web.countries.actions.register import register
from tendik_web.records.actions.change import change
from tendik_web.records.actions.create import create
from tendik_web.records.actions.release import release
from tendik_web.records.actions.withdraw import withdraw
from tendik_web.records.text import plain_text
from tests.web.promises import add

pytestmark = pytest.mark.usefixtures("kazakhstan")

MOST_QUERIES = 15
WRITER, SECOND = (Actor(f"user:{name}", frozenset({Grant(Role.SECRETARIAT, "KAZ")})) for name in ("w", "s"))
EDITORS = [Actor(f"user:{name}", frozenset({Grant(Role.HUB_EDITOR)})) for name in ("e", "f")]
NOBODY = "01ARZ3NDEKTSV4RRFFQ69G5FAV"


def said(answer) -> str:
    page = answer.content.decode().split("<main", 1)[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).replace(" ", " ")


def made(kind: str, title: str, country: str | None = "KAZ", writer: Actor = WRITER, **values):
    return create(writer, country, kind, {"title": plain_text(title), **values})


@pytest.fixture
def on(monkeypatch):
    """Let it be noon in Astana on a day of March 2026."""

    def turn(day: int) -> None:
        monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 3, day, 7, 0, tzinfo=UTC))

    return turn


@pytest.fixture
def promise(on):
    """A promise, drafted on the 1st, public on the 3rd, moved on the 5th; its body is never public."""
    on(1)
    body = made("body", "Secret Bureau", type="ministry")
    source = {"title": "Decree 853", "url": "https://example.org/853", "read_on": "2026-02-01"}
    record = made("commitment", "Thirty percent", type="pledge", due="2030-12-31", source=source)
    record = change(WRITER, "KAZ", "commitment", record.pk, 1, {"reference": "draft words"})
    on(3)
    record = release(SECOND, "KAZ", "commitment", record.pk, 2, "public")
    on(5)
    new = {"due": "2031-06-30", "target_value": "1234.5", "body": body.pk, "reference": ""}
    record = change(WRITER, "KAZ", "commitment", record.pk, 3, new)
    on(9)
    return record


@pytest.fixture
def auditor(client, person):
    client.force_login(person(Role.AUDITOR))
    return client


def at(record, rest: str = "history/", language: str = "en", kind: str = "commitment") -> str:
    return f"/{language}/kaz/records/{kind}/{record.pk}/{rest}"


class TestOfARecord:
    def test_a_reader_is_told_each_field_before_and_after(
        self, client, promise, django_assert_max_num_queries
    ):
        with django_assert_max_num_queries(MOST_QUERIES):
            page = said(client.get(at(promise)))
        assert "Versions of this record: 2; the last of 5 March 2026" in page
        for words in (
            "5 March 2026, 12:00 Changed · version 4",
            "Due: moved from 31 December 2030 to 30 June 2031",
            "Target value: 1,234.5",
            "Reference: removed (it was draft words)",
            "Responsible body: a record that is not public",
            "3 March 2026, 12:00 Recorded · version 3",
        ):
            assert words in page, words
        assert "1 March" not in page and "Secret Bureau" not in page
        russian = said(client.get(at(promise, language="ru")))
        assert "30 июня 2031" in russian and "1 234,5" in russian

    def test_who_works_for_the_country_is_told_more_than_the_public(self, client, person, promise):
        client.force_login(person(Role.SECRETARIAT))
        page = said(client.get(at(promise)))
        assert "Versions of this record: 4" in page and "1 March 2026, 12:00 Recorded · version 1" in page
        assert "Visible to: moved from Everyone who works here for this country to Everyone" in page
        assert "Responsible body: Secret Bureau" in page

    def test_what_is_withdrawn_or_anothers_has_no_history_here(self, client, person, promise):
        register(LOADER, "KGZ")
        there = f"/en/kgz/records/commitment/{promise.pk}/"
        wrong_kind = at(promise, kind="action")
        for address in (f"{there}history/", f"{there}known/?on=2026-03-05", wrong_kind):
            assert client.get(address).status_code == 404, address
        assert client.get(f"/en/kaz/records/commitment/{NOBODY}/history/").status_code == 404
        withdraw(WRITER, "KAZ", "commitment", promise.pk, promise.version, "Recorded twice")
        assert client.get(at(promise)).status_code == 404
        assert "Thirty percent" not in said(client.get("/en/kaz/changes/"))
        client.force_login(person(Role.SECRETARIAT))
        assert client.get(at(promise)).status_code == 200

    def test_what_all_countries_share_has_its_history_in_each(self, client, on):
        on(2)
        treaty = made("instrument", "Treaty", None, EDITORS[0], type="treaty")
        treaty = release(EDITORS[1], None, "instrument", treaty.pk, 1, "public")
        treaty = change(EDITORS[0], None, "instrument", treaty.pk, 2, {"title": plain_text("Convention")})
        register(LOADER, "KGZ")
        for country in ("kaz", "kgz"):
            page = said(client.get(f"/en/{country}/records/instrument/{treaty.pk}/history/"))
            assert "Title: moved from Treaty to Convention" in page


class TestAsKnown:
    def test_a_day_shows_what_stood_at_its_end(self, client, promise):
        before, after = (client.get(at(promise, f"known/?on=2026-03-0{day}")) for day in (4, 5))
        assert "As known at the end of 4 March 2026 Thirty percent" in said(before)
        assert "Due 31 December 2030" in said(before) and "1,234.5" not in said(before)
        assert "Source Decree 853, https://example.org/853, 1 February 2026" in said(before)
        assert "Due 30 June 2031" in said(after) and "Target value 1,234.5" in said(after)
        assert "Secret Bureau" not in said(after)

    def test_a_day_ends_at_midnight_in_the_country(self, client, promise, monkeypatch):
        monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 3, 10, 19, 30, tzinfo=UTC))
        change(WRITER, "KAZ", "commitment", promise.pk, promise.version, {"due": "2035-01-01"})
        assert "30 June 2031" in said(client.get(at(promise, "known/?on=2026-03-10")))
        assert "1 January 2035" in said(client.get(at(promise, "known/?on=2026-03-11")))

    @pytest.mark.parametrize("day", ["2026-03-02", "0001-01-01", "0999-12-31"])
    def test_a_day_before_it_was_public_shows_nothing(self, client, promise, day):
        answer = client.get(at(promise, f"known/?on={day}"))
        assert answer.status_code == 404
        assert "Nothing of this record was known here on" in said(answer)
        assert "2030" not in said(answer)

    def test_what_is_no_day_is_said_at_its_field(self, client, promise):
        for day in ("yesterday", "2026-02-30", "<b>", "9999-12-31"):
            answer = client.get(at(promise, "known/"), {"on": day})
            page = answer.content.decode()
            assert answer.status_code == 422, day
            assert ("is still to come" if day[0] == "9" else "is not a day of the form 2026-03-01") in page
            assert 'id="on-error"' in page and 'href="#on"' in page
            assert "<b>" not in page
            assert "30 June 2031" in said(answer)  # as it is known today


class TestFeed:
    def test_changes_are_told_in_words_newest_first(self, client, promise, django_assert_max_num_queries):
        with django_assert_max_num_queries(MOST_QUERIES):
            page = said(client.get("/en/kaz/changes/"))
        assert "The latest change was made on 5 March 2026" in page
        moved, recorded = "Due: moved from 31 December 2030 to 30 June 2031", "Recorded · version 3"
        assert 0 < page.index("Commitment: Thirty percent") < page.index(moved) < page.index(recorded)
        assert "Secret Bureau" not in page
        assert "Thirty percent" in said(client.get("/en/kaz/changes/?kind=commitment"))
        nothing = client.get("/en/kaz/changes/?kind=action")
        assert "No change is recorded here" in said(nothing)
        assert '<option value="action" selected>' in nothing.content.decode()
        assert client.get("/en/kaz/changes/?kind=king").status_code == 404
        for before in ("x", "-1", "9" * 40):
            assert client.get("/en/kaz/changes/", {"before": before}).status_code == 200

    def test_a_long_feed_goes_on_without_a_gap(self, client, promise):
        version = promise.version
        for number in range(35):
            values = {"reference": f"ref-{number}"}
            version = change(WRITER, "KAZ", "commitment", promise.pk, version, values).version
        found, address = [], "/en/kaz/changes/"
        while address:
            page = client.get(address).content.decode()
            found += re.findall(r"version (\d+)", page)
            following = re.search(r'href="(\?before=[^"]*)" rel="next"', page)
            address = f"/en/kaz/changes/{following[1]}" if following else ""
        assert found == [str(number) for number in range(version, 2, -1)]

    def test_figures_are_told_by_series_period_and_value_and_a_run_of_them_is_one_line(self, client, on):
        on(1)
        share, ministers = (
            add("series", title, pair="figures", counted="women", unit=unit)
            for title, unit in (("Women in the Mazhilis", "percent"), ("Women ministers", "persons"))
        )
        figures = [(share, str(year), "16.25") for year in range(1990, 2025)]
        for series, period, value in (*figures, (ministers, "2026-03", "3"), (share, "2025", "19.5")):
            add("observation", period, pair="figures", series=series, period=period, value=value)
        page = said(client.get("/en/kaz/changes/"))
        run = "Figures entered: 35, from 1990 to 2024; the last of them: 16.25%"
        places = [
            page.index(one)
            for one in (
                "Observation: Women in the Mazhilis, 2025",
                "Value: 19.5%",
                "Observation: Women ministers, March 2026",
                "Value: 3 persons",
                "Observations: Women in the Mazhilis",
                run,
                "Series: Women ministers",  # the run has left room for what came before it
            )
        ]
        assert places == sorted(places)
        assert "2026 ж. наурыз" in said(client.get("/kk/kaz/changes/"))
        answer = client.get("/en/kaz/changes.rss")
        items = ElementTree.fromstring(answer.content)[0].findall("item")  # noqa: S314
        told = {one.findtext("title"): one.findtext("description") for one in items}
        assert told["Observation: Women in the Mazhilis, 2025"] == "Recorded. Value: 19.5%"
        assert told["Observations: Women in the Mazhilis"] == f"Recorded. {run}"

    def test_the_rss_says_the_same_to_a_reader_of_feeds(self, client, person, promise):
        client.force_login(person(Role.SECRETARIAT))  # who also gets the public feed
        answer = client.get("/en/kaz/changes.rss")
        assert answer["Content-Type"].startswith("application/rss+xml")
        channel = ElementTree.fromstring(answer.content)[0]  # noqa: S314
        items = channel.findall("item")
        assert [one.findtext("title") for one in items] == ["Commitment: Thirty percent"] * 2
        assert "Due: moved from 31 December 2030 to 30 June 2031" in items[0].findtext("description")
        assert client.get(items[0].findtext("link").removeprefix("http://testserver")).status_code == 200
        assert items[0].findtext("pubDate").startswith("Thu, 05 Mar 2026")
        assert b"Secret Bureau" not in answer.content


class TestAudit:
    def test_an_auditor_reads_who_did_what(self, auditor, person, promise, django_assert_max_num_queries):
        secretary = person(Role.SECRETARIAT)
        writer = Actor(f"user:{secretary.pk}", frozenset({Grant(Role.SECRETARIAT, "KAZ")}))
        change(writer, "KAZ", "commitment", promise.pk, promise.version, {"due": "2032-01-01"})
        with django_assert_max_num_queries(MOST_QUERIES):
            answer = auditor.get("/en/kaz/audit/")
        page, total = said(answer), Entry.objects.filter(chain="KAZ").count()
        assert f"The history has {total} entries" in page
        assert f"{secretary.name} user:{secretary.pk} register.change Changed commitment:{promise.pk}" in page
        assert "9 March 2026, 12:00:00" in page and "version 5" in page
        assert f'href="{at(promise)}"' in answer.content.decode()

    @pytest.mark.parametrize(
        ("asked", "seen"),
        [
            ({"action": "register.release"}, [3]),
            ({"actor": "user:s"}, [3]),
            ({"since": "2026-03-05"}, [4]),
            ({"since": "2026-03-03", "until": "2026-03-03"}, [3]),
            ({"until": "2026-03-02", "action": "register.change"}, [2]),
            ({"until": "0999-01-01"}, []),
            ({"since": "0001-01-01", "until": "9999-12-31", "action": "register.release"}, [3]),
            ({"action": "\0' OR 1=1 --"}, []),
        ],
    )
    def test_filters_narrow(self, auditor, promise, asked, seen):
        answer = auditor.get("/en/kaz/audit/", asked)
        assert answer.status_code == 200
        rows = re.findall(r"version (\d+)", answer.content.decode())
        assert [int(number) for number in rows if int(number) > 1] == seen
        assert seen or "No entry fits these conditions." in said(answer)

    def test_the_record_filter_and_the_pages_go_together(self, auditor, promise):
        version = promise.version
        for number in range(60):
            values = {"reference": str(number)}
            version = change(WRITER, "KAZ", "commitment", promise.pk, version, values).version
        made("body", "Another", type="ministry")
        page = auditor.get("/en/kaz/audit/", {"record": f"commitment:{promise.pk}"}).content.decode()
        following = re.search(r'href="(\?[^"]*before=[^"]*)" rel="next"', page)[1].replace("&amp;", "&")
        rest = auditor.get(f"/en/kaz/audit/{following}").content.decode()
        assert re.findall(r"version (\d+)", page + rest) == [str(n) for n in range(version, 0, -1)]

    def test_what_is_no_day_is_said_at_its_field_and_nothing_typed_is_lost(self, auditor, promise):
        answer = auditor.get("/en/kaz/audit/", {"since": "2026-13-01", "until": "x", "actor": "user:w"})
        page = answer.content.decode()
        assert answer.status_code == 422
        for name in ("since", "until"):
            assert f'id="{name}-error">Write the day as 2026-03-01.' in page and f'href="#{name}"' in page
        assert 'value="2026-13-01"' in page and 'value="user:w"' in page

    def test_the_page_proves_the_chain_and_finds_what_was_altered(self, auditor, promise, history_unguarded):
        assert "The history is whole: " in said(auditor.get("/en/kaz/audit/?verify=1"))
        with history_unguarded():
            entry = Entry.objects.filter(chain="KAZ").order_by("seq")[1]
            payload = entry.payload.replace("Thirty", "Twenty")
            Entry.objects.filter(pk=entry.pk).update(payload=payload)
        assert f"Entry {entry.seq} of the chain KAZ was changed or moved" in said(
            auditor.get("/en/kaz/audit/?verify=1")
        )

    def test_the_exported_head_is_what_the_command_verifies(self, auditor, promise):
        answer = auditor.get("/en/kaz/audit/heads.txt")
        assert answer["Content-Type"] == "text/plain; charset=utf-8"
        assert "attachment" in answer["Content-Disposition"]
        chain, count, digest = answer.content.decode().split()
        assert (chain, int(count)) == ("KAZ", Entry.objects.filter(chain="KAZ").count())
        change(WRITER, "KAZ", "commitment", promise.pk, promise.version, {"due": "2033-01-01"})
        assert verify_all([digest])[1] == []

    def test_only_auditors_of_the_country_come_in(self, client, person, promise):
        register(LOADER, "KGZ")
        for address in ("/en/kaz/audit/", "/en/kaz/audit/heads.txt"):
            client.logout()
            assert "/login/" in client.get(address)["Location"]
            for role, country in ((Role.SECRETARIAT, "KAZ"), (Role.AUDITOR, "KGZ")):
                client.force_login(person(role, country))
                assert client.get(address).status_code == 403


class TestDownloads:
    def test_who_sees_more_than_everyone_takes_nothing_away_unseen(self, client, person, promise):
        def noted() -> list[tuple[str, str, str]]:
            entries = Entry.objects.filter(chain="KAZ", action="exports.download").order_by("seq")
            return [(one.actor, one.record, json.loads(one.payload)["after"]["query"]) for one in entries]

        table = "/en/kaz/promises/list/table.csv"
        assert client.get(table).status_code == 200
        client.force_login(person())
        assert client.get(table).status_code == 200
        assert noted() == []  # everyone may have these
        secretary = person(Role.SECRETARIAT)
        client.force_login(secretary)
        actor = f"user:{secretary.pk}"
        assert client.head(table).status_code == client.get("/en/kaz/promises/list/").status_code == 200
        assert noted() == []
        client.get(table, {"q": "thirty"}), client.get("/en/kaz/imports/table/commitment.xlsx")
        client.get("/en/kaz/promises/list/table.doc")
        assert noted() == [
            (actor, "download:promises-list-file", "q=thirty"),
            (actor, "download:import-table", ""),
        ]
