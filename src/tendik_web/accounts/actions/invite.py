"""Invite a person: from then on the link in the letter makes an account, once."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, TypedDict

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from tendik.errors import N_, BadInput, Message, Problem
from tendik_web.access.actors import Actor
from tendik_web.access.permissions import may, require
from tendik_web.access.roles import APPOINTED, SCOPES, Role
from tendik_web.accounts.invitations import digest, plain
from tendik_web.accounts.models import Invitation, User
from tendik_web.accounts.signals import inviting
from tendik_web.audit.chain import PLATFORM, record

VERB = "people.invite"

Granted = TypedDict(
    "Granted",
    {"role": str, "country": str | None, "body": str | None, "from": str | None, "to": str | None},
)
"""A membership that acceptance brings: identifiers, and days as ``2026-03-01``."""


def invite(
    actor: Actor, *, email: str, language: str, name: str = "", grants: Sequence[Granted] = ()
) -> tuple[Invitation, str]:
    """Invite ``email``; return the invitation and the secret of its link, which is kept nowhere.

    An earlier invitation to the same address stops working.

    Raises
    ------
    PermissionDenied
        The actor may invite nobody, or may not give one of the roles there.
    tendik.errors.BadInput
        The address is none or has an account; a role does not exist or lacks its place.
    """
    if not any(may(actor, VERB, grant.country) for grant in actor.grants):
        raise PermissionDenied(f"{actor.id} may not {VERB}")
    for grant in grants:
        if grant["role"] in APPOINTED:
            require(actor, "people.appoint", None)
        else:
            require(actor, "people.grant", grant["country"])
    address = email.strip().lower()
    found = [*_problems(address, language), *(problem for grant in grants for problem in _wrong(grant))]
    if found:
        raise BadInput(found)
    inviting.send(sender=Invitation, actor=actor, grants=grants)
    secret, now = secrets.token_urlsafe(32), timezone.now()
    invitation = Invitation(
        email=address,
        name=plain(name),
        language=language,
        grants=list(grants),
        token=digest(secret),
        by=actor.id,
        created=now,
        expires=now + timedelta(days=settings.INVITATION_DAYS),
    )
    with transaction.atomic():
        Invitation.objects.filter(email=address, accepted=None, withdrawn=None).update(withdrawn=now)
        invitation.save(force_insert=True)
        after: dict[str, Any] = {"grants": list(grants), "expires": invitation.expires.isoformat()}
        record(PLATFORM, VERB, actor, str(invitation), after)
    return invitation, secret


def _problems(address: str, language: str) -> list[Problem]:
    found = []
    try:
        validate_email(address)
    except ValidationError:
        found.append(_problem("email", "invitation.email", N_("This is not an e-mail address.")))
    if User.objects.filter(email=address).exists():
        found.append(
            _problem("email", "invitation.taken", N_("A person with this e-mail address has an account."))
        )
    if language not in dict(settings.LANGUAGES):
        found.append(_problem("language", "invitation.language", N_("Choose one of the languages.")))
    return found


def _wrong(grant: Granted) -> list[Problem]:
    if grant["role"] not in Role.values:
        return [_problem("role", "membership.role", N_("There is no such role."))]
    found, scope = [], SCOPES[Role(grant["role"])]
    if scope == "platform" and grant["country"]:
        found.append(_problem("country", "membership.platform", N_("This role belongs to no country.")))
    elif scope != "platform" and not grant["country"]:
        found.append(
            _problem("country", "membership.country", N_("Name the country in which the role holds."))
        )
    elif scope == "body" and not grant["body"]:
        found.append(_problem("body", "membership.body", N_("Name the body in which the role holds.")))
    days = []
    for column in ("from", "to"):
        try:
            days.append(date.fromisoformat(grant[column]) if grant[column] else None)  # type: ignore[literal-required]
        except ValueError:
            found.append(_problem(column, "membership.day", N_("This is not a day.")))
            days.append(None)
    if days[0] and days[1] and days[1] < days[0]:
        found.append(_problem("to", "membership.period", N_("The role would end before it begins.")))
    return found


def _problem(column: str, code: str, template: str) -> Problem:
    return Problem(Message(code, template), column=column)
