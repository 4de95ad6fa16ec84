"""The one rule of who sees which record, as a condition that every query of rows carries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from tendik_web.access.actors import Actor
from tendik_web.access.roles import SYSTEM, Role


class Visibility(models.TextChoices):
    """Who may see a record; each level includes the levels after it."""

    PUBLIC = "public", _("Everyone")
    GOVERNMENT = "government", _("Everyone who works here for this country")
    BODY = "body", _("The responsible body")
    RESTRICTED = "restricted", _("The secretariat and auditors")


Condition = Callable[..., Q]

BODY_LEVEL = (Visibility.PUBLIC, Visibility.GOVERNMENT, Visibility.BODY)
SEE_EVERYTHING = {Role.SECRETARIAT, Role.AUDITOR, SYSTEM}
SEE_SHARED_DRAFTS = {Role.HUB_EDITOR, Role.PLATFORM_ADMIN, SYSTEM}


def visible(actor: Actor, country: str | None, prefix: str = "", *, withdrawn: bool = False) -> Q:
    """The records of ``country``, and those that all countries share, that ``actor`` may see now.

    Parameters
    ----------
    actor : Actor
        Who looks.
    country : str or None
        Code of the country; nothing for what is shared alone.
    prefix : str
        Path to the record from the model that is queried, ``"action__"``.
    withdrawn : bool
        Also show what was withdrawn, to those who work for the country; to those who work for
        what all countries share, of that alone.

    Notes
    -----
    Until its embargo ends a record is seen as if its visibility were ``body``. The database says what
    time it is, so that the condition of a person with given roles is the same at any time.
    """

    def has(**conditions: object) -> Q:
        return Q(**{prefix + name: value for name, value in conditions.items()})

    free = has(embargo_until=None) | has(embargo_until__lte=Now())
    seen = has(country=None) & _shared(actor, has, free)
    if country is not None:
        seen |= has(country=country) & _own(actor, country, has, free)
    staff = bool(actor.roles(country)) or SYSTEM in actor.roles(None)
    if withdrawn and staff:
        return seen
    stands = has(withdrawn=False)
    if withdrawn and actor.roles(None) & SEE_SHARED_DRAFTS:
        stands |= has(country=None)
    return seen & stands


def _shared(actor: Actor, has: Condition, free: Q) -> Q:
    if actor.roles(None) & SEE_SHARED_DRAFTS:
        return Q()
    return has(visibility=Visibility.PUBLIC) & free


def _own(actor: Actor, country: str, has: Condition, free: Q) -> Q:
    roles = actor.roles(country)
    if roles & SEE_EVERYTHING or SYSTEM in actor.roles(None):
        return Q()
    if not roles:
        return has(visibility=Visibility.PUBLIC) & free
    seen = has(visibility__in=[Visibility.PUBLIC, Visibility.GOVERNMENT]) & free
    if bodies := actor.bodies(country):
        seen |= has(body__in=bodies, visibility__in=BODY_LEVEL)
    return seen


def sees(actor: Actor, image: Mapping[str, Any], moment: str) -> bool:
    """Whether ``actor`` would have seen a record that stood as ``image`` at ``moment``.

    The same rule as :func:`visible`, for what the history holds.

    Parameters
    ----------
    image : mapping
        The record as the history keeps it.
    moment : str
        A moment in UTC as entries have it, against which an embargo is read.
    """
    country, body = image.get("country"), image.get("body")
    embargo = image.get("embargo_until")
    free = not embargo or embargo <= moment
    level = image.get("visibility")
    if image.get("withdrawn"):
        return False
    if country is None and actor.roles(None) & SEE_SHARED_DRAFTS:
        return True
    if country is not None and (actor.roles(country) & SEE_EVERYTHING or SYSTEM in actor.roles(None)):
        return True
    if level == Visibility.PUBLIC and free:
        return True
    if country is None or not actor.roles(country):
        return False
    if level == Visibility.GOVERNMENT and free:
        return True
    return body is not None and body in actor.bodies(country) and level in BODY_LEVEL
