"""What every page of imports shares: the rooms and the way back."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tendik_web.countries.registry import Country
from tendik_web.site.rooms import rooms


def frame(country: Country, *below: tuple[str, str]) -> dict[str, Any]:
    """The rooms and the breadcrumb: the country, the imports, then ``below``."""
    trail = [
        (reverse("country", args=[country]), country.name),
        (reverse("imports", args=[country]), _("Imports")),
        *below,
    ]
    return {
        "country": country,
        "rooms": rooms(country, "records"),
        "trail": [*trail[:-1], ("", trail[-1][1])],
    }
