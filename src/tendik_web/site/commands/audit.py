"""``tendik audit``: prove that the history is whole, and export what proves it later."""

from typing import Annotated

import typer

from tendik_web.site.commands import require_prepared, start_django

app = typer.Typer(help="Check the platform's history.", no_args_is_help=True)


@app.command()
def verify(
    head: Annotated[
        list[str] | None,
        typer.Option(
            metavar="DIGEST", help="A digest printed earlier by `tendik audit head`; may be repeated."
        ),
    ] = None,
) -> None:
    """Read every chain; exit with 1 if an entry was changed, deleted, moved or cut off."""
    start_django()
    require_prepared()
    from tendik_web.audit.verify import verify_all

    verdicts, lost = verify_all(head or [])
    for verdict in verdicts:
        typer.echo(f"{verdict.chain}: {verdict.fault or f'whole, entries: {verdict.entries}'}")
    for message in lost:
        typer.echo(str(message))
    if lost or any(verdict.fault for verdict in verdicts):
        raise typer.Exit(1)


@app.command()
def head() -> None:
    """Print the last digest of every chain, to be kept elsewhere."""
    start_django()
    require_prepared()
    from tendik_web.audit.verify import heads

    for line in heads():
        typer.echo(line)
