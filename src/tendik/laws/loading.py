"""Finding a law and the version in force on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from tendik.errors import N_, BadInput, Message, NotFound, Problem
from tendik.laws.consistency import at, inconsistencies, known, nowhere
from tendik.laws.law import Law
from tendik.laws.reading import parse, refused, text_of
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
    path = _find(identifier)
    return _read(path, path.stat().st_mtime_ns)


def cases(identifier: str | Path) -> list[dict[str, Any]]:
    """The cases that stand beside a law: titles that a lawyer can check, inputs, answers."""
    path = _find(identifier)
    beside = path.with_suffix(".cases.yaml")
    if not beside.exists():
        return []
    found: list[dict[str, Any]] = parse(beside.read_text(encoding="utf-8"), None, beside.name)["cases"]
    return found


def day(on: date | str) -> date:
    """A day given as a date or as ``2023-03-19``; anything else is :class:`BadInput`."""
    if isinstance(on, date):
        return on.date() if isinstance(on, datetime) else on
    try:
        return date.fromisoformat(on)
    except (ValueError, TypeError):
        template = N_("This is not a day: {value}. Write it as year-month-day, for example 2023-03-19.")
        raise BadInput([Problem(Message("law.day", template, {"value": on}), column="on")]) from None


@cache
def _paths() -> dict[str, Path]:
    files = (path for path in DATA.glob("*/*.yaml") if not path.name.endswith(".cases.yaml"))
    return {f"{path.parent.name}-{path.stem}": path for path in files}


def _find(identifier: str | Path) -> Path:
    if identifier in _paths():
        return _paths()[str(identifier)]
    try:
        path = Path(identifier)
        if path.suffix in {".yaml", ".yml"} and path.is_file():
            return path
    except (OSError, ValueError, TypeError):
        pass  # no path at all, or longer than the system takes
    template = N_("There is no law {law}. There are: {available}.")
    raise NotFound(Message("law.unknown", template, {"law": str(identifier), "available": available()}))


@cache
def _read(path: Path, stamp: int) -> tuple[Law, ...]:  # noqa: ARG001  (a key of the cache)
    """The versions in the file; ``stamp`` makes an edited file count as another one."""
    text = text_of(path)
    raw = parse(text, None, path.name)
    if isinstance(raw, dict) and "reform_of" in raw:
        return (_reform(path, text),)
    law_file: LawFile = parse(text, LawFile, path.name)
    problems = list(inconsistencies(law_file, text, path.name))
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


def _reform(path: Path, text: str) -> Law:
    name = path.name
    reform: ReformFile = parse(text, ReformFile, name)
    try:
        reformed = _find(reform.reform_of)
    except NotFound as error:
        raise BadInput([at(error.message, text, name, "reform_of")]) from None
    if reformed.samefile(path):
        message = Message("law.itself", N_("The law reforms itself. Name the law that it reforms."))
        raise BadInput([at(message, text, name, "reform_of")])
    base = next((law for law in history(reformed) if law.version.id == reform.over), None)
    if base is None:
        message = Message(
            "law.over", N_("The reformed law has no version {version}."), {"version": reform.over}
        )
        raise BadInput([at(message, text, name, "over")])
    problems: list[Problem] = []
    sources = {**base.sources, **reform.sources}
    problems += known(reform.version.source, sources, text, name, ("version", "source"))
    changed = {rule.id: rule for rule in base.rules}
    for place, change in enumerate(reform.changes):
        if change.rule not in changed:
            template = N_("The reformed law has no rule {rule}. It has: {available}.")
            message = Message("law.no-rule", template, {"rule": change.rule, "available": list(changed)})
            problems.append(at(message, text, name, "changes", place, "rule"))
            continue
        rule = changed[change.rule]
        field = ("changes", place, "set")
        try:
            new = type(rule).model_validate({**rule.model_dump(), **change.set})
        except ValidationError as error:
            problems += refused(error, text, name, field)
            continue
        problems += nowhere(new, base.groups, sources, text, name, field)
        changed[change.rule] = new
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
        sources=sources,
        readings=base.readings,
        reform_of=f"{base.id} {base.version.id}",
    )
