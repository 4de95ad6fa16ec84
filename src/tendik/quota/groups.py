"""Who belongs to which group, in three values: yes, no, and not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tendik.laws.schema import Group
from tendik.values import Candidate


@dataclass(frozen=True)
class Days:
    """The days on which a law measures age; ``None`` where the day is not known."""

    election_day: date | None = None
    registration_day: date | None = None


def years(born: date, day: date) -> int:
    """Completed years on ``day``; a person born on 29 February completes one on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def belongs(candidate: Candidate, group: Group, days: Days) -> bool | None:
    """Whether ``candidate`` is in ``group``; ``None`` where the file does not tell.

    A birth date without a known day still tells where the answer is the same on every
    day, which it never is for an open age bound, so it gives ``None``.
    """
    if group.sex is not None:
        return None if candidate.sex is None else candidate.sex == group.sex
    if group.age_below is not None:
        day: date | None = getattr(days, group.day)
        if candidate.born is None or day is None:
            return None
        return years(candidate.born, day) < group.age_below
    if group.disability:
        return candidate.disability
    stated = candidate.attributes.get(str(group.attribute), "")
    return None if not stated else stated.casefold() in {"yes", "true", "1"}


@dataclass(frozen=True)
class Membership:
    """One person's groups: those the person certainly is in, and those not ruled out."""

    certain: frozenset[str]
    possible: frozenset[str]


def membership(candidate: Candidate, groups: Mapping[str, Group], days: Days) -> Membership:
    """The groups of ``candidate``: certain and possible (certain ones included)."""
    answers = {key: belongs(candidate, group, days) for key, group in groups.items()}
    return Membership(
        certain=frozenset(key for key, answer in answers.items() if answer),
        possible=frozenset(key for key, answer in answers.items() if answer is not False),
    )
