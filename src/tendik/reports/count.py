"""The protocol of a count: votes, seats, every step, lots, the guarantee, who takes the seats."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from tendik.elections import Election
from tendik.errors import N_
from tendik.language import day, number, percent, pick, render
from tendik.laws import Law
from tendik.laws.schema import ConstituenciesRule, CorrectionRule
from tendik.quota import Outcome
from tendik.quota.check import places
from tendik.reports.lots import lots
from tendik.reports.page import Page, Part
from tendik.reports.parts import (
    facts,
    foot,
    law_facts,
    place_in_law,
    signatures,
    speaker,
    unconfirmed,
)
from tendik.seats import Allocation
from tendik.seats.closeness import closeness

STATUS: Mapping[str, str] = {
    "party chooses": N_("Who takes the seats is for each party to choose from its list."),
    "complete": N_("The choice of the parties stands."),
    "names missing": N_("The names of a list that won seats are not given."),
    "elected": N_("The law and the votes decide who is elected."),
    "breach": N_("Those who take the seats break a rule of the law:"),
    "lots open": N_("Who takes the mandates stays open until the tie is settled."),
}


def count_page(
    law: Law, election: Election, outcome: Outcome, language: str, *, printed: date | None = None
) -> Page:
    """The protocol of :func:`tendik.quota.elect`, in ``language``.

    Parameters
    ----------
    law : Law
        The law that was applied, in its version.
    election : Election
        The votes, and the counts of those who took part.
    outcome : Outcome
        What the count came to; its allocation holds the steps and the drawn lots.
    language : str
        ``kk``, ``ru`` or ``en``.
    printed : date, optional
        The day that stands on the protocol.
    """
    say, allocation = speaker(language), outcome.allocation
    counted = facts(
        say(N_("What was counted")),
        [
            (say(N_("Election")), pick(election.title, language)),
            (say(N_("Election day")), day(allocation.on, language) if allocation.on else ""),
            *law_facts(law, language),
            (say(N_("List mandates")), number(allocation.house, language)),
            *(
                (label, number(count.value, language))
                for label, count in (
                    (say(N_("Registered voters")), election.registered),
                    (say(N_("Took part")), election.took_part),
                    (say(N_("Valid votes")), election.valid),
                    (say(N_("Against all")), election.against_all),
                )
                if count.value is not None
            ),
        ],
    )
    return Page(
        language=language,
        eyebrow=pick(election.title, language),
        title=say(N_("Protocol of the count of votes and the distribution of mandates")),
        lead=[_answer(outcome, language), *unconfirmed(law, language)],
        parts=[
            counted,
            _seats(election, allocation, language),
            _steps(allocation, language),
            lots(law, outcome, language),
            *_close(law, election, allocation, language),
            *_guarantee(law, outcome, language),
            *_replaced(law, outcome, language),
            *_elected(law, outcome, language),
            signatures(language),
        ],
        foot=foot(allocation.replay, printed, language),
    )


def _answer(outcome: Outcome, language: str) -> str:
    say, allocation = speaker(language), outcome.allocation
    values = {"given": sum(allocation.seats), "house": allocation.house}
    if outcome.lots:
        return say(N_("Mandates given: {given} of {house}. A tie is open."), **values)
    if allocation.undecided:
        names = [party.name for party in allocation.lists if party.id in allocation.undecided]
        template = N_("The distribution is not certain: whether these lists are admitted is open: {lists}.")
        return say(template, lists=names)
    return say(N_("Mandates given: {given} of {house}."), **values)


def _seats(election: Election, allocation: Allocation, language: str) -> Part:
    say = speaker(language)
    base = election.took_part.value
    total = sum(party.votes or 0 for party in allocation.lists)

    def line(name: str, votes: int, seats: int) -> list[str]:
        share = [percent(Fraction(votes, base), language)] if base else []
        return [name, number(votes, language), *share, number(seats, language)]

    return Part(
        title=say(N_("Votes and mandates")),
        headings=[
            say(N_("List")),
            say(N_("Votes")),
            *([say(N_("Share of those who took part"))] if base else []),
            say(N_("Mandates")),
        ],
        rows=[
            *(
                line(pick(party.name, language), party.votes or 0, seats)
                for party, seats in zip(allocation.lists, allocation.seats, strict=True)
            ),
            line(say(N_("Together")), total, sum(allocation.seats)),
        ],
        widths=(3, 1.2, 1.6, 1) if base else (3, 1.2, 1),
        numeric=(False, *(True,) * (3 if base else 2)),
    )


def _steps(allocation: Allocation, language: str) -> Part:
    say = speaker(language)
    return Part(
        title=say(N_("The count, step by step")),
        headings=[say(N_("No.")), say(N_("Step")), say(N_("Article"))],
        rows=[
            [
                number(order, language),
                render(step.message, language),
                place_in_law(step.article, step.status, language),
            ]
            for order, step in enumerate(allocation.steps, start=1)
        ],
        widths=(0.4, 4.4, 1.4),
        numeric=(True, False, False),
    )


def _close(law: Law, election: Election, allocation: Allocation, language: str) -> list[Part]:
    """How close the mandates of the lists were, where this is worked out."""
    found = None if law.get(ConstituenciesRule) else closeness(law, election, allocation)
    if found is None or not found.sentences:
        return []
    say = speaker(language)
    return [
        Part(title=say(N_("How close it was")), items=[render(one, language) for one in found.sentences]),
        Part(
            title=say(N_("Votes that would have changed the mandates of a list")),
            headings=[say(N_("List")), say(N_("More, for one more")), say(N_("Fewer, for one less"))],
            rows=[
                [
                    pick(party.name, language),
                    *("–" if one.votes is None else number(one.votes, language) for one in (more, fewer)),
                ]
                for party, more, fewer in zip(found.lists, found.gains, found.losses, strict=True)
            ],
            widths=(3, 1.4, 1.4),
            numeric=(False, True, True),
        ),
    ]


def _replaced(law: Law, outcome: Outcome, language: str) -> list[Part]:
    """Who gave way to whom in the corrections of the result, by which article."""
    if not outcome.replaced:
        return []
    say = speaker(language)
    people = {
        row: (candidate.name or str(row), pick(party.name, language))
        for party in outcome.allocation.lists
        for row, candidate in zip(places(party), party.candidates, strict=True)
    }
    by = "; ".join(
        dict.fromkeys(place_in_law(rule.article, rule.status, language) for rule in law.all(CorrectionRule))
    )
    return [
        Part(
            title=say(N_("Replaced by a correction of the result")),
            headings=[say(N_("Who gave way")), say(N_("Who came in")), say(N_("Article"))],
            rows=[
                [*(f"{people[row][0]} ({people[row][1]}, {row})" for row in (out, into)), by]
                for _list, out, into in outcome.replaced
            ],
            widths=(2.4, 2.4, 1.2),
            numeric=(False, False, False),
        )
    ]


def _guarantee(law: Law, outcome: Outcome, language: str) -> list[Part]:
    """The least and the most mandates of each group on these seats; nothing where the law names none."""
    say, bounds = speaker(language), outcome.bounds
    if not bounds:
        return []

    def groups(key: str) -> str:
        keys = key.split("+")
        names = ", ".join(pick(law.groups[one].label, language) for one in keys)
        return say(N_("together: {groups}"), groups=names) if len(keys) > 1 else names

    return [
        Part(
            title=say(N_("Guaranteed of these mandates")),
            headings=[say(N_("Group")), say(N_("At least")), say(N_("At most")), say(N_("Of mandates"))],
            rows=[
                [
                    groups(key),
                    number(least, language),
                    number(bounds.most[key], language),
                    number(bounds.of, language),
                ]
                for key, least in bounds.items()
            ],
            widths=(4, 1, 1, 1),
            numeric=(False, True, True, True),
        )
    ]


def _elected(law: Law, outcome: Outcome, language: str) -> list[Part]:
    """How the mandates are filled; and, where it is decided, by whom."""
    say = speaker(language)
    title = say(N_("Who takes the mandates"))
    said = [say(STATUS[outcome.status])] if outcome.status in STATUS else []
    said += [
        f"{place_in_law(finding.article, finding.status, language)}: {render(finding.message, language)}"
        for finding in outcome.findings
    ]
    parts = [Part(title=title, items=said)]
    for party in outcome.allocation.lists:
        if outcome.mandates.get(party.id):
            people = dict(zip(places(party), party.candidates, strict=True))
            parts.append(
                Part(
                    title=pick(party.name, language),
                    headings=[say(N_("Row")), say(N_("Name"))],
                    rows=[[str(row), people[row].name] for row in outcome.mandates[party.id]],
                    widths=(0.5, 5),
                    numeric=(True, False),
                )
            )
    everyone = {
        row: candidate.name
        for party in outcome.allocation.lists
        for row, candidate in zip(places(party), party.candidates, strict=True)
    }
    rules = {rule.id: rule for rule in law.rules}
    return parts + [
        Part(
            title=pick(rules[rule].says, language),
            headings=[say(N_("Row")), say(N_("Name"))],
            rows=[[str(row), everyone[row]] for row in taken],
            widths=(0.5, 5),
            numeric=(True, False),
        )
        for rule, taken in outcome.beside.items()
    ]
