"""``tendik serve``: the platform on this machine."""

import os
import socket
import sys
import time
from functools import partial
from threading import Thread
from typing import Annotated

import typer

from tendik_web.jobs.companion import Companion
from tendik_web.site.child import application
from tendik_web.site.commands import start_django


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535)] = 8000,
) -> None:
    """Serve the platform; prepare database and static files where that is needed."""
    address = _numeric(host, port)
    if address is None:
        typer.echo(f"Nothing can listen on {host}:{port}. Choose another with --host or --port.", err=True)
        raise typer.Exit(2)
    start_django()
    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from tendik_web.accounts.ways import has_accounts
    from tendik_web.site.prepare import prepare

    prepare(typer.echo)
    if not has_accounts():
        typer.echo("Nobody has an account yet. To work here, invite the first administrator:")
        typer.echo(
            f"  {sys.argv[0]} people invite --email … --role platform_admin --site {_shown(address, port)}"
        )
    connections.close_all()
    server = Granian(
        "tendik_web.site.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=2 * (os.cpu_count() or 1) + 1,
        log_level=LogLevels.warning,
        workers_kill_timeout=5,
    )
    worker = Companion()
    server.on_startup(lambda: Thread(target=_announce, args=(address, port, worker), daemon=True).start())
    try:
        server.serve(target_loader=partial(application, os.getpid()), wrap_loader=False)
    finally:
        worker.stop()


def _numeric(host: str, port: int) -> str | None:
    """``host`` as a number, or nothing where nobody can listen."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError:
        return None
    return str(address[0])


def _announce(host: str, port: int, worker: Companion) -> None:
    """Print the address once something answers there; only then start the worker, which nobody waits for."""
    while True:
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            typer.echo(f"Tendik is at {_shown(host, port)}/")
            return worker.start()


def _shown(host: str, port: int) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"
