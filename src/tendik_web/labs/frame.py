"""What every page of the room "Laws and lists" shares: the way back, and the pages beside it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tendik_web.countries.registry import Country
from tendik_web.labs.answer import held, own_laws
from tendik_web.site.rooms import rooms


def frame(country: Country, current: str, *below: str) -> dict[str, Any]:
    """The rooms, the pages of this room, and the breadcrumb; ``below`` are pages under a page."""
    pages = {
        "quota": (reverse("country", args=[country]), _("What the law guarantees")),
        "lists": (reverse("lists", args=[country]), _("Check a list")),
        "count": (reverse("count", args=[country]), _("Count votes")),
        "reform": (reverse("reform", args=[country]), _("What a reform changes")),
        "laws": (reverse("laws", args=[country]), _("The law as data")),
    }
    if not held(country.code):
        countable = ("count",) if own_laws(country.code) else ()
        pages = {key: page for key, page in pages.items() if key in ("lists", "laws", *countable)}
    trail = [(reverse("country", args=[country]), country.name)]
    trail.append(("" if not below else pages[current][0], pages[current][1]))
    trail += [("", name) for name in below]
    return {
        "country": country,
        "rooms": rooms(country, "laws"),
        "pages": [(url, label, key == current) for key, (url, label) in pages.items()],
        "trail": trail,
    }
