"""People and bodies in a real browser: axe, small screens, a hand-over by keyboard."""

from datetime import date

import pytest
from django.test import Client
from playwright.sync_api import expect

from tendik_web.access.actors import Actor, Grant
from tendik_web.access.roles import Role
from tendik_web.countries.models import Membership
from tendik_web.countries.people import actor_of
from tendik_web.records.actions.create import create
from tendik_web.records.text import plain_text

pytestmark = pytest.mark.django_db(transaction=True)

WRITER = Actor("user:writer", frozenset({Grant(Role.SECRETARIAT, "KAZ")}))


def account(name: str, role: str | None = None, body: str | None = None):
    from allauth.mfa.models import Authenticator

    from tendik_web.accounts.models import User

    user = User.objects.create(email=f"{name}@example.org", name=name.title(), language="en")
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    if role:
        Membership.objects.create(
            user=user, role=role, country_id="KAZ", body_id=body, starts=date(2000, 1, 1)
        )
    return user


@pytest.fixture
def ministry(kazakhstan):
    title = plain_text("Еңбек және халықты әлеуметтік қорғау министрлігі", "kk")
    old = create(WRITER, "KAZ", "body", {"title": plain_text("Бұрынғы министрлік", "kk"), "type": "ministry"})
    body = create(WRITER, "KAZ", "body", {"title": title, "type": "ministry", "succeeds": old.pk})
    late = {"title": plain_text("Судьяларды оқыту", "kk"), "body": body.pk, "deadline": "2020-01-01"}
    create(WRITER, "KAZ", "action", late)
    return body.pk


@pytest.fixture
def signed_in(visit):
    def open_page(user, path: str, **options):
        client = Client()
        client.force_login(user)
        common = {"domain": "localhost", "path": "/", "expires": -1, "httpOnly": True, "secure": False}
        cookies = [
            common | {"name": name, "value": cookie.value, "sameSite": "Lax"}
            for name, cookie in client.cookies.items()
        ]
        return visit(path, storage_state={"cookies": cookies, "origins": []}, **options)

    return open_page


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_axe_finds_nothing_and_nothing_overflows_at_320_pixels(signed_in, ministry, language):
    admin, old = account("admin", Role.COUNTRY_ADMIN), account("old", Role.CONTRIBUTOR, ministry)
    held = Membership.objects.get(user=old).pk
    people = f"/{language}/kaz/people/"
    tokens = f"/{language}/account/tokens/"
    for path in (people, f"{people}new/", f"{people}{held}/", f"/{language}/kaz/bodies/", tokens):
        seen = signed_in(admin, path, width=320)
        expect(seen.page.locator("h1")).to_have_count(1)
        assert seen.violations() == [] and seen.complaints == [], path
        assert seen.overflow() == 0, path


def test_a_role_is_handed_over_by_keyboard_after_what_is_open_was_read(signed_in, ministry):
    chief, old = account("chief", Role.APPROVER, ministry), account("old", Role.CONTRIBUTOR, ministry)
    new = account("new")
    held = Membership.objects.get(user=old).pk
    seen = signed_in(chief, f"/en/kaz/people/{held}/hand-over/", width=320)
    page = seen.page
    page.get_by_label("E-mail address of the successor").fill("nobody@example.org")
    page.keyboard.press("Enter")
    page.locator(".errors").wait_for()
    assert seen.violations() == [] and seen.overflow() == 0
    page.get_by_label("E-mail address of the successor").fill(new.email)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="overdue: 1").wait_for()
    assert seen.violations() == [] and seen.overflow() == 0
    assert actor_of(new).grants == frozenset()
    page.get_by_role("button", name="Hand over", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_text("The role is handed over.").wait_for()
    assert Membership.objects.filter(user=new, role=Role.CONTRIBUTOR, body=ministry).exists()
