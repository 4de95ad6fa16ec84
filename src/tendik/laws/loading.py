"""Finding a law and the version in force on a day."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any

from tendik.errors import N_, BadInput, Message, NotFound, Problem
from tendik.laws.law import Law
from tendik.laws.reading import line, parse
from tendik.laws.schema import LawFile, ReformFile, RuleBase

DATA = Path(str(resources.files("tendik.laws") / "data"))


def available() -> list[str]:
    """Identifiers of the built-in laws and reforms, sorted."""
    return sorted(_paths())


def load(identifier: str | Path, on: date | str | None = None) -> Law:
    """The law ``identifier`` in the version in force on the day ``on``.

    Parameters
    ----------
    identifier : str or Path
        A built-in law (``"kaz-majilis"``) or the path of a law file.
    on : date or ISO date string, optional
        The day; without it, the latest version.

    Raises
    ------
    NotFound
        If there is no such law, or none was in force that day.
    BadInput
        If the file is wrong; every problem names line and field.
    """
    versions = history(identifier)
    if on is None:
        return versions[-1]
    asked = day(on)
    in_force = [law for law in versions if law.version.in_force <= asked]
    if not in_force:
        raise NotFound(
            Message(
                "law.not-yet",
                N_("No version of {law} was in force on {day}; the first is in force since {first}."),
                {"law": versions[0].id, "day": asked, "first": versions[0].version.in_force},
            )
        )
    return replace(in_force[-1], on=asked)


def history(identifier: str | Path) -> tuple[Law, ...]:
    """Every version of a law, by the day in force, each as a :class:`Law`.

    Raises
    ------
    NotFound, BadInput
        As :func:`load`.
    """
    path = identifier if isinstance(identifier, Path) else _find(identifier)
    return _read(path, path.stat().st_mtime_ns)


def cases(identifier: str | Path) -> list[dict[str, Any]]:
    """The cases that stand beside a law: titles that a lawyer can check, inputs, answers."""
    path = identifier if isinstance(identifier, Path) else _find(identifier)
    beside = path.with_suffix(".cases.yaml")
    if not beside.exists():
        return []
    found: list[dict[str, Any]] = parse(beside.read_text(encoding="utf-8"), None, beside.name)["cases"]
    return found


def day(on: date | str) -> date:
    """A day given as a date or as ``2023-03-19``; anything else is :class:`BadInput`."""
    if isinstance(on, date):
        return on
    try:
        return date.fromisoformat(on)
    except ValueError:
        template = N_("This is not a day: {value}. Write it as year-month-day, for example 2023-03-19.")
        raise BadInput([Problem(Message("law.day", template, {"value": on}), column="on")]) from None


@cache
def _paths() -> dict[str, Path]:
    files = (path for path in DATA.glob("*/*.yaml") if not path.name.endswith(".cases.yaml"))
    return {f"{path.parent.name}-{path.stem}": path for path in files}


def _find(identifier: str) -> Path:
    if identifier in _paths():
        return _paths()[identifier]
    if identifier.endswith((".yaml", ".yml")) and Path(identifier).is_file():
        return Path(identifier)
    template = N_("There is no law {law}. There are: {available}.")
    raise NotFound(Message("law.unknown", template, {"law": identifier, "available": available()}))


@cache
def _read(path: Path, stamp: int) -> tuple[Law, ...]:  # noqa: ARG001  (a key of the cache)
    """The versions in the file; ``stamp`` makes an edited file count as another one."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        template = N_("The file is not in UTF-8. Save it in that encoding.")
        raise BadInput([Problem(Message("law.encoding", template), path.name)]) from None
    raw = parse(text, None, path.name)
    if isinstance(raw, dict) and "reform_of" in raw:
        return (_reform(text, path.name),)
    law_file: LawFile = parse(text, LawFile, path.name)
    problems = list(_inconsistencies(law_file, text, path.name))
    if problems:
        raise BadInput(problems)
    order = {version.id: index for index, version in enumerate(law_file.versions)}
    return tuple(_law(law_file, index, order) for index in range(len(law_file.versions)))


