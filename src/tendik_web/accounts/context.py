"""What every template knows of its reader, and of how letters reach them."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from tendik_web.accounts import letters


def person(request: HttpRequest) -> dict[str, Any]:
    """``person``: who is signed in, or nobody; without a session's cookie nothing is looked up.

    ``handed_over``: no server sends letters, so that whoever runs the platform hands them over.
    """
    user = getattr(request, "user", None) if settings.SESSION_COOKIE_NAME in request.COOKIES else None
    return {
        "person": user if user and user.is_authenticated else None,
        "handed_over": letters.handed_over(),
    }
