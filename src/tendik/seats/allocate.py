"""From votes to seats under a law, every step with the article it applies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import product
from math import prod

from tendik.elections import Election
from tendik.errors import N_, BadInput, Message, Problem
from tendik.laws import Law
from tendik.laws.schema import ApportionmentRule, MandatesRule, OneListRule, RuleBase, ThresholdRule, TieRule
from tendik.seats import told
from tendik.seats.alliances import Counted, among_alliances, joins
from tendik.seats.bases import base_of
from tendik.seats.count import Tally, tally
from tendik.seats.thresholds import Base
from tendik.seats.ties import LAST_SEATS, TIES, settled_by
from tendik.values import Lot, PartyList, Replay, Step

MOST_COUNTS = 5000
"""How many possible counts of estimated votes are run through before the proof is left open."""


@dataclass(frozen=True)
class Allocation:
    """Seats of each list, and how they came about.

    Attributes
    ----------
    lists : tuple of PartyList, shape (P,)
        In the order of the election.
    seats : tuple of int, shape (P,)
        One number per list; where a lot is open, only the sure seats.
    steps : tuple of Step
        Every step with its article.
    lots : tuple of Lot
        Open lots; hand the winners back as ``lots={lot.id: [list ids]}``.
    house : int
        Mandates that the lists share.
    undecided : tuple of str
        Lists whose admission the missing base leaves open; empty when the result is proven.
    on : date or None
        Election day.
    """

    law: str
    election: str
    house: int
    lists: tuple[PartyList, ...]
    seats: tuple[int, ...]
    steps: tuple[Step, ...]
    lots: tuple[Lot, ...] = ()
    undecided: tuple[str, ...] = ()
    drawn: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    on: date | None = None
    replay: Replay | None = None

    @property
    def by_list(self) -> dict[str, int]:
        """Seats by list identifier, in the order of the lists."""
        return {party.id: count for party, count in zip(self.lists, self.seats, strict=True)}


def allocate(law: Law, election: Election, *, lots: Mapping[str, Sequence[str]] | None = None) -> Allocation:
    """Allocate the list mandates of ``law`` on the votes of ``election``.

    Parameters
    ----------
    law : Law
    election : Election
    lots : mapping of str to sequence of str, optional
        Drawn lots: the identifier of the lot to the identifiers of the lists that won.
        A lot that the count does not need is left aside.

    Returns
    -------
    Allocation

    Raises
    ------
    BadInput
        If a list has no votes stated, or a drawn lot names lists that were not in it.
    TendikError
        If the law has no rule for the mandates or the method.

    Notes
    -----
    Where the law knows of joined lists, those that name the same alliance share what they won together.
    """
    missing = [party for party in election.lists if party.votes is None]
    if missing:
        template = N_("The votes of this list are missing: {list}.")
        raise BadInput([Problem(Message("seats.votes", template, {"list": party.name})) for party in missing])
    count = _Count(law, election, {key: tuple(ids) for key, ids in (lots or {}).items()})
    count.refuse_more_votes()
    return count.run()


class _Count:
    """One allocation being told step by step."""

    def __init__(self, law: Law, election: Election, drawn: dict[str, tuple[str, ...]]) -> None:
        self.law = law
        self.election = election
        self.lists = election.lists
        self.votes = [party.votes or 0 for party in self.lists]
        self.order = [party.registered_order for party in self.lists]
        self.drawn = drawn
        self.used: dict[str, tuple[str, ...]] = {}
        threshold = law.get(ThresholdRule)
        self.base = base_of(threshold.of, election) if threshold else Base(0, 0)
        self.joined = joins(law, election)
        self.steps: list[Step] = []
        self.lots: list[Lot] = []

    def refuse_more_votes(self) -> None:
        """Refuse lists that have more votes together than all of which the threshold is a share."""
        counts = [party.estimate.at_least if party.estimate else party.votes for party in self.lists]
        least = sum(count or 0 for count in counts)
        base = self.base.high if self.law.get(ThresholdRule) else None
        if base is not None and least > base:
            template = N_(
                "The lists have more votes together, {votes}, than those of which the threshold is a share: {base}."
            )
            message = Message("seats.base", template, {"votes": least, "base": base})
            raise BadInput([Problem(message, column="votes")])

    def run(self) -> Allocation:
        mandates = self.law.need(MandatesRule)
        self.say(
            mandates,
            Message("seats.house", N_("The lists share {house} mandates."), {"house": mandates.lists}),
        )
        outcome = self.resolve()
        self.tell(told.admission(self.law, self.lists, self.base, outcome.passed))
        if outcome.second is not None:
            self.tell(told.second(self.law, self.lists, outcome))
        elif outcome.apportionment is not None and not self.joined:
            self.tell(told.distribution(self.law, self.lists, outcome))
        seats = self.share_joined(outcome) if self.by_alliances(outcome) else self.settle(outcome)
        self.tell_estimates(seats)
        return Allocation(
            law=f"{self.law.id} {self.law.version.id}",
            election=self.election.id,
            house=mandates.lists,
            lists=self.lists,
            seats=tuple(seats),
            steps=tuple(self.steps),
            lots=tuple(self.lots),
            undecided=tuple(p.id for p, yes in zip(self.lists, outcome.passed, strict=True) if yes is None),
            drawn=self.used,
            on=self.election.date,
            replay=self.replay(),
        )

    def replay(self) -> Replay:
        from tendik import __version__

        call = "allocate"
        if self.used:
            call += "".join(f" {lot}={'+'.join(ids)}" for lot, ids in sorted(self.used.items()))
        if self.law.variant:
            call += "".join(f" {key}:{value}" for key, value in sorted(self.law.variant.items()))
        return Replay(
            call=call,
            engine=__version__,
            law=f"{self.law.id}@{self.law.version.id}",
            law_digest=self.law.digest,
            data=self.election.id,
            data_digest=self.election.digest,
        )

    def say(self, rule: RuleBase | None, message: Message) -> None:
        article = rule.article if rule else ""
        self.steps.append(Step(message, article, rule.status if rule else "computed", dict(message.values)))

    def tell(self, sentences: told.Told) -> None:
        for rule, message in sentences:
            self.say(rule, message)

    def names(self, indices: Sequence[int]) -> list[Mapping[str, str]]:
        return [self.lists[i].name for i in indices]

    def resolve(self) -> Tally:
        """The count, with a drawn lot for the second list where one was needed."""
        outcome = tally(self.law, self.votes, self.base, self.order)
        if outcome.second_tie is None:
            return outcome
        template = N_(
            "A tie: {lists} have equal votes. A lot decides which is admitted beside the first; it is open."
        )
        won = self.lot("second-list", outcome.second_tie.options, 1, self.law.get(OneListRule), template)
        if won is None:
            return outcome
        return tally(self.law, self.votes, self.base, self.order, second=won[0])

    def lot(
        self,
        key: str,
        options: Sequence[int],
        seats: int,
        rule: RuleBase | None,
        open_lot: str,
        drawn_lot: str = TIES["lot"][1],
    ) -> tuple[int, ...] | None:
        """The winners of a lot if it was drawn; otherwise the lot is left open, and said so."""
        ids = tuple(self.lists[i].id for i in options)
        article = rule.article if rule else ""
        if key not in self.drawn:
            self.lots.append(Lot(key, ids, seats, article))
            self.say(
                rule, Message("seats.lot-open", open_lot, {"lists": self.names(options), "seats": seats})
            )
            return None
        won = self.drawn[key]
        if len(won) != seats or len(set(won)) != seats or not set(won) <= set(ids):
            template = N_("The lot {lot} needs so many winners: {seats}, out of: {options}.")
            message = Message("seats.lot-wrong", template, {"lot": key, "seats": seats, "options": list(ids)})
            raise BadInput([Problem(message, column="lots")])
        self.used[key] = won
        winners = tuple(i for i in options if self.lists[i].id in won)
        self.say(rule, Message("seats.lot-drawn", drawn_lot, {"lists": self.names(winners)}))
        return winners

    def settle(self, outcome: Tally) -> list[int]:
        seats = list(outcome.seats)
        if outcome.tie is not None:
            rule = self.law.get(TieRule) or self.law.get(ApportionmentRule)
            texts = TIES[settled_by(self.law, LAST_SEATS)]
            for i in self.lot(LAST_SEATS, outcome.tie.options, outcome.tie.seats, rule, *texts) or ():
                seats[i] += 1
        if not any(seats) and not self.lots:
            self.say(
                self.law.get(ThresholdRule),
                Message("seats.nobody", N_("No list is admitted; no mandate is given.")),
            )
        return seats

    def by_alliances(self, outcome: Tally) -> bool:
        """Whether alliances share the mandates: not where a single list passed, which has a rule of its own."""
        return self.joined and outcome.second is None and outcome.second_tie is None

    def share_joined(self, outcome: Tally) -> list[int]:
        """The seats where lists joined each other."""
        found = among_alliances(self.law, self.election, outcome.taking_part, self.drawn, _counted)
        self.steps += found.steps
        self.lots += found.lots
        self.used |= found.drawn
        return list(found.seats)

    def tell_estimates(self, seats: Sequence[int]) -> None:
        """Prove that the seats are the same for every count that an estimate leaves possible."""
        ranges = []
        for party, votes in zip(self.lists, self.votes, strict=True):
            low = high = votes
            if party.estimate is not None:
                low = votes if party.estimate.at_least is None else party.estimate.at_least
                high = votes if party.estimate.at_most is None else party.estimate.at_most
                values = {"list": party.name, "votes": votes, "low": low, "high": high}
                template = N_("The votes of {list} are an estimate: {votes}, between {low} and {high}.")
                self.say(None, Message("seats.estimate", template, values))
            ranges.append(range(low, high + 1))
        possible = prod(len(counts) for counts in ranges)
        if possible == 1:
            return
        values = {"count": possible}
        if possible > MOST_COUNTS:
            template = N_("Not proven: {count} counts are possible, too many to run through.")
            self.say(None, Message("seats.estimate-open", template, values))
        elif other := next(self.differing(ranges, seats), None):
            template = N_("The seats depend on the estimate; with other possible votes they are: {seats}.")
            self.say(None, Message("seats.estimate-matters", template, {"seats": list(other)}))
        else:
            template = N_("Proof: each of the {count} possible counts gives the same seats.")
            self.say(None, Message("seats.estimate-proof", template, values))

    def differing(self, ranges: Sequence[range], seats: Sequence[int]) -> Iterator[tuple[int, ...]]:
        for votes in product(*ranges):
            lists = tuple(
                replace(party, votes=count, estimate=None)
                for party, count in zip(self.lists, votes, strict=True)
            )
            other = _Count(self.law, replace(self.election, lists=lists), dict(self.drawn))
            outcome = other.resolve()
            found = other.share_joined(outcome) if other.by_alliances(outcome) else other.settle(outcome)
            if found != list(seats) or None in outcome.passed:
                yield tuple(found)


def _counted(law: Law, election: Election, drawn: Mapping[str, tuple[str, ...]]) -> Counted:
    found = _Count(law, election, dict(drawn)).run()
    return found.seats, found.steps, found.lots, found.drawn
