"""The bodies of a country: of what type, from when to when, who took over from whom."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tendik_web.countries.people import viewer
from tendik_web.countries.registry import Country
from tendik_web.people.frame import Errors, day, summary
from tendik_web.people.queries import bodies
from tendik_web.site.rooms import rooms
from tendik_web.site.table import Cell, Column, Table
from tendik_web.site.templatetags.tendik import show


@require_safe
def page(request: HttpRequest, country: Country) -> HttpResponse:
    """All of them, or with ``?on=2026-03-01`` those that existed on that day."""
    errors: Errors = {}
    asked = request.GET.get("on", "").strip()[:40]
    on = day(asked, "on", errors)
    found = bodies.bodies(viewer(request), country.iso3)
    moment = on or timezone.localdate()
    there = [body for body in found if bodies.existed(body, moment)]
    numbers = {"count": show(len(there)), "total": show(len(found)), "day": show(moment)}
    heading = (
        _("Bodies that existed on %(day)s: %(count)s of %(total)s")
        if on
        else _("Bodies that exist today: %(count)s of %(total)s")
    )
    context = {
        "country": country,
        "rooms": rooms(country, ""),
        "trail": [(reverse("country", args=[country]), country.name), ("", _("Bodies"))],
        "heading": heading % numbers,
        "on": asked,
        "errors": errors,
        "summary": summary(errors),
        "table": _table(country, there if on else found, found),
        "lines": [[_step(body) for body in line] for line in bodies.successions(found)],
    }
    return render(request, "people/bodies.html", context, status=422 if errors else 200)


def _table(country: Country, shown: list[Any], found: list[Any]) -> Table:
    by_id = {body.pk: body for body in found}
    rows = [
        [
            Cell(str(body), url=reverse("record", args=[country, "body", body.pk])),
            body.get_type_display(),
            body.valid_from or "",
            body.valid_to or "",
            str(by_id[body.succeeds_id]) if body.succeeds_id in by_id else "",
        ]
        for body in shown
    ]
    return Table(
        "bodies",
        _("Bodies"),
        [
            Column(_("Body")),
            Column(_("Type")),
            Column(_("Existed from")),
            Column(_("Existed until")),
            Column(_("Succeeds")),
        ],
        rows,
        empty=_("No body is recorded here."),
    )


def _step(body: Any) -> dict[str, Any]:
    years = "–".join(str(end.year) if end else "" for end in (body.valid_from, body.valid_to))
    return {"body": body, "years": years if years != "–" else ""}
