"""Who sent a request to the API: the person of its token, or anyone."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer

from tendik_web.access.actors import ANONYMOUS, Actor
from tendik_web.api.tokens import bearer


class Optional(HttpBearer):
    """A token where one is sent; a wrong one is an error, none is nobody."""

    def __call__(self, request: HttpRequest) -> Any:
        if not request.headers.get("Authorization"):
            return ANONYMOUS, False
        return super().__call__(request)

    def authenticate(self, request: HttpRequest, token: str) -> tuple[Actor, bool]:  # noqa: ARG002
        """Who acts with ``token``."""
        found = bearer(token)
        if found is None:
            raise AuthenticationError
        return found


def viewer(request: Any) -> Actor:
    """Who looks."""
    actor: Actor = request.auth[0]
    return actor


def writer(request: Any) -> Actor:
    """Who writes.

    Raises
    ------
    AuthenticationError
        No token was sent.
    PermissionDenied
        The token allows reading only.
    """
    actor, writes = request.auth
    if actor.anonymous:
        raise AuthenticationError
    if not writes:
        raise PermissionDenied
    found: Actor = actor
    return found
