"""Pages of bodies and people, and of tokens: over HTTP."""

import io
import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from tendik_web.access.actors import LOADER, Actor, Grant
from tendik_web.access.roles import Role
from tendik_web.accounts.models import Invitation
from tendik_web.api.models import Token
from tendik_web.audit.models import Entry
from tendik_web.countries.actions.register import register
from tendik_web.countries.models import Membership
from tendik_web.countries.people import actor_of
from tendik_web.records.actions.create import create
from tendik_web.records.actions.keep_draft import keep_draft
from tendik_web.records.actions.release import release
from tendik_web.records.text import plain_text

pytestmark = pytest.mark.usefixtures("kazakhstan")

SOURCE = {"title": "A gazette"}
WRITER = Actor("user:writer", frozenset({Grant(Role.SECRETARIAT, "KAZ")}))
SECOND = Actor("user:second", frozenset({Grant(Role.SECRETARIAT, "KAZ")}))
PEOPLE = "/en/kaz/people/"


def made(kind: str, title: str, country: str = "KAZ", writer: Actor = WRITER, **values):
    return create(writer, country, kind, {"title": plain_text(title), "source": SOURCE, **values})


def today(days: int = 0) -> date:
    return timezone.localdate() + timedelta(days=days)


def said(answer) -> str:
    page = answer.content.decode().split("<main", 1)[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


@pytest.fixture
def ministry():
    return made("body", "Ministry of Labour", type="ministry")


@pytest.fixture
def admin(client, person):
    client.force_login(person(Role.COUNTRY_ADMIN))
    return client


def held(user) -> Membership:
    return Membership.objects.get(user=user)


class TestRoles:
    def test_who_has_which_role_is_listed_by_time(self, admin, person, ministry):
        now, later = person(Role.CONTRIBUTOR, body=ministry.pk), person()
        Membership.objects.create(user=later, role="auditor", country_id="KAZ", starts=today(3))
        Membership.objects.filter(user=person(Role.VIEWER, body=ministry.pk)).update(ends=today(-1))
        page = said(admin.get(PEOPLE))
        assert "Roles held today in this country: 2" in page
        assert now.email in page and "Ministry of Labour" in page and later.email not in page
        for which, number in (("later", 1), ("past", 1), ("all", 4), ("nonsense", 2)):
            assert f": {number} (" in said(admin.get(PEOPLE, {"show": which})), which

    def test_a_role_is_given_to_an_account(self, admin, person, ministry):
        user = person()
        sent = {"email": f" {user.email.upper()} ", "role": "contributor", "body": ministry.pk}
        answer = admin.post(f"{PEOPLE}new/", sent | {"from": today().isoformat(), "to": ""})
        assert answer.status_code == 302 and "done=given" in answer["Location"]
        assert actor_of(user).grants == {Grant("contributor", "KAZ", ministry.pk)}
        assert Entry.objects.filter(action="people.grant").count() == 1

    @pytest.mark.parametrize(
        ("change", "field", "words"),
        [
            ({"email": ""}, "email", "Type the person’s e-mail address."),
            ({"email": "none@example.org"}, "email", "No account has this e-mail address."),
            ({"role": ""}, "role", "Choose a role."),
            ({"role": "king"}, "role", "There is no such role."),
            ({"role": "contributor", "body": ""}, "body", "Name the body in which the role holds."),
            ({"role": "contributor", "body": "x" * 26}, "body", "There is no such body in this country."),
            ({"from": "tomorrow"}, "from", "Write the day as 2026-03-01."),
            ({"from": "2026-05-02", "to": "2026-05-01"}, "to", "The role would end before it begins."),
        ],
    )
    def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
        self, admin, person, change, field, words
    ):
        sent = {"email": person().email, "role": "secretariat", "body": "", "from": "2026-01-09", "to": ""}
        sent |= change
        answer = admin.post(f"{PEOPLE}new/", sent)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert re.search(rf'id="{field}-error">{re.escape(words)}', page), page
        assert f'href="#{field}"' in page
        assert f'value="{sent["from"]}"' in page and f'value="{sent["email"]}"' in page
        assert Membership.objects.count() == 1

    def test_the_same_role_is_not_given_twice(self, admin, person):
        answer = admin.post(f"{PEOPLE}new/", {"email": person(Role.SECRETARIAT).email, "role": "secretariat"})
        assert answer.status_code == 422 and "has this role there in that time already" in said(answer)

    def test_who_has_no_account_is_invited_with_what_was_typed(self, admin, ministry):
        sent = {"email": "new@example.org", "role": "contributor", "body": ministry.pk, "from": "", "to": ""}
        page = admin.post(f"{PEOPLE}new/", sent).content.decode()
        assert 'formaction="/en/account/invite/"' in page and 'name="country" value="KAZ"' in page
        answer = admin.post("/en/account/invite/", sent | {"country": "KAZ", "language": "ru"})
        assert answer.status_code == 200
        assert Invitation.objects.get().grants[0]["body"] == ministry.pk

    def test_an_invitation_into_another_countrys_body_is_refused_before_it_is_sent(self, admin):
        register(LOADER, "KGZ")
        there = Actor("user:k", frozenset({Grant(Role.SECRETARIAT, "KGZ")}))
        foreign = made("body", "Foreign", "KGZ", there, type="ministry")
        sent = {"email": "new@example.org", "role": "contributor", "body": foreign.pk}
        answer = admin.post("/en/account/invite/", sent | {"country": "KAZ", "language": "ru"})
        assert answer.status_code == 422 and not Invitation.objects.exists()

    def test_a_role_is_ended_and_never_prolonged_by_that(self, admin, person):
        user = person(Role.STATISTICIAN)
        at = f"{PEOPLE}{held(user).pk}/"
        for day, words in (("", "Choose the last day."), ("1999-01-01", "before it begins"), ("x", "Write")):
            answer = admin.post(at, {"ends": day})
            assert answer.status_code == 422 and words in said(answer)
        assert admin.post(at, {"ends": today(5).isoformat()}).status_code == 302
        answer = admin.post(at, {"ends": today(9).isoformat()})
        assert answer.status_code == 422 and "ends earlier already" in said(answer)
        assert held(user).ends == today(5)
        assert Entry.objects.filter(action="people.end").count() == 1

    def test_the_platform_appoints_and_ends_only_whom_it_appoints(self, client, person):
        client.force_login(person(Role.PLATFORM_ADMIN, None))
        user = person(Role.SECRETARIAT)
        offered = re.findall(r'<option value="(\w+)"', client.get(f"{PEOPLE}new/").content.decode())
        assert {"auditor", "country_admin"} == set(offered) & set(Role.values)
        assert client.post(f"{PEOPLE}new/", {"email": user.email, "role": "auditor"}).status_code == 302
        with pytest.raises(AssertionError):
            assert client.post(f"{PEOPLE}new/", {"email": user.email, "role": "viewer"}).status_code == 302
        secretary, auditor = Membership.objects.filter(user=user).order_by("-role")
        sent = {"ends": today().isoformat()}
        assert client.post(f"{PEOPLE}{secretary.pk}/", sent).status_code == 403
        assert client.post(f"{PEOPLE}{auditor.pk}/", sent).status_code == 302


