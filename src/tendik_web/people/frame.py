"""What the pages of people share: the way back, and days as people type them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tendik.errors import BadInput
from tendik_web.countries.registry import Country
from tendik_web.site.rooms import rooms
from tendik_web.site.templatetags.tendik import show

Errors = dict[str, str]


def frame(country: Country, *below: tuple[str, str]) -> dict[str, Any]:
    """The rooms and the breadcrumb: the country, its people, then ``below``."""
    trail = [
        (reverse("country", args=[country]), country.name),
        (reverse("people", args=[country]), _("People")),
        *below,
    ]
    return {"country": country, "rooms": rooms(country, ""), "trail": [*trail[:-1], ("", trail[-1][1])]}


def day(text: str, field: str, errors: Errors) -> date | None:
    """The day that was typed, or nothing; what is no day is an error of ``field``."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        errors[field] = _("Write the day as 2026-03-01.")
        return None


def errors_of(refused: BadInput, fields: dict[str, str], first: str) -> Errors:
    """What is wrong, by field of the page: ``fields`` names those that actions call otherwise."""
    found: Errors = {}
    for problem in refused.problems:
        name = fields.get(problem.column or "", problem.column or first)
        found.setdefault(name, str(show(problem.message)))
    return found


def summary(errors: Errors) -> list[dict[str, str]]:
    """The errors for the summary above a form, each leading to its field."""
    return [{"text": text, "url": f"#{field}"} for field, text in errors.items()]
