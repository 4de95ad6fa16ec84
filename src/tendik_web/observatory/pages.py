"""Women and men in public life over time, sphere by sphere: answer, charts, tables, files."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tendik_web.commitments import files
from tendik_web.commitments.frame import country_name, permanent
from tendik_web.countries.people import viewer
from tendik_web.countries.registry import Country
from tendik_web.observatory import answers, chart, representation, tables
from tendik_web.observatory.representation import Group
from tendik_web.site.asked import Asked
from tendik_web.site.rooms import rooms


@require_safe
def page(request: HttpRequest, country: Country) -> HttpResponse:
    """Every sphere, or the one that is asked for."""
    asked = Asked(request.GET)
    sphere, shown = _shown(request, country, asked)
    here, query = reverse("figures", args=[country]), urlencode({"sphere": sphere} if sphere else {})
    context: dict[str, Any] = {
        "country": country,
        "rooms": rooms(country, "figures"),
        "pages": [(here, _("Women and men in public life"), True)],
        "trail": [(reverse("country", args=[country]), country.name), ("", _("Figures"))],
        "heading": answers.heading(shown),
        "spheres": [_section(group, country) for group in shown if group.lines],
        "empty": tables.without(shown),
        "files": files.offers("figures-file", country, query),
    }
    return asked.answer(request, "observatory/figures.html", context, here, query)


@require_safe
def table(request: HttpRequest, country: Country, form: str) -> HttpResponse:
    """Every figure that is shown, as a file; a series without figures has a line as well."""
    sphere, shown = _shown(request, country, Asked(request.GET))
    headings, lines = tables.file(shown, country_name(country), lambda id: permanent(request, id))
    return files.send(headings, lines, f"figures-{country.code}" + (f"-{sphere}" if sphere else ""), form)


def _shown(request: HttpRequest, country: Country, asked: Asked) -> tuple[str, list[Group]]:
    found = representation.read(viewer(request), country.iso3)
    options = [("", _("All")), *((group.sphere.value, str(group.sphere.label)) for group in found)]
    sphere = asked.choice("sphere", _("Sphere of public life"), options, "")
    return sphere, [group for group in found if not sphere or group.sphere == sphere]


def _section(group: Group, country: Country) -> dict[str, Any]:
    return {
        "id": group.sphere.value,
        "title": str(group.sphere.label),
        "said": answers.answer(group),
        "picture": chart.picture(group),
        "conflicts": [answers.conflict(lines, period) for lines, period in answers.disputed(group)],
        "warnings": [said for line in group.lines if (said := answers.warning(line))],
        "newest": tables.newest(group),
        "table": tables.every(group),
        "links": _links(group, country),
    }


def _links(group: Group, country: Country) -> list[tuple[str, str]]:
    """Where the law behind the figures is worked through."""
    quota = (reverse("country", args=[country]), _("See what the law guarantees"))
    if group.sphere == "parliament":
        return [quota, (reverse("reform", args=[country]), _("See what a reform changes"))]
    if group.sphere in ("party", "candidates"):
        return [quota, (reverse("lists", args=[country]), _("Check a party list"))]
    return []
