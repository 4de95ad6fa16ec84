"""What somebody wants to write into a record, checked field by field."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Field, ForeignKey

from tendik.errors import N_, BadInput, Message, Problem
from tendik_web.access.ids import is_id
from tendik_web.records import source
from tendik_web.records.faults import said
from tendik_web.records.kinds import Kind
from tendik_web.records.models import Record

Lists = dict[str, list[str]]
Find = Callable[[type[Record], set[str]], Iterable[Record]]
"""Gives the records of a model that have these identifiers."""


def _stored(model: type[Record], wanted: set[str]) -> Iterable[Record]:
    return model._default_manager.filter(pk__in=wanted)


def assign(kind: Kind, record: Record, values: Mapping[str, Any], find: Find = _stored) -> Lists:
    """Write ``values`` into ``record``, in memory only; return the lists of links among them.

    Links are given as identifiers; ``find`` looks them up, so that who writes many records
    can do that once for all. Everything that is wrong is said at once.

    Raises
    ------
    tendik.errors.BadInput
        Each problem with the name of its field as column.
    """
    problems: list[Problem] = []
    lists: Lists = {}
    for name, value in values.items():
        if name in kind.lists:
            lists[name] = sorted(set(value or ()))
        elif name in kind.columns:
            problems += _set(record, kind.columns[name], value)
        else:
            problems.append(_problem(name, "record.field", N_("{kind} has no field {field}."), kind, name))
    named = {name: values[name] for name in kind.links if values.get(name)}
    problems += _links(kind, record, named, find)
    wrong = {problem.column for problem in problems}
    try:
        record.clean()
    except ValidationError as error:
        problems += [
            Problem(_said(text), column=None if field == NON_FIELD_ERRORS else field)
            for field, texts in error.message_dict.items()
            if field not in wrong
            for text in texts
        ]
    if problems:
        raise BadInput(problems)
    return lists


def _set(record: Record, field: Field[Any, Any], value: Any) -> Iterable[Problem]:
    if not _can_be_written(value):
        message = Message("record.characters", N_("The text holds characters that cannot be written."))
        return [Problem(message, column=field.name)]
    try:
        if isinstance(field, ForeignKey):
            if not value and not field.null:
                raise ValidationError(field.error_messages["blank"], code="blank")
            setattr(record, field.attname, value or None)
        else:
            if field.name == "source" and (faults := source.faults(value)):
                raise ValidationError(list(faults.values()))
            setattr(record, field.name, field.clean(_empty(field, value), record))
    except ValidationError as error:
        return [Problem(_said(text), column=field.name) for text in said(field, error)]
    return []


def _can_be_written(value: Any) -> bool:
    """Whether every text in ``value`` is one that databases take: no zero byte, no half character."""
    text = json.dumps(value, default=str, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\\u0000" not in text


def _empty(field: Field[Any, Any], value: Any) -> Any:
    """Nothing typed is nothing, where the field can hold that."""
    return None if value == "" and field.null else value


def _links(kind: Kind, record: Record, named: Mapping[str, Any], find: Find) -> Iterable[Problem]:
    """Problems of links: to nothing, to another country's record, to a withdrawn one, to itself."""
    for name, value in named.items():
        wanted = {value} if isinstance(value, str) else set(value)
        possible = {id for id in wanted if is_id(id)}
        found = {
            target.pk: target
            for target in find(kind.links[name], possible)
            if target.country_id in (None, record.country_id)
        }
        if isinstance(value, str):  # what is checked between records need not ask again
            setattr(record, name, found.get(value))
        if wanted - found.keys():
            yield _problem(
                name, "record.link", N_("A record that this names does not exist here."), kind, name
            )
        for target in found.values():
            if target.withdrawn:
                message = Message(
                    "record.link-withdrawn",
                    N_("“{title}” was withdrawn. Restore it first, or name another record."),
                    {"title": str(target)},
                )
                yield Problem(message, column=name)
        if kind.links[name] is kind.model and record.pk in wanted:
            yield _problem(name, "record.link-self", N_("A record cannot name itself here."), kind, name)


def _problem(column: str, code: str, template: str, kind: Kind, name: str) -> Problem:
    return Problem(Message(code, template, {"kind": kind.label, "field": name}), column=column)


def _said(text: str) -> Message:
    """A sentence that the form's own checks have said already, in the reader's language."""
    return Message("record.value", "{text}", {"text": text})
