"""Lists that joined each other: the mandates go to alliances first, then inside each to its lists.

Each step is a count of its own, told and with lots like any other: among the alliances, where a list
that joined nobody stands for itself, and inside each alliance with the method that the law has for it.
Every list passes the threshold by its own votes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from tendik.elections import Election
from tendik.errors import N_, Message
from tendik.laws import Law
from tendik.laws.schema import (
    AlliancesRule,
    ApportionmentRule,
    MandatesRule,
    OneListRule,
    ThresholdRule,
)
from tendik.values import Lot, PartyList, Step

Counted = tuple[Sequence[int], Sequence[Step], Sequence[Lot], Mapping[str, tuple[str, ...]]]
"""Seats, steps, open lots and drawn lots of one count."""
Count = Callable[[Law, Election, Mapping[str, tuple[str, ...]]], Counted]


@dataclass(frozen=True)
class Joined:
    """The seats of the lists, and how alliances came to them."""

    seats: tuple[int, ...]
    steps: tuple[Step, ...]
    lots: tuple[Lot, ...]
    drawn: Mapping[str, tuple[str, ...]]


def joins(law: Law, election: Election) -> bool:
    """Whether lists of the election joined each other under a law that knows of it."""
    return law.get(AlliancesRule) is not None and any(party.alliance for party in election.lists)


def among_alliances(
    law: Law,
    election: Election,
    taking: Sequence[int],
    drawn: Mapping[str, tuple[str, ...]],
    count: Count,
) -> Joined:
    """Share the mandates of ``law`` among the lists that take part, alliances first.

    Parameters
    ----------
    taking : sequence of int
        The lists that were admitted, by their place in the election.
    drawn : mapping
        Drawn lots. Inside an alliance their names begin with it: ``left:last-seats``.
    count : callable
        Counts one election under one law.
    """
    rule = law.need(AlliancesRule)
    lists = [election.lists[i] for i in taking]
    alliances: dict[str, list[PartyList]] = {}
    for party in lists:
        alliances.setdefault(_key(party, lists), []).append(party)
    shared, steps, lots, used = count(
        _plain(law), replace(election, lists=tuple(map(_together, alliances, alliances.values()))), drawn
    )
    seats = {party.id: 0 for party in election.lists}
    steps, lots, used = list(steps), list(lots), dict(used)
    tied = {option for lot in lots for option in lot.options}
    for (key, parties), won in zip(alliances.items(), shared, strict=True):
        if len(parties) == 1:
            seats[parties[0].id] = won
            continue
        template = N_("The joined lists {lists} won mandates together: {seats}.")
        values = {"lists": [party.name for party in parties], "seats": won}
        steps.append(Step(Message("seats.alliance", template, values), rule.article, rule.status, values))
        if key in tied:
            seats |= _sure(law, rule, replace(election, lists=tuple(parties)), won, count)
            continue
        if not won:
            continue
        own = {lot.removeprefix(f"{key}:"): ids for lot, ids in drawn.items() if lot.startswith(f"{key}:")}
        inside, more, open_lots, here = count(
            _inside(law, rule, won), replace(election, lists=tuple(parties)), own
        )
        seats |= {party.id: given for party, given in zip(parties, inside, strict=True)}
        steps += more
        lots += [replace(lot, id=f"{key}:{lot.id}") for lot in open_lots]
        used |= {f"{key}:{lot}": ids for lot, ids in here.items()}
    return Joined(tuple(seats.values()), tuple(steps), tuple(lots), used)


def _key(party: PartyList, lists: Sequence[PartyList]) -> str:
    """What a lot calls the alliance of a list, or the list; a list outside that is called the same stays outside."""
    if party.alliance and any(one.id == party.alliance != one.alliance for one in lists):
        return f"{party.alliance}+"
    return party.alliance or party.id


def _sure(law: Law, rule: AlliancesRule, alliance: Election, won: int, count: Count) -> dict[str, int]:
    """What its lists have whether or not the alliance wins one mandate more by lot."""
    ways = [count(_inside(law, rule, mandates), alliance, {})[0] for mandates in (won, won + 1)]
    return {party.id: min(given) for party, *given in zip(alliance.lists, *ways, strict=True)}


def _plain(law: Law, *rules: MandatesRule | ApportionmentRule) -> Law:
    """The law without what was done before: who is admitted, and who joined whom."""
    changed = {type(rule): rule for rule in rules}
    done = ThresholdRule | OneListRule | AlliancesRule
    return replace(
        law, rules=tuple(changed.get(type(rule), rule) for rule in law.rules if not isinstance(rule, done))
    )


def _inside(law: Law, rule: AlliancesRule, won: int) -> Law:
    """The law by which an alliance shares the mandates that it won."""
    mandates, method = law.need(MandatesRule), law.need(ApportionmentRule)
    known = {"article": rule.article, "status": rule.status, "source": rule.source}
    return _plain(
        law,
        mandates.model_copy(update={"lists": won, **known}),
        method.model_copy(update={"method": rule.method, **known}),
    )


def _together(key: str, parties: Sequence[PartyList]) -> PartyList:
    """An alliance as one list; a list that joined nobody is itself."""
    if len(parties) == 1:
        return parties[0]
    languages = dict.fromkeys(language for party in parties for language in party.name)
    names = {
        language: " + ".join(
            party.name.get(language) or next(iter(party.name.values()), party.id) for party in parties
        )
        for language in languages
    }
    return PartyList(key, names, sum(party.votes or 0 for party in parties))
