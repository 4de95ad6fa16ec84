"""``tendik index``: indices and rankings, recomputed, verified, questioned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import typer

from tendik.cli import index_questions, index_rank, index_reasons, index_regions, index_verify
from tendik.cli.output import BAD_INPUT, Answer, AsCsv, AsJson, Language, answers, speaker
from tendik.errors import N_
from tendik.language import render

app = typer.Typer(
    help="Indices and rankings: list, verify, rank, ask what if and how to reach a rank.",
    invoke_without_command=True,
)
app.command("verify")(index_verify.verify)
app.command("rank")(index_rank.rank)
app.command("score")(index_rank.score)
app.command("whatif")(index_questions.whatif)
app.command("reach")(index_questions.reach)
app.command("why")(index_reasons.why)
app.command("uncertainty")(index_reasons.uncertainty)
app.command("peers")(index_reasons.peers)
app.command("regions")(index_regions.regions)


@app.callback()
def index(
    context: typer.Context, as_json: AsJson = False, as_csv: AsCsv = False, lang: Language = None
) -> None:
    """List the indices with their editions."""
    if context.invoked_subcommand is None:
        _list(as_json=as_json, as_csv=as_csv, lang=lang)


@answers
def _list(lang: str | None, **_: bool) -> Answer:
    from tendik import indices
    from tendik.indices import packages

    say = speaker(lang)
    rows, data = [], []
    for name in indices.available():
        one = indices.load(name)
        found: Mapping[str, frozenset[str]] = packages.editions(one) if packages.present(one) else {}
        if one.file.package is None:
            found = {edition.id: frozenset({"inputs"}) for edition in one.file.editions}
        with_inputs = [edition for edition, kinds in found.items() if "inputs" in kinds]
        rows.append([name, say.text(one.file.title), say(STATUS[one.file.status]), ", ".join(with_inputs)])
        data.append(
            {
                **one.specification(),
                "title": say.text(one.file.title),
                "status": one.file.status,
                "indicators": len(one.indicators),
                "weight_sets": list(one.file.weights),
                "readings_known": {key: list(value.values) for key, value in one.file.readings.items()},
                "editions": {edition: sorted(kinds) for edition, kinds in found.items()},
            }
        )
    headings = [say(h) for h in (N_("index"), N_("title"), N_("status"), N_("editions with indicators"))]
    return Answer(say(N_("Indices")), {"indices": data}, headings, rows)


STATUS = {
    "read": N_("read in its source"),
    "computed": N_("computed"),
    "interpretation": N_("interpretation"),
    "unconfirmed": N_("unconfirmed"),
}


@app.command("template")
def template_command(
    name: Annotated[str, typer.Argument(help="An index, or own for an index of your own.", metavar="INDEX")],
    of: Annotated[list[str] | None, typer.Argument(help="Economies to write rows for.")] = None,
) -> None:
    """Write the format of a table for an index (CSV), or an index file to start from (own)."""
    from tendik.errors import TendikError
    from tendik.indices import load, template

    if name == "own":
        typer.echo(template.own_index(), nl=False)
        return
    try:
        chosen = load(name)
    except TendikError as error:
        typer.echo(render(error.message, speaker(None).language), err=True)
        raise typer.Exit(BAD_INPUT) from None
    rows = template.rows(chosen, of or template.ECONOMIES)
    typer.echo("\n".join(",".join(row) for row in (template.headings(chosen), *rows)))
