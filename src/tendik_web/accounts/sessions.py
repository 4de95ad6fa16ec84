"""Sessions: when they began, how long they last, on what device they are."""

from __future__ import annotations

import re
import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest
from django.utils.translation import gettext as _

from tendik_web.accounts.models import User

STARTED, SEEN, PROVED = "started", "seen", "second_factor"
"""What a session knows of itself: two moments, and whether its person has a second factor."""

GLANCE = 60
"""Seconds between two notes of when a session was last seen: not every page writes."""


def connect() -> None:
    """Listen to sign-ins, and to second factors as they come and go."""
    user_logged_in.connect(_begin, dispatch_uid="accounts session")
    authenticator_added.connect(_note_factor, dispatch_uid="accounts factor added")
    authenticator_removed.connect(_note_factor, dispatch_uid="accounts factor removed")


def end_if_stale(request: HttpRequest) -> None:
    """Sign out who was idle, or signed in, for too long; note when the others were seen."""
    now, session = int(time.time()), request.session
    idle = now - session.get(SEEN, 0)
    if idle > settings.SESSION_IDLE or now - session.get(STARTED, 0) > settings.SESSION_LONGEST:
        request.sign_out_reason = "timeout"  # type: ignore[attr-defined]
        logout(request)
    elif idle > GLANCE:
        session[SEEN] = now
        UserSession.objects.create_from_request(request)


def open_of(user: User) -> list[Any]:
    """Where ``user`` is signed in, the latest sign-in first."""
    return sorted(UserSession.objects.purge_and_list(user), key=lambda one: one.created_at, reverse=True)


def has_second_factor(user: User) -> bool:
    """Whether a code is asked of this person when they sign in."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def _begin(sender: Any, request: HttpRequest, user: User, **_about: Any) -> None:  # noqa: ARG001
    request.session[STARTED] = request.session[SEEN] = int(time.time())
    request.session[PROVED] = has_second_factor(user)


def _note_factor(sender: Any, request: HttpRequest, user: User, **_about: Any) -> None:  # noqa: ARG001
    request.session[PROVED] = has_second_factor(user)


BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("YaBrowser", "Yandex Browser"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)
"""What a browser says of itself, and the name by which people know it; the first that fits."""


def device(user_agent: str) -> str:
    """Roughly what a session runs on: browser and system."""

    def first(names: tuple[tuple[str, str], ...]) -> str:
        return next((name for sign, name in names if re.search(rf"\b{sign}", user_agent)), "")

    named = [name for name in (first(BROWSERS), first(SYSTEMS)) if name]
    return ", ".join(named) or _("A device that does not say what it is")
