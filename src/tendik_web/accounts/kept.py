"""A form that outlived its session: nothing typed is lost.

The answer holds what was sent. Its author signs in, in another tab, and sends it again from
here, with a fresh token that ``tendik.js`` fetches; without script the second answer brings it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _
from django_htmx.http import HttpResponseClientRedirect

from tendik_web.site import errors

SIGNED_OUT = (
    _("You are not signed in any more"),
    _("Nothing that you typed is lost. Sign in in a new tab, come back here, and send it again."),
    _("Sign in in a new tab"),
)
EXPIRED = (
    _("This form was open for too long"),
    _("Nothing that you typed is lost. Send it again."),
    "",
)
SECRET = ("password", "csrfmiddlewaretoken")
"""Fields whose names hold one of these are not sent back."""


def signed_in_only(view: Any) -> Any:
    """Let only who has signed in use ``view``; others sign in first, and lose nothing."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method == "POST":
            return answer(request)
        to_sign_in = redirect_to_login(request.get_full_path())
        return HttpResponseClientRedirect(to_sign_in.url) if request.htmx else to_sign_in

    return guarded


def answer(
    request: HttpRequest,
    words: tuple[Any, Any, Any] = SIGNED_OUT,
    way_out: str = "account_login",
    status: int = 401,
) -> HttpResponse:
    """The page, or for htmx the notice, that keeps the form of ``request``.

    ``words`` are heading, what to do, and the name of the link to ``way_out``, which opens in
    a new tab; where the name is empty there is no link.
    """
    heading, what_to_do, link = words
    back = f"{reverse('account-home')}?done=back"
    context = {
        "heading": heading,
        "what_to_do": what_to_do,
        "link": link,
        "way_out": f"{reverse(way_out)}?next={back}",
        "fields": list(_fields(request)),
        "chosen": list(request.FILES),
    }
    name = "notice" if request.htmx else "page"
    response = render(request, f"accounts/kept_{name}.html", context, status=status)
    add_never_cache_headers(response)
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Keep a form of ours whose token is too old; refuse one that comes from elsewhere."""
    ours = f"{request.scheme}://{request.get_host()}"
    from_here = request.headers.get("Origin") == ours
    if from_here and settings.CSRF_COOKIE_NAME in request.COOKIES:
        return answer(request, EXPIRED, status=403)
    return errors.csrf_failure(request, reason=reason)


def _fields(request: HttpRequest) -> Iterator[tuple[str, str]]:
    for name, values in request.POST.lists():
        if not any(secret in name for secret in SECRET):
            yield from ((name, value) for value in values)
