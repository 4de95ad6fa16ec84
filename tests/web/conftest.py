"""Clients and people for tests of the platform."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client


@pytest.fixture
def broken_client() -> Client:
    """A reader of a platform whose database is out of reach.

    A test that asks for no database gets none: every query raises.
    """
    return Client(raise_request_exception=False)


@pytest.fixture
def person(db: None) -> Callable:
    """Make a user who has ``role`` in ``country`` or ``body`` since long ago; no role: only an account.

    Everybody has a second factor, without which some roles open no page.
    """
    from allauth.mfa.models import Authenticator

    from tendik_web.accounts.models import User
    from tendik_web.countries.models import Membership

    def make(role: str | None = None, country: str | None = "KAZ", body: str | None = None) -> User:
        number = User.objects.count() + 1
        user = User.objects.create(
            email=f"person{number}@example.org", name=f"Person {number}", language="kk"
        )
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
        if role:
            Membership.objects.create(
                user=user, role=role, country_id=country, body_id=body, starts=date(2000, 1, 1)
            )
        return user

    return make