class TestHandOver:
    @pytest.fixture
    def chief(self, client, person, ministry):
        client.force_login(person(Role.APPROVER, body=ministry.pk))
        return client

    @pytest.fixture
    def old(self, person, ministry):
        return person(Role.CONTRIBUTOR, body=ministry.pk)

    def test_a_chief_hands_over_in_the_own_body_in_one_step(self, chief, old, person, ministry):
        new = person()
        at = f"{PEOPLE}{held(old).pk}/hand-over/"
        sent = {"successor": new.email, "last_day": today(-1).isoformat()}
        assert chief.get(at).status_code == 200
        page = chief.post(at, sent)
        assert page.status_code == 200 and new.name in said(page)
        assert actor_of(new).grants == frozenset(), "nothing is done before it is confirmed"
        assert chief.post(at, sent | {"go": "confirmed"}).status_code == 302
        assert actor_of(new).grants == {Grant("contributor", "KAZ", ministry.pk)}
        assert actor_of(old).grants == frozenset()
        assert chief.post(at, sent | {"go": "confirmed"}).status_code == 403, "it has ended"

    def test_but_sees_nobody_of_another_body(self, chief, person):
        other = made("body", "Other", type="ministry")
        stranger = person(Role.CONTRIBUTOR, body=other.pk)
        assert stranger.email not in said(chief.get(PEOPLE))
        for rest in ("", "hand-over/", "pack.xlsx"):
            assert chief.get(f"{PEOPLE}{held(stranger).pk}/{rest}").status_code == 404
        assert chief.get(f"{PEOPLE}new/").status_code == 403

    def test_the_pack_says_what_is_open_and_marks_what_is_overdue(self, chief, old, person, ministry):
        late = made("action", "Late", body=ministry.pk, deadline=today(-1))
        made("action", "Soon", body=ministry.pk, deadline=today(1))
        made("action", "Whenever", body=ministry.pk)
        done = made("action", "Done", body=ministry.pk, done_on=today())
        release(SECOND, "KAZ", "action", done.pk, 1, "government")
        doubted = made("commitment", "Doubted", type="pledge", body=ministry.pk)
        type(doubted).objects.filter(pk=doubted.pk).update(status="unconfirmed", visibility="public")
        decided = made("law", "Decided", body=ministry.pk)
        release(SECOND, "KAZ", "law", decided.pk, 1, "government")
        made("law", "Undecided", body=ministry.pk)
        elsewhere = made("body", "Other", type="ministry")
        made("action", "Elsewhere", body=elsewhere.pk, deadline=today(-9))
        keep_draft(actor_of(old), f"action:{late.pk}", 1, {"title.en": ["Half a thought"]})
        at = f"{PEOPLE}{held(old).pk}/"
        page = chief.post(f"{at}hand-over/", {"successor": person().email, "last_day": today().isoformat()})
        text = said(page)
        assert "overdue: 1" in text and text.count("Overdue") == 1
        assert text.index("Late") < text.index("Overdue") < text.index("Soon") < text.index("Whenever")
        assert "Doubted" in text and "Undecided" in text
        for absent in ("Done ", "Decided ", "Elsewhere", "Half a thought"):
            assert absent not in text, absent
        book = chief.get(f"{at}pack.xlsx")
        rows = CalamineWorkbook.from_filelike(io.BytesIO(book.content)).get_sheet_by_index(0).to_python()
        assert [row[2] for row in rows[1:3]] == ["Late", "Soon"]
        assert rows[1][3] == today(-1) and rows[1][4] == "Overdue" and rows[2][4] == ""
        assert {"Doubted", "Undecided", "Whenever"} < {row[2] for row in rows}
        assert "Elsewhere" not in str(rows) and "Half" not in str(rows)

    @pytest.mark.parametrize(
        ("successor", "last_day", "field"),
        [
            ("", "2026-01-01", "successor"),
            ("none@example.org", "2026-01-01", "successor"),
            ("self", "2026-01-01", "successor"),
            ("new", "", "last_day"),
            ("new", "1999-01-01", "last_day"),
            ("new", "soon", "last_day"),
        ],
    )
    def test_errors_stand_at_their_fields(self, chief, old, person, successor, last_day, field):
        emails = {"self": old.email, "new": person().email}
        sent = {"successor": emails.get(successor, successor), "last_day": last_day}
        for go in ({}, {"go": "confirmed"}):
            answer = chief.post(f"{PEOPLE}{held(old).pk}/hand-over/", sent | go)
            page = answer.content.decode()
            assert answer.status_code == 422 and f'id="{field}-error"' in page
            assert f'value="{sent["successor"]}"' in page and f'value="{last_day}"' in page
        assert Membership.objects.count() == 2

    def test_no_page_asks_the_database_more_than_fifteen_times(
        self, chief, old, person, ministry, django_assert_max_num_queries
    ):
        for _number in range(4):
            person(Role.VIEWER, body=ministry.pk)
            made("action", "Act", body=ministry.pk, deadline=today())
        at = f"{PEOPLE}{held(old).pk}/"
        sent = {"successor": person().email, "last_day": today().isoformat()}
        chief.get(PEOPLE)
        for path in (PEOPLE, at, f"{at}hand-over/", f"{at}pack.xlsx", "/en/kaz/bodies/"):
            with django_assert_max_num_queries(15):
                assert chief.get(path).status_code == 200
        with django_assert_max_num_queries(15):
            assert chief.post(f"{at}hand-over/", sent).status_code == 200


