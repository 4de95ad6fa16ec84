"""Audited changes a second from eight writers, none lost; and the proof of 500,000 entries.

Run ``python benchmarks/writes.py`` (or with ``--sqlite``). Each change is one action: permission,
version check, the row, and the entry in the chain of its country, in one transaction.
"""

from __future__ import annotations

import sys
import time
from multiprocessing import get_context

from common import calibration, platform

WRITERS = 8
CHANGES = 250
ENTRIES = 500_000
COUNTRIES = ("KAZ", "KGZ", "TJK", "UZB")


def write(number: int) -> None:
    """Change one record many times."""
    import django

    django.setup()
    from tendik_web.access.actors import Actor, Grant
    from tendik_web.records.actions.change import change
    from tendik_web.records.actions.create import create
    from tendik_web.records.text import plain_text

    country = COUNTRIES[number % len(COUNTRIES)]
    actor = Actor(f"user:{number}", frozenset({Grant("secretariat", country)}))
    promise = create(actor, country, "law", {"title": plain_text(f"Law {number}")})
    READY.wait()
    for turn in range(CHANGES):
        change(actor, country, "law", promise.pk, turn + 1, {"number": str(turn)})


def start(barrier: object) -> None:
    """Hand the common start line to a writer."""
    global READY
    READY = barrier


def main() -> None:
    with platform(sqlite="--sqlite" in sys.argv):
        from django.db import connections, transaction

        from tendik_web.access.actors import LOADER
        from tendik_web.audit.chain import Deed, record_many
        from tendik_web.audit.models import Entry
        from tendik_web.audit.verify import verify, verify_all
        from tendik_web.countries.actions.register import register

        print(f"calibration: ten million additions in {calibration():.2f} s")
        for country in COUNTRIES:
            register(LOADER, country)
        connections.close_all()
        context = get_context("spawn")
        barrier = context.Barrier(WRITERS + 1)
        writers = [context.Process(target=run, args=(barrier, n)) for n in range(WRITERS)]
        for writer in writers:
            writer.start()
        barrier.wait()
        began = time.perf_counter()
        for writer in writers:
            writer.join()
        took = time.perf_counter() - began
        kept = Entry.objects.filter(action="register.change").count()
        whole = not any(verdict.fault for verdict in verify_all([])[0])
        print(
            f"{WRITERS} writers: {WRITERS * CHANGES / took:,.0f} changes a second; "
            f"{kept} of {WRITERS * CHANGES} entered, chains {'whole' if whole else 'BROKEN'}"
        )
        payload = {"title": {"original": "en", "en": {"text": "A title of usual length " * 4}}, "n": 0}
        with transaction.atomic():
            record_many("big", LOADER, (Deed("a.b", f"law:{n}", payload | {"n": n}) for n in range(ENTRIES)))
        began = time.perf_counter()
        verdict = verify("big")
        print(f"proof of {verdict.entries:,} entries: {time.perf_counter() - began:.2f} s")


def run(barrier: object, number: int) -> None:
    """A writer's process."""
    start(barrier)
    write(number)


if __name__ == "__main__":
    main()
