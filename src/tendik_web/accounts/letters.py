"""Letters: what the platform writes to a person, each in the language of the moment."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.utils.translation import gettext as _

from tendik_web.access.actors import Actor
from tendik_web.access.ids import new_id
from tendik_web.accounts import vault
from tendik_web.jobs.actions.ask import ask

POSTMAN = Actor("system:letters")
"""Asks for letters, which no person is to be told about."""

Letter = Callable[[Mapping[str, Any]], tuple[str, str]]

LETTERS: dict[str, Letter] = {}
"""Subject and text by name; the names with a slash are allauth's."""


def letter(*names: str) -> Callable[[Letter], Letter]:
    """Write this letter under ``names``."""

    def enter(write: Letter) -> Letter:
        for name in names:
            LETTERS[name] = write
        return write

    return enter


def write(name: str, context: Mapping[str, Any]) -> tuple[str, str]:
    """Subject and text of the letter ``name``, in the language of the moment."""
    subject, text = LETTERS[name](context)
    return f"Tendik: {subject}", text


def send(email: str, subject: str, text: str) -> None:
    """Send a letter now; a server that fails is an ``OSError``."""
    send_mail(subject, text, None, [email])


def send_later(name: str, email: str, context: Mapping[str, Any]) -> None:
    """Write the letter ``name`` now and have the worker send it."""
    subject, text = write(name, context)
    hand_over("accounts.letter", {"email": email, "subject": subject, "text": text})


def hand_over(kind: str, letter: Mapping[str, str]) -> None:
    """Have the worker do ``kind`` with what is locked here: a letter may hold the key of an account."""
    ask(POSTMAN, kind, new_id(), {"locked": vault.lock(json.dumps(letter))})


def unpack(arguments: Mapping[str, Any]) -> dict[str, str]:
    """What was handed over; nothing where the secret key has changed since."""
    found: dict[str, str] = json.loads(vault.unlock(arguments["locked"]) or "{}")
    return found


def handed_over() -> bool:
    """Whether links are handed over by those who make them, because no server sends mail."""
    return settings.EMAIL_BACKEND.endswith(".filebased.EmailBackend")


@letter("invitation")
def _invitation(context: Mapping[str, Any]) -> tuple[str, str]:
    return _("You are invited"), _(
        "You are invited to Tendik. To make your account, open this address by %(day)s:\n\n%(url)s\n\n"
        "The address works once. Give it to nobody."
    ) % {"day": context["day"], "url": context["url"]}


@letter("account/email/password_reset_key")
def _password_reset(context: Mapping[str, Any]) -> tuple[str, str]:
    return _("Choose a new password"), _(
        "To choose a new password, open this address within a day:\n\n%(url)s\n\n"
        "If you did not ask for this, do nothing: your password stays as it is."
    ) % {"url": context["password_reset_url"]}


@letter("account/email/email_confirmation", "account/email/email_confirmation_signup")
def _email_confirmation(context: Mapping[str, Any]) -> tuple[str, str]:
    return _("Confirm your e-mail address"), _(
        "To confirm that this is your e-mail address, open this address:\n\n%(url)s\n\n"
        "If you did not ask for this, do nothing."
    ) % {"url": context["activate_url"]}


def _notice(what: str) -> tuple[str, str]:
    return what, _(
        "%(what)s\n\nIf you did this, there is nothing to do. "
        "If you did not, choose a new password at once and tell those who look after this platform."
    ) % {"what": what}


@letter("account/email/password_changed", "account/email/password_reset", "account/email/password_set")
def _password_changed(_context: Mapping[str, Any]) -> tuple[str, str]:
    return _notice(_("The password of your account was changed"))


@letter("account/email/email_changed", "account/email/email_deleted")
def _email_changed(_context: Mapping[str, Any]) -> tuple[str, str]:
    return _notice(_("The e-mail address of your account was changed"))


@letter("mfa/email/totp_activated")
def _factor_added(_context: Mapping[str, Any]) -> tuple[str, str]:
    return _notice(_("A second factor was added to your account"))


@letter("mfa/email/totp_deactivated")
def _factor_removed(_context: Mapping[str, Any]) -> tuple[str, str]:
    return _notice(_("The second factor of your account was removed"))


@letter("mfa/email/recovery_codes_generated")
def _codes_made(_context: Mapping[str, Any]) -> tuple[str, str]:
    return _notice(_("New recovery codes were made for your account"))


@letter("socialaccount/email/account_connected", "socialaccount/email/account_disconnected")
def _provider_changed(_context: Mapping[str, Any]) -> tuple[str, str]:
    return _notice(_("The service through which you sign in was changed"))
