"""The families of fields, found by the model's field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _

from tendik.errors import N_, Message
from tendik.exchange.fields import read_day, shown
from tendik.exchange.vocabulary import YES_NO, key
from tendik.language import LANGUAGES as OF_PAGES
from tendik_web.imports.family import FAMILIES, SEPARATOR, Cells, Family, Links, Wrong, of, split
from tendik_web.records.models import Record
from tendik_web.records.text import LANGUAGES, TextField

NONE_OFFICIAL = "-"
_MONTH = re.compile(r"\d{4}(-\d\d)?")
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+|[+-]?[1-9]\d{0,2}(\.\d{3}){2,}")


def family(field: Any) -> Family:
    """The family of a model's field."""
    if field.choices:
        return CHOICE
    if field.name == "source":
        return SOURCE
    return next(FAMILIES[cls] for cls in type(field).__mro__ if cls in FAMILIES)


of(models.Field)(Family)


@of(models.DateField)
class Day(Family):
    """A day."""

    def write(self, field: Any, plain: Any, part: str, links: Links) -> Any:
        return date.fromisoformat(plain) if plain else ""

    def read(self, field: Any, plain: Any, cells: Cells, links: Links) -> Any:
        return _day(cells[""]) if cells[""] else None


@of(models.IntegerField)
class Whole(Family):
    """A whole number."""

    def read(self, field: Any, plain: Any, cells: Cells, links: Links) -> Any:
        return re.sub(r"\s", "", cells[""])


@of(models.DecimalField)
class Number(Family):
    """A number with decimals after a comma or a point; spaces may part the thousands."""

    def write(self, field: Any, plain: Any, part: str, links: Links) -> Any:
        if plain in (None, ""):
            return ""
        number = Decimal(plain)
        exact = Decimal(repr(float(number))) == number
        return plain if not exact else int(number) if number == number.to_integral() else float(number)

    def read(self, field: Any, plain: Any, cells: Cells, links: Links) -> Any:
        text = re.sub(r"\s", "", cells[""])
        if _THOUSANDS.fullmatch(text) or (text.count(",") + text.count(".") > 1):
            raise Wrong(
                Message(
                    "import.number",
                    N_(
                        "“{found}” can be read in two ways. Write the number without signs between thousands."
                    ),
                    {"found": shown(cells[""])},
                )
            )
        return text.replace(",", ".")


@of(models.BooleanField)
class Flag(Family):
    """Yes or no."""

    def write(self, field: Any, plain: Any, part: str, links: Links) -> Any:
        return _("Yes") if plain else _("No")

    def read(self, field: Any, plain: Any, cells: Cells, links: Links) -> Any:
        found = YES_NO.get(key(cells[""])) if cells[""] else False
        if found is None:
            message = Message(
                "import.flag",
                N_("“{found}” is not understood. Write yes or no."),
                {"found": shown(cells[""])},
            )
            raise Wrong(message)
        return found


@of(models.JSONField)
class Lines(Family):
    """Several short texts, parted by semicolons."""

    def write(self, field: Any, plain: Any, part: str, links: Links) -> Any:
        return f"{SEPARATOR} ".join(map(str, plain or ()))

    def read(self, field: Any, plain: Any, cells: Cells, links: Links) -> Any:
        return split(cells[""])


@of(TextField)
class Words(Family):
    """A text in languages: a column each, one for the original's language, one for the official ones."""

    def parts(self) -> Sequence[str]:
        return (*LANGUAGES, "original", "official")

    def label(self, name: str, part: str) -> str:
        if part == "original":
            return _("%(field)s: language of the original") % {"field": name}
        if part == "official":
            return _("%(field)s: languages of the official text") % {"field": name}
        return f"{name} ({part})"

    def write(self, field: Any, plain: Any, part: str, links: Links) -> Any:
        text = plain or {}
        if part == "original":
            return text.get("original", "")
        if part == "official":
            official = [code for code in LANGUAGES if text.get(code, {}).get("kind") == "official"]
            return f"{SEPARATOR} ".join(official) or (NONE_OFFICIAL if text else "")
        return text.get(part, {}).get("text", "")

    def read(self, field: Any, plain: Any, cells: Cells, links: Links) -> Any:
        there = plain or {}
        versions: dict[str, Any] = {code: dict(there[code]) for code in LANGUAGES if there.get(code)}
        for code in LANGUAGES:
            if cells.get(code):
                versions[code] = {"kind": ""} | versions.get(code, {}) | {"text": cells[code]}
            elif code in cells:
                versions.pop(code, None)
        if not versions:
            return {}
        original = self._code(cells["original"], "original") if cells.get("original") else ""
        if not original:
            kept = there.get("original", "")
            original = kept if kept in versions else next(iter(versions)) if len(versions) == 1 else ""
        official = None
        if said := cells.get("official"):
            official = {self._code(code, "official") for code in split(said) if code != NONE_OFFICIAL}
        for code, version in versions.items():
            if official is not None:
                version["kind"] = "official" if code in official else "unofficial"
            elif not version["kind"]:
                version["kind"] = "official" if code == original and not there else "unofficial"
        return {"original": original} | versions

    def _code(self, said: str, part: str) -> str:
        if (code := said.strip().casefold()) in LANGUAGES:
            return code
        message = Message(
            "import.language",
            N_("“{found}” is not a language. There are: {known}."),
            {"found": shown(said), "known": ", ".join(LANGUAGES)},
        )
        raise Wrong(message, part)


