"""The part of a protocol that tells ties: what each was about, who won it, by what, under which article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tendik.errors import N_
from tendik.language import pick
from tendik.laws import Law
from tendik.quota import Outcome
from tendik.quota.check import places
from tendik.reports.page import Part
from tendik.reports.parts import place_in_law, speaker
from tendik.seats import Allocation
from tendik.seats.ties import settled_by

LOTS: Mapping[str, str] = {
    "last-seats": N_("The last mandates"),
    "second-list": N_("The list admitted beside the first"),
    "lists": N_("The last mandates"),
    "parties": N_("The last mandates inside a list"),
    "elected": N_("The last persons elected"),
    "first": N_("The last persons who come first"),
    "order": N_("The order of persons with equal votes"),
    "gives-way": N_("Who gives way"),
    "comes-in": N_("Who comes in"),
    "reserved": N_("The last reserved seats"),
    "added-seat": N_("Who takes an added seat"),
    "lowest-share": N_("Where a seat is added"),
}
"""What a lot is about, by its identifier, or by the part of it after the list or constituency."""

SETTLED: Mapping[str, str] = {
    "lot": N_("drawn; won by: {lists}"),
    "registered-order": N_("the order of registration was not given; chosen as registered earlier: {lists}"),
}
"""How a tie was settled."""


def lots(law: Law, outcome: Outcome, language: str) -> Part:
    """Open ties with their options, settled ones with their winners."""
    say, allocation = speaker(language), outcome.allocation
    lists = {party.id: pick(party.name, language) for party in allocation.lists}
    people = {
        str(row): candidate.name or str(row)
        for party in allocation.lists
        for row, candidate in zip(places(party), party.candidates, strict=True)
    }

    def named(ids: Sequence[str]) -> str:
        return ", ".join(lists.get(key) or people.get(key, key) for key in ids)

    def about(lot: str) -> str:
        where, colon, what = lot.partition(":")
        what = what.partition(":")[0] if colon else where
        if what not in LOTS:
            return lot
        return f"{lists.get(where, where)}: {say(LOTS[what])}" if colon else say(LOTS[what])

    title = say(N_("Ties and lots"))
    if not outcome.lots and not allocation.drawn:
        return Part(title=title, items=[say(N_("No lot was needed."))])
    opened = [
        [
            about(lot.id),
            say(
                N_("open; equal claims: {lists}; winners: {seats}"),
                lists=named(lot.options),
                seats=lot.seats,
            ),
            place_in_law(lot.article, "read", language),
        ]
        for lot in outcome.lots
    ]
    drawn = [
        [about(lot), say(SETTLED[settled_by(law, lot)], lists=named(ids)), _article_of(allocation, language)]
        for lot, ids in allocation.drawn.items()
    ]
    return Part(
        title=title,
        headings=[say(N_("Tie about")), say(N_("Result")), say(N_("Article"))],
        rows=[*opened, *drawn],
        widths=(1.6, 3, 1.4),
        numeric=(False, False, False),
    )


def _article_of(allocation: Allocation, language: str) -> str:
    """The article under which the lots of the count were drawn."""
    found = [
        place_in_law(step.article, step.status, language)
        for step in allocation.steps
        if step.code in ("seats.lot-drawn", "elect.lot-drawn")
    ]
    return "; ".join(dict.fromkeys(found))
