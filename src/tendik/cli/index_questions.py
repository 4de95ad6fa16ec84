"""``tendik index whatif`` and ``reach``: other figures, and the least that reaches a rank."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tendik.cli.index_tables import (
    EconomyName,
    Edition,
    IndexName,
    Readings,
    TableFile,
    Weights,
    decimal,
    economy,
    pair,
    scored,
)
from tendik.cli.output import Answer, AsCsv, AsJson, Language, answers, speaker
from tendik.errors import N_, BadInput, Message, Problem

if TYPE_CHECKING:
    from tendik.indices.reach import Move, Reach, Year


@answers
def whatif(
    name: IndexName,
    of: EconomyName,
    changes: Annotated[
        list[str], typer.Argument(help="Figures: women_in_parliament=0.43", metavar="INDICATOR=FIGURE…")
    ],
    edition: Edition = None,
    weights: Weights = None,
    table: TableFile = None,
    reading: Readings = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    lang: Language = None,
) -> Answer:
    """What if figures were others: scores and ranks of all, before and after."""
    from tendik.indices.whatif import what_if

    say = speaker(lang)
    found = scored(name, edition, weights, table, reading or [], say)
    one = economy(found, of)
    stated = dict(pair(change, "INDICATOR=FIGURE", "women_in_parliament=0.43") for change in changes)
    cells = {key: _fraction(value, key) for key, value in stated.items()}
    answer = what_if(found.scores, {one: cells})
    rows = [
        [
            moved.economy,
            found.name(moved.economy),
            decimal(moved.score_before, say, as_csv),
            decimal(moved.score_after, say, as_csv),
            moved.rank_before,
            moved.rank_after,
        ]
        for moved in answer.moved
    ]
    data = {
        **found.json(say),
        "economy": one,
        "changes": {key: float(value) for key, value in cells.items()},
        "result": vars(answer[one]),
        "moved": [vars(moved) for moved in answer.moved],
    }
    headings = [
        say(h)
        for h in (
            *(N_("code"), N_("economy"), N_("score before"), N_("score after")),
            *(N_("rank before"), N_("rank after")),
        )
    ]
    return Answer(f"{found.name(one)} · {found.title}", data, headings, rows)


@answers
def reach(
    name: IndexName,
    of: EconomyName,
    rank: Annotated[int, typer.Option("--rank", min=1, help="The rank to reach.")],
    move: Annotated[
        list[str] | None,
        typer.Option(
            "--move",
            metavar="INDICATOR=COST[:MOST]",
            help="What can be moved, its cost per unit, and how far; may be repeated.",
        ),
    ] = None,
    years: Annotated[int, typer.Option(min=1, help="In how many equal yearly steps.")] = 5,
    edition: Edition = None,
    weights: Weights = None,
    table: TableFile = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    lang: Language = None,
) -> Answer:
    """The least change that reaches a rank, if all others stand still, and the way there."""
    from tendik.indices.reach import path
    from tendik.indices.reach import reach as least

    say = speaker(lang)
    found = scored(name, edition, weights, table, [], say)
    one = economy(found, of)
    answer = least(found.scores, one, rank, _moves(move or []) or None)
    way = path(found.scores, answer, years)
    listed = found.index.file.indicators
    rows = [
        [
            say.text(listed[key].label),
            decimal(before, say, as_csv, 3),
            decimal(after, say, as_csv, 3),
            decimal(100 * after / (1 + after), say, as_csv, 1) if listed[key].form == "shares" else "",
        ]
        for key, (before, after) in answer.changes.items()
    ]
    headings = [say(h) for h in (N_("indicator"), N_("now"), N_("needed"), N_("women, percent"))]
    lines = [
        "",
        say(N_("Rank {before} → {after}."), before=answer.rank_before, after=answer.rank_after),
        say(N_("By year: {ranks}."), ranks=[year.rank for year in way]),
        say(N_("All other economies stand still; that is an assumption.")),
    ]
    if not answer.proven:
        lines.append(say(N_("A cheaper change was not ruled out; the search was cut short.")))
    data = {**found.json(say), **_reached(answer, way)}
    return Answer(f"{found.name(one)} · {found.title}", data, headings, rows, lines)


def _moves(stated: list[str]) -> dict[str, Move]:
    """What can be moved, as ``--move`` states it."""
    from tendik.indices.reach import Move

    moves = {}
    for one in stated:
        key, value = pair(one, "--move", "women_in_parliament=1:0.67")
        cost, _colon, most = value.partition(":")
        moves[key] = Move(_fraction(cost, key), _fraction(most, key) if most else None)
    return moves


def _reached(answer: Reach, way: Iterable[Year]) -> dict[str, Any]:
    """The change and the way there, as JSON holds them."""
    return {
        "economy": answer.economy,
        "target": answer.target,
        "changes": {key: [float(a), float(b)] for key, (a, b) in answer.changes.items()},
        "cost": float(answer.cost),
        "bound": float(answer.bound),
        "proven": answer.proven,
        "rank_before": answer.rank_before,
        "rank_after": answer.rank_after,
        "score_before": float(answer.score_before),
        "score_after": float(answer.score_after),
        "rival": answer.rival,
        "path": [
            {
                "year": year.year,
                "score": float(year.score),
                "rank": year.rank,
                "figures": {key: float(value) for key, value in year.figures.items()},
            }
            for year in way
        ],
    }


def _fraction(text: str, column: str) -> Fraction:
    try:
        return Fraction(text.replace(",", "."))
    except (ValueError, ZeroDivisionError):
        template = N_("{found} is not a number.")
        raise BadInput([Problem(Message("cli.number", template, {"found": text}), column=column)]) from None
