"""Values that two or more rooms use. All are frozen; none knows a file or a language."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Literal

from tendik.errors import Message

Status = Literal["read", "computed", "interpretation", "unconfirmed"]
"""How a fact is known: read in its source, computed from read facts, our reading of
an unclear text, or confirmed by nobody yet."""

Sex = Literal["female", "male"]

Text = Mapping[str, str]
"""A text by language code (``kk``, ``ru``, ``en`` …)."""

NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Source:
    """Where a fact was read: ``title``, ``url`` if it has one, and the date it was read."""

    title: str
    url: str | None = None
    read: date | None = None


@dataclass(frozen=True)
class Percent:
    """An exact share to be shown as a percentage; ``Percent(Fraction(3, 10))`` is 30%."""

    share: Fraction


@dataclass(frozen=True)
class Rounded:
    """A measured number to be shown with ``digits`` decimals, such as the score of an index."""

    value: float
    digits: int = 3


@dataclass(frozen=True)
class Count:
    """A published count, an interval for one, or the plain statement that it is not known.

    ``value`` is the count itself. Where only bounds are known, ``at_least`` and
    ``at_most`` hold them (inclusive); an estimate has a value *and* bounds.
    """

    value: int | None = None
    at_least: int | None = None
    at_most: int | None = None
    source: Source | None = None
    status: Status = "read"
    note: Text = field(default_factory=dict)


@dataclass(frozen=True)
class Candidate:
    """One name on a list.

    ``place`` is the 0-based place on an ordered list, or the order in the file on
    an unordered one; ``row`` is the row of the file it came from, for findings.
    ``None`` means not stated, never "no".
    """

    name: str = ""
    sex: Sex | None = None
    born: date | None = None
    disability: bool | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    row: int | None = None


@dataclass(frozen=True)
class PartyList:
    """A list as it stands in an election: its votes, its names, or both.

    ``votes`` is ``None`` for a list that was not voted on yet. ``estimate`` bounds
    a count that no source gives exactly. ``registered_order`` is 1 for the list
    registered first, ``None`` where the order is not known. ``size`` is the number
    of names where the names themselves are not given. Lists that joined each other name
    the same ``alliance``.
    """

    id: str
    name: Text
    votes: int | None = None
    registered_order: int | None = None
    estimate: Count | None = None
    size: int | None = None
    candidates: tuple[Candidate, ...] = ()
    alliance: str = ""


@dataclass(frozen=True)
class Tie:
    """Lists with an equal claim: ``seats`` of the ``options`` (0-based) get one more."""

    options: tuple[int, ...]
    seats: int


@dataclass(frozen=True)
class Lot:
    """A tie in a count that only a lot can settle.

    ``id`` names it so that a drawn lot can be handed back; ``options`` are the
    identifiers of the lists, ``seats`` how many of them win.
    """

    id: str
    options: tuple[str, ...]
    seats: int
    article: str = ""


@dataclass(frozen=True)
class Step:
    """One step of a count or of a decision: what was applied, under which article."""

    message: Message
    article: str = ""
    status: Status = "read"
    figures: Mapping[str, Any] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The stable name of the step."""
        return self.message.code


@dataclass(frozen=True)
class Replay:
    """What is needed to run a result again: each ingredient with its version and digest."""

    call: str
    engine: str
    law: str = ""
    law_digest: str = ""
    data: str = ""
    data_digest: str = ""

    @property
    def digest(self) -> str:
        """Digest of the whole line: two results with the same digest had the same inputs."""
        return digest([self.call, self.engine, self.law, self.law_digest, self.data, self.data_digest])

    def __str__(self) -> str:
        parts = [self.call]
        if self.law:
            parts.append(f"law {self.law} {self.law_digest}")
        if self.data:
            parts.append(f"data {self.data} {self.data_digest}")
        return " · ".join([*parts, f"tendik {self.engine}", f"digest {self.digest}"])


def canonical(value: Any) -> str:
    """The one text form of ``value``: JSON with sorted keys, exact fractions, ISO dates."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)


def digest(value: Any) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of the canonical text of ``value``."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()[:16]
