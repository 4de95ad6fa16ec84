"""Keep what somebody is typing, a second after it was typed; or discard it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tendik_web.countries.registry import Country
from tendik_web.desk import gate
from tendik_web.desk import typed as forms
from tendik_web.desk.moments import clock
from tendik_web.desk.numbers import whole
from tendik_web.desk.sheet import Sheet
from tendik_web.records.actions.drop_draft import drop_draft
from tendik_web.records.actions.keep_draft import keep_draft


@require_POST
@gate.for_people
def page(request: HttpRequest, country: Country, kind: str, id: str | None = None) -> HttpResponse:
    """Keep the form as a draft and say so; ``go=discard`` discards it and opens the form anew."""
    if id:
        actor, of, record = gate.to_do(request, country, kind, id, "change")
        sheet = Sheet(actor, country, of, record)
        form = reverse("record-edit", args=[country, kind, id])
    else:
        actor, of = gate.to_write(request, country, kind)
        sheet = Sheet(actor, country, of)
        form = reverse("record-new", args=[country, kind])
    if request.POST.get("go") == "discard":
        drop_draft(actor, sheet.address)
        return redirect(form)
    typed = forms.of_query(of, request.POST.lists())
    if sheet.unchanged(typed):
        drop_draft(actor, sheet.address)
        return render(request, "desk/kept.html", {"kept": ""})
    kept = keep_draft(actor, sheet.address, whole(request.POST.get("version", "")), typed)
    return render(request, "desk/kept.html", {"kept": clock(kept.saved_at)})
