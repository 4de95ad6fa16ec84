"""One question to the quota engines, answered once and kept: which law, on whose votes?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from tendik import elections, laws, quota, seats
from tendik.elections import Composition, Election
from tendik.errors import N_, Message, NotFound
from tendik.laws import Law
from tendik.laws.schema import QuotaRule


@dataclass(frozen=True)
class Answer:
    """What ``law`` does on the votes of ``election``."""

    law: Law
    election: Election
    allocation: seats.Allocation
    floor: quota.Guarantee

    @property
    def reform(self) -> bool:
        """Whether the law is a reform, counted on the votes of another election."""
        return bool(self.law.reform_of)

    @property
    def union(self) -> str | None:
        """The key of the union that a quota names, if the law has a quota."""
        return next((key for key in self.floor if "+" in key), None)

    @cached_property
    def quotas(self) -> Mapping[str, QuotaRule]:
        """The quota of each stage: ``list`` and ``mandates``."""
        return {rule.of: rule for rule in self.law.all(QuotaRule)}

    @cached_property
    def elected_women(self) -> tuple[Composition, ...]:
        """Published figures of elected women; none for a reform, under which nobody was elected."""
        if self.reform:
            return ()
        return tuple(c for c in self.election.composition if c.stage == "elected" and c.group == "women")

    @cached_property
    def sensitivity(self) -> tuple[quota.Variation, ...]:
        """The answer under every other reading."""
        return quota.sensitivity(self.law, self.election)


def reforms(country: str) -> list[Law]:
    """The reform scenarios of ``country``."""
    return [
        law
        for name in laws.available()
        for law in laws.history(name)[-1:]
        if law.reform_of and law.country == country
    ]


def own_laws(country: str) -> list[str]:
    """The identifiers of the laws of ``country`` and of its reforms."""
    return [name for name in laws.available() if name.startswith(f"{country}-")]


def held(country: str) -> list[elections.Listed]:
    """The elections of ``country``, the latest first."""
    inside = [one for one in elections.available() if one.id.startswith(f"{country}-")]
    return sorted(inside, key=lambda one: one.date, reverse=True)


def ask(country: str, election: str | None, reform: str | None) -> Answer:
    """The answer for an election (the latest without one) under its law, or under a reform.

    Raises
    ------
    NotFound
        If the country has no such election or reform.
    """
    known = [one.id for one in held(country)]
    name = election or known[0]
    drafts = [law.id for law in reforms(country)]
    if name not in known or (reform and reform not in drafts):
        template = N_("There is no such election or reform here. There are: {known}.")
        raise NotFound(Message("labs.unknown", template, {"known": [*known, *drafts]}))
    return _answer(name, reform or None)


@lru_cache(maxsize=64)
def _answer(name: str, reform: str | None) -> Answer:
    election = elections.load(name)
    law = laws.load(reform) if reform else laws.load(election.law or "", on=election.date)
    allocation = seats.allocate(law, election)
    return Answer(law, election, allocation, quota.guarantee(law, allocation, lists=election.lists))
