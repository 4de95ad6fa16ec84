"""Candidates among whom seats are filled: their votes, their groups, and the lots about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import Any

from tendik.errors import N_, BadInput, Message, Problem
from tendik.laws import Law
from tendik.laws.schema import RuleBase
from tendik.quota.groups import Days, belongs
from tendik.quota.lots import Record
from tendik.values import Candidate

VOTES, PARTY, DISTRICT, ALLIANCE, SEAT = "votes", "subparty", "district", "alliance", "seat"
"""The columns of a table of candidates that hold votes for the person, the party inside a
list, the constituency, the joined lists that the list belongs to, and the reserved seats that
the person stands for: the name of the rule."""

Standing = list[list[int]]
"""Tiers of places, in falling order, in which only a lot can tell those of one tier apart."""


@dataclass(frozen=True)
class Contest:
    """Candidates among whom seats are filled, and what a lot about them is called.

    ``seats`` are those of the list; ``votes`` its votes, where they are not those of its
    candidates together; ``name`` begins the names of its lots.
    """

    law: Law
    people: Sequence[Candidate]
    on: date | None
    name: str

    def votes(self, place: int) -> int:
        """The votes of one candidate.

        Raises
        ------
        BadInput
            If they are not stated.
        """
        stated = self.people[place].attributes.get(VOTES, "")
        if stated.isascii() and stated.isdigit():
            return int(stated)
        message = Message("elect.no-votes", N_("The votes of this candidate are not stated."))
        raise BadInput([Problem(message, row=self.people[place].row, column=VOTES)])

    def is_in(self, place: int, group: str) -> bool:
        """Whether a candidate is in ``group``.

        Raises
        ------
        BadInput
            If it is not stated: who is elected cannot be decided then.
        """
        person = self.people[place]
        answer = belongs(person, self.law.groups[group], Days(self.on or self.law.on, None))
        if answer is None:
            template = N_(
                "Who is elected cannot be decided: {name} lacks what tells whether the person is in {groups}."
            )
            values = {"name": person.name or str(person.row), "groups": self.law.groups[group].label}
            raise BadInput([Problem(Message("select.unknown", template, values), row=person.row)])
        return answer

    def identifier(self, place: int) -> str:
        """What a lot calls a candidate: the row."""
        row = self.people[place].row
        return str(row if row is not None else place + 1)

    def called(self, place: int) -> str:
        """What a sentence calls a candidate."""
        return self.people[place].name or self.identifier(place)

    def lot(
        self, record: Record, about: str, tied: Sequence[int], seats: int, rule: RuleBase | None
    ) -> list[int]:
        """Those of ``tied`` who win a lot; all of them if there is a seat for each."""
        if seats >= len(tied):
            return list(tied)
        options = [(self.identifier(place), self.called(place)) for place in tied]
        return [tied[index] for index in record.pick(f"{self.name}:{about}", options, seats, rule)]

    def by_votes(self, places: Sequence[int], ties: str = "lot") -> Standing:
        """``places`` by falling votes; of equal ones the earlier on the list first, if ``ties`` says so."""
        ranked = sorted(places, key=lambda place: (-self.votes(place), place))
        if ties == "list":
            return [[place] for place in ranked]
        return [list(tier) for _, tier in groupby(ranked, key=self.votes)]

    def by_share(self, places: Sequence[int], among: Sequence[int]) -> Standing:
        """``places`` by falling share of the votes of ``among`` in the constituency of each."""
        cast: dict[str, int] = {}
        for place in among:
            where = self.people[place].attributes.get(DISTRICT, "")
            cast[where] = cast.get(where, 0) + self.votes(place)

        def share(place: int) -> Fraction:
            return Fraction(self.votes(place), cast[self.people[place].attributes.get(DISTRICT, "")] or 1)

        ranked = sorted(places, key=lambda place: (-share(place), place))
        return [list(tier) for _, tier in groupby(ranked, key=share)]

    def first(self, record: Record, standing: Standing, seats: int, about: str, rule: Any) -> list[int]:
        """The first ``seats`` of a standing; a tier that is cut is a lot."""
        taken: list[int] = []
        for tier in standing:
            if len(taken) >= seats:
                break
            taken += self.lot(record, about, tier, seats - len(taken), rule)
        return taken
