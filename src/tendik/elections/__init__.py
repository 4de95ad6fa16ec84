"""Elections as data packages: what is built in, and what a user brings."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

from tendik.elections.election import Composition, Election, Licence, Listed, Origin
from tendik.errors import N_, Message, NotFound

__all__ = ["Composition", "Election", "Licence", "Listed", "Origin", "available", "load"]

_DATA = Path(__file__).parent / "data"


@cache
def _folders() -> dict[str, Path]:
    """Folder of each built-in election by identifier: country and folder joined by a hyphen."""
    return {
        f"{path.parent.parent.name}-{path.parent.name}": path.parent
        for path in sorted(_DATA.glob("*/*/datapackage.json"))
    }


@cache
def available() -> tuple[Listed, ...]:
    """The built-in elections, sorted by identifier."""
    entries = []
    for name, folder in sorted(_folders().items()):
        content = json.loads((folder / "datapackage.json").read_text("utf-8"))
        entries.append(Listed(name, date.fromisoformat(content["date"]), content["titles"], content["law"]))
    return tuple(entries)


@cache
def _built_in(name: str) -> Election:
    from tendik.elections.package import read_package

    return read_package(_folders()[name], "built-in")


def load(identifier_or_path: str | Path) -> Election:
    """A built-in election by its identifier, or a user's own by its path.

    Parameters
    ----------
    identifier_or_path : str or Path
        ``kaz-majilis-2023``; or a folder with ``datapackage.json``, that file, or a
        bare table of votes (``votes.csv``), of which nothing but the votes is known.
        An identifier goes before a path of the same name.

    Raises
    ------
    NotFound
        Neither an identifier nor a path; the message lists the identifiers.
    BadInput
        A user's package with problems; all of them.
    """
    name = str(identifier_or_path)
    if name in _folders():
        return _built_in(name)
    path = Path(identifier_or_path)
    try:
        there = name != "" and path.exists()
    except (OSError, ValueError):
        there = False
    if not there:
        raise NotFound(
            Message(
                "elections.not-found",
                N_(
                    "There is no election {name}. Known are: {known}. "
                    "Your own election is a folder with datapackage.json, or a file votes.csv."
                ),
                {"name": name, "known": sorted(_folders())},
            )
        )
    from tendik.elections.package import read_package

    return read_package(path)
