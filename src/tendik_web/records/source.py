"""Where a record was read: an object with title and, where known, address, place in it, and day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from tendik.language import cited, place_in_source

PARTS = ("title", "url", "place", "read_on")
LIMIT = 2_000

_address = URLValidator(schemes=("http", "https"))


def faults(source: Any) -> dict[str, str]:
    """What is wrong with ``source``, by its part; the part is empty where it concerns all.

    Parts beyond :data:`PARTS` are left alone: data packages bring their own.
    """
    if not isinstance(source, dict):
        return {"": _("A source has a title and, where known, an address, a place in it and a day.")}
    given = {part: source[part] for part in PARTS if source.get(part)}
    found = {
        part: _("Write at most %(limit)s characters.") % {"limit": LIMIT}
        for part, value in given.items()
        if not isinstance(value, str) or len(value) > LIMIT
    }
    if given and not str(given.get("title", "")).strip():
        found["title"] = _("Name the title of the source.")
    if "url" in given and "url" not in found and not is_address(given["url"]):
        found["url"] = _("Write the whole address, beginning with https:// or http://.")
    if "read_on" in given and "read_on" not in found and read_on(source) is None:
        found["read_on"] = _("Write the day on which it was read as a date.")
    return found


def is_named(source: Any) -> bool:
    """Whether ``source`` says in what the record was read."""
    return isinstance(source, dict) and bool(source.get("title"))


def is_address(url: str) -> bool:
    """Whether ``url`` leads to a page; nothing else may become a link."""
    try:
        _address(url)
    except ValidationError:
        return False
    return True


def in_words(source: Mapping[str, Any], language: str) -> str:
    """The title of ``source`` and the place in it, as ``language`` names them."""
    title = cited(str(source.get("title") or ""), language)
    place = place_in_source(str(source.get("place") or ""), language)
    return ", ".join(part for part in (title, place) if part)


def read_on(source: dict[str, Any]) -> date | None:
    """The day on which ``source`` was read, where it is known."""
    try:
        return date.fromisoformat(source.get("read_on") or "")
    except (TypeError, ValueError):
        return None
