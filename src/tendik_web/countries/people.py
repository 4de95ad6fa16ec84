"""From a person to who may act: the roles held today."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from tendik_web.access.actors import ANONYMOUS, Actor, Grant
from tendik_web.countries.models import Membership


def actor_of(user: Any) -> Actor:
    """The actor that a signed-in ``user`` is today; anyone else is anonymous. One query."""
    if not user.is_authenticated or not user.is_active:
        return ANONYMOUS
    held = Membership.objects.filter(Membership.on(), user=user).values_list("role", "country_id", "body_id")
    return Actor(person(user.pk), frozenset(Grant(*membership) for membership in held))


def person(user_id: str) -> str:
    """The identifier of a person as actor, which the history holds."""
    return f"user:{user_id}"


def viewer(request: HttpRequest) -> Actor:
    """Who sent ``request``; asked once a request."""
    if not hasattr(request, "_viewer"):
        request._viewer = actor_of(request.user) if hasattr(request, "user") else ANONYMOUS  # type: ignore[attr-defined]
    found: Actor = request._viewer  # type: ignore[attr-defined]
    return found
