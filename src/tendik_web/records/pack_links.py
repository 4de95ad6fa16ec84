"""Links inside a pack and out of it: where they lead, and in which order to write."""

from __future__ import annotations

from collections.abc import Container, Iterable

from tendik.errors import N_, BadInput, Message, Problem
from tendik_web.records import kinds
from tendik_web.records.packs import Packed

Name = tuple[str, str | None, str]
"""Kind, country and key of a record."""


def in_order(records: list[Packed], there: Container[Name]) -> list[Packed]:
    """The records, each after those that it links to.

    Raises
    ------
    tendik.errors.BadInput
        A link leads nowhere, or in a circle.
    """
    by_name = {(record.kind, record.country, record.key): record for record in records}
    ordered: dict[Name, Packed] = {}
    problems: list[Problem] = []

    def visit(record: Packed, path: tuple[Name, ...]) -> None:
        name = (record.kind, record.country, record.key)
        if name in ordered:
            return
        if name in path:
            problems.append(
                _problem(record, "pack.circle", N_("{place} leads back to itself by its links."), "")
            )
            return
        for field_name, key in keys(record):
            target = next((n for n in names(record, field_name, key) if n in by_name or n in there), None)
            if target is None:
                problems.append(
                    _problem(record, "pack.link", N_("{place} links to {key}, which is not there."), key)
                )
            elif target in by_name:
                visit(by_name[target], (*path, name))
        ordered[name] = record

    for record in records:
        visit(record, ())
    if problems:
        raise BadInput(problems)
    return list(ordered.values())


def keys(record: Packed) -> Iterable[tuple[str, str]]:
    """Each link of ``record``: its field and the key that it leads to."""
    for name, linked in record.links.items():
        for key in [linked] if isinstance(linked, str) else linked:
            yield name, key


def names(record: Packed, field_name: str, key: str) -> list[Name]:
    """Where a link may lead: to the country's own record before one that all share."""
    kind = kinds.find(record.kind).links[field_name].kind()
    country, _, own = key.rpartition(":")
    return [(kind, country or record.country, own), (kind, None, own)]


def _problem(record: Packed, code: str, template: str, key: str) -> Problem:
    values = {"place": f"{record.kind} {record.key}", "key": key}
    return Problem(Message(code, template, values), file=record.file)
