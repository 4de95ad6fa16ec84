"""Who has which role, where, from when to when."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tendik_web.access.roles import Role
from tendik_web.countries.people import viewer
from tendik_web.countries.registry import Country
from tendik_web.desk import gate
from tendik_web.desk.numbers import whole
from tendik_web.people.frame import frame
from tendik_web.people.queries import roles
from tendik_web.site.table import Cell, Column, Table
from tendik_web.site.templatetags.tendik import show

AT_ONCE = 50


@require_safe
@gate.for_people
def page(request: HttpRequest, country: Country) -> HttpResponse:
    """The roles that the reader looks after."""
    actor = viewer(request)
    which = request.GET.get("show", "now")
    which = which if which in roles.WHICH else "now"
    found = roles.held(actor, country.iso3, which)
    total, start = found.count(), whole(request.GET.get("from", ""))
    shown = list(found[start : start + AT_ONCE])
    following = start + AT_ONCE
    context = {
        "heading": _heading(which) % {"country": country.name, "count": show(total)},
        "done": _done(request.GET.get("done", "")),
        "fields": [_which(which)],
        "here": reverse("people", args=[country]),
        "table": _table(country, shown, roles.bodies(actor, country.iso3, {m.body_id for m in shown})),
        "following": f"?{urlencode({'show': which, 'from': following})}" if following < total else "",
        "may_give": bool(roles.roles_to_give(actor, country.iso3)),
    }
    return render(request, "people/list.html", frame(country) | context)


def _heading(which: str) -> str:
    return {
        "now": _("Roles held today in this country: %(count)s (%(country)s)"),
        "later": _("Roles that begin later in this country: %(count)s (%(country)s)"),
        "past": _("Roles that have ended in this country: %(count)s (%(country)s)"),
        "all": _("Roles in this country, past and later ones included: %(count)s (%(country)s)"),
    }[which]


def _which(chosen: str) -> dict[str, Any]:
    labels = {
        "now": _("Held today"),
        "later": _("Begin later"),
        "past": _("Have ended"),
        "all": _("All"),
    }
    return {
        "id": "show",
        "name": "show",
        "label": _("Roles"),
        "options": [
            {"value": value, "label": label, "selected": value == chosen} for value, label in labels.items()
        ],
    }


def _table(country: Country, shown: list[Any], bodies: dict[str, Any]) -> Table:
    rows = [
        [
            Cell(
                held.user.name or held.user.email,
                url=reverse("people-role", args=[country, held.pk]),
                note=held.user.email if held.user.is_active else _("The account is closed"),
            ),
            Role(held.role).label,
            str(bodies[held.body_id]) if held.body_id in bodies else "",
            held.starts,
            held.ends or "",
        ]
        for held in shown
    ]
    return Table(
        "people",
        _("Who has which role"),
        [Column(_("Person")), Column(_("Role")), Column(_("Body")), Column(_("From")), Column(_("Until"))],
        rows,
        empty=_("Nobody has such a role here."),
    )


def _done(verb: str) -> str:
    told = {
        "given": _("The role is given."),
        "ended": _("The last day of the role is set."),
        "handed-over": _("The role is handed over."),
    }
    return told.get(verb, "")
