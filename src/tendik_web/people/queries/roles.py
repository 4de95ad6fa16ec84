"""The roles that a person may look at, and the accounts that may get one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils import timezone

from tendik.errors import N_, Message, NotFound
from tendik_web.access.actors import Actor
from tendik_web.access.permissions import may, permitted
from tendik_web.access.roles import APPOINTED, SCOPES, Role
from tendik_web.countries.models import Membership
from tendik_web.records.models import Record
from tendik_web.records.rows import visible_to

WHICH = ("now", "later", "past", "all")


def held(actor: Actor, country: str, which: str = "all") -> QuerySet[Membership]:
    """The roles in ``country`` that ``actor`` looks after, by name; of a body's chief those of the body.

    Parameters
    ----------
    which : str
        ``now``, ``later``, ``past`` or ``all``.

    Raises
    ------
    PermissionDenied
        The actor looks after no role there.
    """
    every = any(may(actor, verb, country) for verb in ("people.grant", "people.end"))
    found = Membership.objects.filter(country_id=country).select_related("user")
    if not (every or may(actor, "people.appoint", None)):
        if not any(may(actor, "people.hand_over", country, body) for body in actor.bodies(country)):
            raise PermissionDenied(f"{actor.id} looks after no role in {country}")
        found = found.filter(permitted(actor, "people.hand_over", country))
    today = timezone.localdate()
    periods = {"now": Membership.on(), "later": Q(starts__gt=today), "past": Q(ends__lt=today)}
    return found.filter(periods.get(which, Q())).order_by("user__name", "user_id", "starts", "pk")


def one(actor: Actor, country: str, id: str) -> Membership:
    """One of them.

    Raises
    ------
    tendik.errors.NotFound
        There is none, or the actor does not look after it.
    """
    found = held(actor, country).filter(pk=id).first()
    if found is None:
        raise NotFound(Message("membership.unknown", N_("There is no such membership.")))
    return found


def may_end(actor: Actor, membership: Membership) -> bool:
    """Whether ``actor`` may end it; it has not ended yet."""
    place = None if membership.role in APPOINTED else membership.country_id
    return not _over(membership) and may(actor, "people.end", place)


def may_hand_over(actor: Actor, membership: Membership) -> bool:
    """Whether ``actor`` may hand it over: it is a role in a body, and has not ended yet."""
    of_body = SCOPES[Role(membership.role)] == "body"
    allowed = may(actor, "people.hand_over", membership.country_id, membership.body_id)
    return of_body and not _over(membership) and allowed


def roles_to_give(actor: Actor, country: str) -> list[Role]:
    """The roles in ``country`` that ``actor`` may give."""
    given, appointed = may(actor, "people.grant", country), may(actor, "people.appoint", None)
    return [
        role for role in Role if SCOPES[role] != "platform" and (appointed if role in APPOINTED else given)
    ]


def account(email: str) -> Any:
    """The account that has this address and is open, or nothing."""
    users = get_user_model()._default_manager.filter(is_active=True)
    return users.filter(email=email.strip().lower()).first()


def bodies(actor: Actor, country: str, ids: Iterable[str] | None = None) -> dict[str, Record]:
    """The bodies of ``country`` that ``actor`` sees, by identifier; those of ``ids`` even if withdrawn."""
    seen = visible_to(actor, country, "body", withdrawn=ids is not None).filter(country_id=country)
    if ids is not None:
        seen = seen.filter(pk__in=list(ids))
    return {body.pk: body for body in seen.order_by("sort_key", "pk")}


def _over(membership: Membership) -> bool:
    return membership.ends is not None and membership.ends < timezone.localdate()
