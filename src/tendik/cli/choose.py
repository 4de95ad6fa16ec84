"""Which law and which election a command means."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

LawName = Annotated[str, typer.Argument(help="A law (tendik laws lists them) or a law file.", metavar="LAW")]
LawOption = Annotated[
    str | None, typer.Option("--law", help="A law, or a law file; by default that of the election.")
]
Day = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help="The day: 2023-03-19; by default that of the election."),
]


def election_named(name: str, law: str | None = None) -> Any:
    """The election ``name``; beside a law its year is enough: ``2023``.

    A reform is asked about the elections of the law that it reforms.
    """
    from tendik import elections, laws

    known = {listed.id for listed in elections.available()}
    if name not in known and law is not None and name.isdecimal() and not Path(name).exists():
        bases = [law, *(one.reform_of.split(" ")[0] for one in laws.history(law) if one.reform_of)]
        for base in bases:
            if f"{base}-{name}" in known:
                return elections.load(f"{base}-{name}")
    return elections.load(name)


def law_for(election: Any, law: str | None, on: str | None) -> Any:
    """The law ``law`` (or the election's own) on ``on`` (or election day).

    A reform is one draft: it has no version of election day.
    """
    from tendik import laws
    from tendik.errors import N_, BadInput, Message, Problem

    name = law or election.law
    if name is None:
        template = N_("The election does not name its law; name it with --law.")
        raise BadInput([Problem(Message("election.no-law", template))])
    if laws.load(name).reform_of:
        return laws.load(name)
    return laws.load(name, on=on or election.date)
