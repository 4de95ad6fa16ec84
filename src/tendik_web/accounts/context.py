"""What every template knows of its reader."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def person(request: HttpRequest) -> dict[str, Any]:
    """``person``: who is signed in, or nobody; without a session's cookie nothing is looked up."""
    user = getattr(request, "user", None) if settings.SESSION_COOKIE_NAME in request.COOKIES else None
    return {"person": user if user and user.is_authenticated else None}
