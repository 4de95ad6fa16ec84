"""Who of one list is elected: the order that the law sets, then corrections of the result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tendik.errors import N_, Message
from tendik.laws import Law
from tendik.laws.schema import CorrectionRule, ListOrderRule
from tendik.quota.contest import Contest, Standing
from tendik.quota.corrections import correct
from tendik.quota.lots import Record, settle
from tendik.quota.standing import standing
from tendik.values import Lot, PartyList, Step


@dataclass(frozen=True)
class Filled:
    """Who takes the seats of one list.

    ``places`` are 0-based places in the order in which they are elected, only the sure ones
    while a lot is open; ``replaced`` pairs of the one who gave way and the one who came in;
    ``lots`` the open lot; ``drawn`` the lots used.
    """

    places: tuple[int, ...]
    replaced: tuple[tuple[int, int], ...] = ()
    steps: tuple[Step, ...] = field(default=())
    lots: tuple[Lot, ...] = ()
    drawn: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def fill(
    law: Law,
    party: PartyList,
    seats: int,
    *,
    on: date | None = None,
    lots: Mapping[str, Sequence[str]] | None = None,
) -> Filled:
    """Elect ``seats`` persons of ``party`` as the law says.

    Parameters
    ----------
    law : Law
        With a rule on the order of lists that leaves the choice neither to the party nor open.
    party : PartyList
        In list order; where votes decide, each candidate states them.
    seats : int
        Seats of the list; where there are fewer names, all are elected.
    on : date, optional
        Election day, on which age is measured.
    lots : mapping, optional
        Drawn lots: the identifier of the lot to the rows of the winners.

    Returns
    -------
    Filled

    Raises
    ------
    BadInput
        If votes decide and one is missing, if a rule asks for a group and a candidate's is
        not stated, or if a drawn lot names others than its options.
    Infeasible
        If a correction finds nobody who may come in and the law does not say what follows.
    TendikError
        If the law leaves the choice to the party.
    """
    contest = Contest(law, party.candidates, on, party.id)
    everyone = range(len(party.candidates))

    def count(record: Record) -> Filled:
        if 0 < len(everyone) < seats:
            template = N_(
                "{list} has fewer names than seats: {names} for {seats}. Seats that stay vacant: {vacant}."
            )
            values = {
                "list": party.name,
                "names": len(everyone),
                "seats": seats,
                "vacant": seats - len(everyone),
            }
            record.say(law.get(ListOrderRule), Message("elect.vacant", template, values))
        places, replaced = fill_list(contest, record, everyone, seats, votes=party.votes)
        return Filled(tuple(places), tuple(replaced))

    settled = settle(count, lambda filled: frozenset((party.id, place) for place in filled.places), lots)
    steps, used = tuple(settled.record.steps), settled.record.used
    if settled.result is None:
        sure = tuple(sorted(place for _, place in settled.sure))
        return Filled(sure, (), steps, (settled.lot,) if settled.lot else (), used)
    return Filled(settled.result.places, settled.result.replaced, steps, (), used)


def fill_list(
    contest: Contest, record: Record, places: Sequence[int], seats: int, *, votes: int | None = None
) -> tuple[list[int], list[tuple[int, int]]]:
    """The elected of one list and those replaced, in one run of a count."""
    law = contest.law
    order = standing(contest, record, places, seats, votes)
    elected = contest.first(record, order, min(seats, len(places)), "elected", law.get(ListOrderRule))
    split = _split(order, elected)
    replaced: list[tuple[int, int]] = []
    for rule in law.all(CorrectionRule):
        if rule.of == "mandates":
            voted = contest.by_votes(places) if _by_votes(rule) else None
            corrected = correct(contest, record, rule, elected, split, voted)
            elected, replaced = corrected.elected, [*replaced, *corrected.replaced]
    return elected, replaced


def _by_votes(rule: CorrectionRule) -> bool:
    return "votes" in f"{rule.gives_way} {rule.comes_in}"


def _split(order: Standing, elected: Sequence[int]) -> Standing:
    """The standing after a lot: of a tier that was cut, the winners come before the others."""
    found: Standing = []
    for tier in order:
        won = [place for place in tier if place in elected]
        lost = [place for place in tier if place not in elected]
        found += [part for part in (won, lost) if part]
    return found
