"""The files of imports: templates, tables of what is recorded, rows with what to correct."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tendik.exchange.tables import write_csv, write_xlsx
from tendik_web.countries.people import viewer
from tendik_web.countries.registry import Country
from tendik_web.imports import access, queries, sheet, words
from tendik_web.imports.columns import OF_FILE, Column, columns, label
from tendik_web.imports.gate import for_importers
from tendik_web.records import kinds, rows
from tendik_web.records.kinds import Kind
from tendik_web.site.download import attachment


@require_safe
@for_importers
def template(request: HttpRequest, country: Country, kind: str, form: str) -> HttpResponse:
    """The empty table of a kind."""
    of = _importable(request, country, kind, form)
    return attachment(sheet.file(of, form, sheet.template(of), []), f"{kind}-template", form)


@require_safe
@for_importers
def table(request: HttpRequest, country: Country, kind: str, form: str) -> HttpResponse:
    """All records of a kind that the reader sees, as a table that can be imported again."""
    of = _importable(request, country, kind, form)
    actor = viewer(request)
    records = rows.visible_to(actor, country.iso3, kind).filter(country=country.iso3).order_by("pk")
    return attachment(sheet.file(of, form, *sheet.table(actor, country.iso3, of, records)), kind, form)


@require_safe
@for_importers
def problems(request: HttpRequest, country: Country, id: str, form: str) -> HttpResponse:
    """The rows of an import as they were sent, with their numbers and what to correct."""
    if form not in sheet.FORMS:
        raise Http404(form)
    batch = queries.batch(viewer(request), country.iso3, id)
    kind = kinds.find(batch.kind)
    written = dict(batch.headings)
    names = [name for name in columns(kind.name) if name in written]
    headings = [label(kind, Column(name)) for name in OF_FILE]
    headings += [label(kind, columns(kind.name)[name]) for name in names]
    found = [
        [
            row.number,
            "\n".join(words.problems(kind, written, row)),
            *(row.cells.get(name, "") for name in names),
        ]
        for row in queries.every(batch, request.GET.get("only", ""))
    ]
    if form == "csv":
        return attachment(write_csv(headings, found), "rows", form)
    return attachment(write_xlsx(headings, found, title=_("Rows")), "rows", form)


def _importable(request: HttpRequest, country: Country, kind: str, form: str) -> Kind:
    known = {of.name: of for of in access.importable(viewer(request), country.iso3)}
    if kind not in known or form not in sheet.FORMS:
        raise Http404(f"{kind}.{form}")
    return known[kind]
