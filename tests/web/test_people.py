"""Roles: given, ended and handed over by those who may, and never beyond their country."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tendik.errors import BadInput, NotFound
from tendik_web.access.actors import LOADER, Actor, Grant
from tendik_web.access.roles import Role
from tendik_web.audit.models import Entry
from tendik_web.countries.actions.end import end
from tendik_web.countries.actions.grant import grant
from tendik_web.countries.actions.hand_over import hand_over
from tendik_web.countries.actions.register import register
from tendik_web.countries.models import Membership
from tendik_web.countries.people import actor_of
from tendik_web.records.actions.create import create
from tendik_web.records.text import plain_text

pytestmark = pytest.mark.usefixtures("kazakhstan")

PLATFORM_ADMIN = Actor("user:p", frozenset({Grant(Role.PLATFORM_ADMIN)}))
ADMIN = Actor("user:a", frozenset({Grant(Role.COUNTRY_ADMIN, "KAZ")}))


@pytest.fixture
def body():
    secretary = Actor("user:s", frozenset({Grant(Role.SECRETARIAT, "KAZ")}))
    return create(secretary, "KAZ", "body", {"title": plain_text("Ministry"), "type": "ministry"}).pk


def today(days: int = 0) -> date:
    return timezone.localdate() + timedelta(days=days)


def roles(user) -> set[Grant]:
    return set(actor_of(user).grants)


def codes(error) -> set:
    return {(problem.column, problem.message.code) for problem in error.value.problems}


def test_a_country_administrator_gives_roles_of_the_country(person, body):
    user = person()
    grant(ADMIN, user.pk, Role.SECRETARIAT, "KAZ")
    grant(ADMIN, user.pk, Role.CONTRIBUTOR, "KAZ", body)
    assert roles(user) == {Grant("secretariat", "KAZ"), Grant("contributor", "KAZ", body)}


@pytest.mark.parametrize(
    ("role", "country"),
    [
        (Role.SECRETARIAT, "KGZ"),
        (Role.COUNTRY_ADMIN, "KAZ"),
        (Role.AUDITOR, "KAZ"),
        (Role.HUB_EDITOR, None),
        (Role.PLATFORM_ADMIN, None),
    ],
)
def test_but_no_role_elsewhere_and_none_that_gives_or_watches_roles(person, role, country):
    register(LOADER, "KGZ")
    user = person()
    with pytest.raises(PermissionDenied):
        grant(ADMIN, user.pk, role, country)
    assert roles(user) == set()


def test_the_platform_appoints_but_has_no_role_in_a_country(person):
    user = person()
    grant(PLATFORM_ADMIN, user.pk, Role.COUNTRY_ADMIN, "KAZ")
    with pytest.raises(PermissionDenied):
        grant(PLATFORM_ADMIN, user.pk, Role.SECRETARIAT, "KAZ")
    assert roles(user) == {Grant("country_admin", "KAZ")}


def test_a_role_holds_from_its_first_day_to_its_last(person):
    user = person()
    grant(ADMIN, user.pk, Role.SECRETARIAT, "KAZ", starts=today(1))
    grant(ADMIN, user.pk, Role.STATISTICIAN, "KAZ", starts=today(-9), ends=today(-5))
    assert roles(user) == set()
    held = grant(ADMIN, user.pk, Role.STATISTICIAN, "KAZ", starts=today(-4), ends=today())
    assert roles(user) == {Grant("statistician", "KAZ")}
    end(ADMIN, held.pk, today(-1))
    assert roles(user) == set()


def test_who_is_not_active_has_no_role(person):
    user = person(Role.SECRETARIAT)
    user.is_active = False
    assert roles(user) == set()


def test_what_cannot_be_is_said_at_its_field(person, body):
    user = person()
    with pytest.raises(BadInput) as error:
        grant(ADMIN, user.pk, Role.CONTRIBUTOR, "KAZ", starts=today(), ends=today(-1))
    assert codes(error) == {("body", "membership.body"), ("ends", "membership.period")}
    with pytest.raises(BadInput) as error:
        grant(PLATFORM_ADMIN, user.pk, Role.HUB_EDITOR, None, body)
    assert codes(error) == {("body", "membership.foreign-body")}
    with pytest.raises(BadInput) as error:
        grant(LOADER, user.pk, "king", "KAZ")
    assert codes(error) == {("role", "membership.role")}
    with pytest.raises(NotFound):
        end(ADMIN, "nothing", today())


def test_a_focal_point_hands_over_in_one_step(person, body):
    old, new = person(Role.CONTRIBUTOR, body=body), person()
    chief = Actor("user:chief", frozenset({Grant(Role.APPROVER, "KAZ", body)}))
    hand_over(chief, Membership.objects.get(user=old).pk, new.pk, today(-1))
    assert roles(old) == set()
    assert roles(new) == {Grant("contributor", "KAZ", body)}
    entries = Entry.objects.filter(action="people.hand_over")
    assert entries.count() == 2
    assert not any(word in entry.payload for entry in entries for word in (old.email, new.name))


def test_a_hand_over_to_the_same_person_or_after_the_end_is_refused(person, body):
    old = person(Role.CONTRIBUTOR, body=body)
    held = Membership.objects.get(user=old)
    with pytest.raises(BadInput) as error:
        hand_over(ADMIN, held.pk, old.pk, date(1999, 1, 1))
    assert codes(error) == {
        ("successor", "membership.same-person"),
        ("last_day", "membership.not-held"),
    }
    stranger = Actor("user:x", frozenset({Grant(Role.APPROVER, "KAZ", "another")}))
    with pytest.raises(PermissionDenied):
        hand_over(stranger, held.pk, person().pk, today())
