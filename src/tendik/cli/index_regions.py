"""``tendik index regions``: an index of countries over the regions of Kazakhstan."""

from __future__ import annotations

from typing import Annotated

import typer

from tendik.cli.index_tables import Edition, IndexName, Weights, decimal, scored
from tendik.cli.output import Answer, AsCsv, AsJson, Language, answers, speaker
from tendik.errors import N_, Message, NotFound
from tendik.language import render

COUNTRY = "KAZ"
NAMES = {"managers": "legislators_senior_officials_and_managers"}
"""Which indicator of an index of countries is a region's own figure."""


@answers
def regions(
    name: IndexName,
    edition: Edition = None,
    weights: Weights = None,
    year: Annotated[
        str | None, typer.Option(metavar="YEAR", help="Year of the regions' figures; by default the edition.")
    ] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    lang: Language = None,
) -> Answer:
    """What the index would be for each region: its own figures, the country's where it has none."""
    from tendik.indices import regions as own

    say = speaker(lang)
    found = scored(name, edition, weights, None, [], say)
    index = found.index
    if not set(NAMES.values()) <= set(index.indicators) or COUNTRY not in found.table.place:
        template = N_("The index {index} has no indicator of which the regions have figures of their own.")
        raise NotFound(Message("index.no-regional", template, {"index": index.id}))
    figures = own.figures(year or index.edition or own.years()[-1])
    carried = own.carry(index, found.table.cells(COUNTRY), figures.table, NAMES)
    names = {one.id: say.text(one.names) for one in own.territories().values()}
    ranks = carried.scores.rank()
    order = sorted(ranks, key=ranks.__getitem__)
    rows = [[ranks[one], one, names[one], decimal(carried.scores[one], say, as_csv)] for one in order]
    without = [one for one in figures.table if one not in ranks]
    labels = [say.text(index.file.indicators[one].label) for one in carried.own]
    lines = [
        "",
        say(N_("Own to each region: {indicators}. All else is the country's."), indicators=labels),
        *(
            f"{names[one]}: {render(message, say.language)}"
            for one, messages in figures.flags.items()
            for message in messages
        ),
    ]
    data = {
        **index.specification(),
        "year": figures.year,
        "own": list(carried.own),
        "carried": list(carried.carried),
        "country": found.scores.get(COUNTRY),
        "rows": [
            {"region": one, "name": names[one], "rank": ranks[one], "score": carried.scores[one]}
            for one in order
        ],
        "without": without,
        "flags": {
            one: [render(message, say.language) for message in messages]
            for one, messages in figures.flags.items()
        },
    }
    headings = [say(h) for h in (N_("rank"), N_("code"), N_("region"), N_("score"))]
    return Answer(f"{found.title} · {figures.year}", data, headings, rows, lines)
