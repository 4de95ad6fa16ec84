"""Issue a token, with which a program acts for a person."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from tendik.errors import N_, BadInput, Message, Problem
from tendik_web.access.actors import Actor
from tendik_web.api.models import Token
from tendik_web.api.scopes import Scope
from tendik_web.api.tokens import digest
from tendik_web.audit.chain import PLATFORM, record

LONGEST = 366


def issue_token(
    actor: Actor, user: str, name: str, country: str | None, scope: str, days: int
) -> tuple[Token, str]:
    """Issue a token for ``user``, who is ``actor``; return it with its secret, which is not kept.

    Parameters
    ----------
    days : int
        Days until it expires, at most 366.

    Raises
    ------
    tendik.errors.BadInput
        No name, no such scope, no role there, or too long a time.
    """
    problems = []
    if not name.strip():
        problems.append(_problem("name", "token.name", N_("Say which program the token is for.")))
    if scope not in Scope.values:
        problems.append(_problem("scope", "token.scope", N_("Choose what the token allows.")))
    if not 1 <= days <= LONGEST:
        problems.append(_problem("days", "token.days", N_("Choose a time between 1 and 366 days.")))
    if not actor.roles(country):
        problems.append(_problem("country", "token.country", N_("You have no role there.")))
    if problems:
        raise BadInput(problems)
    secret = f"tendik_{secrets.token_urlsafe(32)}"
    with transaction.atomic():
        token = Token.objects.create(
            user_id=user,
            name=name.strip()[:100],
            digest=digest(secret),
            country_id=country,
            scope=scope,
            expires=timezone.now() + timedelta(days=days),
        )
        after = {"country": country, "scope": scope, "expires": token.expires.isoformat()}
        record(country or PLATFORM, "tokens.issue", actor, f"token:{token.pk}", after)
    return token, secret


def _problem(column: str, code: str, template: str) -> Problem:
    return Problem(Message(code, template), column=column)
