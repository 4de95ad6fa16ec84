"""``tendik index why``, ``uncertainty``, ``peers``: what stands behind a rank."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from tendik.cli.index_tables import (
    EconomyName,
    Edition,
    IndexName,
    Scored,
    TableFile,
    Weights,
    decimal,
    economy,
    scored,
)
from tendik.cli.output import Answer, AsCsv, AsJson, Language, Speaker, answers, speaker
from tendik.errors import N_
from tendik.language import render


@answers
def why(
    name: IndexName,
    of: EconomyName,
    since: Annotated[str, typer.Option("--from", metavar="YEAR", help="The edition before.")],
    to: Annotated[str | None, typer.Option("--to", metavar="YEAR", help="The edition after.")] = None,
    weights: Weights = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    lang: Language = None,
) -> Answer:
    """Why did the rank change: own figures, others' figures, coverage, definition."""
    from tendik.indices.attribution import attribute

    say = speaker(lang)
    before = scored(name, since, weights, None, [], say)
    after = scored(name, to, weights, None, [], say)
    one = economy(after, of)
    answer = attribute(before.scores, after.scores, one)
    rows = [[say(CAUSE[cause]), decimal(places, say, as_csv, 2)] for cause, places in answer.ranks.items()]
    moved = {key: part for key, part in answer.indicators.items() if part}
    lines = [
        "",
        say(N_("Rank {before} → {after}."), before=answer.rank_before, after=answer.rank_after),
        *(
            f"{say.text(after.index.file.indicators[key].label)}: {decimal(part, say, as_csv, 5)}"
            for key, part in moved.items()
        ),
    ]
    if answer.entered or answer.left:
        lines.append(
            say(
                N_("Entered: {entered}. Left: {left}."),
                entered=[after.name(code) for code in answer.entered],
                left=[before.name(code) for code in answer.left],
            )
        )
    for change in answer.changes:
        lines.append(
            say(N_("Changed in {edition}: {change}"), edition=change.since, change=say.text(change.says))
        )
    data = {
        **after.json(say),
        "economy": one,
        "rank_before": answer.rank_before,
        "rank_after": answer.rank_after,
        "ranks": {cause: float(places) for cause, places in answer.ranks.items()},
        "score_before": answer.score_before,
        "score_after": answer.score_after,
        "indicators": {key: float(part) for key, part in moved.items()},
        "definition": None if answer.definition is None else float(answer.definition),
        "entered": list(answer.entered),
        "left": list(answer.left),
        "changes": [{"since": one.since, "says": say.text(one.says)} for one in answer.changes],
    }
    headings = [say(N_("cause")), say(N_("places lost (+) or gained (−)"))]
    return Answer(f"{after.name(one)} · {before.title} → {after.title}", data, headings, rows, lines)


CAUSE = {
    "own": N_("own figures"),
    "others": N_("figures of others"),
    "coverage": N_("who is covered"),
    "definition": N_("definition of the index"),
}


@answers
def uncertainty(
    name: IndexName,
    of: EconomyName,
    draws: Annotated[int, typer.Option(min=1, max=100_000, help="How many draws.")] = 10_000,
    seed: Annotated[int, typer.Option(min=0, help="Seed of the draws.")] = 0,
    sobol: Annotated[
        bool, typer.Option("--sobol", help="Sobol indices of the rank and the score, by choice.")
    ] = False,
    edition: Edition = None,
    table: TableFile = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    lang: Language = None,
) -> Answer:
    """How much of a rank is choice: weights, normalisation, aggregation, missing rule."""
    from tendik.indices.montecarlo import draw_choices

    say = speaker(lang)
    found = scored(name, edition, None, table, [], say)
    one = economy(found, of)
    answer = draw_choices(found.index, found.table, count=draws, seed=seed)
    middle, effects = answer.ranks.interval(one), answer.effects(one)
    rows = [[say(CHOICE[choice]), decimal(share, say, as_csv, 3)] for choice, share in effects.items()]
    lines = [
        "",
        say(N_("Rank under the index as it is: {rank}."), rank=answer.nominal[one]),
        say(N_("In nine of ten draws from {best} to {worst}."), best=middle.best, worst=middle.worst),
        say(N_("Left out, because a draw gives no score: {economies}."), economies=answer.ranks.left_out)
        if answer.ranks.left_out
        else say(N_("No economy was left out.")),
    ]
    data = {
        **found.json(say),
        "economy": one,
        "draws": draws,
        "seed": seed,
        "choices": vars(answer.choices),
        "nominal": answer.nominal[one],
        "median": answer.ranks.median(one),
        "interval_90": [middle.best, middle.worst],
        "effects": effects,
        "shift": answer.shift(),
        "left_out": list(answer.ranks.left_out),
    }
    headings = [say(N_("choice")), say(N_("share of the variance of the rank"))]
    plain = Answer(f"{found.name(one)} · {found.title}", data, headings, rows, lines)
    return _with_sobol(plain, found, one, seed, say, as_csv) if sobol else plain


