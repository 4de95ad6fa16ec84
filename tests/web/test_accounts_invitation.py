"""Accounts are made by invitation only: once, in time, by whom it was meant for."""

import json
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from tendik.errors import BadInput
from tendik_web.access.actors import ANONYMOUS, Actor, Grant
from tendik_web.accounts.actions.accept_invitation import accept_invitation
from tendik_web.accounts.actions.invite import invite
from tendik_web.accounts.models import Invitation, User
from tendik_web.accounts.signals import accepted
from tendik_web.audit.models import Entry
from tendik_web.countries.people import actor_of
from tests.web.accounts import PASSWORD, actions, link, make_user, sign_in, signed_in

pytestmark = pytest.mark.django_db

ADMIN = Actor("user:admin", frozenset({Grant("platform_admin")}))
HERE = Actor("user:here", frozenset({Grant("country_admin", "KAZ")}))


def grant(role: str, country: str | None = None, body: str | None = None, **days: str) -> dict:
    return {
        "role": role,
        "country": country,
        "body": body,
        "from": days.get("starts"),
        "to": days.get("ends"),
    }


def invited(email: str = "aigul@example.org", **values) -> str:
    """Invite; the address of the page that accepts."""
    _, secret = invite(ADMIN, **{"email": email, "name": "Айгүл", "language": "en"} | values)
    return f"/en/account/invitation/{secret}/"


def accept(client: Client, address: str, **values: str):
    return client.post(address, {"name": "Айгүл", "password1": PASSWORD, "password2": PASSWORD} | values)


def test_an_invitation_makes_a_person_who_is_signed_in(client):
    address = invited(email="Aigul@Example.org")
    assert "aigul@example.org" in client.get(address).content.decode()
    answer = accept(client, address, name="Айгүл Сейіт")
    assert (answer.status_code, answer["Location"]) == (302, "/en/account/")
    user = User.objects.get()
    assert (user.email, user.name, user.language, len(user.id)) == (
        "aigul@example.org",
        "Айгүл Сейіт",
        "en",
        26,
    )
    assert user.password.startswith("argon2$")
    assert signed_in(client)
    assert actions() == ["people.invite", "people.accept_invitation", "accounts.sign_in"]


def test_an_invitation_is_accepted_once(client):
    address = invited()
    accept(client, address)
    other = Client()
    assert other.get(address).status_code == 410
    assert accept(other, address).status_code == 410
    assert User.objects.count() == 1
    assert not signed_in(other)


def test_of_two_who_accept_at_once_one_is_told_that_it_is_closed():
    invitation, _ = invite(ADMIN, email="aigul@example.org", language="kk")
    accept_invitation(invitation, name="A", password=PASSWORD)  # the row held here says that it is open
    with pytest.raises(BadInput):
        accept_invitation(invitation, name="B", password=PASSWORD)
    assert [user.name for user in User.objects.all()] == ["A"]


def test_an_expired_a_withdrawn_and_a_replaced_invitation_are_closed(client):
    for change in ({"expires": timezone.now() - timedelta(seconds=1)}, {"withdrawn": timezone.now()}):
        address = invited()
        Invitation.objects.filter(withdrawn=None).update(**change)
        assert client.get(address).status_code == accept(client, address).status_code == 410
    first, second = invited(), invited()
    assert client.get(first).status_code == 410
    assert client.get(second).status_code == 200
    assert User.objects.count() == 0


def test_a_wrong_secret_is_no_invitation(client):
    address = invited()
    assert client.get(address[:-2] + "/").status_code == 410
    stored = Invitation.objects.get().token
    assert client.get(f"/en/account/invitation/{stored}/").status_code == 410


