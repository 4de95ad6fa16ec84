"""The result of a count: what the page shows of it, and its files."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import chain
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tendik.elections import Election
from tendik.errors import Message
from tendik.exchange.tables import write_csv
from tendik.language import article, pick
from tendik.laws import Law
from tendik.quota import Outcome
from tendik.quota.check import places
from tendik.reports import FORMS, count_page
from tendik.reports.count import STATUS
from tendik.reports.lots import LOTS
from tendik.seats import Allocation
from tendik.seats.ties import settled_by
from tendik.values import Percent
from tendik_web.labs.ballots import LOT
from tendik_web.labs.chamber import chamber, chamber_groups
from tendik_web.labs.downloads import plain
from tendik_web.labs.margins import close
from tendik_web.labs.persons import elected
from tendik_web.labs.words import number
from tendik_web.site.table import Cell, Column, Table
from tendik_web.site.templatetags.tendik import reader, show

Aside = Mapping[str, tuple[str, ...]]
"""Drawn lots that the count did not need."""


def result(
    law: Law, votes: Election, outcome: Outcome, aside: Aside, errors: Mapping[str, str]
) -> dict[str, Any]:
    """What the page shows of a count; ``errors`` are those of the lots, by field."""
    allocation = outcome.allocation
    return {
        "heading": heading(outcome),
        "law": law,
        "election": votes,
        "outcome": outcome,
        "allocation": allocation,
        "picture": chamber(allocation, pick(votes.title, reader())),
        "groups": chamber_groups(allocation),
        "seats": _seats(votes, allocation),
        "open": [
            {
                "id": lot.id,
                "about": about(lot.id),
                "by_order": _by_order(law, lot.id),
                "seats": lot.seats,
                "article": lot.article,
                "error": errors.get(f"{LOT}{lot.id}", ""),
                "options": [(key, _name(allocation, key)) for key in lot.options],
            }
            for lot in outcome.lots
        ],
        "drawn": [
            {
                "about": about(key),
                "by_order": _by_order(law, key),
                "won": _names(allocation, ids),
            }
            for key, ids in allocation.drawn.items()
        ],
        "aside": [
            {"id": key, "about": about(key), "won": _names(allocation, ids)} for key, ids in aside.items()
        ],
        "elected": elected(outcome),
        "close": close(law, votes, outcome),
        "guarantee": _guarantee(law, outcome),
        "filled": show(Message("", STATUS.get(outcome.status, outcome.status))),
        "forms": [form.upper() for form in FILES],
    }


def heading(outcome: Outcome) -> str:
    """The sentence that answers: who won most, or what the count waits for."""
    allocation = outcome.allocation
    house = number(allocation.house)
    if outcome.lots:
        given = number(sum(allocation.seats))
        return _("A tie: who takes the last mandates is open; %(given)s of %(house)s are given") % {
            "given": given,
            "house": house,
        }
    if allocation.undecided:
        return _("The distribution is not certain: whether every list is admitted is not known")
    most = max(allocation.seats, default=0)
    if not most:
        return _("No list is admitted; no mandate is given")
    first = [key for key, seats in allocation.by_list.items() if seats == most]
    return _("The most list mandates, %(most)s of %(house)s, go to: %(lists)s") % {
        "most": number(most),
        "house": house,
        "lists": _names(allocation, first),
    }


def about(lot: str) -> str:
    """What a lot is about, in words."""
    where, colon, what = lot.partition(":")
    named = show(Message("", LOTS[what.partition(":")[0] if colon else where])) if _known(lot) else lot
    return f"{where}: {named}" if colon and _known(lot) else named


def _by_order(law: Law, lot: str) -> bool:
    """Whether a tie is not for a lot: who was registered earlier comes first, but the order is not given."""
    return settled_by(law, lot) == "registered-order"


def _known(lot: str) -> bool:
    where, colon, what = lot.partition(":")
    return (what.partition(":")[0] if colon else where) in LOTS


def _name(allocation: Allocation, key: str) -> str:
    named = (pick(party.name, reader()) for party in allocation.lists if party.id == key)
    people = (
        candidate.name
        for party in allocation.lists
        for row, candidate in zip(places(party), party.candidates, strict=True)
        if str(row) == key and candidate.name
    )
    return next(chain(named, people), key)


def _names(allocation: Allocation, keys: Sequence[str]) -> str:
    return ", ".join(_name(allocation, key) for key in keys)


def _seats(votes: Election, allocation: Allocation) -> Table:
    keys = {group.label: group.key for group in chamber_groups(allocation)}
    base = votes.took_part.value
    total = sum(party.votes or 0 for party in allocation.lists)

    def share(count: int) -> list[Percent]:
        return [Percent(Fraction(count, base))] if base else []

    return Table(
        "seats",
        _("Votes and list mandates"),
        [
            Column(_("List")),
            Column(_("Votes"), numeric=True),
            *([Column(_("Share of those who took part"), numeric=True)] if base else []),
            Column(_("Mandates"), numeric=True),
        ],
        [
            [
                Cell(name := pick(party.name, reader()), key=keys.get(name, "")),
                party.votes,
                *share(party.votes or 0),
                seats,
            ]
            for party, seats in zip(allocation.lists, allocation.seats, strict=True)
        ],
        foot=[_("Together"), total, *share(total), sum(allocation.seats)],
    )


def _guarantee(law: Law, outcome: Outcome) -> Table:
    bounds = outcome.bounds

    def groups(key: str) -> str:
        keys = key.split("+")
        names = ", ".join(pick(law.groups[one].label, reader()) for one in keys)
        return _("Together: %(groups)s") % {"groups": names} if len(keys) > 1 else names

    return Table(
        "guarantee",
        _("What the law guarantees of these mandates"),
        [
            Column(_("Group")),
            Column(_("At least"), numeric=True),
            Column(_("At most"), numeric=True),
            Column(_("Of mandates"), numeric=True),
        ],
        [[groups(key), least, bounds.most[key], bounds.of] for key, least in bounds.items()],
        empty=_("The law names no group."),
    )


Writer = Callable[[Law, Election, Outcome, Aside], bytes]


def _protocol(form: str) -> Writer:
    def write(law: Law, votes: Election, outcome: Outcome, aside: Aside) -> bytes:  # noqa: ARG001
        content, _kind = FORMS[form]
        return content(count_page(law, votes, outcome, reader(), printed=timezone.localdate()))

    return write


def _csv(law: Law, votes: Election, outcome: Outcome, aside: Aside) -> bytes:  # noqa: ARG001
    headings, rows = plain(_seats(votes, outcome.allocation))
    found = close(law, votes, outcome)
    below: list[list[Any]] = [[line] for line in ("", heading(outcome), *found.sentences)]
    for table in found.tables:
        columns, lines = plain(table)
        below += [[""], columns, *lines]
    below += [[""], [str(outcome.allocation.replay)]]
    width = len(headings)
    return write_csv(headings, [*rows, *([*line, *[""] * (width - len(line))] for line in below)])


def _json(law: Law, votes: Election, outcome: Outcome, aside: Aside) -> bytes:
    allocation = outcome.allocation
    replay = allocation.replay
    data = {
        "answer": heading(outcome),
        "election": pick(votes.title, reader()),
        "on": str(allocation.on),
        "law": allocation.law,
        "law_status": law.status,
        "house": allocation.house,
        "took_part": votes.took_part.value,
        "valid": votes.valid.value,
        "against_all": votes.against_all.value,
        "lists": [
            {
                "id": party.id,
                "name": pick(party.name, reader()),
                "votes": party.votes,
                "registered_order": party.registered_order,
                "seats": seats,
            }
            for party, seats in zip(allocation.lists, allocation.seats, strict=True)
        ],
        "lots": [
            {"id": lot.id, "options": lot.options, "seats": lot.seats, "article": lot.article}
            for lot in outcome.lots
        ],
        "drawn": dict(allocation.drawn),
        "not_needed": dict(aside),
        "undecided": allocation.undecided,
        "status": outcome.status,
        "margins": close(law, votes, outcome).data,
        "guarantee": dict(outcome.least),
        "most": dict(outcome.most),
        "steps": [
            {
                "code": step.code,
                "article": article(step.article, reader()),
                "text": show(step.message),
                "status": step.status,
            }
            for step in allocation.steps
        ],
        "replay": {**vars(replay), "digest": replay.digest} if replay else None,
    }
    return json.dumps(data, ensure_ascii=False, indent=2).encode()


FILES: Mapping[str, Writer] = {**{form: _protocol(form) for form in FORMS}, "csv": _csv, "json": _json}
"""The files of a count by their ending."""


def as_file(form: str, law: Law, votes: Election, outcome: Outcome, aside: Aside) -> bytes:
    """The count as a file of ``form``."""
    return FILES[form](law, votes, outcome, aside)
