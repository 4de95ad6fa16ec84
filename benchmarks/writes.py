"""Audited changes a second from one and from eight writers, none lost; and the proof of 500,000 entries.

Run ``python benchmarks/writes.py`` (or with ``--sqlite``). Each change is one action: permission,
version check, the row, what search finds it by, and the entry in the chain of its country, in one
transaction that is on the disk when the action returns. Each writer is a process that works in one of four
countries and gets ready before the clock starts: it changes a record of its own one by one, or applies a
file of its own, whose changes are each entered, in a single transaction.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from multiprocessing import get_context
from typing import Any

from common import calibration, platform

WARM_UP = 50
CHANGES = 2_000
ENTRIES = 500_000
Way = Callable[[int, int], Callable[[], None]]
COUNTRIES = ("KAZ", "KGZ", "TJK", "UZB")


def one_by_one(number: int, changes: int) -> Callable[[], None]:
    """A writer's part: one record, warmed up, to be changed so many times."""
    from tendik_web.records.actions.change import change
    from tendik_web.records.actions.create import create
    from tendik_web.records.text import plain_text

    actor, country = secretary(number)
    law = create(actor, country, "law", {"title": plain_text(f"Law {number}")})
    for turn in range(WARM_UP):
        change(actor, country, "law", law.pk, turn + 1, {"number": f"warm-up {turn}"})

    def work() -> None:
        for turn in range(changes):
            change(actor, country, "law", law.pk, WARM_UP + turn + 1, {"number": str(turn)})

    return work


def by_file(number: int, changes: int) -> Callable[[], None]:
    """A writer's part: a file with so many new records, previewed, to be applied."""
    from tendik.exchange.tables import write_xlsx
    from tendik_web.imports.actions.apply import apply
    from tendik_web.imports.actions.preview import preview
    from tendik_web.imports.actions.send import send

    actor, country = secretary(number)
    rows = [
        [f"law-{number}-{changes}-{n}", f"Law {n} of file {number}", f"{number}/{n}"] for n in range(changes)
    ]
    batch = send(actor, country, "law", "law.xlsx", write_xlsx(["key", "title.en", "number"], rows, "law"))
    preview(actor, country, batch.pk)
    return lambda: apply(actor, country, batch.pk)


WAYS = {one_by_one: ("register.change", WARM_UP), by_file: ("register.create", 0)}
"""How changes come in: the action by which they are entered, and how many of a writer warm up."""


def secretary(number: int) -> tuple[Any, str]:
    """A writer, and the country that it works for."""
    from tendik_web.access.actors import Actor, Grant

    country = COUNTRIES[number % len(COUNTRIES)]
    return Actor(f"user:{number}", frozenset({Grant("secretariat", country)})), country


def write(way: Way, number: int, changes: int, line: Any, spent: Any) -> None:
    """Get ready, wait at the start line, make the changes; the processor time goes to ``spent``."""
    import django

    django.setup()
    work = way(number, changes)
    line.wait()
    before = time.process_time()
    work()
    spent[number] = time.process_time() - before
    line.wait()


def race(way: Way, writers: int, loop: float) -> None:
    """Let so many writers make all changes together, and print what came of it."""
    from django.db import connections

    from tendik_web.audit.models import Entry
    from tendik_web.audit.verify import verify_all

    action, warm_up = WAYS[way]
    entered = Entry.objects.filter(action=action)
    before = entered.count()
    connections.close_all()
    context = get_context("spawn")
    line, spent = context.Barrier(writers + 1), context.Array("d", writers)
    some = [
        context.Process(target=write, args=(way, n, CHANGES // writers, line, spent)) for n in range(writers)
    ]
    for writer in some:
        writer.start()
    line.wait(timeout=300)
    began = time.perf_counter()
    line.wait(timeout=300)
    took = time.perf_counter() - began
    for writer in some:
        writer.join()
    kept = entered.count() - before - writers * warm_up
    whole = not any(verdict.fault for verdict in verify_all([])[0])
    print(
        f"{way.__name__}, writers: {writers}; {rate(CHANGES / took, loop)}, "
        f"{sum(spent) / CHANGES * 1000:.1f} ms of Python each; "
        f"{kept} of {CHANGES} entered, chains {'whole' if whole else 'BROKEN'}"
    )


def rate(changes: float, loop: float) -> str:
    """How many changes a second, and in the time that the calibration loop takes."""
    return f"{changes:,.0f} changes a second, {changes * loop:,.0f} a calibration loop"


def prove() -> None:
    """Prove a long chain, and print how long that takes."""
    from django.db import transaction

    from tendik_web.access.actors import LOADER
    from tendik_web.audit.chain import Deed, record_many
    from tendik_web.audit.verify import verify

    payload = {"title": {"original": "en", "en": {"text": "A title of usual length " * 4}}, "n": 0}
    with transaction.atomic():
        record_many("big", LOADER, (Deed("a.b", f"law:{n}", payload | {"n": n}) for n in range(ENTRIES)))
    began = time.perf_counter()
    verdict = verify("big")
    print(f"proof of {verdict.entries:,} entries: {time.perf_counter() - began:.2f} s")


def main() -> None:
    with platform(sqlite="--sqlite" in sys.argv):
        from tendik_web.access.actors import LOADER
        from tendik_web.countries.actions.register import register

        for country in COUNTRIES:
            register(LOADER, country)
        loop = calibration()
        print(f"calibration: ten million additions in {loop:.2f} s")
        for way in WAYS:
            for writers in (1, 8):
                race(way, writers, loop)
        prove()


if __name__ == "__main__":
    main()
