"""Lots among persons: a count stops where only a lot decides, and goes on with the lot drawn.

A count is run as a function of the lots drawn so far. Where it needs one that was not drawn
it stops, and every way to draw it is tried: if the same persons are elected whoever wins, the
lot cannot matter and the count goes on without it; else it stays open, and those elected
whoever wins are sure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import comb
from typing import Generic, TypeVar

from tendik.errors import N_, BadInput, Infeasible, Message, Problem
from tendik.laws.schema import RuleBase
from tendik.values import Lot, Step

R = TypeVar("R")
Who = frozenset[tuple[str, int]]
"""Persons: the list and the place on it."""

MOST_DRAWS = 2000
"""How many ways to draw the lots are tried before a lot is left open unproven."""


class Undrawn(Exception):
    """The count needs a lot that was not drawn."""

    def __init__(self, lot: Lot, names: Sequence[str], rule: RuleBase | None) -> None:
        super().__init__(lot.id)
        self.lot = lot
        self.names = tuple(names)
        self.rule = rule


@dataclass
class Record:
    """One run of a count: the lots given to it, those it used, and its steps.

    ``skipped`` are lots that were found not to matter, with the draw the run goes on with.
    """

    drawn: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    skipped: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    used: dict[str, tuple[str, ...]] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)

    def say(self, rule: RuleBase | None, message: Message) -> None:
        """Add a step of ``rule``."""
        article, status = (rule.article, rule.status) if rule else ("", "computed")
        self.steps.append(Step(message, article, status, dict(message.values)))

    def pick(
        self, about: str, options: Sequence[tuple[str, str]], seats: int, rule: RuleBase | None
    ) -> list[int]:
        """Which of ``options`` (identifier and name) win the lot, as their indices.

        Raises
        ------
        Undrawn
            If the lot was not drawn.
        BadInput
            If the drawn winners are not so many of the options.
        """
        self.seen[about] = self.seen.get(about, 0) + 1
        key = about if self.seen[about] == 1 else f"{about}:{self.seen[about]}"
        ids = [identifier for identifier, _ in options]
        names = [name for _, name in options]
        if key in self.skipped:
            won = self.skipped[key]
            template = N_("Equal claims: {names}. No lot is needed: whoever wins it, the same are elected.")
            self.say(rule, Message("elect.lot-skipped", template, {"names": names}))
        elif key in self.drawn:
            won = self.drawn[key]
            if len(won) != seats or len(set(won)) != seats or not set(won) <= set(ids):
                template = N_("The lot {lot} needs so many winners: {seats}, out of: {options}.")
                message = Message("seats.lot-wrong", template, {"lot": key, "seats": seats, "options": ids})
                raise BadInput([Problem(message, column="lots")])
            self.used[key] = won
            template = N_("Equal claims: {names}. The lot was drawn and won by: {winners}.")
            winners = [name for identifier, name in options if identifier in won]
            self.say(rule, Message("elect.lot-drawn", template, {"names": names, "winners": winners}))
        else:
            raise Undrawn(Lot(key, tuple(ids), seats, rule.article if rule else ""), names, rule)
        return [index for index, identifier in enumerate(ids) if identifier in won]


@dataclass(frozen=True)
class Settled(Generic[R]):
    """What a count came to: its ``result``, or the open ``lot`` and those elected for ``sure``."""

    result: R | None
    record: Record
    lot: Lot | None = None
    sure: Who = frozenset()


def settle(
    count: Callable[[Record], R], who: Callable[[R], Who], drawn: Mapping[str, Sequence[str]] | None
) -> Settled[R]:
    """Run ``count`` with the lots ``drawn``, as far as they carry.

    Parameters
    ----------
    count : callable
        A count that asks its record for lots, and otherwise depends on nothing.
    who : callable
        The persons whom a result elects.
    drawn : mapping of str to sequence of str
        Drawn lots: the identifier of the lot to the identifiers of the winners. A lot that
        the count does not need is left aside.
    """
    given = {key: tuple(ids) for key, ids in (drawn or {}).items()}
    skipped: dict[str, tuple[str, ...]] = {}
    while True:
        record = Record(given, skipped)
        try:
            return Settled(count(record), record)
        except Undrawn as stop:
            outcomes = _explore(count, who, {**record.used, **skipped}, stop.lot, [MOST_DRAWS])
            if outcomes is not None and len(set(outcomes)) == 1:
                skipped[stop.lot.id] = stop.lot.options[: stop.lot.seats]
                continue
            possible = [outcome for outcome in outcomes or () if outcome is not None]
            sure: Who = frozenset.intersection(*possible) if possible else frozenset()
            template = N_("Equal claims: {names}. A lot decides who wins: {seats}; it is open.")
            values = {"names": list(stop.names), "seats": stop.lot.seats}
            record.say(stop.rule, Message("elect.lot-open", template, values))
            return Settled(None, record, stop.lot, sure)


def _explore(
    count: Callable[[Record], R],
    who: Callable[[R], Who],
    drawn: Mapping[str, tuple[str, ...]],
    lot: Lot,
    left: list[int],
) -> list[Who | None] | None:
    """The persons elected in every way to draw ``lot`` and those after it; ``None``: too many.

    Of a way that leads to no result the entry is ``None``: only the lot can tell whether it comes to that.
    """
    if comb(len(lot.options), lot.seats) > left[0]:
        return None
    found: list[Who | None] = []
    for won in combinations(lot.options, lot.seats):
        trial = {**drawn, lot.id: won}
        try:
            left[0] -= 1
            found.append(who(count(Record(trial))))
        except Infeasible:
            found.append(None)
        except Undrawn as stop:
            deeper = _explore(count, who, trial, stop.lot, left)
            if deeper is None:
                return None
            found += deeper
    return found
