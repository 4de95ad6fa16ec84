"""One page for everything that goes wrong: what happened, and what to do. Never a trace."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language, get_language_from_path, gettext_noop
from django.utils.translation import gettext as _

from tendik_web.countries import registry
from tendik_web.countries.registry import Country
from tendik_web.site.rooms import rooms

EXPIRED = (
    gettext_noop("This form could not be checked"),
    gettext_noop("Allow cookies for this site, open the page with the form again, and send it once more."),
)

ERRORS = {
    400: (
        gettext_noop("The request could not be understood"),
        gettext_noop("Go back, reload the page, and try again."),
    ),
    403: (
        gettext_noop("You may not open this page"),
        gettext_noop("Check the address, or ask those who gave it to you."),
    ),
    404: (
        gettext_noop("This page does not exist"),
        gettext_noop("Check the address, or start from the first page."),
    ),
    405: (
        gettext_noop("This address cannot be used in this way"),
        gettext_noop("Go back to the page that you came from, and use its links and buttons."),
    ),
    413: (
        gettext_noop("The file is too large"),
        gettext_noop("Go back to the form, and choose a file of at most 10 MB."),
    ),
    429: (
        gettext_noop("There were too many attempts"),
        gettext_noop("Try again in a few minutes."),
    ),
    500: (
        gettext_noop("The page could not be made"),
        gettext_noop("The fault is ours, and it has been recorded. Try again in a few minutes."),
    ),
}


def error_page(
    request: HttpRequest,
    code: int,
    sentences: tuple[str, str] | None = None,
    around: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The page for ``code``: a heading, and what to do, in the reader's language.

    ``around`` is what stands around it; asking the database for it is not for every error.
    """
    heading, what_to_do = (_(sentence) for sentence in sentences or ERRORS[code])
    context = {"code": code, "heading": heading, "what_to_do": what_to_do, **(around or {})}
    return render(request, "error.html", context, status=code)


def _page_of(code: int, sentences: tuple[str, str] | None = None) -> Callable[..., HttpResponse]:
    def page(request: HttpRequest, *_exception: Exception, **_reason: object) -> HttpResponse:
        return error_page(request, code, sentences)

    return page


def page_not_found(request: HttpRequest, *_exception: Exception, **_reason: object) -> HttpResponse:
    """The page for an address that leads nowhere; inside a country, with the rooms of the country."""
    country = _country(request)
    around = country and {
        "country": country,
        "rooms": rooms(country, ""),
        "trail": [(reverse("country", args=[country]), country.name), ("", _(ERRORS[404][0]))],
    }
    return error_page(request, 404, around=around)


def _country(request: HttpRequest) -> Country | None:
    """The country that the address begins with, known or not what follows."""
    match = re.match(r"/[a-z]{2}/([a-z]{3})/", request.path_info)
    return registry.find(match[1]) if match and get_language_from_path(request.path_info) else None


bad_request = _page_of(400)
permission_denied = _page_of(403)
too_many_requests = _page_of(429)
csrf_failure = _page_of(403, EXPIRED)


def server_error(request: HttpRequest) -> HttpResponse:
    """The page for a fault of ours; plain text of the same words if even templates fail."""
    try:
        return error_page(request, 500)
    except Exception:  # the page that reports a fault must not add one
        heading, what_to_do = (_(sentence) for sentence in ERRORS[500])
        return HttpResponse(
            format_html(
                '<!doctype html><html lang="{0}"><meta charset="utf-8"><title>{1}</title>'
                "<h1>{1}</h1><p>{2}</p></html>",
                get_language() or "kk",
                heading,
                what_to_do,
            ),
            status=500,
        )
