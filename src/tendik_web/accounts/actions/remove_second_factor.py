"""Remove the second factor of a person who lost telephone and recovery codes."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from tendik.errors import N_, Message, NotFound
from tendik_web.access.actors import Actor
from tendik_web.access.permissions import require
from tendik_web.accounts.models import User
from tendik_web.audit.chain import PLATFORM, record

VERB = "people.remove_second_factor"


def remove_second_factor(actor: Actor, user_id: str) -> None:
    """Remove what proves that ``user_id`` is they; their role asks for a new one when they sign in.

    Raises
    ------
    PermissionDenied
        The actor may not.
    tendik.errors.NotFound
        There is no such account.
    """
    require(actor, VERB, None)
    with transaction.atomic():
        user = User.objects.filter(pk=user_id).first()
        if user is None:
            raise NotFound(Message("user.unknown", N_("There is no such open account.")))
        Authenticator.objects.filter(user=user).delete()
        for session in UserSession.objects.filter(user=user):
            session.end()
        record(PLATFORM, VERB, actor, str(user), {"second_factor": False})
