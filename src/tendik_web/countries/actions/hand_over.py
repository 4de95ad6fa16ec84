"""Hand a person's role over to another, in one step."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from tendik.errors import N_, BadInput, Message, NotFound
from tendik_web.access.actors import Actor
from tendik_web.access.permissions import require
from tendik_web.audit.chain import PLATFORM, Deed, record_many
from tendik_web.countries.memberships import image, problems_of_hand_over
from tendik_web.countries.models import Membership


def hand_over(actor: Actor, membership_id: str, successor: str, last_day: date) -> Membership:
    """End a membership after ``last_day`` and give ``successor`` the same role from the next day on.

    Returns
    -------
    Membership
        The successor's.

    Raises
    ------
    tendik.errors.NotFound
        There is no such membership.
    PermissionDenied
        The actor may not hand it over.
    tendik.errors.BadInput
        It has ended by then or not begun, or both are the same person.
    """
    with transaction.atomic():
        held = Membership.objects.select_for_update().filter(pk=membership_id).first()
        if held is None:
            raise NotFound(Message("membership.unknown", N_("There is no such membership.")))
        require(actor, "people.hand_over", held.country_id, held.body_id)
        if found := problems_of_hand_over(held, successor, last_day):
            raise BadInput(found)
        following = Membership(
            user_id=successor,
            role=held.role,
            country_id=held.country_id,
            body_id=held.body_id,
            starts=last_day + timedelta(days=1),
            ends=held.ends,
        )
        held.ends = last_day
        held.save(update_fields=["ends"])
        following.save(force_insert=True)
        deeds = [Deed("people.hand_over", f"membership:{m.pk}", image(m)) for m in (held, following)]
        record_many(held.country_id or PLATFORM, actor, deeds)
    return following
