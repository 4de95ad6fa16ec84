"""Revoke a token."""

from __future__ import annotations

from django.db import transaction

from tendik.errors import N_, Message, NotFound
from tendik_web.access.actors import Actor
from tendik_web.api.models import Token
from tendik_web.audit.chain import PLATFORM, record


def revoke_token(actor: Actor, user: str, token_id: str) -> Token:
    """Revoke a token of ``user``, who is ``actor``; once revoked it stays so.

    Raises
    ------
    tendik.errors.NotFound
        The person has no such token.
    """
    with transaction.atomic():
        token = Token.objects.select_for_update().filter(pk=token_id, user_id=user).first()
        if token is None:
            raise NotFound(Message("token.unknown", N_("You have no such token.")))
        if not token.revoked:
            token.revoked = True
            token.save(update_fields=["revoked"])
            record(
                token.country_id or PLATFORM, "tokens.revoke", actor, f"token:{token.pk}", {"revoked": True}
            )
    return token
