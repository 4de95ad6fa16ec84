"""What a family of fields is: how a form holds it, what is read from it, and how it is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from django.db import models

Typed = dict[str, list[str]]
"""Names and texts of a form, as it is sent."""

FIELD_OF = "."
"""What separates a field from a part of it: ``title.kk``."""


def one(typed: Typed, name: str) -> str:
    """The first text under ``name``, or nothing."""
    return (typed.get(name) or [""])[0]


def anchor(name: str) -> str:
    """The identifier in the page of what is typed under ``name``."""
    return f"f-{name.replace(FIELD_OF, '-')}"


class Family:
    """A line of text; other families replace what differs.

    ``name`` names the templates that type it and show it. ``plain`` values are those of the
    history: ISO dates, identifiers, numbers as texts.
    """

    name: ClassVar[str] = "line"

    def __init__(self, field: Any) -> None:
        self.field = field

    def write(self, plain: Any) -> Typed:
        """What the form holds where the record holds ``plain``."""
        return {self.field.name: ["" if plain is None else str(plain)]}

    def read(self, typed: Typed) -> Any:
        """What the form asks to be written."""
        return one(typed, self.field.name).strip()

    def parts(self, typed: Typed) -> dict[str, Any]:
        """What the template of the form needs besides name, label and errors."""
        return {"value": one(typed, self.field.name)}

    def shown(self, plain: Any) -> Any:
        """What the template that shows a value gets; empty where there is nothing."""
        return plain or ""

    def anchor(self) -> str:
        """The identifier of the first thing that can be typed into."""
        return anchor(self.field.name)


FAMILIES: dict[type[models.Field], type[Family]] = {}
F = TypeVar("F", bound=type[Family])


def of(*fields: type[models.Field]) -> Callable[[F], F]:
    """Register the decorated family for fields of these classes and those derived from them."""

    def register(cls: F) -> F:
        for field in fields:
            FAMILIES[field] = cls
        return cls

    return register
