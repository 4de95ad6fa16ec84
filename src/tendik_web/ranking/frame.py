"""What every page of the room "Ranking" shares: the way back, and the pages beside it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tendik import indices
from tendik.errors import NotFound
from tendik.indices import regions
from tendik_web.countries.registry import Country
from tendik_web.site.rooms import rooms


def regional(country: Country) -> str | None:
    """The identifier of the regional index of a country, where its figures are there."""
    name = f"{country.code}-regions"
    if name != regions.PACKAGE or name not in indices.available():
        return None
    try:
        return name if regions.years() else None
    except NotFound:
        return None


def address(country: Country, page: str) -> str:
    """The address of a page of the room."""
    if page == "table":
        return reverse("ranking", args=[country])
    return reverse("ranking-page", args=[country, page])


def frame(country: Country, current: str) -> dict[str, Any]:
    """The rooms, the pages of this room, and the breadcrumb."""
    pages = {
        "table": _("All economies"),
        "profile": _("Profile"),
        "what-if": _("What if"),
        "path": _("Path to a rank"),
        "neighbours": _("Central Asia"),
    }
    if regional(country):
        pages["regions"] = _("Regions")
    return {
        "country": country,
        "rooms": rooms(country, "ranking"),
        "pages": [(address(country, key), label, key == current) for key, label in pages.items()],
        "trail": [
            (reverse("country", args=[country]), country.name),
            (address(country, "table"), _("Ranking")),
            ("", pages[current]),
        ],
    }
