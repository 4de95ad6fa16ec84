"""Close a person's account: they cannot sign in, and what they are signed in to ends."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.db import transaction

from tendik.errors import N_, Message, NotFound
from tendik_web.access.actors import Actor
from tendik_web.access.permissions import require
from tendik_web.accounts.models import User
from tendik_web.audit.chain import PLATFORM, record

VERB = "people.deactivate"


def deactivate(actor: Actor, user_id: str) -> None:
    """Close the account ``user_id``. What the person did stays in the history.

    Raises
    ------
    PermissionDenied
        The actor may not.
    tendik.errors.NotFound
        There is no such account, or it is closed.
    """
    require(actor, VERB, None)
    with transaction.atomic():
        user = User.objects.select_for_update().filter(pk=user_id, is_active=True).first()
        if user is None:
            raise NotFound(Message("user.unknown", N_("There is no such open account.")))
        user.is_active = False
        user.save(update_fields=["is_active"])
        for session in UserSession.objects.filter(user=user):
            session.end()
        record(PLATFORM, VERB, actor, str(user), {"is_active": False})
