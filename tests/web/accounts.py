"""What tests of accounts share: people with passwords, codes, and what the history says."""

import re
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.test import Client

from tendik_web.accounts.models import User
from tendik_web.audit.models import Entry
from tendik_web.jobs.models import Job
from tendik_web.jobs.run import do
from tendik_web.jobs.states import State

PASSWORD = "seven green apricots fall"
LOGIN = "/en/account/login/"


def make_user(email: str = "aigul@example.org", **values: Any) -> User:
    """A person with an account and :data:`PASSWORD`."""
    user = User(email=email, **{"name": "Айгүл", "language": "kk"} | values)
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    return user


def sign_in(client: Client, email: str = "aigul@example.org", password: str = PASSWORD, **more: str) -> Any:
    return client.post(LOGIN, {"login": email, "password": password, **more})


def add_factor(user: User) -> str:
    """Give ``user`` a second factor; its secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def code(secret: str) -> str:
    """The code that an app shows now."""
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))


def signed_in(client: Client) -> bool:
    """Whether the client may see an account."""
    return client.get("/en/account/").status_code == 200


def actions() -> list[str]:
    """What the history says was done, in its order."""
    return list(Entry.objects.order_by("id").values_list("action", flat=True))


def link(number: int = -1) -> str:
    """The path in the letter ``number``."""
    return re.search(r"https?://[^/\s]+(/\S+)", letters()[number].body)[1]


def letters() -> list[mail.EmailMessage]:
    """All letters, after the worker has sent those that wait."""
    for job in Job.objects.filter(kind__startswith="accounts.", state=State.WAITING).order_by("pk"):
        do(job.pk)
    return mail.outbox
