"""The unconfirmed records as a working list: one after the other, to confirm or to skip."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tendik_web.access.actors import Actor
from tendik_web.countries.people import viewer
from tendik_web.countries.registry import Country
from tendik_web.desk import gate, summary
from tendik_web.desk.frame import frame
from tendik_web.desk.pages import act
from tendik_web.desk.queries import links, work
from tendik_web.desk.queries.union import Row
from tendik_web.desk.steps import STEPS
from tendik_web.records.image import image

MOST = 1_000
"""As many records as the list goes through at a time."""


@require_safe
@gate.for_people
def first(request: HttpRequest, country: Country) -> HttpResponse:
    """Lead to the first record of the list, or say that there is none."""
    waiting = _waiting(viewer(request), country)
    return redirect(_address(country, waiting[0]) if waiting else _finished(country))


@require_http_methods(["GET", "HEAD", "POST"])
@gate.for_people
def page(request: HttpRequest, country: Country, kind: str, id: str) -> HttpResponse:
    """One record of the list with all that it says; confirming it leads to the next."""
    actor, of, record = gate.to_do(request, country, kind, id, "confirm")
    step, errors, status = STEPS["confirm"], {}, 200
    waiting = _waiting(actor, country)
    at = next((at for at, row in enumerate(waiting) if row.id == id), None)
    after = waiting[at + 1] if at is not None and at + 1 < len(waiting) else None
    if request.method == "POST" and step.fits(record):
        try:
            act.done(request, actor, country, of, record, step)
        except act.Refused as refused:
            errors, status = refused.errors, refused.status
        else:
            rest = [row for row in waiting if row.id != id]
            return redirect(_address(country, after or rest[0]) if rest else _finished(country))
    elif at is None:
        return redirect("work-confirm", country)
    held = links.held(of, record)
    plain = image(of, record, {name: held[name] for name in of.lists})
    context: dict[str, Any] = {
        "kind": of,
        "lines": summary.lines(of, plain, links.named(actor, country.iso3, of, held)),
        "origin": summary.origin(record),
        "place": (at or 0) + 1,
        "of": len(waiting),
        "next": _address(country, after) if after else "",
        "previous": _address(country, waiting[at - 1]) if at else "",
        **act.asked(request, actor, of, step, record, errors),
    }
    trail = frame(country, (reverse("work", args=[country]), _("My work")), ("", _("To confirm")))
    return render(request, "desk/confirming.html", trail | context, status=status)


def _waiting(actor: Actor, country: Country) -> list[Row]:
    return work.page(actor, country.iso3, "confirm", "", 0, MOST)


def _address(country: Country, row: Row) -> str:
    return reverse("work-confirm-one", args=[country, row.kind, row.id])


def _finished(country: Country) -> str:
    return f"{reverse('work', args=[country])}?show=confirm&done=confirmed"
