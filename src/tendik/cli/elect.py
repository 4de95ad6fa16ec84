"""``tendik elect``: from the votes of an election to its seats and mandates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tendik.cli.choose import Day, LawOption, election_named, law_for
from tendik.cli.margins import how_close
from tendik.cli.output import (
    FINDINGS,
    Answer,
    AsCsv,
    AsJson,
    Language,
    Speaker,
    answers,
    lots_json,
    replay_json,
    speaker,
    step_lines,
    steps_json,
)
from tendik.cli.protocol import Protocol, form_of, write
from tendik.errors import N_, BadInput, Message, Problem
from tendik.language import render

if TYPE_CHECKING:
    from tendik.quota import Outcome


@answers
def elect(
    election: Annotated[
        str, typer.Argument(help="An election, a data package or a votes.csv.", metavar="ELECTION")
    ],
    law: LawOption = None,
    on: Day = None,
    lot: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LOT=WINNER,…",
            help="A drawn lot: the lists, or the rows of the persons, that won it; may be repeated.",
        ),
    ] = None,
    choose: Annotated[
        list[str] | None,
        typer.Option(metavar="LIST=ROW,…", help="Whom a party chose from its list, by row; may be repeated."),
    ] = None,
    margins: Annotated[
        bool, typer.Option("--margins", help="Also say by how many votes it was decided.")
    ] = False,
    protocol: Protocol = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    lang: Language = None,
) -> Answer:
    """Allocate the seats of an election under its law, each step with its article."""
    from tendik import quota

    say = speaker(lang)
    form_of(protocol)
    held = election_named(election, law)
    rules = law_for(held, law, on)
    outcome = quota.elect(rules, held, choices=chosen(choose), lots=drawn(lot))
    if protocol is not None:
        from tendik.reports import count_page

        write(protocol, count_page(rules, held, outcome, say.language))
    allocation = outcome.allocation
    parties = list(zip(allocation.lists, allocation.seats, strict=True))
    data, lines = _data(outcome, say), _lines(outcome, say)
    if margins:
        data["margins"], close = how_close(rules, held, allocation, say)
        lines += close
    lines += ["", str(allocation.replay)]
    return Answer(
        f"{say.text(held.title)} · {say.text(rules.title)}",
        data,
        [say(N_("list")), say(N_("votes")), say(N_("seats"))],
        [[say.text(party.name), party.votes, seats] for party, seats in parties],
        lines,
        FINDINGS if outcome.findings else 0,
    )


def _data(outcome: Outcome, say: Speaker) -> dict[str, Any]:
    """The outcome for programs."""
    allocation = outcome.allocation
    return {
        "election": allocation.election,
        "law": allocation.law,
        "house": allocation.house,
        "lists": [
            {"id": party.id, "name": say.text(party.name), "votes": party.votes, "seats": seats}
            for party, seats in zip(allocation.lists, allocation.seats, strict=True)
        ],
        "lots": lots_json(outcome.lots),
        "undecided": list(allocation.undecided),
        "status": outcome.status,
        "least": dict(outcome.least),
        "most": dict(outcome.most),
        "mandates": {key: list(rows) for key, rows in outcome.mandates.items()},
        "replaced": [{"list": key, "out": out, "in": into} for key, out, into in outcome.replaced],
        "beside": {rule: list(taken) for rule, taken in outcome.beside.items()},
        "findings": [render(finding.message, say.language) for finding in outcome.findings],
        "steps": steps_json(allocation.steps, say),
        "replay": replay_json(allocation.replay),
    }


def _lines(outcome: Outcome, say: Speaker) -> list[str]:
    """Steps, status, findings and open lots for people."""
    template = N_("{lot}: winners {seats}, out of {options}")
    return [
        "",
        say(N_("Steps:")),
        *step_lines(outcome.allocation.steps, say),
        "",
        say(STATUS[outcome.status]),
        *(f"  {finding.article}  {render(finding.message, say.language)}" for finding in outcome.findings),
        *(
            "  " + say(template, lot=lot.id, seats=lot.seats, options=list(lot.options))
            for lot in outcome.lots
        ),
    ]


STATUS = {
    "party chooses": N_("Who takes the seats is for each party to choose from its list."),
    "names missing": N_("The names of a list that won seats are not given."),
    "elected": N_("The law and the votes decide who is elected."),
    "complete": N_("The choice of the parties stands."),
    "breach": N_("Those who take the seats break a rule of the law:"),
    "lots open": N_("A tie is open. Settle it as the law says, and repeat with --lot."),
}


def drawn(lots: Sequence[str] | None) -> dict[str, list[str]]:
    """Drawn lots as ``--lot`` states them: who won each."""
    return {key: ids.split(",") for key, ids in pairs(lots or [], "--lot")}


def chosen(choices: Sequence[str] | None) -> dict[str, list[int]] | None:
    """Rows that parties chose, as ``--choose`` states them; ``None`` where none did."""
    stated = pairs(choices or [], "--choose")
    return {key: [row_number(row) for row in rows.split(",")] for key, rows in stated} or None


def pairs(stated: Sequence[str], option: str) -> list[tuple[str, str]]:
    """What an option states as ``name=values``, may be several times."""
    problems = []
    pairs: list[tuple[str, str]] = []
    for pair in stated:
        key, equals, value = pair.partition("=")
        if not key or not equals or not value:
            template = N_("This is not understood: {value}. Write it as {form}.")
            form = "last-seats=amanat" if option == "--lot" else "amanat=1,2,3"
            problems.append(
                Problem(Message("cli.pair", template, {"value": pair, "form": form}), column=option)
            )
        elif key in {name for name, _ in pairs}:
            template = N_("This is stated twice: {name}. State it once, with all its values.")
            problems.append(Problem(Message("cli.twice", template, {"name": key}), column=option))
        pairs.append((key, value))
    if problems:
        raise BadInput(problems)
    return pairs


MOST_DIGITS = 9
"""Digits of the greatest number of a row that is read."""


def row_number(value: str) -> int:
    """The number of a row as typed."""
    if value.strip().isdecimal() and len(value) <= MOST_DIGITS:
        return int(value)
    template = N_("This is not the number of a row: {value}.")
    raise BadInput([Problem(Message("cli.row", template, {"value": value}), column="--choose")])
