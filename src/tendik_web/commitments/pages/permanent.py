"""The permanent address of a record: it leads to the page of the record in the reader's language."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from tendik_web.access.actors import Actor
from tendik_web.commitments.frame import PAGES, record_url
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
    who = viewer(request)
    record = rows.visible_to(who, home, kind, withdrawn=True).filter(pk=id).first() if home else None
    if home is None or record is None:
        raise Http404(id)
    place = registry.find(home)
    if "on" in request.GET and kind != "commitment":
        url = reverse("record-known", args=[place, kind, id])
    elif kind in PAGES and _shown(who, home, record):
        url = record_url(place, record)
    else:
        url = reverse("record", args=[place, kind, id])
    path, hash_, anchor = url.partition("#")
    query = request.GET.urlencode()
    response = redirect((f"{path}?{query}" if query else path) + hash_ + anchor)
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


def _shown(who: Actor, country: str, record: Any) -> bool:
    """Whether the page of the record shows it: neither it nor the law it stands in is withdrawn or hidden."""
    if record.withdrawn:
        return False
    return record.kind() != "article" or bool(rows.seen(who, country, {"law": [record.law_id]}))
