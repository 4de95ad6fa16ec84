"""Signing in with a password: what it says, what it does not, how often it may be tried."""

import re
import socket

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tendik_web.access.actors import Actor, Grant
from tendik_web.accounts.actions.deactivate import deactivate
from tendik_web.accounts.models import User
from tendik_web.audit.models import Entry
from tendik_web.jobs.models import Job
from tendik_web.jobs.states import State
from tests.web.accounts import (
    LOGIN,
    PASSWORD,
    actions,
    add_factor,
    letters,
    link,
    make_user,
    sign_in,
    signed_in,
)

pytestmark = pytest.mark.django_db

NEW = "nine slow rivers turn"
RESET = "/en/account/password/reset/"
OPERATOR = Actor("system:operator", frozenset({Grant("system")}))


@pytest.fixture(autouse=True)
def unhindered():
    """No attempts of other tests are counted."""
    cache.clear()


def said(answer) -> str:
    """The errors of a page."""
    found = re.search(r'<div class="errors".*?</div>', answer.content.decode(), re.DOTALL)
    return re.sub(r"<[^>]+>|\s+", " ", found[0]) if found else ""


def test_who_signs_in_gets_where_they_were_going(client):
    make_user()
    answer = sign_in(client, next="/en/account/sessions/")
    assert (answer.status_code, answer["Location"]) == (302, "/en/account/sessions/")
    assert sign_in(Client(), next="https://elsewhere.example/")["Location"] == "/en/account/"
    assert sign_in(Client(), "AIGUL@Example.org").status_code == 302


def test_the_cookie_of_a_session_is_not_for_scripts_or_other_sites(client):
    make_user()
    cookie = sign_in(client).cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["max-age"]  # it goes with the browser


def test_a_wrong_password_and_an_unknown_address_look_the_same(client):
    make_user()
    wrong, unknown = sign_in(client, password="wrong"), sign_in(Client(), "nobody@example.org", "wrong")
    assert wrong.status_code == unknown.status_code == 200
    assert said(wrong) == said(unknown)
    assert "not correct" in said(wrong)

    def plain(answer) -> str:
        return re.sub(r'value="[^"]*"', "", answer.content.decode())

    assert plain(wrong) == plain(unknown)


def test_a_forgotten_password_does_not_tell_who_has_an_account(client):
    make_user()
    client.get(RESET)
    queries, answers = [], []
    for who in ("aigul", "nobody"):
        cache.clear()  # of what counts attempts
        with CaptureQueriesContext(connection) as asked:
            answers.append(client.post(RESET, {"email": f"{who}@example.org"}))
        queries.append([re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in asked])
    known, unknown = answers
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert queries[0] == queries[1]  # the page itself does the same, so its time tells nothing
    assert not any("accounts_user" in query for query in queries[0])
    assert "aigul" not in str(list(Job.objects.values()))  # nor does a copy of the database open an account
    assert [letter.to for letter in letters()] == [["aigul@example.org"]]
    assert {job.state for job in Job.objects.all()} == {State.DONE}


def test_no_page_waits_for_the_mail_server_and_one_that_fails_tells_nothing(client, settings, caplog):
    make_user()
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.setblocking(False)
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.getsockname()
        assert client.post(RESET, {"email": "aigul@example.org"}).status_code == 302
        with pytest.raises(BlockingIOError):
            server.accept()  # nobody has called
    letters()
    unsent = Job.objects.get()
    assert (unsent.state, unsent.label["code"]) == (State.WAITING, "letter.unsent")
    assert "could not be sent: ConnectionRefusedError" in caplog.text and "aigul" not in caplog.text


def test_five_failures_lock_an_account_for_everybody_and_nobody_elses(client):
    make_user()
    make_user("other@example.org")
    for _ in range(5):
        assert "not correct" in said(sign_in(client, password="wrong"))
    assert "too many attempts" in said(sign_in(client))
    assert "too many attempts" in said(sign_in(Client(REMOTE_ADDR="10.1.1.1")))
    assert not signed_in(client)
    assert sign_in(client, "other@example.org").status_code == 302


def test_an_unknown_address_is_locked_as_a_known_one_is(client):
    answers = [said(sign_in(client, "nobody@example.org", "wrong")) for _ in range(6)]
    assert "not correct" in answers[4]
    assert "too many attempts" in answers[5]


def test_one_client_that_tries_many_accounts_is_stopped_and_others_are_not(client):
    make_user()
    for number in range(10):
        sign_in(client, f"person{number}@example.org", "wrong")
    assert "too many attempts" in said(sign_in(client))
    assert sign_in(Client(REMOTE_ADDR="10.1.1.1")).status_code == 302


