"""From the secret in a request to who acts."""

from __future__ import annotations

import hashlib

from django.utils import timezone

from tendik_web.access.actors import Actor
from tendik_web.api.models import Token
from tendik_web.api.scopes import Scope
from tendik_web.countries.people import actor_of


def digest(secret: str) -> str:
    """What is kept of a secret; it is long and random, so that one round of hashing is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def bearer(secret: str) -> tuple[Actor, bool] | None:
    """Who acts with ``secret``, and whether writing is allowed; nothing where it is no longer good.

    The actor holds those of the person's roles that the token's country covers.
    """
    token = (
        Token.objects.select_related("user")
        .filter(digest=digest(secret), revoked=False, expires__gt=timezone.now())
        .first()
    )
    if token is None or not token.user.is_active:
        return None
    person = actor_of(token.user)
    held = frozenset(grant for grant in person.grants if grant.country == token.country_id)
    return Actor(person.id, held), token.scope == Scope.WRITE


def held_by(user: str) -> list[Token]:
    """The tokens of a person, the latest first; one query."""
    return list(Token.objects.select_related("country").filter(user_id=user).order_by("-created", "-pk"))