def _law(file: LawFile, index: int, order: dict[str, int]) -> Law:
    def holds(rule: RuleBase) -> bool:
        return order[rule.since] <= index and (rule.until is None or index < order[rule.until])

    rules = tuple(rule for rule in file.rules if holds(rule))
    named = {rule.id for rule in rules}
    asked = {group for rule in rules for group in getattr(rule, "groups", ())}
    readings = tuple(r for r in file.readings if r.group in asked or named & set(r.rules))
    return Law(
        id=file.id,
        country=file.country,
        chamber=file.chamber,
        title=file.title,
        version=file.versions[index],
        rules=rules,
        groups=file.groups,
        sources=file.sources,
        readings=readings,
    )


def _reform(text: str, name: str) -> Law:
    reform: ReformFile = parse(text, ReformFile, name)
    base = next((law for law in history(reform.reform_of) if law.version.id == reform.over), None)
    problems = []
    if base is None:
        message = Message(
            "law.over", N_("The reformed law has no version {version}."), {"version": reform.over}
        )
        raise BadInput([_at(message, text, name, "over")])
    changed = {rule.id: rule for rule in base.rules}
    for place, change in enumerate(reform.changes):
        if change.rule not in changed:
            template = N_("The reformed law has no rule {rule}. It has: {available}.")
            message = Message("law.no-rule", template, {"rule": change.rule, "available": list(changed)})
            problems.append(_at(message, text, name, "changes", place, "rule"))
            continue
        rule = changed[change.rule]
        changed[change.rule] = type(rule).model_validate({**rule.model_dump(), **change.set})
    if problems:
        raise BadInput(problems)
    return Law(
        id=reform.id,
        country=reform.country,
        chamber=reform.chamber,
        title=reform.title,
        version=reform.version,
        rules=tuple(changed.values()),
        groups=base.groups,
        sources={**base.sources, **reform.sources},
        readings=base.readings,
        reform_of=f"{base.id} {base.version.id}",
    )


def _inconsistencies(file: LawFile, text: str, name: str) -> Iterator[Problem]:
    """What the schema cannot see: names that point nowhere, versions out of order."""
    versions = [version.id for version in file.versions]
    days = [version.in_force for version in file.versions]
    for index, (earlier, later) in enumerate(pairwise(days), start=1):
        if later <= earlier:
            message = Message(
                "law.order",
                N_("Versions stand in the order of their day in force; this one is out of order."),
            )
            yield _at(message, text, name, "versions", index, "in_force")

    def known(value: str | None, among: Collection[str], *path: int | str) -> Iterator[Problem]:
        if value is not None and value not in among:
            template = N_("This name points nowhere: {value}. There are: {available}.")
            yield _at(
                Message("law.nowhere", template, {"value": value, "available": list(among)}),
                text,
                name,
                *path,
            )

    for index, version in enumerate(file.versions):
        yield from known(version.source, file.sources, "versions", index, "source")
    seen: set[str] = set()
    for index, rule in enumerate(file.rules):
        if rule.id in seen:
            message = Message(
                "law.rule-twice", N_("Two rules have the same name: {rule}."), {"rule": rule.id}
            )
            yield _at(message, text, name, "rules", index, "id")
        seen.add(rule.id)
        yield from known(rule.source, file.sources, "rules", index, "source")
        yield from known(rule.since, versions, "rules", index, "since")
        yield from known(rule.until, versions, "rules", index, "until")
        for group in getattr(rule, "groups", ()):
            yield from known(group, file.groups, "rules", index, "groups")
        for group in getattr(rule, "keeps", ()):
            yield from known(group, file.groups, "rules", index, "keeps")
        yield from known(getattr(rule, "group", None), file.groups, "rules", index, "group")
        if (
            rule.until in versions
            and rule.since in versions
            and versions.index(rule.until) <= versions.index(rule.since)
        ):
            message = Message("law.ends-early", N_("The rule ends before it begins."))
            yield _at(message, text, name, "rules", index, "until")
    for index, reading in enumerate(file.readings):
        for rule_id in reading.rules:
            yield from known(rule_id, seen, "readings", index, "rules")
        yield from known(reading.group, file.groups, "readings", index, "group")
        yield from known(reading.source, file.sources, "readings", index, "source")


def _at(message: Message, text: str, name: str, *path: int | str) -> Problem:
    import yaml

    row, field = line(yaml.compose(text, Loader=yaml.SafeLoader), path)
    return Problem(message, name, row, field)