class TestBodies:
    @pytest.fixture
    def line(self):
        first = made("body", "Alpha", type="ministry", valid_from="1995-01-01", valid_to="2003-12-31")
        second = made(
            "body", "Beta", type="ministry", succeeds=first.pk, valid_from="2004-01-01", valid_to="2013-12-31"
        )
        third = made("body", "Gamma", type="agency", succeeds=second.pk, valid_from="2014-01-01")
        other = made("body", "Delta", type="agency", succeeds=second.pk, valid_from="2014-01-01")
        for body in (first, second, third, other):
            release(SECOND, "KAZ", "body", body.pk, 1, "public")
        return first, second, third, other

    def test_bodies_are_told_with_who_took_over_from_whom(self, client, line):
        made("body", "Hidden", type="council")
        text = said(client.get("/en/kaz/bodies/"))
        assert "Bodies that exist today: 2 of 4" in text and "Hidden" not in text
        lines = text.partition("Lines of succession")[2].replace("&gt;", "")
        assert re.search(r"Alpha \(1995–2003\) ; → Beta \(2004–2013\) ; → Delta \(2014–\)", lines)
        assert re.search(r"Alpha \(1995–2003\) ; → Beta \(2004–2013\) ; → Gamma \(2014–\)", lines)

    @pytest.mark.parametrize(
        ("on", "there"),
        [
            ("2003-12-31", {"Alpha"}),
            ("2004-01-01", {"Beta"}),
            ("2020-01-01", {"Gamma", "Delta"}),
            ("1990-01-01", set()),
        ],
    )
    def test_those_of_a_day(self, client, line, on, there):
        page = client.get("/en/kaz/bodies/", {"on": on}).content.decode()
        assert set(re.findall(r'<th scope="row"><a [^>]+>(\w+)</a>', page)) == there
        assert f": {len(there)} of 4" in said(client.get("/en/kaz/bodies/", {"on": on}))

    def test_what_is_no_day_is_said(self, client, line):
        answer = client.get("/en/kaz/bodies/", {"on": '"><b>'})
        assert answer.status_code == 422 and 'id="on-error"' in answer.content.decode()
        assert '"><b>' not in answer.content.decode()


