"""Events of accounts in the platform's history: who, what, when; no name, no address."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.account.internal.userkit import filter_users_by_email
from allauth.mfa import signals as factor
from allauth.socialaccount import signals as provider
from django.db import transaction
from django.dispatch import Signal

from tendik_web.access.actors import ANONYMOUS, Actor
from tendik_web.accounts.models import User
from tendik_web.audit.chain import PLATFORM, record

NOBODY = "user:unknown"

EVENTS: tuple[tuple[Signal, str], ...] = (
    (account.user_logged_in, "accounts.sign_in"),
    (account.password_changed, "accounts.change_password"),
    (account.password_set, "accounts.change_password"),
    (account.password_reset, "accounts.reset_password"),
    (account.email_changed, "accounts.change_email"),
    (factor.authenticator_added, "accounts.add_second_factor"),
    (factor.authenticator_removed, "accounts.remove_second_factor"),
    (factor.authenticator_reset, "accounts.renew_recovery_codes"),
    (factor.authentication_failed, "accounts.second_factor_failed"),
    (provider.social_account_added, "accounts.add_provider"),
    (provider.social_account_removed, "accounts.remove_provider"),
)
"""Signals of allauth and how the history calls them."""


def connect() -> None:
    """Listen to allauth."""
    for signal, action in EVENTS:
        signal.connect(_receiver(action), weak=False, dispatch_uid=f"history {action} {id(signal)}")
    account.user_logged_out.connect(_signed_out, dispatch_uid="history accounts.sign_out")


def sign_in_failed(email: str) -> None:
    """Enter a failed sign-in: with the account or, in the same time, as nobody's. What was typed is not kept."""
    user = next(iter(filter_users_by_email(email)), None) if email else None
    enter("accounts.sign_in_failed", user)


def enter(action: str, user: User | None, **after: Any) -> None:
    """Enter what a person did to their own account."""
    actor = Actor(user.actor_id) if user else ANONYMOUS
    with transaction.atomic():
        record(PLATFORM, action, actor, user.actor_id if user else NOBODY, after)


def _receiver(action: str) -> Any:
    def receive(sender: Any, **about: Any) -> None:  # noqa: ARG001
        user = about.get("user") or _owner(about)
        authenticator = about.get("authenticator")
        enter(action, user, **({"type": authenticator.type} if authenticator else {}))

    return receive


def _owner(about: dict[str, Any]) -> User:
    account_of_provider = about.get("socialaccount") or about["sociallogin"].account
    return account_of_provider.user


def _signed_out(sender: Any, request: Any, user: User | None, **_about: Any) -> None:  # noqa: ARG001
    if user:
        reason = getattr(request, "sign_out_reason", "asked")
        enter("accounts.sign_out", user, reason=reason)
