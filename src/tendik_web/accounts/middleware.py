"""What happens around every page of who has signed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _

from tendik_web.accounts import kept
from tendik_web.accounts.second_factor import needs_second_factor
from tendik_web.accounts.sessions import PROVED, end_if_stale

Handler = Callable[[HttpRequest], HttpResponse]

OPEN_WITHOUT_FACTOR = {
    "account_logout",
    "account_reauthenticate",
    "account_change_password",
    "account_set_password",
    "account-token",
    "mfa_activate_totp",
}

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def signed_in(request: HttpRequest) -> bool:
    """Whether a person has signed in; a reader without a session's cookie costs no look-up."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


def end_stale_sessions(get_response: Handler) -> Handler:
    """Sign out who was idle or signed in for too long."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if signed_in(request):
            end_if_stale(request)
        return get_response(request)

    return middleware


def keep_pages_private(get_response: Handler) -> Handler:
    """Let no cache on the way give a person's pages to others; a public page may be kept."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Cookie"])
        if signed_in(request):
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return middleware


def keep_what_was_typed(get_response: Handler) -> Handler:
    """Answer a form that nobody signed in has sent, but that needs a person, with the form itself."""

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        form = request.method == "POST" and request.content_type in FORMS
        if isinstance(exception, PermissionDenied) and form and not signed_in(request):
            return kept.answer(request)
        return None

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware


def require_second_factor(get_response: Handler) -> Handler:
    """Lead who needs a second factor and has none to the page that adds it."""

    def process_view(request: HttpRequest, *_view: Any) -> HttpResponse | None:
        if not signed_in(request) or request.session.get(PROVED):
            return None
        if request.resolver_match.url_name in OPEN_WITHOUT_FACTOR or not needs_second_factor(request.user):
            return None
        if request.method == "POST":
            return kept.answer(request, NEEDS_FACTOR, "mfa_activate_totp")
        return redirect("mfa_activate_totp")

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


NEEDS_FACTOR = (
    _("Your role needs a second factor"),
    _("Set it up in a new tab, come back here, and send this again."),
    _("Set up the second factor in a new tab"),
)