class TestTokens:
    AT = "/en/account/tokens/"

    def test_a_token_is_issued_shown_once_used_and_revoked(self, client, person):
        user = person(Role.SECRETARIAT)
        client.force_login(user)
        sent = {"name": "Plan office", "country": "KAZ", "scope": "read", "days": "30"}
        page = client.post(self.AT, sent).content.decode()
        secret = re.search(r"<code>(tendik_[\w-]+)</code>", page)[1]
        token = Token.objects.get(user=user)
        again = client.get(self.AT)
        assert secret not in again.content.decode() and "Plan office" in said(again)
        assert "no-store" in again["Cache-Control"]
        hidden = made("law", "Hidden law")
        ask = {"headers": {"authorization": f"Bearer {secret}"}}
        client.logout()
        address = f"/api/v1/kaz/law/{hidden.pk}"
        found = client.get(address, **ask).status_code
        client.force_login(user)
        assert client.post(self.AT, {"revoke": token.pk}).status_code == 302
        client.logout()
        assert (found, client.get(address, **ask).status_code) == (200, 401)

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"name": " "}, "name"),
            ({"country": "KGZ"}, "country"),
            ({"country": "platform"}, "country"),
            ({"scope": "all"}, "scope"),
            ({"days": "367"}, "days"),
            ({"days": "-1"}, "days"),
        ],
    )
    def test_what_is_wrong_is_said_at_its_field(self, client, person, change, field):
        client.force_login(person(Role.SECRETARIAT))
        sent = {"name": "Plan office", "country": "KAZ", "scope": "write", "days": "31"} | change
        answer = client.post(self.AT, sent)
        assert answer.status_code == 422 and f'id="{field}-error"' in answer.content.decode()
        assert f'value="{sent["days"]}"' in answer.content.decode()
        assert not Token.objects.exists()

    def test_nobody_revokes_or_sees_the_token_of_another(self, client, person):
        owner = person(Role.SECRETARIAT)
        client.force_login(owner)
        client.post(self.AT, {"name": "Mine", "country": "KAZ", "scope": "read", "days": "3"})
        client.force_login(person(Role.SECRETARIAT))
        assert "Mine" not in said(client.get(self.AT))
        assert client.post(self.AT, {"revoke": Token.objects.get().pk}).status_code == 404
        assert not Token.objects.get().revoked

    def test_the_account_leads_to_it_and_to_the_people(self, client, person):
        client.force_login(person(Role.COUNTRY_ADMIN))
        page = client.get("/en/account/").content.decode()
        assert f'href="{self.AT}"' in page and f'href="{PEOPLE}"' in page
        client.force_login(person(Role.AUDITOR))
        assert PEOPLE not in client.get("/en/account/").content.decode()
