"""What the schema of a law file cannot see: names that point nowhere, rules of which there can be but one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise

from tendik.errors import N_, Message, Problem
from tendik.laws.reading import place_of
from tendik.laws.schema import LawFile, RuleBase

MANY = frozenset({"quota", "balance", "candidate-age", "correction", "reserved"})
"""Kinds of which several rules may hold at once. Of the others each version has one at most."""

Path = tuple[int | str, ...]


def inconsistencies(file: LawFile, text: str, name: str) -> Iterator[Problem]:
    """Every inconsistency of ``file``, whose ``text`` stands in the file ``name``."""
    yield from _versions(file, text, name)
    yield from _rules(file, text, name)
    yield from _only_ones(file, text, name)
    seen = {rule.id for rule in file.rules}
    for index, reading in enumerate(file.readings):
        for rule_id in reading.rules:
            yield from known(rule_id, seen, text, name, ("readings", index, "rules"))
        yield from known(reading.group, file.groups, text, name, ("readings", index, "group"))
        yield from known(reading.source, file.sources, text, name, ("readings", index, "source"))


def nowhere(
    rule: RuleBase, groups: Collection[str], sources: Collection[str], text: str, name: str, path: Path
) -> Iterator[Problem]:
    """Names in ``rule``, which stands at ``path``, that are no group and no source of the law."""
    yield from known(rule.source, sources, text, name, (*path, "source"))
    named = [
        *(("groups", group) for group in getattr(rule, "groups", ())),
        *(("keeps", group) for group in getattr(rule, "keeps", ())),
        ("group", getattr(rule, "group", None)),
        *(("others", other.group) for other in getattr(rule, "others", ())),
    ]
    for field, group in named:
        yield from known(group, groups, text, name, (*path, field))
    groups_of_rule = getattr(rule, "groups", ())
    if len(set(groups_of_rule)) < len(groups_of_rule):
        template = N_("The rule {rule} names a group twice.")
        message = Message("law.group-twice", template, {"rule": rule.id})
        yield at(message, text, name, *path, "groups")


def at(message: Message, text: str, name: str, *path: int | str) -> Problem:
    """``message`` with the line and the field of ``path``."""
    row, field = place_of(text, path)
    return Problem(message, name, row, field)


def _versions(file: LawFile, text: str, name: str) -> Iterator[Problem]:
    """Versions out of order, twice, or without their source."""
    for index, (earlier, later) in enumerate(pairwise(file.versions), start=1):
        if later.in_force <= earlier.in_force:
            template = N_("Versions stand in the order of their day in force; this one is out of order.")
            yield at(Message("law.order", template), text, name, "versions", index, "in_force")
    seen: set[str] = set()
    for index, version in enumerate(file.versions):
        if version.id in seen:
            template = N_("Two versions have the same name: {version}.")
            message = Message("law.version-twice", template, {"version": version.id})
            yield at(message, text, name, "versions", index, "id")
        seen.add(version.id)
        yield from known(version.source, file.sources, text, name, ("versions", index, "source"))


def _rules(file: LawFile, text: str, name: str) -> Iterator[Problem]:
    """Rules twice, rules that name what is not there, rules that end before they begin."""
    versions = [version.id for version in file.versions]
    seen: set[str] = set()
    for index, rule in enumerate(file.rules):
        if rule.id in seen:
            message = Message(
                "law.rule-twice", N_("Two rules have the same name: {rule}."), {"rule": rule.id}
            )
            yield at(message, text, name, "rules", index, "id")
        seen.add(rule.id)
        yield from nowhere(rule, file.groups, file.sources, text, name, ("rules", index))
        yield from known(rule.since, versions, text, name, ("rules", index, "since"))
        yield from known(rule.until, versions, text, name, ("rules", index, "until"))
        if (
            rule.until in versions
            and rule.since in versions
            and versions.index(rule.until) <= versions.index(rule.since)
        ):
            message = Message("law.ends-early", N_("The rule ends before it begins."))
            yield at(message, text, name, "rules", index, "until")


def _only_ones(file: LawFile, text: str, name: str) -> Iterator[Problem]:
    """A second rule of a kind of which a version can have but one: the law would contradict itself."""
    versions = [version.id for version in file.versions]
    held: dict[tuple[str, str], str] = {}
    for index, rule in enumerate(file.rules):
        if rule.kind in MANY or rule.since not in versions:
            continue
        end = versions.index(rule.until) if rule.until in versions else len(versions)
        for version in versions[versions.index(rule.since) : end]:
            first = held.setdefault((rule.kind, version), rule.id)
            if first != rule.id:
                template = N_(
                    "The rules {first} and {second} are both of the kind {kind} and both hold in the version "
                    "{version}. A version has one rule of this kind; end the earlier one with until."
                )
                values = {"first": first, "second": rule.id, "kind": rule.kind, "version": version}
                yield at(Message("law.one-of-a-kind", template, values), text, name, "rules", index, "kind")
                break


def known(value: str | None, among: Collection[str], text: str, name: str, path: Path) -> Iterator[Problem]:
    """A problem where ``value``, at ``path``, is not ``among`` the names that there are."""
    if value is not None and value not in among:
        template = N_("This name points nowhere: {value}. There are: {available}.")
        message = Message("law.nowhere", template, {"value": value, "available": list(among)})
        yield at(message, text, name, *path)
