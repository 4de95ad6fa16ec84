"""How close a quota made it: the votes by which a person was elected, or was not, through it.

Who is elected changes only where two numbers that are compared change places: the votes of two
persons, the quotients of two lists or of two parties on one list, a threshold for votes. All
these places are found, and the count is run again at each of them in turn. So the answer is
exact even where more votes do not always help, as under corrections they may not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from tendik.elections import Election
from tendik.errors import N_, BadInput, Infeasible, Message, Problem, TendikError
from tendik.laws import Law
from tendik.laws.results import AddedSeatRule, AlliancesRule, ReservedRule
from tendik.laws.schema import (
    ApportionmentRule,
    ConstituenciesRule,
    PreferenceRule,
    WithinListRule,
)
from tendik.quota.contest import DISTRICT, PARTY, VOTES
from tendik.quota.elect import Outcome, elect
from tendik.seats.divisors import DIVISORS
from tendik.seats.margins import Margin
from tendik.values import Candidate, PartyList


@dataclass(frozen=True)
class PersonMargin:
    """The fewest votes that change whether a person is elected: more if not elected, fewer if so.

    The votes of all others stay as they are. ``margin.votes`` is ``None`` where no number of
    votes changes it.
    """

    list: str
    row: int
    elected: bool
    margin: Margin


Lots = Mapping[str, Sequence[str]]


def margins(law: Law, election: Election, *, lots: Lots | None = None) -> tuple[PersonMargin, ...]:
    """For each person replaced by a correction, and for each who came in, how close it was.

    In the order of the corrections, the one who gave way before the one who came in.

    Parameters
    ----------
    lots : mapping, optional
        Drawn lots, as :func:`tendik.quota.elect` takes them. With other votes a lot stays as it
        was drawn as long as its winners take part in it; a lot among others is open.

    Raises
    ------
    TendikError
        If lists share seats in a way for which this is not worked out.
    """
    outcome = elect(law, election, lots=lots)
    rows = [row for _, out, into in outcome.replaced for row in (out, into)]
    return tuple(person_margin(law, election, row, lots=lots) for row in dict.fromkeys(rows))


def person_margin(law: Law, election: Election, row: int, *, lots: Lots | None = None) -> PersonMargin:
    """The fewest votes that change whether the person on a row of the candidates is elected.

    ``lots`` are drawn lots, as in :func:`margins`.

    Raises
    ------
    BadInput
        If there is nobody on this row, or the person's votes are not stated.
    TendikError
        If lists share seats in a way for which this is not worked out.
    """
    party, place = _find(election.lists, row)
    stated = party.candidates[place].attributes.get(VOTES, "")
    if not (stated.isascii() and stated.isdigit()):
        message = Message("elect.no-votes", N_("The votes of this candidate are not stated."))
        raise BadInput([Problem(message, row=row, column=VOTES)])
    now = int(stated)
    near = _near(law, election, party)
    seats = sum(_elected(law, near, lots or {}).allocation.seats)
    crossings = _crossings(law, near, party, place, seats)
    points = {point for crossing in crossings for point in _around(crossing)}
    before = _status(law, near, party, place, now, lots or {})
    if before != "in":
        changes = [(votes - now, votes) for votes in sorted({now, now + 1, *points}) if votes >= now]
        wanted = "in"
    else:
        downwards = sorted({now, now - 1, *points}, reverse=True)
        changes = [(now - votes, votes) for votes in downwards if 0 <= votes <= now]
        wanted = "out"
    lot: int | None = None
    for change, votes in changes:
        found = _status(law, near, party, place, votes, lots or {})
        if found in (wanted, "open") and lot is None:
            lot = change
        if found == wanted:
            return PersonMargin(party.id, row, before == "in", Margin(change, lot))
    return PersonMargin(party.id, row, before == "in", Margin(None, lot))


def _find(lists: Sequence[PartyList], row: int) -> tuple[PartyList, int]:
    for party in lists:
        for place, person in enumerate(party.candidates):
            if person.row == row:
                return party, place
    template = N_("There is no candidate on this row: {row}.")
    raise BadInput([Problem(Message("margins.row", template, {"row": row}), row=row)])


def _near(law: Law, election: Election, party: PartyList) -> Election:
    """The part of an election that decides about a list: its constituency, where seats stay in it."""
    if law.get(ConstituenciesRule) is None or law.all(ReservedRule) or law.get(AddedSeatRule):
        return election
    district = party.candidates[0].attributes.get(DISTRICT)
    lists = (
        one
        for one in election.lists
        if one.candidates and one.candidates[0].attributes.get(DISTRICT) == district
    )
    return replace(election, lists=tuple(lists))


def _status(law: Law, election: Election, party: PartyList, place: int, votes: int, lots: Lots) -> str:
    """Whether the person with so many votes is ``in``, ``out``, waits for a lot, or no result is possible."""
    person = party.candidates[place]
    changed = replace(person, attributes={**person.attributes, VOTES: str(votes)})
    people = (*party.candidates[:place], changed, *party.candidates[place + 1 :])
    lists = tuple(replace(one, candidates=people) if one.id == party.id else one for one in election.lists)
    try:
        outcome = _elected(law, replace(election, lists=lists), lots)
    except Infeasible:
        return "impossible"
    taken = {row for rows in (*outcome.mandates.values(), *outcome.beside.values()) for row in rows}
    if person.row in taken:
        return "in"
    return "open" if outcome.lots else "out"


def _elected(law: Law, election: Election, lots: Lots) -> Outcome:
    """The outcome with ``lots``, except those that are now among others than were drawn."""
    left = dict(lots)
    while True:
        try:
            return elect(law, election, lots=left)
        except BadInput as error:
            other = [
                one.message.values["lot"] for one in error.problems if one.message.code == "seats.lot-wrong"
            ]
            if not other:
                raise
            left = {lot: won for lot, won in left.items() if lot not in other}


def _around(crossing: Fraction) -> tuple[int, int, int]:
    """Whole votes before, at and after a crossing."""
    whole = crossing.numerator // crossing.denominator
    return whole - (crossing == whole), whole, whole + 1


def _crossings(law: Law, election: Election, party: PartyList, place: int, seats: int) -> Iterator[Fraction]:
    """Votes of a person at which two numbers that the count compares are equal."""
    people = party.candidates
    for one in election.lists:
        for at, other in enumerate(one.candidates):
            if one.id != party.id or at != place:
                yield Fraction(_votes(other.attributes))
    yield from _lifted(law, party, place, seats)
    method = law.get(ApportionmentRule)
    if law.get(ConstituenciesRule) is None or method is None or party.votes is not None:
        return
    if law.get(AlliancesRule) is not None or method.method not in DIVISORS:
        template = N_("How votes for a person move seats between lists is not worked out for the law {law}.")
        raise TendikError(Message("margins.lists", template, {"law": law.id}))
    own = _total(people[:place] + people[place + 1 :])
    rivals = [_total(one.candidates) for one in election.lists if one.id != party.id]
    yield from _quotients(method.method, own, rivals, seats)
    within = law.get(WithinListRule)
    if within is not None:
        parties: dict[str, int] = {}
        for at, person in enumerate(people):
            key = person.attributes.get(PARTY, "")
            parties[key] = parties.get(key, 0) + (_votes(person.attributes) if at != place else 0)
        mine = people[place].attributes.get(PARTY, "")
        yield from _quotients(within.method, parties.pop(mine), parties.values(), seats)


def _quotients(method: str, own: int, rivals: Iterable[int], seats: int) -> Iterator[Fraction]:
    """Votes that, with ``own`` others, make a quotient of theirs equal to one of a rival."""
    divisors = {d for held in range(seats) if (d := DIVISORS[method].divisor(held))}
    shares = {a / b for a in divisors for b in divisors}
    for rival in set(rivals):
        for share in shares:
            if rival * share >= own:
                yield rival * share - own


def _lifted(law: Law, party: PartyList, place: int, seats: int) -> Iterator[Fraction]:
    """Votes at which the person, or another of the list, is on the threshold that lifts."""
    rule = law.get(PreferenceRule)
    if rule is None:
        return
    if rule.most is not None:
        yield Fraction(rule.most)
    others = [_votes(person.attributes) for at, person in enumerate(party.candidates) if at != place]
    shares = [rule.share] if rule.of == "list-votes" else [rule.share / n for n in range(1, seats + 1)]
    for share in shares:
        if party.votes is not None:
            yield share * party.votes
            continue
        yield from (count / share - sum(others) for count in others if count / share >= sum(others))
        if share < 1:
            yield share * sum(others) / (1 - share)


def _votes(attributes: Mapping[str, str]) -> int:
    stated = attributes.get(VOTES, "")
    return int(stated) if stated.isascii() and stated.isdigit() else 0


def _total(people: Sequence[Candidate]) -> int:
    return sum(_votes(person.attributes) for person in people)
