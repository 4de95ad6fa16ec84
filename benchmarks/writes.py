"""Audited changes a second from one and from eight writers, none lost; and the proof of 500,000 entries.

Run ``python benchmarks/writes.py`` (or with ``--sqlite``). Each change is one action: permission,
version check, the row, what search finds it by, and the entry in the chain of its country, in one
transaction that is on the disk when the action returns. Each writer is a process, has a record of its own
in one of four countries, and warms up before the clock starts. The last line of changes is what a
file brings in: thousands of audited changes in a single transaction.
"""

from __future__ import annotations

import sys
import time
from multiprocessing import get_context
from typing import Any

from common import calibration, platform

WARM_UP = 50
CHANGES = 2_000
ENTRIES = 500_000
COUNTRIES = ("KAZ", "KGZ", "TJK", "UZB")


def write(number: int, changes: int, line: Any, spent: Any) -> None:
    """Warm up, wait at the start line, change one record many times; the processor time goes to ``spent``."""
    import django

    django.setup()
    from tendik_web.access.actors import Actor, Grant
    from tendik_web.records.actions.change import change
    from tendik_web.records.actions.create import create
    from tendik_web.records.text import plain_text

    country = COUNTRIES[number % len(COUNTRIES)]
    actor = Actor(f"user:{number}", frozenset({Grant("secretariat", country)}))
    law = create(actor, country, "law", {"title": plain_text(f"Law {number}")})
    for turn in range(WARM_UP):
        change(actor, country, "law", law.pk, turn + 1, {"number": f"warm-up {turn}"})
    line.wait()
    before = time.process_time()
    for turn in range(changes):
        change(actor, country, "law", law.pk, WARM_UP + turn + 1, {"number": str(turn)})
    spent[number] = time.process_time() - before
    line.wait()


def race(writers: int, loop: float) -> None:
    """Let so many writers make all changes together, and print what came of it."""
    from django.db import connections

    from tendik_web.audit.models import Entry
    from tendik_web.audit.verify import verify_all

    entered = Entry.objects.filter(action="register.change")
    before = entered.count()
    connections.close_all()
    context = get_context("spawn")
    line, spent = context.Barrier(writers + 1), context.Array("d", writers)
    some = [context.Process(target=write, args=(n, CHANGES // writers, line, spent)) for n in range(writers)]
    for writer in some:
        writer.start()
    line.wait(timeout=300)
    began = time.perf_counter()
    line.wait(timeout=300)
    took = time.perf_counter() - began
    for writer in some:
        writer.join()
    kept = entered.count() - before - writers * WARM_UP
    whole = not any(verdict.fault for verdict in verify_all([])[0])
    print(
        f"writers: {writers}; {rate(CHANGES / took, loop)}, {sum(spent) / CHANGES * 1000:.1f} ms of Python each; "
        f"{kept} of {CHANGES} entered, chains {'whole' if whole else 'BROKEN'}"
    )


def bring_in(loop: float) -> None:
    """Change as many records by a file, and print what came of it."""
    from tendik.exchange.tables import write_xlsx
    from tendik_web.access.actors import Actor, Grant
    from tendik_web.imports.actions.apply import apply
    from tendik_web.imports.actions.preview import preview
    from tendik_web.imports.actions.send import send

    country = COUNTRIES[0]
    actor = Actor("user:0", frozenset({Grant("secretariat", country)}))
    for turn in ("new", "changed"):
        rows = [[f"law-{n}", f"Law of the file {n}", f"{turn} {n}"] for n in range(CHANGES)]
        content = write_xlsx(["key", "title.en", "number"], rows, "law")
        batch = send(actor, country, "law", "law.xlsx", content)
        preview(actor, country, batch.pk)
        began = time.perf_counter()
        apply(actor, country, batch.pk)
    print(f"one file in one transaction: {rate(CHANGES / (time.perf_counter() - began), loop)}")


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
        race(1, loop)
        race(8, loop)
        bring_in(loop)
        prove()


if __name__ == "__main__":
    main()
