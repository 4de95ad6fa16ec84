"""Letters sent by the worker: no page waits for a mail server, or tells by its time who has an account."""

from __future__ import annotations

import logging

from allauth.account.forms import default_token_generator, filter_users_by_email
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from tendik.errors import N_, Message
from tendik_web.accounts import letters
from tendik_web.jobs.registry import NotNow, Reporter, Work, handler

log = logging.getLogger(__name__)


@handler("accounts.letter", _("Sending a letter"))
def send_letter(work: Work, progress: Reporter) -> None:  # noqa: ARG001
    """Send a letter that is written."""
    if packed := letters.unpack(work.arguments):
        _send(packed["email"], packed["subject"], packed["text"])


@handler("accounts.reset_password", _("Sending a letter"))
def send_reset(work: Work, progress: Reporter) -> None:  # noqa: ARG001
    """Send the address for a new password to who has an account under an e-mail address, if anybody has."""
    packed = letters.unpack(work.arguments)
    if not packed:
        return
    with translation.override(packed["language"]):
        for user in filter_users_by_email(
            packed["email"], is_active=True, prefer_verified=True, for_login=True
        ):
            key = {"uidb36": user.pk, "key": default_token_generator.make_token(user)}
            url = packed["site"] + reverse("account_reset_password_from_key", kwargs=key)
            _send(user.email, *letters.write("account/email/password_reset_key", {"password_reset_url": url}))


def _send(email: str, subject: str, text: str) -> None:
    try:
        letters.send(email, subject, text)
    except OSError as reason:
        log.error("A letter could not be sent: %s", type(reason).__name__)  # its text may hold the address
        message = Message("letter.unsent", N_("The mail server did not take the letter."))
        raise NotNow(message) from None
