"""What is done to a record as a whole, by two persons where two are needed; and what waits for whom."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from tendik_web.access.actors import LOADER, Actor, Grant
from tendik_web.access.roles import Role
from tendik_web.countries.actions.register import register
from tendik_web.records import history
from tendik_web.records.actions.change import change
from tendik_web.records.actions.create import create
from tendik_web.records.actions.keep_draft import keep_draft
from tendik_web.records.actions.release import release
from tendik_web.records.kinds import KINDS
from tendik_web.records.text import plain_text

pytestmark = pytest.mark.usefixtures("kazakhstan")

SOURCE = {"title": "A gazette"}
WRITER = Actor("user:writer", frozenset({Grant(Role.SECRETARIAT, "KAZ")}))
SECOND = Actor("user:second", WRITER.grants)
THREE = {
    "original": "kk",
    **{code: {"text": f"Title {code}", "kind": "official"} for code in ("kk", "ru", "en")},
}


def made(kind: str, title: str, writer: Actor = WRITER, country: str = "KAZ", **values):
    return create(writer, country, kind, {"title": plain_text(title), "source": SOURCE, **values})


def unconfirmed(*records):
    for record in records:
        type(record).objects.filter(pk=record.pk).update(status="unconfirmed")


@pytest.fixture
def user(person):
    return person(Role.SECRETARIAT)


@pytest.fixture
def secretary(client, user):
    client.force_login(user)
    return client


@pytest.fixture
def ministry():
    return made("body", "Ministry of Labour", type="ministry")


@pytest.fixture
def promise():
    return made("commitment", "Thirty percent", type="pledge")


def at(record, verb: str = "") -> str:
    kind = type(record).kind()
    return f"/en/kaz/records/{kind}/{record.pk}/{f'{verb}/' if verb else ''}"


def main(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode().split("<main", 1)[1]))


class TestSteps:
    def test_a_record_is_released_under_embargo(self, secretary, promise):
        assert "Two persons are needed" in main(secretary.get(at(promise, "release")))
        sent = {"version": "1", "visibility": "public", "day": "2031-05-01", "time": "09:30"}
        answer = secretary.post(at(promise, "release"), sent)
        assert answer.headers["Location"] == f"{at(promise)}?done=release"
        promise.refresh_from_db()
        assert promise.visibility == "public"
        assert timezone.localtime(promise.embargo_until).isoformat() == "2031-05-01T09:30:00+05:00"
        assert "1 May 2031" in main(secretary.get(answer.headers["Location"])).replace("\u00a0", " ")
        again = secretary.get(at(promise, "release")).content.decode()
        assert 'value="2031-05-01"' in again and 'value="09:30"' in again

    def test_the_same_person_is_told_that_another_must_release(self, secretary, user, promise):
        change(
            Actor(f"user:{user.pk}", WRITER.grants), "KAZ", "commitment", promise.pk, 1, {"reference": "R"}
        )
        assert "Another person must make it visible" in main(secretary.get(at(promise, "release")))
        answer = secretary.post(at(promise, "release"), {"version": "2", "visibility": "public"})
        assert answer.status_code == 422 and "Another person must do this" in main(answer)
        secretary.post(at(promise, "release"), {"version": "2", "visibility": "restricted"})
        promise.refresh_from_db()
        assert promise.visibility == "restricted"

    @pytest.mark.parametrize(
        ("sent", "said"),
        [
            ({"visibility": "nobody"}, "There is no visibility nobody"),
            ({"visibility": "public", "day": "31.12.2030"}, "Write the day"),
            ({"visibility": "public", "day": "2030-02-31"}, "Write the day"),
            ({"visibility": "public", "time": "09:30"}, "Write the day"),
            ({"visibility": "public", "day": "2030-01-01", "time": "half past"}, "Write the day"),
        ],
    )
    def test_a_wrong_release_is_told_and_kept(self, secretary, promise, sent, said):
        answer = secretary.post(at(promise, "release"), {"version": "1"} | sent)
        assert answer.status_code == 422 and said in main(answer)
        assert sent.get("time", "") in answer.content.decode()
        promise.refresh_from_db()
        assert promise.version == 1

    def test_a_record_is_withdrawn_with_a_reason_and_restored(self, secretary, promise):
        answer = secretary.post(at(promise, "withdraw"), {"version": "1", "reason": " "})
        assert answer.status_code == 422 and 'href="#f-reason"' in answer.content.decode()
        secretary.post(at(promise, "withdraw"), {"version": "1", "reason": "Entered twice"})
        promise.refresh_from_db()
        assert promise.withdrawn
        assert "Entered twice" in main(secretary.get(at(promise)))
        assert secretary.get(at(promise, "withdraw")).status_code == 302
        secretary.post(at(promise, "restore"), {"version": "2"})
        promise.refresh_from_db()
        assert not promise.withdrawn

    def test_a_record_is_confirmed_with_its_source(self, secretary, promise):
        unconfirmed(promise)
        wrong = {"version": "1", "source.title": "Decree", "source.url": "decree.kz"}
        answer = secretary.post(at(promise, "confirm"), wrong)
        page = answer.content.decode()
        assert answer.status_code == 422 and 'href="#f-source-url"' in page and 'value="decree.kz"' in page
        empty = secretary.post(at(promise, "confirm"), {"version": "1"})
        assert empty.status_code == 422 and 'href="#f-source-title"' in empty.content.decode()
        secretary.post(at(promise, "confirm"), wrong | {"source.url": "https://decree.kz/1"})
        promise.refresh_from_db()
        assert (promise.status, promise.source) == ("read", {"title": "Decree", "url": "https://decree.kz/1"})

    def test_another_change_meanwhile_is_told_and_the_reason_kept(self, secretary, promise):
        change(WRITER, "KAZ", "commitment", promise.pk, 1, {"reference": "R"})
        answer = secretary.post(at(promise, "withdraw"), {"version": "1", "reason": "A long reason"})
        page = answer.content.decode()
        assert answer.status_code == 409 and "A long reason" in page and 'name="version" value="2"' in page

    def test_of_two_approvals_at_once_one_counts(self, client, person, promise):
        statuses = []
        for _ in range(2):
            client.force_login(person(Role.SECRETARIAT))
            sent = {"version": "1", "visibility": "public"}
            statuses.append(client.post(at(promise, "release"), sent).status_code)
        assert statuses == [302, 409]
        assert len(history.steps("commitment", promise.pk)) == 2


class TestMyWork:
    def totals(self, client) -> dict[str, int]:
        page = client.get("/en/kaz/work/").content.decode().split('<nav class="pages"')[1].split("</nav>")[0]
        return {name: int(found) for name, found in re.findall(r"show=(\w+)\"[^>]*>[^<]*: (\d+)<", page)}

    def rows(self, client, task: str, **query: str) -> list[str]:
        page = client.get("/en/kaz/work/", {"show": task, **query}).content.decode().split("<main", 1)[1]
        return re.findall(r'<th scope="row"><a href="[^"]*/([0-9A-Z]{26})/', page)

    def test_with_nothing_to_do_it_says_so(self, secretary):
        assert self.totals(secretary) == {"due": 0, "confirm": 0, "release": 0, "languages": 0, "drafts": 0}
        for task in ("due", "confirm", "release", "languages", "drafts"):
            answer = secretary.get(f"/en/kaz/work/?show={task}")
            assert 'class="empty"' in answer.content.decode() and ": 0" in main(answer)

    def test_what_is_due_comes_first_by_its_day(self, secretary, ministry):
        today = timezone.localdate()
        days = {"late": -1, "soon": 30, "later": 31}
        acts = {
            name: made("action", name, body=ministry.pk, deadline=today + timedelta(days=days[name]))
            for name in days
        }
        made("action", "done", body=ministry.pk, deadline=today, done_on=today)
        owed = made("commitment", "owed", type="pledge", due=today - timedelta(days=400))
        assert self.rows(secretary, "due") == [owed.pk, acts["late"].pk, acts["soon"].pk]
        assert self.rows(secretary, "due", kind="action") == [acts["late"].pk, acts["soon"].pk]
        assert main(secretary.get("/en/kaz/work/?show=due")).count("Overdue ") == 2

    def test_a_focal_point_sees_the_own_body_only(self, client, person, ministry):
        other = made("body", "Other", type="ministry")
        own = made("action", "own", body=ministry.pk, deadline=date(2020, 1, 1))
        made("action", "other", body=other.pk, deadline=date(2020, 1, 1))
        made("commitment", "not theirs", type="pledge", body=ministry.pk, due=date(2020, 1, 1))
        client.force_login(person(Role.CONTRIBUTOR, body=ministry.pk))
        assert self.rows(client, "due") == [own.pk]
        assert self.totals(client)["languages"] == 1

    def test_who_wrote_last_does_not_find_it_among_what_waits_for_a_second(self, secretary, user, promise):
        mine = Actor(f"user:{user.pk}", WRITER.grants)
        own = made("commitment", "own", mine, type="pledge")
        doubtful, own_doubt = made("law", "d"), made("law", "o", mine)
        unconfirmed(doubtful, own_doubt)
        assert self.rows(secretary, "confirm") == [doubtful.pk]
        assert set(self.rows(secretary, "release")) == {promise.pk, doubtful.pk}
        assert own.pk not in self.rows(secretary, "release")

    def test_what_was_decided_once_waits_no_more(self, secretary, promise):
        release(SECOND, "KAZ", "commitment", promise.pk, 1, "government")
        assert self.rows(secretary, "release") == []

    def test_an_unconfirmed_claim_is_confirmed_before_it_waits_for_release(self, secretary, promise):
        unconfirmed(promise)
        assert self.rows(secretary, "release") == []
        assert self.rows(secretary, "confirm") == [promise.pk]

    def test_what_lacks_a_language(self, secretary):
        made("law", "One language")
        whole = create(WRITER, "KAZ", "law", {"title": THREE})
        partly = create(WRITER, "KAZ", "law", {"title": THREE, "summary": plain_text("Only English")})
        found = self.rows(secretary, "languages")
        assert partly.pk in found and whole.pk not in found and len(found) == 2

    def test_drafts_are_listed_unless_their_record_is_no_longer_seen(self, client, person, ministry):
        user = person(Role.CONTRIBUTOR, body=ministry.pk)
        own = made("action", "own", body=ministry.pk)
        hidden = made("action", "hidden", body=ministry.pk)
        actor = Actor(f"user:{user.pk}")
        for record in (own, hidden):
            keep_draft(actor, f"action:{record.pk}", 1, {"title.en": ["x"]})
        keep_draft(actor, "action:new:KAZ", None, {"title.en": ["x"]})
        keep_draft(actor, "action:new:KGZ", None, {"title.en": ["x"]})
        release(SECOND, "KAZ", "action", hidden.pk, 1, "restricted")
        client.force_login(user)
        assert self.totals(client)["drafts"] == 2
        assert self.rows(client, "drafts") == [own.pk]

    def test_a_long_task_goes_on(self, secretary):
        records = {made("law", f"Law {number:03}").pk for number in range(60)}
        page = secretary.get("/en/kaz/work/?show=release").content.decode()
        further = re.search(r'href="([^"]+)" rel="next"', page)[1].replace("&amp;", "&")
        rest = re.findall(
            r'<th scope="row"><a href="[^"]*/([0-9A-Z]{26})/',
            secretary.get(f"/en/kaz/work/{further}").content.decode(),
        )
        assert {*self.rows(secretary, "release"), *rest} == records and len(rest) == 10

    def test_another_countrys_work_is_not_here(self, client, person, promise):
        register(LOADER, "KGZ")
        client.force_login(person(Role.SECRETARIAT, "KGZ"))
        assert client.get("/en/kaz/work/").status_code == 403
        page = client.get("/en/kgz/work/").content.decode()
        assert "To release: 0" in page


class TestConfirmingOneByOne:
    @pytest.fixture
    def three(self):
        records = [made("law", name) for name in "abc"]
        unconfirmed(*records)
        return records

    def url(self, record) -> str:
        return f"/en/kaz/work/confirm/law/{record.pk}/"

    def test_the_list_is_gone_through_to_its_end(self, secretary, three):
        source = {"version": "1", "source.title": "Adilet"}
        assert secretary.get("/en/kaz/work/confirm/").headers["Location"] == self.url(three[0])
        page = secretary.get(self.url(three[1])).content.decode()
        assert "Unconfirmed record 2 of 3" in page
        assert f'href="{self.url(three[0])}" rel="prev"' in page
        assert f'href="{self.url(three[2])}" rel="next"' in page
        assert secretary.post(self.url(three[1]), source).headers["Location"] == self.url(three[2])
        assert secretary.post(self.url(three[2]), source).headers["Location"] == self.url(three[0])
        end = secretary.post(self.url(three[0]), source).headers["Location"]
        assert "Nothing is left to confirm" in main(secretary.get(end))
        assert secretary.get("/en/kaz/work/confirm/").headers["Location"] == end
        assert set(KINDS["law"].model.objects.values_list("status", flat=True)) == {"read"}

    def test_what_is_wrong_is_told_on_the_spot(self, secretary, three):
        answer = secretary.post(self.url(three[0]), {"version": "1", "source.place": "article 5"})
        page = answer.content.decode()
        assert answer.status_code == 422 and 'value="article 5"' in page and "1 of 3" in page

    def test_what_another_has_confirmed_meanwhile_leads_on(self, secretary, three):
        type(three[0]).objects.filter(pk=three[0].pk).update(status="read")
        for answer in (
            secretary.get(self.url(three[0])),
            secretary.post(self.url(three[0]), {"version": "1", "source.title": "x"}),
        ):
            assert answer.headers["Location"] == "/en/kaz/work/confirm/"

    def test_who_may_not_confirm_has_no_list(self, client, person, three):
        client.force_login(person(Role.CONTRIBUTOR))
        assert client.get(self.url(three[0])).status_code == 403
        assert "show=confirm" in client.get("/en/kaz/work/confirm/").headers["Location"]


@pytest.mark.parametrize(
    ("role", "open_to", "closed_to"),
    [
        ("auditor", "audit", "people"),
        ("country_admin", "people", "audit"),
        ("secretariat", "imports", "audit"),
    ],
)
def test_the_page_of_work_leads_to_what_the_role_opens(client, kazakhstan, person, role, open_to, closed_to):
    client.force_login(person(role))
    page = client.get("/kk/kaz/work/").content.decode()
    assert f'href="/kk/kaz/{open_to}/"' in page
    assert f'href="/kk/kaz/{closed_to}/"' not in page
    assert client.get(f"/kk/kaz/{open_to}/").status_code == 200
