"""Give a person a role."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from tendik.errors import BadInput
from tendik_web.access.actors import Actor
from tendik_web.access.permissions import require
from tendik_web.access.roles import APPOINTED
from tendik_web.audit.chain import PLATFORM, record
from tendik_web.countries.memberships import image, problems
from tendik_web.countries.models import Membership


def grant(
    actor: Actor,
    user: str,
    role: str,
    country: str | None = None,
    body: str | None = None,
    starts: date | None = None,
    ends: date | None = None,
) -> Membership:
    """Give ``user`` (an identifier) a ``role`` in ``country`` or ``body`` from ``starts`` (none: today).

    Country administrators give the roles of their country; who administers a country,
    audits one, or has a role of the platform is appointed by the platform's administrators.

    Raises
    ------
    PermissionDenied
        The actor may not give that role there.
    tendik.errors.BadInput
        The role needs a country or a body, or the period ends before it starts.
    """
    if role in APPOINTED:
        require(actor, "people.appoint", None)
    else:
        require(actor, "people.grant", country)
    membership = Membership(
        user_id=user,
        role=role,
        country_id=country,
        body_id=body,
        ends=ends,
        starts=starts or timezone.localdate(),
    )
    if found := problems(membership):
        raise BadInput(found)
    with transaction.atomic():
        membership.save(force_insert=True)
        record(country or PLATFORM, "people.grant", actor, f"membership:{membership.pk}", image(membership))
    return membership
