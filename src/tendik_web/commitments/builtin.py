"""The facts that every installation has from the start, each with its source."""

from pathlib import Path

from tendik_web.access.actors import LOADER
from tendik_web.records import packs
from tendik_web.records.actions.load import Loaded
from tendik_web.records.actions.load import load as bring

DATA = Path(__file__).parent / "data"


def files() -> list[Path]:
    """The files that hold the facts."""
    return sorted(DATA.rglob("*.yaml"))


def load() -> Loaded:
    """Load the facts; what a person has edited stays.

    Raises
    ------
    tendik.errors.BadInput
        A file is wrong; nothing is loaded.
    """
    return bring(LOADER, packs.read(files()))
