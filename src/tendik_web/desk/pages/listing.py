"""The records of one kind."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tendik.errors import BadInput
from tendik_web.access.visibility import Visibility
from tendik_web.countries.people import viewer
from tendik_web.countries.registry import Country
from tendik_web.desk import gate
from tendik_web.desk.frame import address, frame
from tendik_web.desk.queries import listing
from tendik_web.desk.queries.listing import Asked
from tendik_web.desk.queries.names import in_languages, name_of
from tendik_web.records import kinds
from tendik_web.records.kinds import Kind
from tendik_web.site.table import Cell, Column, Table
from tendik_web.site.templatetags.tendik import show


@require_safe
@gate.for_everyone
def page(request: HttpRequest, country: Country, kind: str) -> HttpResponse:
    """A list of ``kind``: filters, fifty records at a time, sorted by the Kazakh alphabet."""
    actor, of = viewer(request), kinds.find(kind)
    staff = gate.is_staff(actor, country)
    asked = Asked.read(of, request.GET, staff)
    try:
        found, problem = listing.page(actor, country.iso3, of, asked), ""
    except BadInput as error:
        found, problem = listing.Found([], 0, filtered=True), show(error.problems[0].message)
    here = reverse("records", args=[country, kind])
    context = {
        "kind": of,
        "staff": staff,
        "total": found.total,
        "problem": problem,
        "asked": asked,
        "fields": _fields(of, asked, staff),
        "table": _table(country, of, found, staff),
        "pointed": found.pointed,
        "pointed_label": capfirst(str(of.model._meta.get_field(asked.field).verbose_name))
        if asked.field
        else "",
        "without_link": _url(here, asked.query | {"link": ""}),
        "next": _url(here, asked.query | {"after": found.after}) if found.after else "",
        "first": _url(here, asked.query) if asked.after else "",
        "here": here,
        "new": reverse("record-new", args=[country, kind]) if gate.places(actor, of, country) else "",
    }
    trail = frame(country, kind=of)
    return render(request, "desk/list.html", trail | context)


def _table(country: Country, kind: Kind, found: listing.Found, staff: bool) -> Table:
    columns = [Column(capfirst(kind.label)), Column(_("Responsible body"))]
    if staff:
        columns += [Column(_("Confirmation")), Column(_("Visible to"))]
    lines = []
    for record in found.records:
        note = (
            _("Withdrawn") if record.withdrawn else "" if record.country_id else _("Shared by all countries")
        )
        title = Cell(
            in_languages(*name_of(kind, record)),
            url=address(country, kind.name, record.pk),
            status=record.status if not staff and record.status != "read" else None,
            note=note,
        )
        body = found.bodies.get(record.body_id)
        line: list[Any] = [title, Cell(body.words, url=address(country, "body", body.id)) if body else ""]
        if staff:
            line += [Cell("", status=record.status), record.get_visibility_display()]
        lines.append(line)
    empty = (
        _("No record here answers to this.") if found.filtered else _("No record of this kind is here yet.")
    )
    return Table("records", capfirst(kind.plural), columns, lines, empty=empty)


def _fields(kind: Kind, asked: Asked, staff: bool) -> list[dict[str, Any]]:
    statuses = kind.model._meta.get_field("status").choices or ()
    fields = [("status", _("Confirmation"), [("", _("All")), *statuses], asked.status)]
    if staff:
        fields += [
            ("visibility", _("Visible to"), [("", _("All")), *Visibility.choices], asked.visibility),
            (
                "withdrawn",
                _("Withdrawn records"),
                [("", _("Leave out")), ("with", _("Include")), ("only", _("Nothing else"))],
                asked.withdrawn,
            ),
        ]
    return [
        {
            "id": name,
            "name": name,
            "label": label,
            "options": [
                {"value": value, "label": show(str(words)), "selected": value == chosen}
                for value, words in options
            ],
        }
        for name, label, options, chosen in fields
    ]


def _url(here: str, query: dict[str, str]) -> str:
    given = {name: value for name, value in query.items() if value}
    return f"{here}?{urlencode(given)}" if given else here
