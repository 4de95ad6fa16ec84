"""What every page of the desk shares: the rooms and the way back."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from tendik_web.countries.registry import Country
from tendik_web.records.kinds import Kind
from tendik_web.site.rooms import rooms


def frame(country: Country, *below: tuple[str, str], kind: Kind | None = None) -> dict[str, Any]:
    """The rooms and the breadcrumb: the country, all records, those of ``kind``, then ``below``."""
    trail = [
        (reverse("country", args=[country]), country.name),
        (reverse("kinds", args=[country]), _("Records")),
    ]
    if kind:
        trail.append((reverse("records", args=[country, kind.name]), capfirst(kind.plural)))
    trail += below
    return {
        "country": country,
        "rooms": rooms(country, "records"),
        "trail": [*trail[:-1], ("", trail[-1][1])],
    }


def address(country: Country, kind: str, id: str, done: str = "") -> str:
    """The address of a record; ``done`` says what has just been done to it."""
    url = reverse("record", args=[country, kind, id])
    return f"{url}?done={done}" if done else url
