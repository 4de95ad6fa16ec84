"""Who may open the pages of imports."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_noop

from tendik.errors import NotFound
from tendik_web.access.permissions import may, require
from tendik_web.countries.people import viewer
from tendik_web.countries.registry import Country
from tendik_web.imports.access import APPLY
from tendik_web.site.errors import error_page

View = Callable[..., HttpResponse]

SHARED = (
    gettext_noop("Tables of records are imported for one country, by its secretariat or statistician"),
    gettext_noop(
        "A record that all countries share changes what every country shows: "
        "it is recorded one at a time, and another hub editor makes it public."
    ),
)
"""For who edits what all countries share, and looks for imports."""


def for_importers(view: View) -> View:
    """A page for who may import into the country; whoever has not signed in does so first."""

    @wraps(view)
    def page(request: HttpRequest, country: Country, *args: Any, **kwargs: Any) -> HttpResponse:
        actor = viewer(request)
        if actor.anonymous:
            if request.method == "POST":
                raise PermissionDenied("nobody has signed in")
            return redirect_to_login(request.get_full_path())
        if may(actor, "register.create", None) and not may(actor, APPLY, country.iso3):
            return error_page(request, 403, SHARED)
        require(actor, APPLY, country.iso3)
        try:
            return view(request, country, *args, **kwargs)
        except NotFound as missing:
            raise Http404(str(missing)) from None

    return page
