"""End a person's role."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from tendik.errors import N_, BadInput, Message, NotFound, Problem
from tendik_web.access.actors import Actor
from tendik_web.access.permissions import require
from tendik_web.access.roles import APPOINTED
from tendik_web.audit.chain import PLATFORM, record
from tendik_web.countries.memberships import image
from tendik_web.countries.models import Membership


def end(actor: Actor, membership_id: str, last_day: date) -> Membership:
    """End a membership after ``last_day``.

    Raises
    ------
    tendik.errors.NotFound
        There is no such membership.
    PermissionDenied
        The actor may not end it.
    tendik.errors.BadInput
        The day lies before the role began, or the role has ended by then: to end is not to prolong.
    """
    with transaction.atomic():
        membership = Membership.objects.select_for_update().filter(pk=membership_id).first()
        if membership is None:
            raise NotFound(Message("membership.unknown", N_("There is no such membership.")))
        require(actor, "people.end", None if membership.role in APPOINTED else membership.country_id)
        if last_day < membership.starts:
            message = Message("membership.period", N_("The role would end before it begins."))
            raise BadInput([Problem(message, column="ends")])
        if membership.ends and membership.ends < last_day:
            message = Message("membership.ended", N_("The role ends earlier already."))
            raise BadInput([Problem(message, column="ends")])
        membership.ends = last_day
        membership.save(update_fields=["ends"])
        chain = membership.country_id or PLATFORM
        record(chain, "people.end", actor, f"membership:{membership.pk}", image(membership))
    return membership
