"""Answers for readers who have not signed in, kept until something in the history is added.

What such a reader gets depends on the address, the data of the country and those that all
countries share, and the day: whoever asks the same before anything was changed gets the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from tendik_web.audit.chain import PLATFORM, heads

Handler = Callable[[HttpRequest], HttpResponse]

ANSWERS = "answers"
LARGEST = 200_000
"""Bytes of an answer that is kept; larger ones are files of everything, asked for once."""


def keep_answers(get_response: Handler) -> Handler:
    """Give a kept answer where there is one, and keep the one that was made."""

    def process_view(
        request: HttpRequest, _view: Handler, _arguments: Any, named: Mapping[str, Any]
    ) -> HttpResponse | None:
        country = named.get("country")
        if country and request.method == "GET" and not _personal(request):
            request._kept_as = key = _key(request, str(getattr(country, "iso3", country)).upper())  # type: ignore[attr-defined]
            if key and (answer := caches[ANSWERS].get(key)):
                request._kept_as = ""  # type: ignore[attr-defined]
                return answer  # type: ignore[no-any-return]
        return None

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        key = getattr(request, "_kept_as", "")
        # A form carries a secret of its own reader: its answer needs the cookie that goes with it.
        own = bool(response.cookies) or "CSRF_COOKIE" in request.META
        keep = key and response.status_code == 200 and not own and not response.streaming
        if keep and len(response.content) <= LARGEST:
            caches[ANSWERS].set(key, response)
        return response

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def _personal(request: HttpRequest) -> bool:
    """Whether the answer may depend on who asks."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES or "Authorization" in request.headers


def _key(request: HttpRequest, country: str) -> str:
    """What the answer depends on, as a key; nothing where there is no history to tell of changes."""
    stamp = heads(country, PLATFORM)
    if not stamp:
        return ""
    asked = (
        request.build_absolute_uri(),
        request.headers.get("HX-Request", ""),
        timezone.localdate(),
        *stamp,
    )
    return sha256(repr(asked).encode()).hexdigest()
