"""Records of all kinds, counted."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tendik_web.access.permissions import may
from tendik_web.countries.people import viewer
from tendik_web.countries.registry import Country
from tendik_web.desk import gate
from tendik_web.desk.frame import frame
from tendik_web.desk.queries.union import counted
from tendik_web.records import rows
from tendik_web.records.kinds import KINDS
from tendik_web.site.table import Cell, Column, Table


@require_safe
@gate.for_everyone
def page(request: HttpRequest, country: Country) -> HttpResponse:
    """How many records there are of each kind, and the way to each."""
    actor = viewer(request)
    numbers = counted((name, "", rows.visible_to(actor, country.iso3, name)) for name in KINDS)
    lines = [
        [
            Cell(capfirst(kind.plural), url=reverse("records", args=[country, name])),
            numbers.get((name, ""), 0),
            Cell(_("New record"), url=reverse("record-new", args=[country, name]))
            if gate.places(actor, kind, country)
            else "",
        ]
        for name, kind in KINDS.items()
    ]
    staff = gate.is_staff(actor, country)
    columns = [Column(_("Kind")), Column(_("Records"), numeric=True), Column(_("To do"))]
    width = 3 if staff else 2
    context = {
        "total": sum(numbers.values()),
        "imports": may(actor, "imports.apply", country.iso3),
        "table": Table("kinds", _("Records by kind"), columns[:width], [line[:width] for line in lines]),
    }
    return render(request, "desk/kinds.html", frame(country) | context)
