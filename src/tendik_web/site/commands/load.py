"""``tendik load``: the data that comes with the platform."""

import typer

from tendik_web.site.commands import start_django


def load() -> None:
    """Load the built-in data into the platform's database; a second time changes nothing."""
    start_django()
    from tendik_web.site import prepare

    prepare.migrate(typer.echo)
    prepare.load(typer.echo)
    typer.echo("The built-in data is loaded.")
