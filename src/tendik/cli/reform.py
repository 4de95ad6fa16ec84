"""``tendik reform``: from a reform of law to a place in the ranking."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tendik.cli.choose import Day, LawName, election_named, law_for
from tendik.cli.output import Answer, AsCsv, AsJson, Language, answers, speaker
from tendik.cli.protocol import save
from tendik.errors import N_
from tendik.language import render


@answers
def reform(
    law: LawName,
    to: Annotated[str, typer.Option("--to", help="The reform: a law or a law file.", metavar="LAW")],
    election: Annotated[
        str, typer.Option(help="On whose votes: an election, or its year.", metavar="ELECTION")
    ],
    on: Day = None,
    edition: Annotated[
        str | None, typer.Option(help="Edition of the ranking; by default the latest.")
    ] = None,
    pdf: Annotated[Path | None, typer.Option(help="Also write the result as PDF to this file.")] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    lang: Language = None,
) -> Answer:
    """Law, seats, women, SDG 5.5.1, index, rank: before and after a reform."""
    from tendik.reform import compare
    from tendik.reform.data import as_data
    from tendik.reform.sentences import HEADINGS, heading, now, rows

    say = speaker(lang)
    held = election_named(election, law)
    chain = compare(law_for(held, law, on), law_for(held, to, on), held, edition=edition)
    if pdf is not None:
        from tendik.reports import reform_page

        save(pdf, reform_page(chain, say.language).pdf(), "--pdf")
    sides = ((say(N_("law")), chain.before), (say(N_("reform")), chain.after))
    table = [[name, *row] for name, side in sides for row in rows(side)]
    data = {
        **as_data(chain),
        "assumptions": [render(step.message, say.language) for step in chain.assumptions],
    }
    lines = ["", render(now(chain), say.language), ""]
    lines += [f"  {render(step.message, say.language)}" for step in chain.assumptions]
    lines += ["", str(chain.replay)]
    headings = [say(N_("under")), *[say(title) for title in HEADINGS]]
    rows_shown = [
        [say.show(cell) if not isinstance(cell, int | str) else cell for cell in row] for row in table
    ]
    return Answer(render(heading(chain), say.language), data, headings, rows_shown, lines)