def test_too_many_of_everything_gets_a_page_of_ours(client):
    answers = [client.post(RESET, {"email": "aigul@example.org"}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert "There were too many attempts" in answers[-1].content.decode()


def test_no_table_holds_the_address_of_a_reader(client):
    make_user()
    reader = Client(REMOTE_ADDR="203.0.113.77")
    sign_in(reader, password="wrong")
    sign_in(reader)
    reader.post(RESET, {"email": "aigul@example.org"})
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        assert settings.CACHES["default"]["LOCATION"] in tables
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            assert "203.0.113.77" not in str(cursor.fetchall()), table


def test_a_forgotten_password_is_replaced_once(client):
    make_user()
    client.post(RESET, {"email": "Aigul@example.org"})
    address = client.get(link())["Location"]
    assert link().split("-", 1)[1] not in address
    page = client.post(address, {"password1": "short", "password2": "other"}).content.decode()
    assert "too short" in page
    assert client.post(address, {"password1": NEW, "password2": NEW}).status_code == 302
    assert sign_in(Client(), password=PASSWORD).status_code == 200
    assert sign_in(Client(), password=NEW).status_code == 302
    assert "not valid any more" in Client().get(link(0)).content.decode()
    assert "accounts.reset_password" in actions()
    assert "was changed" in letters()[-1].subject or "өзгер" in letters()[-1].subject


def test_a_made_up_link_is_refused(client):
    user = make_user()
    answer = client.get(f"/en/account/password/reset/{user.id}-abc-123/")
    assert "not valid any more" in answer.content.decode()
    assert Client().get("/en/account/password/reset/x-abc-123/").status_code == 200


def test_a_password_is_changed_and_other_sessions_end(client):
    make_user()
    other = Client()
    sign_in(client), sign_in(other)
    values = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert "not your present password" in said(client.post(CHANGE, values | {"oldpassword": "wrong"}))
    assert "differ" in said(client.post(CHANGE, values | {"password2": "x"}))
    assert client.post(CHANGE, values)["Location"] == "/en/account/?done=password"
    assert "Your password is changed." in client.get("/en/account/?done=password").content.decode()
    assert signed_in(client)
    assert not signed_in(other)
    assert actions()[-1] == "accounts.change_password"


CHANGE = "/en/account/password/change/"


def test_the_address_is_changed_by_a_letter_to_the_new_one(client):
    make_user()
    sign_in(client)
    assert "<b>aigul@example.org</b>" in client.get("/en/account/email/").content.decode()
    answer = client.post("/en/account/email/", {"email": "New@example.org", "action_add": ""})
    assert answer.status_code == 302
    assert User.objects.get().email == "aigul@example.org"
    assert letters()[-1].to == ["new@example.org"]
    assert "new@example.org" in client.get("/en/account/email/").content.decode()
    assert client.post(link())["Location"] == "/en/account/?done=email"
    assert User.objects.get().email == "new@example.org"
    assert sign_in(Client(), "new@example.org").status_code == 302
    assert sign_in(Client(), "aigul@example.org").status_code == 200
    assert [letter.to for letter in letters()[1:]] == [["aigul@example.org"]]  # the old one is told
    assert "accounts.change_email" in actions()


def test_signing_out_takes_a_button(client):
    make_user()
    sign_in(client)
    assert "Sign out" in client.get("/en/account/logout/").content.decode()
    assert signed_in(client)
    assert client.post("/en/account/logout/")["Location"] == "/en/"
    assert not signed_in(client)
    assert actions() == ["accounts.sign_in", "accounts.sign_out"]


def test_a_closed_account_is_left_at_once_and_entered_no_more(client):
    user = make_user()
    sign_in(client)
    deactivate(OPERATOR, user.id)
    assert not signed_in(client)
    assert sign_in(client)["Location"] == "/en/account/inactive/"
    assert not signed_in(client)
    assert client.get("/en/account/inactive/").status_code == 200
    client.post(RESET, {"email": "aigul@example.org"})
    assert letters() == []
    assert "people.deactivate" in actions()


def test_failures_are_in_the_history_without_what_was_typed(client):
    user = make_user()
    sign_in(client, password="hunter2")
    sign_in(client, "nobody@example.org", "hunter2")
    entries = list(Entry.objects.order_by("id").values_list("actor", "record", "action"))
    assert entries == [
        (f"user:{user.id}", f"user:{user.id}", "accounts.sign_in_failed"),
        ("anonymous", "user:unknown", "accounts.sign_in_failed"),
    ]
    assert "hunter2" not in "".join(Entry.objects.values_list("payload", flat=True))


@pytest.mark.parametrize("field", ["login", "password", "next"])
def test_fifty_thousand_characters_are_refused_in_words(client, field):
    make_user()
    answer = client.post(LOGIN, {"login": "aigul@example.org", "password": "x", field: "x" * 50_000})
    assert answer.status_code == 200
    assert said(answer)
    assert not signed_in(client)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_there_is_no_way_to_sign_up(client, language):
    page = client.get(f"/{language}/account/login/").content.decode()
    assert "signup" not in page
    for address in ("signup/", "login/signup/", "3rdparty/signup/"):
        assert client.post(f"/{language}/account/{address}", {"email": "a@example.org"}).status_code == 404


def test_a_reader_has_no_session_and_pages_may_be_kept(client, kazakhstan, django_assert_num_queries):
    for address in ("/en/components/", "/en/kaz/", "/en/account/login/"):
        answer = client.get(address)
        assert settings.SESSION_COOKIE_NAME not in client.cookies
        assert "Cookie" in answer["Vary"]
    assert "Cache-Control" not in client.get("/en/components/")
    with django_assert_num_queries(0):
        client.get("/en/components/")


def test_pages_of_who_signed_in_are_theirs(client):
    make_user(name="<i>Айгүл</i>")
    sign_in(client)
    answer = client.get("/en/components/")
    assert "private" in answer["Cache-Control"]
    page = answer.content.decode()
    assert "&lt;i&gt;Айгүл&lt;/i&gt;" in page
    assert "Sign out" in page


def test_a_page_costs_who_signed_in_few_queries(client, django_assert_num_queries):
    user = make_user()
    sign_in(client)
    with django_assert_num_queries(4):  # session, person, is a second factor needed (2)
        client.get("/en/components/")
    add_factor(user)
    client.force_login(user)
    with django_assert_num_queries(2):
        client.get("/en/components/")


def test_where_no_server_sends_letters_it_is_said(client, settings):
    sent = client.get("/en/account/password/reset/sent/").content.decode()
    assert "Look at your mail" in sent and "sends no letters" not in sent
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    sent = client.get("/en/account/password/reset/sent/").content.decode()
    assert "Ask for your letter" in sent and "sends no letters" in sent and "on its way" not in sent
