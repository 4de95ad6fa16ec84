"""Sessions end: after half an hour of silence, after half a day, and when their person says so."""

import time

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.test import Client

from tendik_web.accounts.actions.end_sessions import end_sessions
from tendik_web.accounts.sessions import device
from tendik_web.audit.models import Entry
from tests.web.accounts import actions, make_user, sign_in, signed_in

pytestmark = pytest.mark.django_db

SESSIONS = "/en/account/sessions/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0"


def age(client: Client, **seconds: int) -> None:
    """Make what the session remembers older."""
    session = client.session
    for name, older in seconds.items():
        session[name] -= older
    session.save()


def test_a_session_ends_after_half_an_hour_of_silence(client):
    make_user()
    sign_in(client)
    age(client, seen=settings.SESSION_IDLE - 60)
    assert signed_in(client)
    age(client, seen=settings.SESSION_IDLE + 1)
    answer = client.get("/en/account/")
    assert answer["Location"] == "/en/account/login/?next=/en/account/"
    assert not Session.objects.exists()
    assert actions() == ["accounts.sign_in", "accounts.sign_out"]
    assert '"timeout"' in Entry.objects.get(action="accounts.sign_out").payload


def test_whoever_works_on_stays_signed_in_until_half_a_day_is_over(client):
    make_user()
    sign_in(client)
    for _ in range(3):
        age(client, started=1200, seen=1200)
        assert signed_in(client)
    age(client, started=settings.SESSION_LONGEST - 3 * 1200 + 1)
    assert not signed_in(client)


def test_not_every_page_writes(client):
    make_user()
    sign_in(client)
    first = client.session["seen"]
    age(client, seen=30)
    client.get("/en/account/")
    assert client.session["seen"] == first - 30
    age(client, seen=60)
    before = UserSession.objects.get().last_seen_at
    client.get("/en/account/")
    assert time.time() - client.session["seen"] < 5
    assert UserSession.objects.get().last_seen_at > before


def test_sessions_are_listed_with_their_devices(client):
    make_user()
    sign_in(client)
    sign_in(Client(headers={"user-agent": FIREFOX}))
    page = client.get(SESSIONS).content.decode()
    assert "Firefox, Windows" in page
    assert "A device that does not say what it is" in page
    assert page.count("This session") == 1


def test_a_device_that_lies_is_shown_as_text(client):
    make_user()
    sign_in(client)
    sign_in(Client(headers={"user-agent": "<script>" * 6_000}))
    assert "<script>&" not in client.get(SESSIONS).content.decode()


def test_one_session_is_ended_and_the_others_stay(client):
    make_user()
    first, second = Client(), Client()
    for one in (client, first, second):
        sign_in(one)
    ended = UserSession.objects.get(session_key=first.session.session_key)
    client.post(SESSIONS, {"session": ended.pk})
    assert [signed_in(one) for one in (client, first, second)] == [True, False, True]
    assert actions()[-1] == "accounts.end_session"


def test_all_other_sessions_are_ended(client):
    make_user()
    others = [Client(), Client()]
    for one in (client, *others):
        sign_in(one)
    client.post(SESSIONS, {"session": "others"})
    assert [signed_in(one) for one in (client, *others)] == [True, False, False]
    assert actions().count("accounts.end_session") == 2


def test_nobody_ends_a_session_of_another(client):
    user = make_user()
    make_user("other@example.org")
    other = Client()
    sign_in(client), sign_in(other, "other@example.org")
    foreign = UserSession.objects.exclude(user=user).get()
    client.post(SESSIONS, {"session": foreign.pk})
    assert signed_in(other)
    with pytest.raises(PermissionDenied):
        end_sessions(user, [foreign])
    assert signed_in(other)


@pytest.mark.parametrize("which", ["", "x" * 50_000, "-1", "<b>"])
def test_a_session_that_is_none_ends_nothing(client, which):
    make_user()
    other = Client()
    sign_in(client), sign_in(other)
    assert client.post(SESSIONS, {"session": which}).status_code == 302
    assert signed_in(other)
    assert signed_in(client)


@pytest.mark.parametrize(
    ("says", "shown"),
    [
        (FIREFOX, "Firefox, Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile/15E148 Safari/604.1",
            "Safari, iPhone",
        ),
        (
            "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36",
            "Chrome, Android",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0) Chrome/131.0 YaBrowser/24.10 Safari/537.36",
            "Yandex Browser, Windows",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/131.0 Safari/537.36 Edg/131.0",
            "Edge, macOS",
        ),
        ("curl/8.5", "A device that does not say what it is"),
    ],
)
def test_a_device_is_named_as_people_know_it(says, shown):
    from django.utils import translation

    with translation.override("en"):
        assert device(says) == shown
