"""``tendik index rank`` and ``score``: all economies in order, and one in full."""

from __future__ import annotations

from tendik.cli.index_tables import (
    EconomyName,
    Edition,
    IndexName,
    Readings,
    TableFile,
    Weights,
    decimal,
    economy,
    scored,
)
from tendik.cli.output import FINDINGS, Answer, AsCsv, AsJson, Language, answers, replay_json, speaker
from tendik.errors import N_, Message
from tendik.language import render


@answers
def rank(
    name: IndexName,
    edition: Edition = None,
    weights: Weights = None,
    table: TableFile = None,
    reading: Readings = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    lang: Language = None,
) -> Answer:
    """Rank all economies of an edition or of your own table, with the ranks that rounding allows."""
    from tendik.errors import NotFound
    from tendik.indices import gdi, intervals

    say = speaker(lang)
    found = scored(name, edition, weights, table, reading or [], say)
    scores, nodes = found.scores, found.index.nodes
    ranks, open_message = scores.rank(), None
    try:
        bounds = intervals.scores(found.index, found.table, found.intervals)
        allowed = intervals.ranks(found.index, {one: bounds[one].score for one in ranks})
    except NotFound as error:
        allowed, open_message = {}, error.message
    order = sorted(ranks, key=lambda one: (ranks[one], one))
    rows = [
        [
            ranks[one],
            f"{allowed[one].best}–{allowed[one].worst}" if one in allowed else "",
            one,
            found.name(one),
            decimal(scores[one], say, as_csv),
            *(decimal(scores.subindices[one][node], say, as_csv, 3) for node in nodes),
        ]
        for one in order
    ]
    data = {
        **found.json(say),
        "rows": [
            {
                "economy": one,
                "name": found.name(one),
                "rank": ranks[one],
                "rank_allowed": [allowed[one].best, allowed[one].worst] if one in allowed else None,
                "score": scores[one],
                "pillars": dict(scores.subindices[one]),
                "group": gdi.group(found.index, scores[one]) if found.index.file.kind == "gdi" else None,
            }
            for one in order
        ],
        "replay": replay_json(scores.replay),
    }
    labels = [say.text(found.index.file.pillars[node].label) if len(nodes) < 5 else node for node in nodes]
    headings = [
        *(say(h) for h in (N_("rank"), N_("ranks allowed"), N_("code"), N_("economy"), N_("score"))),
        *labels,
    ]
    lines = found.lines(say)
    if open_message is not None:
        lines.insert(0, render(open_message, say.language))
    return Answer(found.title, data, headings, rows, lines, FINDINGS if found.problems else 0)


@answers
def score(
    name: IndexName,
    of: EconomyName,
    edition: Edition = None,
    weights: Weights = None,
    table: TableFile = None,
    reading: Readings = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    lang: Language = None,
) -> Answer:
    """One economy: pillars, indicators, what each adds to the score and takes from parity."""
    from tendik.indices import decompose, exact

    say = speaker(lang)
    found = scored(name, edition, weights, table, reading or [], say)
    one = economy(found, of)
    index, scores = found.index, found.scores
    parts = decompose.contributions(scores, one) if exact.supports(index) else {}
    capped = index.file.steps.normalise == "parity" and all(i.cap for i in index.file.indicators.values())
    lost = decompose.distance_to_parity(scores, one) if parts and capped else {}
    figures = found.table.cells(one)
    rows = [
        [
            say.text(indicator.label),
            say.text(index.file.pillars[indicator.pillar].label),
            decimal(figures.get(key), say, as_csv, 3),
            decimal(parts.get(key), say, as_csv),
            decimal(lost.get(key), say, as_csv),
        ]
        for key, indicator in index.file.indicators.items()
    ]
    data = {
        **found.json(say),
        "economy": one,
        "score": scores[one],
        "rank": scores.rank()[one],
        "pillars": dict(scores.subindices[one]),
        "indicators": {
            key: {
                "figure": float(figures[key]) if key in figures else None,
                "adds": float(parts[key]) if key in parts else None,
                "short_of_parity": float(lost[key]) if key in lost else None,
            }
            for key in index.indicators
        },
        "replay": replay_json(scores.replay),
    }
    headings = [
        say(h)
        for h in (N_("indicator"), N_("pillar"), N_("figure"), N_("adds to the score"), N_("short of parity"))
    ]
    summary = Message(
        "index.score",
        N_("Score {score}, rank {rank} of {count}."),
        {"score": decimal(scores[one], say, False), "rank": scores.rank()[one], "count": len(scores)},
    )
    return Answer(
        f"{found.name(one)} · {found.title}", data, headings, rows, ["", render(summary, say.language)]
    )
