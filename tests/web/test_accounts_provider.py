"""Signing in through a real OpenID Connect provider, which runs beside the test and speaks HTTP."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.core.cache import cache
from django.test import Client
from oidc_provider_mock import User as Subject
from oidc_provider_mock import run_server_in_thread

from tendik_web.access.actors import Actor, Grant
from tendik_web.accounts.actions.invite import invite
from tendik_web.accounts.models import User
from tendik_web.site import account_settings
from tests.web.accounts import PASSWORD, actions, add_factor, make_user, sign_in, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

ADMIN = Actor("user:admin", frozenset({Grant("platform_admin")}))
PEOPLE = (
    Subject(sub="1", claims={"email": "Aigul@example.org", "email_verified": True, "name": "Айгүл <b>"}),
    Subject(sub="2", claims={"email": "aigul@example.org", "email_verified": False, "name": "Impostor"}),
    Subject(sub="3", claims={"email": "stranger@example.org", "email_verified": True, "name": "Stranger"}),
    Subject(sub="4", claims={"name": "No address"}),
)


@pytest.fixture(scope="module")
def server():
    with run_server_in_thread(user_claims=PEOPLE) as running:
        yield f"http://localhost:{running.server_port}"


@pytest.fixture(autouse=True)
def provider(server, monkeypatch, settings):
    """The platform, configured by its environment."""
    cache.clear()
    for name, value in {"URL": server, "CLIENT": "tendik", "SECRET": "s", "NAME": "Министрлік"}.items():
        monkeypatch.setenv(f"TENDIK_OIDC_{name}", value)
    settings.SOCIALACCOUNT_PROVIDERS = account_settings.provider_settings()
    return server


def begin(client: Client, language: str = "en") -> str:
    """Follow the link of the sign-in page; where it leads."""
    page = client.get(f"/{language}/account/login/").content.decode()
    link = re.search(r'href="(/account/oidc/login/[^"]*)"[^>]*>([^<]*Министрлік[^<]*)<', page)
    return client.get(link[1].replace("&amp;", "&"))["Location"]


def through(client: Client, subject: str, language: str = "en"):
    """Sign in at the provider as ``subject`` and come back."""
    answer = requests.post(begin(client, language), data={"sub": subject}, allow_redirects=False, timeout=10)
    back = urlsplit(answer.headers["Location"])
    return client.get(f"{back.path}?{back.query}")


def test_the_provider_is_asked_with_a_proof_that_nobody_else_has(client, provider):
    asked = begin(client)
    assert asked.startswith(provider)
    assert "code_challenge=" in asked
    assert "state=" in asked
    assert "redirect_uri=http%3A%2F%2Ftestserver%2Faccount%2Foidc%2Flogin%2Fcallback%2F" in asked


def test_a_person_with_an_account_is_let_in_and_known_again(client):
    make_user()
    assert through(client, "1", "ru")["Location"] == "/ru/account/"
    assert signed_in(client)
    assert actions() == ["accounts.add_provider", "accounts.sign_in"]
    again = Client()
    through(again, "1")
    assert signed_in(again)
    assert sign_in(Client()).status_code == 302  # the password still works
    assert User.objects.count() == 1


def test_an_invited_person_accepts_by_signing_in(client):
    grants = [{"role": "hub_editor", "country": None, "body": None, "from": None, "to": None}]
    invite(ADMIN, email="aigul@example.org", language="kk", grants=grants)
    through(client, "1")
    user = User.objects.get()
    assert (user.email, user.name) == ("aigul@example.org", "aigul@example.org")
    assert user.invitation.grants == grants
    assert not user.has_usable_password()
    assert actions()[:3] == ["people.invite", "people.grant", "people.accept_invitation"]
    assert client.get("/en/account/")["Location"] == "/en/account/factor/add/"  # the role asks for it


def test_who_has_no_password_chooses_one(client):
    invite(ADMIN, email="aigul@example.org", name="Айгүл", language="kk")
    through(client, "1")
    assert User.objects.get().name == "Айгүл"
    assert client.get("/en/account/password/change/")["Location"] == "/en/account/password/set/"
    client.post("/en/account/password/set/", {"password1": PASSWORD, "password2": PASSWORD})
    assert sign_in(Client()).status_code == 302


@pytest.mark.parametrize("subject", ["2", "3", "4"])
def test_an_uninvited_or_unconfirmed_person_is_not_let_in(client, subject):
    make_user()
    invite(ADMIN, email="waiting@example.org", language="kk")
    answer = through(client, subject, "ru")
    assert answer.status_code == 403
    assert '<html lang="ru">' in answer.content.decode()
    assert not signed_in(client)
    assert User.objects.count() == 1


def test_a_used_invitation_lets_nobody_else_in(client):
    _, secret = invite(ADMIN, email="aigul@example.org", language="kk")
    through(client, "1")
    assert Client().get(f"/en/account/invitation/{secret}/").status_code == 410


def test_a_closed_account_stays_closed(client):
    make_user(is_active=False)
    assert through(client, "1")["Location"] == "/en/account/inactive/"
    assert not signed_in(client)


def test_the_second_factor_is_asked_for_all_the_same(client):
    add_factor(make_user())
    assert through(client, "1")["Location"] == "/en/account/factor/code/"
    assert not signed_in(client)


def test_a_refusal_at_the_provider_is_told_in_the_language_it_began_in(client):
    state = parse_qs(urlsplit(begin(client, "kk")).query)["state"][0]
    # This provider leaves out the state when it refuses, which the standard asks for.
    answer = client.get("/account/oidc/login/callback/", {"error": "access_denied", "state": state})
    assert answer["Location"] == "/kk/account/provider/cancelled/"
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("query", ["", "?code=x&state=made-up", "?error=server_error"])
def test_an_answer_that_nobody_asked_for_is_refused(client, query):
    make_user()
    answer = client.get(f"/account/oidc/login/callback/{query}", headers={"accept-language": "ru"})
    assert answer.status_code == 401
    assert "<h1>" in answer.content.decode()
    assert not signed_in(client)


def test_a_provider_that_does_not_answer_is_told(client, settings):
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = (
        "http://127.0.0.1:9"
    )
    answer = client.get("/account/oidc/login/?next=/en/account/", headers={"accept-language": "en"})
    assert answer.status_code == 401
    assert "did not sign you in" in answer.content.decode()


def test_without_a_provider_no_page_speaks_of_one(client, settings):
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert "oidc" not in client.get("/en/account/login/").content.decode()
    assert client.get("/account/oidc/login/").status_code == 404
