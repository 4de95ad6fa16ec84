"""A form on the desk, from opening it to sending it: what is typed is never lost on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from tendik.errors import BadInput, NotFound
from tendik_web.access.actors import Actor
from tendik_web.countries.registry import Country
from tendik_web.desk import typed as forms
from tendik_web.desk.family import Typed, one
from tendik_web.desk.form import Errors, Form, errors_of, not_for
from tendik_web.desk.queries import drafts, links
from tendik_web.desk.queries.lookup import lookup
from tendik_web.desk.queries.union import Row
from tendik_web.files import rows as files
from tendik_web.files.actions.add import add
from tendik_web.files.actions.attach import attach
from tendik_web.records import source
from tendik_web.records.actions.change import change
from tendik_web.records.actions.create import create
from tendik_web.records.image import image
from tendik_web.records.kinds import Kind
from tendik_web.records.models import Record
from tendik_web.site.templatetags.tendik import show

NOBODY = "0" * 26
"""Stands for a record that the writer does not see, so that the action finds it missing."""


@dataclass
class Sheet:
    """A record being written: a new one, or one that is there.

    ``place`` is where a new record will belong: the country, or nothing for all countries.
    """

    actor: Actor
    country: Country
    kind: Kind
    record: Record | None = None
    place: str | None = None

    def __post_init__(self) -> None:
        self._seen_of: tuple[frozenset[tuple[str, str]], dict[str, Row]] = (frozenset(), {})
        self.held = links.held(self.kind, self.record) if self.record else {}

    @property
    def address(self) -> str:
        """The name of its draft."""
        return drafts.address(self.country.iso3, self.kind.name, self.record.pk if self.record else None)

    @property
    def plain(self) -> dict[str, Any]:
        """What the record holds now."""
        if self.record is None:
            return {}
        return image(self.kind, self.record, {name: self.held[name] for name in self.kind.lists})

    def clean(self) -> Typed:
        """The form as it is before anything is typed."""
        if self.record:
            return forms.of_record(self.kind, self.plain)
        typed = forms.of_new(self.kind)
        bodies = self.actor.bodies(self.country.iso3)
        return typed | ({"body": list(bodies)} if len(bodies) == 1 else {})

    def unchanged(self, typed: Typed) -> bool:
        """Whether ``typed`` says nothing that the form does not say from the start."""
        return forms.values(self.kind, typed) == forms.values(self.kind, self.clean())

    def form(self, typed: Typed, errors: Errors | None = None, look: str = "", words: str = "") -> Form:
        """The form to be shown; ``look`` is a field in which records were searched by ``words``."""
        found = {look: (words, self._found(look, words))} if look in self.kind.links else {}
        return Form(self.kind, typed, self._seen(typed), errors or {}, found, self._file(typed))

    def take(self, upload: Any, typed: Typed) -> Typed:
        """Keep a file that was sent, and return the form with it; until the form is sent only the sender sees it.

        Raises
        ------
        Refused
            What is wrong with the file, or for whom it may not be sent.
        """
        place = self.record.country_id if self.record else self.place
        body = one(typed, "body")
        try:
            file = add(self.actor, place, body or None, upload.name, upload)
        except BadInput as error:
            raise Refused({"file": [show(problem.message) for problem in error.problems]}) from None
        except PermissionDenied:
            raise Refused(not_for(body)) from None
        return typed | {"file": [file.pk]}

    def send(self, typed: Typed, version: int) -> Record:
        """Write what is typed.

        Raises
        ------
        Refused
            What is wrong, by field.
        tendik_web.records.conflict.Conflict
            Another has changed the record since ``version``.
        """
        values = self.values(typed)
        try:
            with transaction.atomic():
                written = self._write(values, version)
                file = values.get("file")
                if file and file != getattr(self.record, "file", ""):
                    attach(self.actor, self.country.iso3, file, f"{self.kind.name}:{written.pk}")
                return written
        except NotFound as error:
            raise Refused({"file": [show(error.message)]}) from None
        except BadInput as error:
            raise Refused(errors_of(self.kind, values, error.problems)) from None
        except PermissionDenied:
            raise Refused(not_for(values.get("body", ""))) from None

    def _write(self, values: dict[str, Any], version: int) -> Record:
        if self.record is None:
            return create(self.actor, self.place, self.kind.name, values)
        return change(self.actor, self.country.iso3, self.kind.name, self.record.pk, version, values)

    def values(self, typed: Typed) -> dict[str, Any]:
        """What is to be written.

        Links that the writer does not see stay as they are; parts of the source that the
        form does not know, too.
        """
        values = forms.values(self.kind, typed)
        seen = self._seen(typed)
        for name in self.kind.links.keys() & values.keys():
            held = self.held.get(name, [])
            hidden = [id for id in held if id not in seen]
            if name in self.kind.lists:
                known = [id if id in seen or id in held else NOBODY for id in values[name]]
                values[name] = sorted({*known, *hidden})
            elif values[name] and values[name] not in seen and values[name] not in held:
                values[name] = NOBODY
            elif not values[name] and hidden:
                values[name] = hidden[0]
        if self.record:
            values["source"] = {
                part: value for part, value in self.record.source.items() if part not in source.PARTS
            } | values["source"]
        return values

    def _seen(self, typed: Typed) -> dict[str, Row]:
        """The records that are typed or held as links, and that the writer sees; asked once."""
        wanted = {name: {*typed.get(name, ()), *self.held.get(name, ())} - {""} for name in self.kind.links}
        asked = frozenset((name, id) for name, ids in wanted.items() for id in ids)
        if self._seen_of[0] != asked:
            self._seen_of = asked, links.named(self.actor, self.country.iso3, self.kind, wanted)
        return self._seen_of[1]

    def _file(self, typed: Typed) -> Any:
        try:
            return files.get(self.actor, self.country.iso3, one(typed, "file"))
        except NotFound:
            return None

    def _found(self, name: str, words: str) -> list[Row]:
        return lookup(self.actor, self.country.iso3, links.target(self.kind, name), words)


class Refused(Exception):
    """What was sent cannot be written; ``errors`` say why, by field."""

    def __init__(self, errors: Errors) -> None:
        super().__init__()
        self.errors = errors
