"""``tendik work``: do what pages have asked for and cannot wait for."""

import sys

from tendik_web.site.commands import require_prepared, start_django


def work() -> None:
    """Do the waiting jobs until stopped. `tendik serve` starts a worker of its own; more may help it."""
    _work(None)


def _work(parent: int | None) -> None:
    start_django()
    require_prepared()
    from django.db import connections

    from tendik_web.jobs import worker

    connections.close_all()
    worker.work(parent)


if __name__ == "__main__":
    _work(int(sys.argv[1]))
