"""The home of imports: send a file, take a template, look at what was imported."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tendik.errors import BadInput
from tendik_web.countries.people import viewer
from tendik_web.countries.registry import Country
from tendik_web.imports import access, queries
from tendik_web.imports.actions.send import send
from tendik_web.imports.frame import frame
from tendik_web.imports.gate import for_importers
from tendik_web.imports.pages.doing import done
from tendik_web.imports.problems import listed
from tendik_web.imports.sheet import FORMS
from tendik_web.records import kinds
from tendik_web.records.kinds import Kind
from tendik_web.site.table import Cell, Column, Table
from tendik_web.site.templatetags.tendik import show

LATEST = 50
"""Imports that the page lists."""


@require_http_methods(["GET", "HEAD", "POST"])
@for_importers
def page(request: HttpRequest, country: Country) -> HttpResponse:
    """The form, the templates and the imports; a file that was sent leads to its preview."""
    actor = viewer(request)
    context: dict[str, Any] = {}
    if request.method == "POST":
        file = request.FILES.get("file")
        try:
            if isinstance(file, UploadedFile):
                content = file.read()
                batch = send(actor, country.iso3, request.POST.get("kind", ""), file.name or "", content)
                return done(actor, country, batch, "preview")
            text = _("Choose a file: a table of records as CSV or XLSX.")
            context = {"file_error": text, "errors": [{"url": "#file", "text": text}]}
        except BadInput as error:
            context = {"errors": listed(error), "file": _failed(file)}
    importable = access.importable(actor, country.iso3)
    found = list(queries.batches(actor, country.iso3)[:LATEST])
    waiting = sum(batch.state in ("sent", "ready") for batch in found)
    context |= {
        **frame(country),
        "heading": _("Imports that wait to be applied: %(count)s") % {"count": show(waiting)}
        if waiting
        else _("No import waits to be applied"),
        "field": {
            "id": "kind",
            "name": "kind",
            "label": _("What the rows of the file are"),
            "options": [_option(kind, request.POST.get("kind", "action")) for kind in importable],
        },
        "templates": _templates(country, importable),
        "imports": _imports(country, found),
    }
    return render(request, "imports/home.html", context, status=422 if context.get("errors") else 200)


def _option(kind: Kind, chosen: str) -> dict[str, Any]:
    return {"value": kind.name, "label": capfirst(kind.plural), "selected": kind.name == chosen}


def _failed(file: UploadedFile) -> dict[str, Any]:
    return {"name": file.name, "size": file.size, "status": _("could not be read as a table"), "failed": True}


def _templates(country: Country, importable: list[Kind]) -> list[dict[str, Any]]:
    """For each kind its empty table, and its table with all that is recorded."""

    def files(kind: Kind, name: str) -> list[tuple[str, str]]:
        return [(reverse(name, args=[country, kind.name, form]), form.upper()) for form in FORMS]

    return [
        {
            "label": capfirst(kind.plural),
            "empty": files(kind, "import-template"),
            "full": files(kind, "import-table"),
        }
        for kind in importable
    ]


def _imports(country: Country, found: list[Any]) -> Table:
    rows = []
    for batch in found:
        day = timezone.localtime(batch.undone_at or batch.applied_at or batch.sent_at).date()
        address = reverse("import", args=[country, batch.pk])
        rows.append(
            [
                Cell(batch.name, url=address),
                capfirst(kinds.find(batch.kind).plural),
                batch.get_state_display(),
                day,
                *(batch.counts.get(outcome, 0) for outcome in ("new", "changed", "wrong")),
            ]
        )
    return Table(
        "imports",
        _("Imports, the latest first"),
        [
            Column(_("File")),
            Column(_("Records")),
            Column(_("State")),
            Column(_("Date")),
            Column(_("New"), numeric=True),
            Column(_("Changed"), numeric=True),
            Column(_("To correct"), numeric=True),
        ],
        rows,
        empty=_("Nothing was imported yet."),
    )
