"""``datapackage.json``: a Frictionless descriptor with the properties of an election.

Beyond ``name``, ``title``, ``resources``, ``sources`` and ``licenses`` of the
standard it holds ``titles`` (by language), ``date``, ``law``, ``votes``, ``counts``,
``lists``, ``published`` and ``composition``. A source is named where it is used by
the ``name`` it has under ``sources``.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tendik.errors import N_, BadInput, Message, Problem
from tendik.values import Status

Whole = Annotated[int, Field(ge=0)]
Words = dict[str, str]


class _Ours(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Standard(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)


class SourceEntry(_Standard):
    """A source: ``path`` is its address, ``read`` the day it was read."""

    title: str
    name: str = ""
    path: str | None = None
    read: date | None = None


class LicenceEntry(_Standard):
    """A licence, as the standard has it."""

    name: str
    title: str = ""
    path: str | None = None


class ResourceEntry(_Standard):
    """A table of the package."""

    name: str
    path: str


class Cited(_Ours):
    """Something with its origin."""

    source: str | None = None
    status: Status = "read"
    note: Words = {}


class CountEntry(Cited):
    """A count, or the bounds of one, or neither: not known."""

    value: Whole | None = None
    at_least: Whole | None = None
    at_most: Whole | None = None


class CountsEntry(_Ours):
    """Voters, ballots and votes."""

    registered: CountEntry | None = None
    issued: CountEntry | None = None
    took_part: CountEntry | None = None
    valid: CountEntry | None = None
    against_all: CountEntry | None = None


class ListEntry(_Ours):
    """What ``votes.csv`` does not say about a list."""

    names: Words = {}
    size: CountEntry | None = None
    estimate: CountEntry | None = None


class PublishedEntry(Cited):
    """The result as published."""

    seats: dict[str, Whole]


class CompositionEntry(_Ours):
    """A published figure about the listed or the elected."""

    stage: Literal["listed", "elected"]
    scope: Literal["lists", "list", "chamber", "list_mandates", "single_member"]
    group: str
    count: CountEntry
    of: Whole | None = None
    list: str | None = None
    aggregate: bool = False


class Descriptor(_Standard):
    """The whole file."""

    name: str
    resources: list[ResourceEntry]
    date: date
    title: str = ""
    titles: Words = {}
    law: str | None = None
    sources: list[SourceEntry] = []
    licenses: list[LicenceEntry] = []
    votes: Cited = Cited()
    counts: CountsEntry = CountsEntry()
    lists: dict[str, ListEntry] = {}
    published: PublishedEntry | None = None
    composition: list[CompositionEntry] = []


def _reason(error: str) -> Message:
    """What to do about an error of the type that pydantic calls ``error``."""
    if error == "missing":
        return Message("package.missing-field", N_("This field is missing."))
    if error == "extra_forbidden":
        return Message("package.unknown-field", N_("This field is not known here. Correct its name."))
    if error.startswith("int") or error == "greater_than_equal":
        return Message("package.not-whole", N_("This must be a whole number, zero or more."))
    if error.startswith("date"):
        return Message("package.not-date", N_("This must be a date such as 2023-03-19."))
    if error == "literal_error":
        return Message("package.not-choice", N_("This is not one of the words that the format knows here."))
    return Message("package.wrong-kind", N_("This is not the kind of value that the format asks for here."))


def read_descriptor(name: str, data: bytes) -> Descriptor:
    """Read a descriptor.

    Raises
    ------
    BadInput
        Every wrong field by its path; a file that is not JSON with its line.
    """
    try:
        json.loads(data.decode("utf-8-sig"))
        return Descriptor.model_validate_json(data.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        message = Message("package.not-json", N_("This is not valid JSON from this line on."))
        raise BadInput([Problem(message, name, error.lineno)]) from None
    except ValidationError as error:
        problems = [
            Problem(_reason(item["type"]), name, column=".".join(map(str, item["loc"])) or None)
            for item in error.errors(include_url=False, include_input=False)
        ]
        raise BadInput(problems) from None
    except (UnicodeDecodeError, RecursionError, ValueError):
        message = Message("package.not-json", N_("This is not valid JSON from this line on."))
        raise BadInput([Problem(message, name, 1)]) from None
