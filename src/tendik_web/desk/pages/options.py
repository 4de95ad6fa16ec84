"""The records that a field of links offers while words are typed."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tendik_web.access.permissions import may_anywhere
from tendik_web.countries.people import viewer
from tendik_web.countries.registry import Country
from tendik_web.desk import gate
from tendik_web.desk import typed as forms
from tendik_web.desk.sheet import Sheet
from tendik_web.records import kinds


@require_safe
@gate.for_people
def page(request: HttpRequest, country: Country, kind: str, field: str) -> HttpResponse:
    """What is chosen in ``field`` of a form of ``kind``, and what the words typed beside it find."""
    of, actor = kinds.find(kind), viewer(request)
    writes = any(may_anywhere(actor, f"{of.group}.change", place) for place in (country.iso3, None))
    if field not in of.links or not writes:
        raise Http404(field)
    typed = forms.of_query(of, request.GET.lists())
    form = Sheet(actor, country, of).form(typed, look=field, words=request.GET.get(f"{field}.words", ""))
    return render(request, "desk/options.html", {"field": form.field(field)})
