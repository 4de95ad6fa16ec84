"""Reading invitations: by the secret in a link, by address, by who may see them."""

import hashlib
import unicodedata
from collections.abc import Iterable

from django.utils import timezone

from tendik_web.accounts.models import NAME_LENGTH, Invitation, User


def digest(secret: str) -> str:
    """What is stored of the secret in a link."""
    return hashlib.sha256(secret.encode()).hexdigest()


def open_by(secret: str) -> Invitation | None:
    """The invitation whose link holds ``secret``, while it can be accepted."""
    return _open().filter(token=digest(secret)).first()


def open_for(emails: Iterable[str]) -> Invitation | None:
    """The latest invitation to one of the addresses, while it can be accepted."""
    return _open().filter(email__in=[email.lower() for email in emails]).order_by("-created").first()


def waiting() -> list[Invitation]:
    """All invitations that can be accepted, the latest first."""
    return list(_open().order_by("-created"))


def person(invitation: Invitation) -> User:
    """Who will have the account, not stored yet: a password is measured against what is known of them."""
    return User(email=invitation.email, name=invitation.name)


def plain(name: str) -> str:
    """A name on one line, without characters that do not print, and not too long."""
    spaced = " ".join("".join(" " if unicodedata.category(c)[0] == "C" else c for c in name).split())
    return spaced[:NAME_LENGTH]


def _open():
    return Invitation.objects.filter(accepted=None, withdrawn=None, expires__gt=timezone.now())
