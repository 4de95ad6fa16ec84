"""A law in one version: what the engines receive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar, get_args

from tendik.errors import N_, Message, TendikError
from tendik.laws import schema
from tendik.values import Source, Status, Text, digest

R = TypeVar("R", bound=schema.RuleBase)


@dataclass(frozen=True)
class Law:
    """The rules of one chamber as they stand in one version.

    Attributes
    ----------
    id : str
        ``kaz-majilis``.
    version : schema.Version
        The version in force on the day asked for; ``adopted`` and ``in_force`` apart.
    rules : tuple of schema.Rule
        The rules of this version, in the order of the file.
    groups : mapping of str to schema.Group
        The protected groups, in the law's order.
    readings : tuple of schema.Reading
        Questions that the text leaves open.
    reform_of : str
        Empty, or the law this one reforms.
    on : date or None
        The day for which the law was loaded.
    variant : mapping of str to str
        Open questions that were decided otherwise than the law file does.
    """

    id: str
    country: str
    chamber: Text
    title: Text
    version: schema.Version
    rules: tuple[Any, ...]
    groups: Mapping[str, schema.Group]
    sources: Mapping[str, schema.SourceEntry]
    readings: tuple[schema.Reading, ...] = ()
    reform_of: str = ""
    on: date | None = None
    variant: Mapping[str, str] = field(default_factory=dict)

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Every rule of ``kind``."""
        return tuple(rule for rule in self.rules if isinstance(rule, kind))

    def get(self, kind: type[R]) -> R | None:
        """The one rule of ``kind``, or ``None`` where the law has none."""
        found = self.all(kind)
        return found[0] if found else None

    def need(self, kind: type[R]) -> R:
        """The one rule of ``kind``.

        Raises
        ------
        TendikError
            If this version of the law has no such rule.
        """
        rule = self.get(kind)
        if rule is None:
            raise TendikError(
                Message(
                    "law.rule-missing",
                    N_("The law {law}, version {version}, has no rule of the kind {kind}; this needs one."),
                    {
                        "law": self.id,
                        "version": self.version.id,
                        "kind": get_args(kind.model_fields["kind"].annotation)[0],
                    },
                )
            )
        return rule

    def source(self, key: str) -> Source:
        """The source that rules and versions name by ``key``."""
        entry = self.sources[key]
        return Source(entry.title, entry.url, entry.read)

    @property
    def status(self) -> Status:
        """How this version is known."""
        return self.version.status

    @cached_property
    def digest(self) -> str:
        """Changes when any rule, group or date of this version changes."""
        return digest(
            {
                "id": self.id,
                "version": self.version.model_dump(mode="json"),
                "rules": [rule.model_dump(mode="json") for rule in self.rules],
                "groups": {key: group.model_dump(mode="json") for key, group in self.groups.items()},
            }
        )

    def without(self, rule_id: str) -> Law:
        """This law with one rule taken out, to see what the rule does."""
        return replace(self, rules=tuple(rule for rule in self.rules if rule.id != rule_id))

    def read_as(self, reading: schema.Reading, value: str) -> Law:
        """This law under another reading of one open question."""
        rules = tuple(
            type(rule).model_validate({**rule.model_dump(), reading.field: value})
            if rule.id in reading.rules
            else rule
            for rule in self.rules
        )
        groups = {
            key: schema.Group.model_validate({**group.model_dump(), reading.field: value})
            if key == reading.group
            else group
            for key, group in self.groups.items()
        }
        return replace(self, rules=rules, groups=groups, variant={**self.variant, reading.id: value})
