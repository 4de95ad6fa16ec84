"""End sessions: whoever uses them must sign in again."""

from __future__ import annotations

from collections.abc import Iterable

from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.db import transaction

from tendik_web.accounts.history import enter
from tendik_web.accounts.models import User

VERB = "accounts.end_session"


def end_sessions(user: User, sessions: Iterable[UserSession]) -> None:
    """End ``sessions`` of ``user``, one entry in the history each.

    Raises
    ------
    PermissionDenied
        A session is another person's.
    """
    for session in sessions:
        if session.user_id != user.id:
            raise PermissionDenied(f"{user} may not end sessions of others")
        with transaction.atomic():
            session.end()
            enter(VERB, user)