def test_the_link_is_nowhere_kept():
    address = invited()
    secret = address.split("/")[-2]
    kept = json.dumps([*Invitation.objects.values(), *Entry.objects.values("payload")], default=str)
    assert secret not in kept


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"password1": "short", "password2": "short"}, "too short"),
        ({"password1": "1q2w3e4r5t6y", "password2": "1q2w3e4r5t6y"}, "Many people use"),
        ({"password1": "aigul@example.org", "password2": "aigul@example.org"}, "resembles"),
        ({"password2": "something else here"}, "differ"),
        ({"name": ""}, "Type your name"),
        ({"name": "Two\nlines"}, "one line"),
        ({"name": "a" * 50_000}, "greatest number of characters: 200"),
        ({"password1": "a" * 50_000, "password2": "a" * 50_000}, "greatest number of characters: 256"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(client, values, said):
    address = invited()
    page = accept(client, address, **values).content.decode()
    assert said in page
    assert "Something needs to be corrected" in page
    assert User.objects.count() == 0
    accept(client, address)
    assert User.objects.count() == 1


def test_html_in_a_name_is_text(client):
    accept(client, invited(), name="<script>alert(1)</script><b>A</b>")
    page = client.get("/en/account/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&lt;b&gt;A&lt;/b&gt;" in page


def test_an_invitation_is_not_for_who_is_signed_in(client):
    make_user("other@example.org")
    sign_in(client, "other@example.org")
    address = invited()
    assert "Sign out first" in client.get(address).content.decode()
    accept(client, address)
    assert User.objects.count() == 1


def test_the_room_above_learns_who_accepted_what(kazakhstan):
    heard = []

    def listen(sender, invitation, user, **more):
        heard.append((user.email, invitation.grants))

    accepted.connect(listen)
    try:
        grants = [grant("secretariat", "KAZ", starts="2026-01-01")]
        invitation, _ = invite(HERE, email="aigul@example.org", language="kk", grants=grants)
        user = accept_invitation(invitation, name="Aigul", password=PASSWORD)
    finally:
        accepted.disconnect(listen)
    assert heard == [("aigul@example.org", grants)]
    assert user.invitation.grants == grants
    assert actor_of(user).grants == {Grant("secretariat", "KAZ")}


@pytest.mark.parametrize(
    ("actor", "grants"),
    [
        (ANONYMOUS, []),
        (Actor("user:x", frozenset({Grant("secretariat", "KAZ")})), []),
        (HERE, [grant("platform_admin")]),
        (HERE, [grant("country_admin", "KAZ")]),
        (HERE, [grant("secretariat", "KGZ")]),
        (HERE, [grant("viewer", "KAZ", "B"), grant("auditor", "KAZ")]),
        (ADMIN, [grant("secretariat", "KAZ")]),
    ],
)
def test_nobody_invites_into_what_they_may_not_give(actor, grants):
    with pytest.raises(PermissionDenied):
        invite(actor, email="aigul@example.org", language="kk", grants=grants)
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    ("values", "columns"),
    [
        ({"email": "nobody"}, ["email"]),
        ({"email": "taken@example.org"}, ["email"]),
        ({"email": "TAKEN@example.org", "language": "fr"}, ["email", "language"]),
        ({"grants": [grant("secretariat", "KAZ", starts="2026-02-30")]}, ["from"]),
        ({"grants": [grant("secretariat", "KAZ", starts="2026-02-01", ends="2026-01-01")]}, ["to"]),
        ({"grants": [grant("contributor", "KAZ")]}, ["body"]),
    ],
)
def test_all_that_is_wrong_with_an_invitation_is_said_at_once(values, columns):
    make_user("taken@example.org")
    with pytest.raises(BadInput) as wrong:
        invite(HERE, **{"email": "aigul@example.org", "language": "kk"} | values)
    assert [problem.column for problem in wrong.value.problems] == columns


@pytest.fixture
def administrator(person):
    """A client in which an administrator of Kazakhstan has signed in, and proved it."""
    user = person("country_admin", "KAZ")
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def chairs(kazakhstan, administrator):
    return administrator


def test_an_administrator_invites_and_hands_over_the_link(chairs, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = settings.VAR / "mail"
    page = chairs.post(
        "/en/account/invite/",
        {
            "email": "aigul@example.org",
            "name": "<b>A</b>",
            "language": "ru",
            "role": "secretariat",
            "country": "KAZ",
        },
    ).content.decode()
    address = page.split("<code>http://testserver")[1].split("</code>")[0]
    assert address.startswith("/ru/account/invitation/")
    letters = list(settings.EMAIL_FILE_PATH.iterdir())
    assert any(address in letter.read_text().replace("=\n", "") for letter in letters)
    assert accept(Client(), address).status_code == 302
    assert User.objects.get(email="aigul@example.org").invitation.grants == [grant("secretariat", "KAZ")]
    assert "<b>A</b>" not in page


def test_a_link_that_was_mailed_is_not_shown(chairs):
    page = chairs.post(
        "/en/account/invite/", {"email": "aigul@example.org", "language": "en"}
    ).content.decode()
    assert "/account/invitation/" not in page
    assert mail.outbox[0].to == ["aigul@example.org"]
    assert accept(Client(), link()).status_code == 302


def test_a_letter_that_cannot_be_sent_is_told_and_handed_over(chairs, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    page = chairs.post(
        "/en/account/invite/", {"email": "aigul@example.org", "language": "en"}
    ).content.decode()
    assert "could not be sent" in page
    assert "/account/invitation/" in page


@pytest.mark.parametrize("field", ["email", "name", "language", "role", "country", "body", "from", "to"])
def test_fifty_thousand_characters_in_a_field_are_no_fault_of_ours(chairs, field):
    sent = {"email": "aigul@example.org", "language": "en", "role": "secretariat", "country": "KAZ"}
    answer = chairs.post("/en/account/invite/", sent | {field: "x" * 50_000})
    assert answer.status_code in (200, 403, 422)


def test_a_wrong_address_keeps_the_form(chairs):
    answer = chairs.post("/en/account/invite/", {"email": "no <b>", "name": "Kept", "language": "ru"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This is not an e-mail address." in page
    assert 'value="no &lt;b&gt;"' in page
    assert 'value="Kept"' in page
    assert '<option value="ru" selected>' in page


def test_who_invited_withdraws(chairs):
    chairs.post("/en/account/invite/", {"email": "aigul@example.org", "language": "en"})
    waiting = Invitation.objects.get()
    assert waiting.id in chairs.get("/en/account/invite/").content.decode()
    chairs.post("/en/account/invite/withdraw/", {"invitation": waiting.id})
    assert Client().get(link()).status_code == 410
    assert actions()[-2:] == ["people.invite", "people.withdraw_invitation"]


def test_another_administrator_neither_sees_nor_withdraws(chairs, person):
    chairs.post("/en/account/invite/", {"email": "aigul@example.org", "language": "en"})
    other = Client()
    other.force_login(person("country_admin", "KAZ"))
    assert "aigul@example.org" not in other.get("/en/account/invite/").content.decode()
    answer = other.post("/en/account/invite/withdraw/", {"invitation": Invitation.objects.get().id})
    assert answer.status_code == 403
    assert Invitation.objects.get().is_open


def test_who_may_not_invite_is_refused(kazakhstan, person):
    client = Client()
    client.force_login(person("secretariat", "KAZ"))
    assert client.get("/en/account/invite/").status_code == 403
    account = client.get("/en/account/").content.decode()
    assert "/account/invite/" not in account
    assert "Secretariat: Kazakhstan" in account and 'href="/en/kaz/work/"' in account
    assert client.post("/en/account/invite/", {"email": "a@example.org", "language": "en"}).status_code == 403


def test_the_history_names_nobody(client):
    accept(client, invited(email="secret@example.org", name="Құпия"), name="Құпия Есім")
    client.post("/en/account/logout/")
    sign_in(client, "secret@example.org", "wrong")
    payloads = "".join(Entry.objects.values_list("payload", flat=True))
    assert "accounts.sign_in_failed" in payloads
    for told in ("secret", "example.org", "Құпия", "Есім"):
        assert told not in payloads
