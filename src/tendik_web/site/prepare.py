"""Make an installation ready to serve; what is ready already is left as it is."""

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tendik_web.commitments import builtin as facts
from tendik_web.countries import builtin as countries
from tendik_web.countries import registry

Say = Callable[[str], None]


def prepare(say: Say) -> None:
    """Bring database, static files and built-in data up to date; ``say`` what is being done."""
    migrate(say)
    call_command("clearsessions")
    collect_static(say)
    if _facts_state() != (mark.read_text() if (mark := _facts_mark()).exists() else ""):
        load(say)


def migrate(say: Say) -> None:
    """Bring the tables of the database up to date."""
    if unapplied():
        say("Preparing the database …")
        call_command("migrate", interactive=False, verbosity=0)


def unapplied() -> bool:
    """Whether the tables of the database are not there, or not up to date."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def collect_static(say: Say) -> None:
    """Gather, compress and name by content the files that pages refer to."""
    if settings.DEBUG:
        return
    mark = Path(settings.STATIC_ROOT) / "collected.txt"
    state = _static_state()
    if not mark.exists() or mark.read_text() != state:
        say("Gathering the static files …")
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        mark.write_text(state)


def load(say: Say) -> None:
    """Load the data that comes with the platform; a second time changes nothing."""
    if any(country.synthetic for country in registry.countries()):
        say("This database is synthetic: no facts are loaded into it.")
        return
    registered = countries.load()
    if registered:
        say(f"Countries loaded: {registered}")
    say("Loading the facts …")
    loaded = facts.load()
    say(f"Facts: {loaded.new} new, {loaded.changed} changed, {loaded.same} as they were.")
    for difference in loaded.differences:
        say(
            f"Edited here, and kept: {difference.kind} {difference.key}, {difference.field}: "
            f"{difference.here} (the facts have: {difference.pack})"
        )
    _facts_mark().write_text(_facts_state())


def _facts_mark() -> Path:
    """Where it is noted which facts this database holds."""
    name = hashlib.sha256(str(connection.settings_dict["NAME"]).encode()).hexdigest()[:12]
    return Path(settings.VAR) / f"facts-{name}.txt"


def _facts_state() -> str:
    """Digest of the names, sizes and times of all files of facts."""
    status = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in facts.files()]
    return hashlib.sha256(json.dumps(status).encode()).hexdigest()


def _static_state() -> str:
    """Digest of the names, sizes and times of all static files."""
    return hashlib.sha256(json.dumps(sorted(_static_files())).encode()).hexdigest()


def _static_files() -> Iterator[tuple[str, int, int]]:
    for finder in get_finders():
        for name, storage in finder.list(None):
            status = Path(storage.path(name)).stat()
            yield name, status.st_size, status.st_mtime_ns
