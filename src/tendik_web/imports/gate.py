"""Who may open the pages of imports."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from tendik.errors import NotFound
from tendik_web.access.permissions import require
from tendik_web.countries.people import viewer
from tendik_web.countries.registry import Country
from tendik_web.imports.access import APPLY

View = Callable[..., HttpResponse]


def for_importers(view: View) -> View:
    """A page for who may import into the country; whoever has not signed in does so first."""

    @wraps(view)
    def page(request: HttpRequest, country: Country, *args: Any, **kwargs: Any) -> HttpResponse:
        actor = viewer(request)
        if actor.anonymous:
            if request.method == "POST":
                raise PermissionDenied("nobody has signed in")
            return redirect_to_login(request.get_full_path())
        require(actor, APPLY, country.iso3)
        try:
            return view(request, country, *args, **kwargs)
        except NotFound as missing:
            raise Http404(str(missing)) from None

    return page
