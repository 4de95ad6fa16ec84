"""What every template knows: the country of the page, and the page in the other languages."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_from_path


def page(request: HttpRequest) -> dict[str, Any]:
    """``country`` (or none) and ``languages``: each with code, name, url and whether it is current.

    Asks the database nothing, so that error pages can use it.
    """
    match = getattr(request, "resolver_match", None)
    current = get_language()
    return {
        "country": match.kwargs.get("country") if match else None,
        "languages": [
            {"code": code, "name": name, "url": in_language(request, code), "current": code == current}
            for code, name in settings.LANGUAGES
        ],
    }


def in_language(request: HttpRequest, code: str) -> str:
    """The address of this page, filters included, in the language ``code``."""
    if get_language_from_path(request.path_info) is None or request.method != "GET":
        return f"/{code}/"
    rest = request.path_info.split("/", 2)[2]
    query = f"?{urlencode(list(request.GET.lists()), doseq=True)}" if request.GET else ""
    return f"/{code}/{rest}{query}"
