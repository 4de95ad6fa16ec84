"""``tendik load``: the data that comes with the platform."""

import typer

from tendik_web.site.commands import start_django


def load() -> None:
    """Load the built-in data into the platform's database; a second time changes nothing."""
    start_django()
    from tendik.errors import BadInput
    from tendik_web.site import prepare

    prepare.migrate(typer.echo)
    try:
        prepare.load(typer.echo)
    except BadInput as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    typer.echo("The built-in data is loaded.")
