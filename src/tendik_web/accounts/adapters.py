"""How django-allauth behaves here: its words, its mail, whom it lets in."""

from __future__ import annotations

import ipaddress
import time
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.httpkit import get_client_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language_from_path
from django.utils.translation import gettext_lazy as _

from tendik_web.accounts import history, invitations, letters, vault
from tendik_web.accounts.models import User
from tendik_web.accounts.sessions import STARTED

FRESH = 5 * 60
"""Seconds after a sign-in during which nobody is asked for the password again."""


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in: our words, our letters, and no address of a reader in any table."""

    error_messages: ClassVar = {
        "account_inactive": _("This account is closed."),
        "cannot_remove_primary_email": _("This is the address with which you sign in; it cannot be removed."),
        "duplicate_email": _("This is already your e-mail address."),
        "email_password_mismatch": _("The e-mail address or the password is not correct."),
        "email_taken": _("Another person uses this e-mail address."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _("The code is not correct."),
        "incorrect_password": _("The password is not correct."),
        "invalid_login": _("The e-mail address or the password is not correct."),
        "invalid_password_reset": _("The link is not valid any more."),
        "max_email_addresses": _("You cannot add more than %d e-mail addresses."),
        "rate_limited": _("There were too many attempts. Try again in five minutes."),
        "same_as_current": _("This is already your e-mail address."),
        "too_many_login_attempts": _("There were too many attempts. Try again in five minutes."),
        "unknown_email": _("The e-mail address is not correct."),
        "unverified_primary_email": _("Confirm your e-mail address first."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Nobody makes an account uninvited."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """An address by which requests of one client are counted, from which the client's is not read.

        A network of IPv6 counts as one client, since it is given to one household.
        """
        address = ipaddress.ip_address(get_client_ip(request) or "::")
        network = ipaddress.ip_network((address, 64 if address.version == 6 else 32), strict=False)
        digest = salted_hmac("tendik.client", str(network), algorithm="sha256").digest()
        return str(ipaddress.IPv6Address(b"\xfd" + digest[:15]))

    def get_logout_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """The first page, in the language of the page that was left."""
        return reverse("home")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """The page of the account, which says that it is done."""
        return f"{reverse('account-home')}?done=password"

    def get_email_verification_redirect_url(self, email_address: Any) -> str:  # noqa: ARG002
        """The page of the account, which says that it is done."""
        return f"{reverse('account-home')}?done=email"

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who has only just signed in is not asked again."""
        if time.time() - context.request.session.get(STARTED, 0) < FRESH:
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ARG002
        """Enter the failure into the history: whose account it was, never what was typed."""
        history.sign_in_failed(credentials.get("email", ""))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send the letter of ours that stands for this of allauth."""
        letters.send_later(template_prefix, email, context)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,  # noqa: ARG002
        email: str | None = None,
    ) -> None:
        """Tell a person, in their language, that the safety of their account was touched."""
        with translation.override(user.language):
            letters.send_later(template_prefix, email or user.email, {"user": user})


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor: our words, and secrets that a copy of the database does not give away."""

    error_messages: ClassVar = {
        "add_email_blocked": _("The e-mail address cannot be changed now."),
        "cannot_delete_authenticator": _("The second factor cannot be removed."),
        "cannot_generate_recovery_codes": _("Set up the second factor first."),
        "incorrect_code": _("The code is not correct. Wait for the next one and type that."),
        "unverified_email": _("Confirm your e-mail address first."),
    }

    def build_totp_svg(self, url: str) -> str:
        """The picture for the telephone, on a white ground: it is read in the dark scheme too."""
        import qrcode
        from qrcode.image.svg import SvgPathFillImage

        return qrcode.make(url, image_factory=SvgPathFillImage).to_string(encoding="unicode")

    def encrypt(self, text: str) -> str:
        """Lock a secret before it is stored."""
        return vault.lock(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Unlock a stored secret."""
        return vault.unlock(encrypted_text)


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Sign-in through a provider: for those who were invited, known by their confirmed address."""

    error_messages: ClassVar = {
        "email_taken": _("Another person uses this e-mail address."),
        "invalid_token": _("The link is not valid any more."),
        "no_password": _("Choose a password first."),
        "no_verified_email": _("Confirm your e-mail address first."),
        "disconnect_last": _("Choose a password first."),
        "connected_other": _("Another person uses this e-mail address."),
    }

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:  # noqa: ARG002
        """The page of the account."""
        return reverse("account-home")

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Let an invited person in and nobody else; an open invitation is accepted by it."""
        from tendik_web.accounts.actions.accept_invitation import accept_invitation

        speak_as_asked(sociallogin.state)
        if sociallogin.is_existing:
            return
        invitation = invitations.open_for(
            [address.email for address in sociallogin.email_addresses if address.verified]
        )
        if invitation is None:
            page = render(request, "socialaccount/uninvited.html", status=403)
            raise ImmediateHttpResponse(page)
        name = invitation.name or sociallogin.account.extra_data.get("name") or invitation.email
        user = accept_invitation(invitation, name=invitations.plain(name), password=None)
        sociallogin.connect(request, user)

    def on_authentication_error(
        self,
        request: HttpRequest,  # noqa: ARG002
        provider: Any,  # noqa: ARG002
        error: Any = None,  # noqa: ARG002
        exception: Exception | None = None,  # noqa: ARG002
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Say what went wrong in the language in which the sign-in began."""
        speak_as_asked((extra_context or {}).get("state") or {})


def speak_as_asked(state: dict[str, Any]) -> None:
    """Answer in the language of the page to return to: the address of a provider's answer has none."""
    language = get_language_from_path(state.get("next") or "")
    if language in dict(settings.LANGUAGES):
        translation.activate(language)