@of(models.ForeignKey)
class Link(Family):
    """One other record, by its key, its title or its identifier."""

    def write(self, field: Any, plain: Any, part: str, links: Links) -> Any:
        return links.name(field.related_model, plain) if plain else ""

    def read(self, field: Any, plain: Any, cells: Cells, links: Links) -> Any:
        return _linked(field, cells[""], links) if cells[""] else None


@of(models.ManyToManyField)
class Several(Family):
    """Any number of other records, parted by semicolons."""

    def write(self, field: Any, plain: Any, part: str, links: Links) -> Any:
        named = [links.name(field.related_model, id) for id in plain or ()]
        return f"{SEPARATOR} ".join(name for name in named if name)

    def read(self, field: Any, plain: Any, cells: Cells, links: Links) -> Any:
        whole = links.find(field.related_model, cells[""]) if cells[""] else None
        if isinstance(whole, Record):  # a title may hold a semicolon itself
            return [whole.pk]
        return sorted({_linked(field, said, links) for said in split(cells[""])})


class Choice(Family):
    """One of the values that the field knows, by its label in any language of the pages, or by its name."""

    def write(self, field: Any, plain: Any, part: str, links: Links) -> Any:
        return str(dict(field.flatchoices).get(plain, plain or ""))

    def read(self, field: Any, plain: Any, cells: Cells, links: Links) -> Any:
        said = cells[""]
        if not said:
            return ""
        known = choices(field)
        if (found := known.get(key(said))) is None:
            message = Message(
                "import.choice",
                N_("“{found}” is not one of the values that this column can have: {known}."),
                {"found": shown(said), "known": ", ".join(value for value, _label in field.flatchoices)},
            )
            raise Wrong(message)
        return found


class Source(Family):
    """Where the record was read: title, address, place in it, and day."""

    def parts(self) -> Sequence[str]:
        return ("title", "url", "place", "read_on")

    def label(self, name: str, part: str) -> str:
        return {
            "title": _("Source: title"),
            "url": _("Source: address"),
            "place": _("Source: place in it"),
            "read_on": _("Source: read on"),
        }[part]

    def write(self, field: Any, plain: Any, part: str, links: Links) -> Any:
        return str((plain or {}).get(part) or "")

    def read(self, field: Any, plain: Any, cells: Cells, links: Links) -> Any:
        told = {part: text for part, text in cells.items() if text}
        if said := cells.get("read_on"):
            told["read_on"] = said if _MONTH.fullmatch(said) else _day(said, "read_on").isoformat()
        kept = {part: value for part, value in (plain or {}).items() if part not in cells}
        return kept | told


CHOICE, SOURCE = Choice(), Source()


@cache
def choices(field: Any) -> dict[str, str]:
    """The values of ``field`` by all that people may call them."""
    named = {key(str(value)): value for value, _label in field.flatchoices}
    for language in OF_PAGES:
        with translation.override(language):
            for value, label in field.flatchoices:
                named.setdefault(key(str(label)), value)
    return named


def _day(said: str, part: str = "") -> date:
    found = read_day(said)
    if isinstance(found, Message):
        raise Wrong(found, part)
    return found


def _linked(field: Any, said: str, links: Links) -> str:
    found = links.find(field.related_model, said)
    if isinstance(found, Message):
        raise Wrong(found)
    return found.pk
