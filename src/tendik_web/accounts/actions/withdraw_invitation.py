"""Withdraw an invitation: its link stops working."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from tendik.errors import N_, Message, NotFound
from tendik_web.access.actors import Actor
from tendik_web.access.permissions import may
from tendik_web.accounts.models import Invitation
from tendik_web.audit.chain import PLATFORM, record

VERB = "people.withdraw_invitation"


def withdraw_invitation(actor: Actor, invitation_id: str) -> None:
    """Withdraw the open invitation ``invitation_id``: one's own, or any for the platform's administrators.

    Raises
    ------
    tendik.errors.NotFound
        There is no such open invitation.
    PermissionDenied
        It is another's.
    """
    with transaction.atomic():
        invitation = Invitation.objects.select_for_update().filter(pk=invitation_id).first()
        if invitation is None or not invitation.is_open:
            raise NotFound(Message("invitation.unknown", N_("There is no such open invitation.")))
        if invitation.by != actor.id and not may(actor, "people.invite", None):
            raise PermissionDenied(f"{actor.id} may not withdraw {invitation}")
        invitation.withdrawn = timezone.now()
        invitation.save(update_fields=["withdrawn"])
        record(PLATFORM, VERB, actor, str(invitation), {"withdrawn": invitation.withdrawn.isoformat()})
