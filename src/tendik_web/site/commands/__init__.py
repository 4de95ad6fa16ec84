"""The platform's commands for ``tendik``, one a module.

Modules here import nothing of Django until a command runs, so that the command line can
load them all, with their help, at no cost.
"""

import os

import typer


def start_django() -> None:
    """Make the platform's models and settings usable in this process; leave with 2 without a database."""
    import django

    from tendik_web.site.build import build

    build()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tendik_web.site.settings")
    django.setup()

    from django.db import OperationalError, connection

    try:
        connection.ensure_connection()
    except OperationalError as reason:
        typer.echo(f"The database does not answer. Check DATABASE_URL. It says: {reason}", err=True)
        raise typer.Exit(2) from None


def require_prepared() -> None:
    """Leave with 2 where the tables are not there, or not up to date."""
    from tendik_web.site.prepare import unapplied

    if unapplied():
        typer.echo("The database is not prepared. Run: tendik load", err=True)
        raise typer.Exit(2)
