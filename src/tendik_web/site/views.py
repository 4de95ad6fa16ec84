"""The pages of the shell: the way to a language, the way to a country."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tendik_web.access.actors import ANONYMOUS
from tendik_web.accounts.ways import has_accounts
from tendik_web.countries import registry
from tendik_web.countries.registry import Country
from tendik_web.labs.answer import own_laws
from tendik_web.records import rows
from tendik_web.site.table import Cell, Column, Table
from tendik_web.site.templatetags.tendik import show

INVITE = "tendik people invite --email name@example.org --role platform_admin --site {site}"


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """Lead from the bare address to the language remembered or asked for, else to Kazakh."""
    response = redirect(f"/{request.LANGUAGE_CODE}/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the countries, and to who has just set this up the next step; lead on where there is only one."""
    countries = registry.countries()
    if len(countries) == 1:
        return redirect("country", countries[0])
    context = _chosen_among(countries)
    if not has_accounts():
        context["invite"] = INVITE.format(site=request.build_absolute_uri("/").rstrip("/"))
    return render(request, "countries/list.html", context)


def _chosen_among(countries: Sequence[Country]) -> dict[str, Any]:
    """The countries with what is recorded of each for everybody; a query a country."""
    promises = {
        one.iso3: rows.visible_to(ANONYMOUS, one.iso3, "commitment").filter(country=one.iso3).count()
        for one in countries
    }
    lines = [
        [
            Cell(one.name, url=reverse("country", args=[one])),
            Cell(promises[one.iso3], url=reverse("promises", args=[one])),
            Cell(laws, url=reverse("laws", args=[one])) if (laws := len(own_laws(one.code))) else laws,
        ]
        for one in countries
    ]
    heading = _("Promises of equality recorded here: %(promises)s; countries: %(countries)s")
    return {
        "countries": countries,
        "heading": heading % {"promises": show(sum(promises.values())), "countries": show(len(countries))},
        "table": Table(
            "countries",
            _("Choose a country"),
            [
                Column(_("Country")),
                Column(_("Promises"), numeric=True),
                Column(_("Election laws as data"), numeric=True),
            ],
            lines,
        ),
    }
