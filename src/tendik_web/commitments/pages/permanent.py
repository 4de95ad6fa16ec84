"""The permanent address of a record: it leads to the page of the record in the reader's language."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from tendik_web.commitments.frame import record_url
from tendik_web.countries import registry
from tendik_web.countries.people import viewer
from tendik_web.records import rows


@require_safe
def page(request: HttpRequest, id: str) -> HttpResponse:
    """Lead to the record, with ``?on=`` to how it was known on that day.

    One that the reader may not see is not there.
    """
    found = rows.locate(id)
    if found is None:
        raise Http404(id)
    kind, country = found
    home = country or next((one.iso3 for one in registry.countries()), None)
    seen = home and rows.visible_to(viewer(request), home, kind, withdrawn=True).filter(pk=id).exists()
    if home is None or not seen:
        raise Http404(id)
    place = registry.find(home)
    dated = "on" in request.GET
    url = reverse("record-known", args=[place, kind, id]) if dated else record_url(place, kind, id)
    query = request.GET.urlencode()
    response = redirect(f"{url}?{query}" if query else url)
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response
