"""``tendik big``: fill an empty database with a large invented set, for trials of speed."""

from typing import Annotated

import typer

from tendik_web.site.commands import start_django


def big(
    commitments: Annotated[int, typer.Option(help="Invented commitments.", min=50)] = 10_000,
    actions: Annotated[int, typer.Option(help="Invented actions.", min=50)] = 50_000,
    entries: Annotated[int, typer.Option(help="Invented entries of the history, at least.", min=0)] = 500_000,
    seed: Annotated[int, typer.Option(help="The same seed, the same set.")] = 1,
) -> None:
    """Fill an empty database with invented countries; every page of them says so."""
    start_django()
    from tendik.errors import BadInput
    from tendik_web.access.actors import LOADER
    from tendik_web.site import prepare
    from tendik_web.synthetic.actions.fill import fill

    def report(done: int, total: int) -> None:
        typer.echo(f"Countries: {done} of {total}")

    prepare.migrate(typer.echo)
    try:
        written = fill(LOADER, report, commitments=commitments, actions=actions, entries=entries, seed=seed)
    except BadInput as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    typer.echo(f"The synthetic set is there; entries of the history: {written}.")
