"""The form of records in the API, made from their kinds."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from django.db import models
from ninja import Schema
from pydantic import ConfigDict, Field, create_model

from tendik_web.access.visibility import Visibility
from tendik_web.records.kinds import Kind
from tendik_web.records.models import Status
from tendik_web.records.text import TextField


class Version(Schema):
    """A text in one language."""

    text: str
    kind: Literal["official", "unofficial"]


class Text(Schema):
    """A text in languages: ``original`` names the language it was written in."""

    original: str
    kk: Version | None = None
    ru: Version | None = None
    en: Version | None = None
    ky: Version | None = None
    uz: Version | None = None
    tg: Version | None = None
    tk: Version | None = None


class Source(Schema):
    """Where a fact was read."""

    title: str | None = None
    url: str | None = None
    place: str | None = None
    read_on: str | None = None


class Problem(Schema):
    """One thing wrong."""

    code: str
    field: str | None = None
    detail: str


class Problems(Schema):
    """What went wrong (RFC 9457)."""

    type: str = "about:blank"
    status: int
    title: str
    problems: list[Problem] = Field(default_factory=list)


class Strict(Schema):
    """What is sent: no field that is not known."""

    model_config = ConfigDict(extra="forbid")


def record(kind: Kind) -> type[Schema]:
    """How a record of ``kind`` is read."""
    fields: dict[str, Any] = {
        "id": (str, Field(description="ULID; /id/{id} is its permanent address")),
        "kind": (Literal[kind.name], ...),
        "country": (str | None, None),
        "key": (str, ""),
        "visibility": (Literal[tuple(Visibility.values)], ...),
        "embargo_until": (datetime | None, None),
        "status": (Literal[tuple(Status.values)], ...),
        "version": (int, ...),
        "withdrawn": (bool, ...),
    }
    fields |= {name: (_read(field), None) for name, field in kind.columns.items()}
    fields |= {name: (list[str], []) for name in kind.lists}
    return create_model(_class(kind), __base__=Schema, **fields)


def writing(kind: Kind, *, new: bool) -> type[Schema]:
    """How a record of ``kind`` is written; of a change only what is sent is written."""
    fields: dict[str, Any] = {} if new else {"version": (int, Field(description="The version that was read"))}
    fields |= {name: (_read(field), None) for name, field in kind.columns.items()}
    fields |= dict.fromkeys(kind.lists, (list[str] | None, None))
    return create_model(f"{_class(kind)}{'New' if new else 'Change'}", __base__=Strict, **fields)


def _class(kind: Kind) -> str:
    return kind.model.__name__


def _read(field: models.Field[Any, Any]) -> Any:
    """The type of a field as JSON has it."""
    if field.name == "source":
        return Source | None
    if isinstance(field, TextField):
        return Text | None
    for of, type_ in TYPES.items():
        if isinstance(field, of):
            return type_ | None
    return str | None


TYPES: dict[type, Any] = {
    models.DateField: date,
    models.BooleanField: bool,
    models.DecimalField: str,
    models.IntegerField: int,
    models.JSONField: list[str],
}
