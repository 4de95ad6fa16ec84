"""The pages of the ranking and their files: one builder a page, one way to show and to send all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tendik_web.countries.registry import Country
from tendik_web.ranking import neighbours, path, profile, regions, standing, whatif
from tendik_web.ranking.answer import present
from tendik_web.ranking.files import FORMS
from tendik_web.ranking.frame import address, frame, regional
from tendik_web.ranking.result import Result
from tendik_web.site.rooms import INDEX

BUILDERS: dict[str, Callable[[HttpRequest, Country], Result]] = {
    "table": standing.build,
    "profile": profile.build,
    "what-if": whatif.build,
    "path": path.build,
    "neighbours": neighbours.build,
    "regions": regions.build,
}

COMMANDS = (f"tendik index template {INDEX} > table.csv", f"tendik index rank {INDEX} --table table.csv")
"""How one brings a table of one's own."""


@require_safe
def page(request: HttpRequest, country: Country, page: str = "table") -> HttpResponse:
    """A page of the ranking. A wrong question is answered with what is wrong, at its field."""
    _known(country, page)
    context: dict[str, Any] = frame(country, page)
    if page != "regions" and not present():
        return render(request, "ranking/missing.html", {**context, "commands": COMMANDS})
    result = BUILDERS[page](request, country)
    query = urlencode(result.query, doseq=True)
    here = address(country, page)
    link = f"{here}?{query}" if query else here
    context |= {
        "result": result,
        "heading": result.heading,
        "picture": result.picture,
        "fields": list(result.asked.fields.values()),
        "errors": result.asked.errors,
        "here": here,
        "link": link,
        "files": _files(country, page, query, result),
        **result.context,
    }
    # htmx puts no answer with an error into the page.
    htmx = bool(request.headers.get("HX-Request"))
    wrong = bool(result.asked.errors) and not htmx
    response = render(request, f"ranking/{page}.html", context, status=422 if wrong else 200)
    if htmx:
        response.headers["HX-Replace-Url" if page == "what-if" else "HX-Push-Url"] = link
    return response


@require_safe
def result(request: HttpRequest, country: Country, form: str, page: str = "table") -> HttpResponse:
    """The answer of the page with the same query, as a file of ``form``."""
    _known(country, page)
    FORMS.known(form)
    if page != "regions" and not present():
        raise Http404(form)
    answer = BUILDERS[page](request, country)
    if answer.asked.errors or (form in ("svg", "png") and answer.picture is None):
        raise Http404(form)
    return FORMS.send(answer, answer.name, form)


def _known(country: Country, page: str) -> None:
    if page not in BUILDERS or (page == "regions" and not regional(country)):
        raise Http404(page)


def _files(country: Country, page: str, query: str, result: Result) -> list[dict[str, str]]:
    forms = [("csv", _("Table")), ("xlsx", _("Workbook")), ("json", _("Everything, for programs"))]
    if result.picture is not None:
        forms += [("svg", _("Picture")), ("png", _("Picture"))]
    here = [country] if page == "table" else [country, page]
    name = "ranking-file" if page == "table" else "ranking-page-file"
    return [
        {
            "url": reverse(name, args=[*here, form]) + (f"?{query}" if query else ""),
            "label": label,
            "format": form.upper(),
        }
        for form, label in forms
    ]
