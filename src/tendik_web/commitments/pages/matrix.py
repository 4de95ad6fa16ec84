"""The coverage matrix: provisions by laws, actions, money and proof, with the gaps in words."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tendik_web.commitments import files, matrix, words
from tendik_web.commitments.frame import country_name, frame
from tendik_web.commitments.matrix import COLUMNS, Line
from tendik_web.commitments.state import Link
from tendik_web.countries.people import viewer
from tendik_web.countries.registry import Country
from tendik_web.site.asked import Asked
from tendik_web.site.table import Cell, Column, Table
from tendik_web.site.templatetags.tendik import show

ALL = "all"


@require_safe
def page(request: HttpRequest, country: Country) -> HttpResponse:
    """The matrix of one instrument, or of all."""
    asked = Asked(request.GET)
    instrument, name, lines = _lines(request, country, asked)
    here = reverse("promises-matrix", args=[country])
    query = urlencode({"instrument": instrument})
    context: dict[str, Any] = frame(country, "matrix") | {
        "heading": _heading(lines, name),
        "table": _table(country, lines),
        "files": files.offers("promises-matrix-file", country, query),
    }
    return asked.answer(request, "promises/matrix.html", context, here, query)


@require_safe
def table(request: HttpRequest, country: Country, form: str) -> HttpResponse:
    """The matrix as a file."""
    _instrument, _name, lines = _lines(request, country, Asked(request.GET))
    return files.send_table(_table(country, lines), country_name(country), f"coverage-{country.code}", form)


def _lines(request: HttpRequest, country: Country, asked: Asked) -> tuple[str, str, list[Line]]:
    who = viewer(request)
    provisions = matrix.provisions(who, country.iso3)
    instruments = {one.instrument_id: one.instrument for one in provisions}
    options = [(id, words.plain(one.title)) for id, one in instruments.items()]
    first = next((id for id, one in instruments.items() if one.type == "treaty"), None)
    chosen = asked.choice(
        "instrument",
        _("Instrument"),
        [*options, (ALL, _("All instruments"))],
        first or next(iter(instruments), ALL),
    )
    shown = [one for one in provisions if chosen in (ALL, one.instrument_id)]
    lines = matrix.cover(who, country.iso3, timezone.localdate(), shown)
    return chosen, dict(options).get(chosen, ""), lines


def _heading(lines: list[Line], name: str) -> str:
    if not lines:
        return _("No provisions are recorded here yet")
    told = {
        "all": show(len(lines)),
        "name": name or _("All instruments"),
        "whole": show(sum(not line.gaps for line in lines)),
        "none": show(sum(line.bare for line in lines)),
    }
    said = (
        _(
            "%(name)s: of %(all)s provisions %(whole)s have a law, an action, money and proof; for %(none)s nothing is recorded"
        )
        % told
    )
    contrary = sum(bool(line.contrary) for line in lines)
    if not contrary:
        return said
    return _("%(said)s; to %(count)s an article of a law in force was judged contrary") % {
        "said": said,
        "count": show(contrary),
    }


def _table(country: Country, lines: list[Line]) -> Table:
    where = reverse("promises-list", args=[country])
    filters = {("target", "goal"): "sdg", ("area", "platform"): "area"}

    def url(line: Line) -> str:
        name = filters.get((line.provision.type, line.provision.instrument.type), "provision")
        return f"{where}?{name}={line.provision.pk}"

    def found(line: Line, link: Link) -> Any:
        if line.found[link]:
            return line.found[link]
        if link == Link.LAW and line.contrary:
            return Cell(_("Contrary only"), tag="broken")
        if link in line.absent:
            return Cell(_("Declared absent"), tag="broken")
        return Cell(_("Not recorded"), tag="unrecorded")

    return Table(
        "matrix",
        _("What is recorded for each provision"),
        [
            Column(_("Provision")),
            Column(_("Promises"), numeric=True),
            Column(_("Articles of laws")),
            Column(_("Articles judged contrary"), numeric=True),
            Column(_("Actions")),
            Column(_("Budget lines")),
            Column(_("Evidence")),
        ],
        [
            [
                Cell(
                    f"{line.provision.code} {words.plain(line.provision.title)}".strip(),
                    status="unconfirmed" if line.provision.status == "unconfirmed" else None,
                ),
                Cell(line.promises, url=url(line)) if line.promises else 0,
                found(line, Link.LAW),
                Cell(line.contrary, tag="broken") if line.contrary else 0,
                *(found(line, link) for link in COLUMNS if link != Link.LAW),
            ]
            for line in lines
        ],
        empty=_("No provisions are recorded here yet."),
    )
