"""How close a count was: the votes that would have moved a mandate, or changed who is elected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tendik import quota
from tendik.elections import Election
from tendik.language import pick
from tendik.laws import Law
from tendik.laws.schema import ConstituenciesRule
from tendik.quota import Outcome
from tendik.quota.words import how_close
from tendik.seats.alliances import joins
from tendik.seats.closeness import MOST_LISTS, Closeness, closeness
from tendik.seats.margins import Margin
from tendik_web.site.table import Column, Table
from tendik_web.site.templatetags.tendik import reader, show


@dataclass(frozen=True)
class Close:
    """The answer in sentences, and the tables that hold it list by list and person by person."""

    sentences: tuple[str, ...]
    tables: tuple[Table, ...]
    data: Any


def close(law: Law, votes: Election, outcome: Outcome) -> Close:
    """How close ``outcome`` was."""
    lists = None if law.get(ConstituenciesRule) else closeness(law, votes, outcome.allocation)
    drawn = outcome.allocation.drawn
    persons = () if outcome.lots or not outcome.replaced else quota.margins(law, votes, lots=drawn)
    tables = [_lists(lists)] if lists else []
    if persons:
        tables.append(_persons(votes, persons))
    return Close(_said(law, votes, outcome, lists), tuple(tables), _data(lists, persons))


def _said(law: Law, votes: Election, outcome: Outcome, lists: Closeness | None) -> tuple[str, ...]:
    if lists is not None:
        nothing = _("No number of votes for one list would have moved a mandate.")
        return tuple(map(show, lists.sentences)) or (nothing,)
    if law.get(ConstituenciesRule):
        return ()
    if outcome.allocation.undecided:
        return (_("How close it was is not known as long as it is not certain which lists are admitted."),)
    if joins(law, votes):
        return (_("How close it was is not worked out where lists joined each other."),)
    return (
        _("How close it was is worked out for so many lists at most: %(limit)s.")
        % {"limit": show(MOST_LISTS)},
    )


def _lists(found: Closeness) -> Table:
    return Table(
        "margins",
        _("Votes that would have changed the mandates of a list, all other lists as they are"),
        [
            Column(_("List")),
            Column(_("Votes more for one mandate more"), numeric=True),
            Column(_("Votes fewer for one mandate less"), numeric=True),
        ],
        [
            [pick(party.name, reader()), _or_dash(more), _or_dash(fewer)]
            for party, more, fewer in zip(found.lists, found.gains, found.losses, strict=True)
        ],
    )


def _or_dash(margin: Margin) -> int | str:
    return "–" if margin.votes is None else margin.votes


def _persons(votes: Election, persons: tuple[quota.PersonMargin, ...]) -> Table:
    named = {one.row: one.name or str(one.row) for party in votes.lists for one in party.candidates}
    return Table(
        "quota-margins",
        _("Votes that would have changed who is elected through the quota"),
        [Column(_("Row"), numeric=True), Column(_("What would have changed"))],
        [[one.row, show(how_close(one, named[one.row]))] for one in persons],
    )


def _data(lists: Closeness | None, persons: tuple[quota.PersonMargin, ...]) -> dict[str, Any]:
    """For programs: ``null`` where no number of votes changes anything."""
    found: dict[str, Any] = {"lists": None, "divisors": None}
    if lists is not None:
        found["lists"] = [
            {"id": party.id, "votes_more": more.votes, "votes_fewer": fewer.votes}
            for party, more, fewer in zip(lists.lists, lists.gains, lists.losses, strict=True)
        ]
        if lists.divisors is not None:
            high = lists.divisors.high
            found["divisors"] = {"low": str(lists.divisors.low), "high": None if high is None else str(high)}
    found["persons"] = [
        {"list": one.list, "row": one.row, "elected": one.elected, "votes": one.margin.votes}
        for one in persons
    ]
    return found
