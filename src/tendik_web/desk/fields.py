"""The families of fields, one class each, found by the model's field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _

from tendik.language import LANGUAGES as OF_PAGES
from tendik_web.desk import languages
from tendik_web.desk.family import FAMILIES, Family, Typed, anchor, of, one
from tendik_web.files.media import ACCEPT
from tendik_web.records import source
from tendik_web.records.text import LANGUAGES, TextField
from tendik_web.site.templatetags.tendik import language_name, reader, show

LONG = 2_000
"""A text that may be longer gets a taller field."""


def family(field: Any) -> Family:
    """The family of a model's field."""
    if field.choices:
        return Choice(field)
    if field.name == "source":
        return Source(field)
    if field.name == "file":
        return Attachment(field)
    return next(FAMILIES[cls] for cls in type(field).__mro__ if cls in FAMILIES)(field)


of(models.Field)(Family)


@of(models.URLField)
class Address(Family):
    """An address of the web."""

    name = "address"


@of(models.DateField)
class Day(Family):
    """A day; browsers offer a calendar, and lose what is no date: that is shown as text."""

    name = "day"

    def parts(self, typed: Typed) -> dict[str, Any]:
        text = one(typed, self.field.name)
        return {"value": text, "calendar": not text or _day(text) is not None}

    def shown(self, plain: Any) -> Any:
        return show(_day(plain)) if plain and _day(plain) else plain or ""


@of(models.DecimalField)
class Number(Family):
    """A number with decimals, written as the reader's language writes it."""

    name = "number"

    def write(self, plain: Any) -> Typed:
        text = "" if plain in (None, "") else f"{Decimal(plain).normalize():f}"
        return {self.field.name: [text if reader() == "en" else text.replace(".", ",")]}

    def read(self, typed: Typed) -> str:
        text = re.sub(r"\s", "", one(typed, self.field.name))
        if reader() == "en" and re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?", text):
            return text.replace(",", "")
        return text.replace(",", ".")

    def shown(self, plain: Any) -> str:
        from babel.numbers import format_decimal

        if plain in (None, ""):
            return ""
        places = "#" * self.field.decimal_places
        return str(format_decimal(Decimal(plain), format=f"#,##0.{places}", locale=reader()))


@of(models.BooleanField)
class Flag(Family):
    """Yes or no."""

    name = "flag"

    def write(self, plain: Any) -> Typed:
        return {self.field.name: ["on"] if plain else []}

    def read(self, typed: Typed) -> bool:
        return bool(one(typed, self.field.name))

    def shown(self, plain: Any) -> str:
        return _("Yes") if plain else _("No")


@of(models.JSONField)
class Lines(Family):
    """Several short texts, a line each."""

    name = "lines"

    def write(self, plain: Any) -> Typed:
        return {self.field.name: ["\n".join(map(str, plain or ()))]}

    def read(self, typed: Typed) -> list[str]:
        return [line.strip() for line in one(typed, self.field.name).splitlines() if line.strip()]

    def shown(self, plain: Any) -> str:
        return "; ".join(map(str, plain or ()))


@of(TextField)
class Words(Family):
    """A text in languages: those of the pages side by side, the others of the region behind them."""

    name = "text"

    def write(self, plain: Any) -> Typed:
        text = plain or {"original": reader()}
        typed = {f"{self.field.name}.original": [text["original"]]}
        for code in LANGUAGES:
            kind = "official" if code == text["original"] else "unofficial"
            version = text.get(code) or {"text": "", "kind": kind}
            typed[f"{self.field.name}.{code}"] = [version["text"]]
            typed[f"{self.field.name}.{code}.kind"] = [version["kind"]]
        return typed

    def read(self, typed: Typed) -> dict[str, Any]:
        versions = {
            code: {"text": text, "kind": one(typed, f"{self.field.name}.{code}.kind") or "unofficial"}
            for code in LANGUAGES
            if (text := one(typed, f"{self.field.name}.{code}")).strip()
        }
        if not versions:
            return {}
        original = one(typed, f"{self.field.name}.original")
        if original not in versions and len(versions) == 1:
            original = next(iter(versions))
        return {"original": original, **versions}

    def parts(self, typed: Typed) -> dict[str, Any]:
        original = one(typed, f"{self.field.name}.original")
        some = any(one(typed, f"{self.field.name}.{code}").strip() for code in LANGUAGES)

        def version(code: str) -> dict[str, Any]:
            name = f"{self.field.name}.{code}"
            text = one(typed, name)
            return {
                "code": code,
                "name": name,
                "id": anchor(name),
                "language": language_name(code),
                "text": text,
                "kind": one(typed, f"{name}.kind") or "unofficial",
                "original": code == original,
                "missing": some and not text.strip(),
                "rows": 5 if self.field.limit > LONG else 3,
            }

        others = [version(code) for code in languages.OTHERS]
        return {
            "versions": [version(code) for code in OF_PAGES],
            "others": others,
            "open": any(other["text"] or other["original"] for other in others),
        }

    def shown(self, plain: Any) -> Any:
        return plain if plain and plain.get("original") else ""

    def anchor(self) -> str:
        return anchor(f"{self.field.name}.{OF_PAGES[0]}")


