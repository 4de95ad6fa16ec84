"""People and bodies in a real browser: axe, small screens, a hand-over by keyboard."""

from datetime import date

import pytest

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


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_axe_finds_nothing_and_nothing_overflows_at_320_pixels(signed_in, ministry, language):
    admin, old = account("admin", Role.COUNTRY_ADMIN), account("old", Role.CONTRIBUTOR, ministry)
    held = Membership.objects.get(user=old).pk
    people = f"/{language}/kaz/people/"
    tokens = f"/{language}/account/tokens/"
    seen = signed_in(people, admin, width=320)
    bodies = f"/{language}/kaz/bodies/"
    assert seen.walk(people, f"{people}new/", f"{people}{held}/", bodies, tokens) == {}


def test_a_role_is_handed_over_by_keyboard_after_what_is_open_was_read(signed_in, ministry):
    chief, old = account("chief", Role.APPROVER, ministry), account("old", Role.CONTRIBUTOR, ministry)
    new = account("new")
    held = Membership.objects.get(user=old).pk
    seen = signed_in(f"/en/kaz/people/{held}/hand-over/", chief, width=320)
    page = seen.page
    page.get_by_label("E-mail address of the successor").fill("nobody@example.org")
    page.keyboard.press("Enter")
    page.locator(".errors").wait_for()
    assert seen.faults() == []
    page.get_by_label("E-mail address of the successor").fill(new.email)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="overdue: 1").wait_for()
    assert seen.faults() == []
    assert actor_of(new).grants == frozenset()
    page.get_by_role("button", name="Hand over", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_text("The role is handed over.").wait_for()
    assert Membership.objects.filter(user=new, role=Role.CONTRIBUTOR, body=ministry).exists()
