"""What every page of the room "Promises" shares: the way back, and the pages beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tendik_web.countries.registry import Country
from tendik_web.site.rooms import rooms


def frame(country: Country, current: str, *below: str) -> dict[str, Any]:
    """The rooms, the pages of this room, and the breadcrumb; ``below`` are pages under a page."""
    pages = {
        "home": (reverse("promises", args=[country]), _("Overview")),
        "list": (reverse("promises-list", args=[country]), _("All promises")),
        "matrix": (reverse("promises-matrix", args=[country]), _("Coverage and gaps")),
        "laws": (reverse("promises-laws", args=[country]), _("Laws and articles")),
        "summary": (reverse("promises-summary", args=[country]), _("Counts by group")),
    }
    trail = [(reverse("country", args=[country]), country.name), (pages["home"][0], _("Promises"))]
    if current == "home":
        trail[-1] = ("", _("Promises"))
    else:
        trail.append((pages[current][0] if below else "", pages[current][1]))
    return {
        "country": country,
        "rooms": rooms(country, "promises"),
        "pages": [(url, label, key == current) for key, (url, label) in pages.items()],
        "trail": [*trail, *(("", name) for name in below)],
    }


def absolute(request: HttpRequest, path: str) -> str:
    """The full address of ``path`` here, for those who read the page elsewhere."""
    return request.build_absolute_uri(path)


def permanent(request: HttpRequest, id: str, on: date | None = None) -> str:
    """The full permanent address of a record; with ``on``, of the record as known on that day."""
    return absolute(request, _dated(reverse("permanent", args=[id]), on))


def country_name(country: Country) -> str:
    """The name of the country for files and pictures; one whose data is invented says so."""
    return _("%(country)s (invented data)") % {"country": country.name} if country.synthetic else country.name


PAGES: dict[str, Callable[[Country, Any], str]] = {
    "commitment": lambda country, one: reverse("promise", args=[country, one.pk]),
    "law": lambda country, one: reverse("promises-law", args=[country, one.pk]),
    "article": lambda country, one: f"{reverse('promises-law', args=[country, one.law_id])}#{one.pk}",
}
"""The kinds of records that have a page for readers, not only one with all their fields."""


def record_url(country: Country, record: Any, known_on: date | None = None) -> str:
    """The page of a record in the language of this page: one for readers if there is, else all its fields.

    ``known_on`` leads to the record as it was known at the end of that day.
    """
    kind = record.kind()
    if known_on and kind != "commitment":
        return _dated(reverse("record-known", args=[country, kind, record.pk]), known_on)
    if kind in PAGES:
        return _dated(PAGES[kind](country, record), known_on)
    return reverse("record", args=[country, kind, record.pk])


def _dated(url: str, day: date | None) -> str:
    return f"{url}?on={day.isoformat()}" if day else url