@of(models.ForeignKey)
class Link(Family):
    """One other record."""

    name = "link"

    def write(self, plain: Any) -> Typed:
        return {self.field.name: [plain] if plain else []}

    def read(self, typed: Typed) -> Any:
        return one(typed, self.field.name)

    def parts(self, typed: Typed) -> dict[str, Any]:
        return {"many": False, "chosen": [id for id in typed.get(self.field.name, ()) if id][:1]}

    def shown(self, plain: Any) -> list[str]:
        return [plain] if plain else []

    def anchor(self) -> str:
        return anchor(f"{self.field.name}.words")


@of(models.ManyToManyField)
class Links(Link):
    """Any number of other records."""

    def write(self, plain: Any) -> Typed:
        return {self.field.name: list(plain or ())}

    def read(self, typed: Typed) -> list[str]:
        return sorted({id for id in typed.get(self.field.name, ()) if id})

    def parts(self, typed: Typed) -> dict[str, Any]:
        return {
            "many": True,
            "chosen": list(dict.fromkeys(id for id in typed.get(self.field.name, ()) if id)),
        }

    def shown(self, plain: Any) -> list[str]:
        return list(plain or ())


class Choice(Family):
    """One of the values that the field knows."""

    name = "choice"

    def parts(self, typed: Typed) -> dict[str, Any]:
        chosen = one(typed, self.field.name)
        options = [("", _("Not chosen yet")), *self.field.flatchoices]
        return {
            "options": [
                {"value": value, "label": str(label), "selected": str(value) == chosen}
                for value, label in options
            ]
        }

    def shown(self, plain: Any) -> str:
        return str(dict(self.field.flatchoices).get(plain, plain or ""))


class Source(Family):
    """Where the record was read: each part has its own line."""

    name = "source"

    def write(self, plain: Any) -> Typed:
        given = plain or {}
        return {f"source.{part}": [str(given.get(part) or "")] for part in source.PARTS}

    def read(self, typed: Typed) -> dict[str, str]:
        return {part: text for part in source.PARTS if (text := one(typed, f"source.{part}").strip())}

    def parts(self, typed: Typed) -> dict[str, Any]:
        labels = {
            "title": _("Title of the source"),
            "url": _("Address"),
            "place": _("Place in it: article, page"),
            "read_on": _("Read on"),
        }
        return {
            "lines": [
                {
                    "name": f"source.{part}",
                    "id": anchor(f"source.{part}"),
                    "label": labels[part],
                    "value": one(typed, f"source.{part}"),
                    "calendar": part == "read_on"
                    and (not one(typed, "source.read_on") or bool(_day(one(typed, "source.read_on")))),
                }
                for part in source.PARTS
            ]
        }

    def shown(self, plain: Any) -> Mapping[str, Any] | str:
        return plain if plain and plain.get("title") else ""

    def anchor(self) -> str:
        return anchor("source.title")


class Attachment(Family):
    """The file of a record: its identifier is kept in the form, another is sent beside it."""

    name = "file"

    def parts(self, typed: Typed) -> dict[str, Any]:
        return super().parts(typed) | {"accept": ACCEPT, "limit": settings.FILE_LIMIT}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
