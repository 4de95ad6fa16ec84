"""``tendik backup`` and ``tendik restore``: all that the platform keeps, in one file and back."""

import os
from pathlib import Path
from typing import Annotated

import typer

from tendik_web.site.commands import require_prepared, start_django

POSTGRESQL = (
    "The data is in PostgreSQL, which has its own tools. Copy the database with pg_dump and the folder {files} "
    "after it; put them back with pg_restore, then run: tendik audit verify"
)


def backup(
    file: Annotated[Path, typer.Argument(help="The file to write, such as tendik-2026-11-22.tar.gz.")],
) -> None:
    """Write database and stored files into one file, while people work. The secret key is not in it."""
    _only_sqlite()
    start_django()
    require_prepared()
    from django.conf import settings
    from django.db import connection

    from tendik_web.audit.verify import heads
    from tendik_web.site.backup import pack

    if file.exists() or not file.absolute().parent.is_dir():
        typer.echo(f"{file} cannot be written: it is there already, or its folder is not there.", err=True)
        raise typer.Exit(2)
    ends = [digest for _chain, _entries, digest in map(str.split, heads())]
    count = pack(file.absolute(), connection.connection, settings.VAR, ends)
    typer.echo(f"Written: {file}. Stored files in it: {count}.")
    typer.echo(
        f"Keep {settings.VAR / 'secret.key'} elsewhere: without it nobody's second factor is accepted."
    )


def restore(file: Annotated[Path, typer.Argument(help="A file that `tendik backup` wrote.")]) -> None:
    """Put a backup into an empty TENDIK_VAR and prove that its history is whole; exit with 1 if not."""
    _only_sqlite()
    from django.conf import settings

    from tendik.errors import BadInput
    from tendik_web.site.backup import unpack

    place = Path(settings.DATABASES["default"]["NAME"])
    try:
        ends = unpack(file, place, settings.VAR)
    except BadInput as error:
        for problem in error.problems:
            typer.echo(str(problem.message), err=True)
        raise typer.Exit(2) from None
    start_django()
    from tendik_web.audit.verify import verify_all
    from tendik_web.files.rows import lost
    from tendik_web.site import prepare

    prepare.migrate(typer.echo)
    verdicts, cut = verify_all(ends)
    faults = [verdict.fault for verdict in verdicts if verdict.fault] + cut + lost()
    for fault in faults:
        typer.echo(str(fault), err=True)
    if faults:
        raise typer.Exit(1)
    entries = sum(verdict.entries for verdict in verdicts)
    typer.echo(f"Restored. The history is whole, entries: {entries}; every file is there.")
    typer.echo(f"Put the secret.key of the old installation into {settings.VAR}.")


def _only_sqlite() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tendik_web.site.settings")
    from django.conf import settings

    if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3":
        typer.echo(POSTGRESQL.format(files=settings.VAR / "files"), err=True)
        raise typer.Exit(2)
