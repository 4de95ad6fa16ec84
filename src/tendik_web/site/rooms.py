"""The rooms of a country, in the order in which every page shows them."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from tendik import indices, laws
from tendik.indices import packages
from tendik_web.access.actors import ANONYMOUS
from tendik_web.countries.registry import Country
from tendik_web.records import rows

INDEX = "gggi"
"""The index of the room "Ranking"."""


def rooms(country: Country, current: str) -> list[tuple[str, str, bool]]:
    """Address, name, and whether the page is in it: ``promises``, ``laws``, ``figures`` or ``ranking``.

    A room that has nothing to show here is left out: figures need a series that
    everyone may see, the ranking the package of figures, which a deployment may leave out.
    """
    there = {"promises": (reverse("promises", args=[country]), _("Promises"))}
    if any(name.startswith(f"{country.code}-") for name in laws.available()):
        there["laws"] = (reverse("country", args=[country]), _("Laws and lists"))
    if rows.visible_to(ANONYMOUS, country.iso3, "series").exists():
        there["figures"] = (reverse("figures", args=[country]), _("Figures"))
    if packages.present(indices.load(INDEX)):
        there["ranking"] = (reverse("ranking", args=[country]), _("Ranking"))
    return [(url, label, key == current) for key, (url, label) in there.items()]
