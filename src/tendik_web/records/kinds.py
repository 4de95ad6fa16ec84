"""The kinds of records, each a model registered under its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeVar

from django.db import models

from tendik.errors import N_, Message, NotFound
from tendik_web.records.models import Record
from tendik_web.records.text import TextField

Group = Literal["register", "delivery", "statistics"]
M = TypeVar("M", bound=type[Record])


@dataclass(frozen=True)
class Kind:
    """A kind of record.

    Attributes
    ----------
    model : type
        Its model.
    group : str
        Which verbs of the table of permissions apply.
    claim : bool
        It states how things are, and stays hidden while unconfirmed; a law or a
        classification is shown with a badge instead.
    shared : bool
        It may belong to no country.
    """

    model: type[Record]
    group: Group
    claim: bool
    shared: bool

    @property
    def name(self) -> str:
        """The name, as in addresses and in the history."""
        return self.model.kind()

    @property
    def label(self) -> str:
        """What people call it, one."""
        return str(self.model._meta.verbose_name)

    @property
    def plural(self) -> str:
        """What people call it, many."""
        return str(self.model._meta.verbose_name_plural)

    @cached_property
    def columns(self) -> dict[str, models.Field]:
        """The fields that people may write, other than lists of links; in order."""
        return {f.name: f for f in self.model._meta.concrete_fields if f.editable}

    @cached_property
    def required(self) -> dict[str, None]:
        """The fields that a record cannot be without, each with nothing in it yet."""
        return {
            name: None
            for name, f in self.columns.items()
            if not f.blank and (not f.has_default() or isinstance(f, TextField))
        }

    @cached_property
    def lists(self) -> dict[str, models.ManyToManyField]:
        """The lists of links to other records."""
        return {f.name: f for f in self.model._meta.many_to_many}

    @cached_property
    def links(self) -> dict[str, type[Record]]:
        """The fields that lead to other records, single and lists, with what they lead to."""
        fields = [*self.columns.values(), *self.lists.values()]
        return {f.name: f.related_model for f in fields if f.related_model}  # type: ignore[misc]


KINDS: dict[str, Kind] = {}


def kind(group: Group, *, claim: bool = False, shared: bool = False) -> Callable[[M], M]:
    """Register the decorated model as a kind of record."""

    def register(model: M) -> M:
        KINDS[model.kind()] = Kind(model, group, claim, shared)
        return model

    return register


def find(name: str) -> Kind:
    """The kind called ``name``.

    Raises
    ------
    tendik.errors.NotFound
        There is none.
    """
    if name in KINDS:
        return KINDS[name]
    raise NotFound(
        Message(
            "kind.unknown",
            N_("There is no kind of record called {name}. There are: {known}."),
            {"name": name, "known": ", ".join(sorted(KINDS))},
        )
    )
