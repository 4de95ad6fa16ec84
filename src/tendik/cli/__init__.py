"""The command line: one module a command, heavy libraries loaded only by the command that needs them.

``tendik_web`` and others add commands through the entry-point group ``tendik.commands``;
each entry is a typer application or a plain function, named as the command.
"""

from __future__ import annotations

from importlib.metadata import entry_points

import typer

from tendik.cli import check, elect, guarantee, index, laws, reform, vacancies

GROUP = "tendik.commands"


def application() -> typer.Typer:
    """The whole command line, with the commands that other packages add."""
    app = typer.Typer(
        name="tendik",
        help="Tendik: from a promise of equality to a seat, a figure and a rank.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    app.add_typer(laws.app, name="laws")
    app.command("elect")(elect.elect)
    app.command("check")(check.check)
    app.command("guarantee")(guarantee.guarantee)
    app.command("sensitivity")(guarantee.sensitivity)
    app.command("vacancies")(vacancies.vacancies)
    app.command("reform")(reform.reform)
    app.add_typer(index.app, name="index")
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        command = entry.load()
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=entry.name)
        else:
            app.command(entry.name)(command)
    return app


def main() -> None:
    """Run the command line."""
    application()()