CHOICE = {
    "normalise": N_("normalisation"),
    "aggregate": N_("aggregation"),
    "missing": N_("missing figures"),
    "weights": N_("weights"),
    "weights and interplay": N_("weights, and choices together"),
}


def _with_sobol(answer: Answer, found: Scored, one: str, seed: int, say: Speaker, as_csv: bool) -> Answer:
    """``answer`` with the Sobol indices for its table."""
    from tendik.indices.sobol import sobol

    made = sobol(found.index, found.table, one, seed=seed)
    told = {"rank": (N_("rank"), made.rank), "score": (N_("score"), made.score)}
    rows = [
        [
            say(figure),
            say(CHOICE[choice]),
            *(
                decimal(round(share, 3) + 0.0, say, as_csv, 3)  # no -0.000
                for share in (effect.first, effect.first_margin, effect.total, effect.total_margin)
            ),
        ]
        for figure, sensitivity in told.values()
        for choice, effect in sensitivity.effects.items()
    ]
    lines = [
        *answer.lines,
        say(N_("Sobol indices from {draws} scorings, with intervals of 95 %."), draws=made.draws),
        *(
            f"{say(figure)}: {render(sensitivity.without, say.language)}"
            for figure, sensitivity in told.values()
            if sensitivity.without
        ),
    ]
    data = {
        "samples": made.samples,
        "draws": made.draws,
        "left_out": list(made.left_out),
        **{
            key: {
                "variance": sensitivity.variance,
                "effects": {choice: vars(effect) for choice, effect in sensitivity.effects.items()},
                "without": sensitivity.without and render(sensitivity.without, say.language),
            }
            for key, (_, sensitivity) in told.items()
        },
    }
    headings = [
        say(heading)
        for heading in (
            N_("figure"),
            N_("choice"),
            N_("first order"),
            N_("first order ±"),
            N_("total"),
            N_("total ±"),
        )
    ]
    return replace(answer, data={**answer.data, "sobol": data}, headings=headings, rows=rows, lines=lines)


@answers
def peers(
    name: IndexName,
    of: EconomyName,
    count: Annotated[int, typer.Option(min=1, max=50)] = 5,
    edition: Edition = None,
    weights: Weights = None,
    table: TableFile = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    lang: Language = None,
) -> Answer:
    """The economies whose indicators are most alike."""
    from tendik.indices.peers import nearest

    say = speaker(lang)
    found = scored(name, edition, weights, table, [], say)
    one = economy(found, of)
    alike = nearest(found.scores, one, count)
    rows = [
        [peer.economy, found.name(peer.economy), decimal(peer.distance, say, as_csv, 3), peer.rank]
        for peer in alike
    ]
    data = {**found.json(say), "economy": one, "peers": [vars(peer) for peer in alike]}
    headings = [say(h) for h in (N_("code"), N_("economy"), N_("distance"), N_("rank"))]
    return Answer(f"{found.name(one)} · {found.title}", data, headings, rows)
