"""The rooms of a country, in the order in which every page shows them."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from tendik import indices, laws
from tendik.indices import packages
from tendik_web.countries.registry import Country

INDEX = "gggi"
"""The index of the room "Ranking"."""


def rooms(country: Country, current: str) -> list[tuple[str, str, bool]]:
    """Address, name, and whether the page is in it: ``promises``, ``laws`` or ``ranking``.

    A room that has nothing to show here is left out: the ranking needs the package of
    figures, which a deployment may leave out.
    """
    there = {"promises": (reverse("promises", args=[country]), _("Promises"))}
    if any(name.startswith(f"{country.code}-") for name in laws.available()):
        there["laws"] = (reverse("country", args=[country]), _("Laws and lists"))
    if packages.present(indices.load(INDEX)):
        there["ranking"] = (reverse("ranking", args=[country]), _("Ranking"))
    return [(url, label, key == current) for key, (url, label) in there.items()]
