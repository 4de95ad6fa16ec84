"""How pictures for sharing are sent."""

from __future__ import annotations

from django.http import HttpResponse


def send(picture: bytes) -> HttpResponse:
    """A PNG that other sites may show; what it says may change any day."""
    headers = {"Cache-Control": "public, max-age=3600", "Cross-Origin-Resource-Policy": "cross-origin"}
    return HttpResponse(picture, content_type="image/png", headers=headers)
