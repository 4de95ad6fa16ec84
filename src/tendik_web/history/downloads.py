"""Files that hold more than everyone may see are entered into the history when they are taken."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from tendik_web.accounts.middleware import signed_in
from tendik_web.countries.people import viewer
from tendik_web.countries.registry import Country
from tendik_web.history.actions.note_download import note_download

Handler = Callable[[HttpRequest], HttpResponse]

COMPUTED = ("tendik_web.labs.", "tendik_web.ranking.")
"""Rooms whose files come from laws, elections and indices that everyone has."""
NO_RECORDS = {"audit-heads", "import-template"}


def note_downloads(get_response: Handler) -> Handler:
    """Note each file of a country's data that somebody downloads who sees more of it than everyone."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        found = request.resolver_match
        country = found.kwargs.get("country") if found else None
        taken = (
            isinstance(country, Country)
            and request.method == "GET"
            and response.status_code == 200
            and response.headers.get("Content-Disposition", "").startswith("attachment")
            and found.view_name not in NO_RECORDS
            and not found.func.__module__.startswith(COMPUTED)
        )
        if taken and signed_in(request):
            actor = viewer(request)
            if actor.roles(country.iso3) or actor.roles(None):
                query = request.GET.urlencode()
                note_download(actor, country.iso3, found.view_name, request.path, query)
        return response

    return middleware
