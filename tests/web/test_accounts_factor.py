"""The second factor: set up, asked for, replaced by recovery codes, demanded by some roles."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from tendik_web.access.actors import LOADER
from tendik_web.accounts import vault
from tendik_web.accounts.actions.accept_invitation import accept_invitation
from tendik_web.accounts.actions.invite import invite
from tendik_web.accounts.actions.remove_second_factor import remove_second_factor
from tendik_web.accounts.models import User
from tendik_web.accounts.second_factor import RULES, needs_second_factor, rule
from tendik_web.countries.actions.register import register
from tendik_web.records.actions.create import create
from tendik_web.records.text import plain_text
from tests.web.accounts import PASSWORD, actions, add_factor, code, letters, make_user, sign_in, signed_in

pytestmark = pytest.mark.django_db

ADD, CODE, REMOVE = "/en/account/factor/add/", "/en/account/factor/code/", "/en/account/factor/remove/"


@pytest.fixture(autouse=True)
def unhindered():
    """No attempts of other tests are counted, no code counts as used."""
    cache.clear()


def secret_in(page: str) -> str:
    return re.search(r"<code>([A-Z2-7]+)</code>", page)[1]


def codes_in(page: str) -> list[str]:
    return re.findall(r"<code>(\d{8})</code>", page)


def test_a_factor_is_added_and_then_asked_for(client, django_capture_on_commit_callbacks):
    make_user()
    sign_in(client)
    answer = client.get(ADD)
    assert "img-src 'self' data:" in answer["Content-Security-Policy"]
    secret = secret_in(answer.content.decode())
    assert "The code is not correct" in client.post(ADD, {"code": "000000"}).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(ADD, {"code": code(secret)})
    assert answer["Location"] == "/en/account/factor/codes/"
    assert len(codes_in(client.get(answer["Location"]).content.decode())) == 10
    assert actions().count("accounts.add_second_factor") == 2  # the app, the recovery codes
    assert letters()[-1].to == ["aigul@example.org"]

    other = Client()
    assert sign_in(other)["Location"] == CODE
    assert not signed_in(other)
    assert "The code is not correct" in other.post(CODE, {"code": "000000"}).content.decode()
    assert actions()[-1] == "accounts.second_factor_failed"
    assert other.post(CODE, {"code": code(secret)}).status_code == 302
    assert signed_in(other)


def test_pictures_from_data_are_allowed_on_no_other_page(client):
    make_user()
    sign_in(client)
    assert "data:" not in client.get("/en/account/")["Content-Security-Policy"]


def test_a_code_counts_once(client):
    secret = add_factor(make_user())
    shown = code(secret)
    for who, status in ((Client(), 302), (Client(), 200)):
        sign_in(who)
        assert who.post(CODE, {"code": shown}).status_code == status


def test_a_recovery_code_signs_in_once(client):
    user = make_user()
    add_factor(user)
    spare = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()[0]
    for who, status in ((Client(), 302), (Client(), 200)):
        sign_in(who)
        assert who.post(CODE, {"code": spare}).status_code == status


def test_five_wrong_codes_lock_even_the_right_one(client):
    secret = add_factor(make_user())
    sign_in(client)
    for _ in range(5):
        client.post(CODE, {"code": "000000"})
    answer = client.post(CODE, {"code": code(secret)})
    assert "too many attempts" in answer.content.decode()
    assert not signed_in(client)


@pytest.mark.parametrize("address", [ADD, CODE])
def test_fifty_thousand_characters_are_no_code(client, address):
    user = make_user()
    if address == CODE:
        add_factor(user)
    sign_in(client)
    answer = client.post(address, {"code": "1" * 50_000})
    assert (answer.status_code, "too long" in answer.content.decode()) == (200, True)


def test_the_password_alone_reaches_nothing(client):
    add_factor(make_user())
    sign_in(client)
    for address in ("", "sessions/", "factor/add/", "factor/codes/", "password/change/", "invite/"):
        answer = client.get(f"/en/account/{address}")
        assert answer.status_code == 302, address
        assert "/login/" in answer["Location"]
    assert client.get("/en/account/token/").json() == {"token": None}


def test_what_matters_asks_for_the_password_once_more(client, monkeypatch):
    add_factor(make_user())
    user = User.objects.get()
    client.force_login(user)
    session = client.session
    session["started"] -= 3600
    session.save()
    for address in (REMOVE, "/en/account/factor/codes/", "/en/account/factor/codes/new/"):
        answer = client.post(address) if address == REMOVE else client.get(address)
        assert answer["Location"].startswith("/en/account/reauthenticate/"), address
    assert Authenticator.objects.filter(type="totp").exists()
    again = "/en/account/reauthenticate/?next=/en/account/factor/codes/"
    assert "not correct" in client.post(again, {"password": "wrong"}).content.decode()
    assert client.post(again, {"password": PASSWORD})["Location"] == "/en/account/factor/codes/"
    assert len(codes_in(client.get("/en/account/factor/codes/").content.decode())) == 10


def test_new_codes_replace_the_old(client, django_capture_on_commit_callbacks):
    user = make_user()
    add_factor(user)
    client.force_login(user)
    old = codes_in(client.get("/en/account/factor/codes/").content.decode())
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/en/account/factor/codes/new/")
    new = codes_in(client.get("/en/account/factor/codes/").content.decode())
    assert len(new) == 10
    assert not set(old) & set(new)
    assert client.get("/en/account/factor/codes/file/").content.decode().split() == new
    assert "accounts.renew_recovery_codes" in actions()


def test_a_factor_is_removed_with_its_codes(client):
    user = make_user()
    add_factor(user)
    client.force_login(user)
    client.post(REMOVE)
    assert not Authenticator.objects.exists()
    assert actions().count("accounts.remove_second_factor") == 2
    assert sign_in(Client())["Location"] == "/en/account/"


def test_who_lost_everything_is_helped_by_who_runs_the_platform(client):
    user = make_user()
    add_factor(user)
    client.force_login(user)
    remove_second_factor(LOADER, user.id)
    assert sign_in(Client())["Location"] == "/en/account/"
    assert actions()[0] == "people.remove_second_factor"


def test_a_copy_of_the_database_holds_no_key_to_codes(settings):
    secret = add_factor(make_user())
    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in kept
    assert vault.unlock(kept) == secret
    settings.SECRET_KEY = "another"
    assert vault.unlock(kept) == ""


def test_with_another_secret_key_no_code_fits_and_nothing_breaks(client, settings):
    secret = add_factor(make_user())
    settings.SECRET_KEY = "another"
    sign_in(client)
    answer = client.post(CODE, {"code": code(secret)})
    assert (answer.status_code, signed_in(client)) == (200, False)


def appointed(role: str) -> User:
    register(LOADER, "KAZ")
    grant = {"role": role, "country": "KAZ", "body": None, "from": None, "to": None}
    if role == "platform_admin":
        grant["country"] = None
    if role == "contributor":
        body = {"title": plain_text("Ministry"), "type": "ministry"}
        grant["body"] = create(LOADER, "KAZ", "body", body).pk
    invitation, _ = invite(LOADER, email="aigul@example.org", language="en", grants=[grant])
    return accept_invitation(invitation, name="Aigul", password=PASSWORD)


@pytest.mark.parametrize("role", ["secretariat", "platform_admin", "country_admin"])
def test_a_role_that_approves_or_administers_leads_to_the_page_that_adds_a_factor(client, role):
    user = appointed(role)
    sign_in(client)
    for address in ("/en/account/", "/en/components/", "/en/account/sessions/"):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (302, ADD), address
    assert client.get(ADD).status_code == 200
    add_factor(user)
    client.force_login(user)
    assert signed_in(client)


def test_a_page_that_adds_a_factor_lets_its_reader_sign_out(client):
    appointed("secretariat")
    sign_in(client)
    assert client.post("/en/account/logout/").status_code == 302
    assert client.get("/en/components/").status_code == 200


def test_a_form_sent_without_the_factor_is_kept(client):
    appointed("secretariat")
    sign_in(client)
    answer = client.post("/en/account/sessions/", {"text": "long work"})
    assert answer.status_code == 401
    assert 'value="long work"' in answer.content.decode()
    assert ADD in answer.content.decode()


def test_other_roles_may_do_without(client):
    assert not needs_second_factor(appointed("contributor"))
    sign_in(client)
    assert signed_in(client)


def test_rooms_above_add_their_rules():
    user = make_user()
    assert not needs_second_factor(user)

    @rule
    def everybody(user):
        return True

    try:
        assert needs_second_factor(user)
    finally:
        del RULES["everybody"]
