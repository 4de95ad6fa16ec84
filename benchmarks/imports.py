"""A file of 10,000 actions with relations: previewed, applied, previewed again changed, applied, undone.

Run ``python benchmarks/imports.py`` (or with ``--sqlite``). Each action leads to a body, a plan and
two commitments, named by key and by title; the file is a workbook, read as it is sent in.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

from common import calibration, platform

ROWS = 10_000
HEADINGS = ["key", "title.kk", "title.ru", "title.en", "title.original", "body", "plan", "commitments"]
HEADINGS += ["starts", "deadline", "source.title"]


def timed(what: str, act: Callable[[], Any]) -> Any:
    """Do it, and say how long it took."""
    began = time.perf_counter()
    done = act()
    print(f"{what}: {time.perf_counter() - began:.1f} s")
    return done


def main() -> None:
    with platform(sqlite="--sqlite" in sys.argv):
        from tendik.exchange.tables import write_xlsx
        from tendik_web.access.actors import LOADER, Actor, Grant
        from tendik_web.countries.actions.register import register
        from tendik_web.imports.actions.apply import apply
        from tendik_web.imports.actions.preview import preview
        from tendik_web.imports.actions.send import send
        from tendik_web.imports.actions.undo import undo

        print(f"calibration: ten million additions in {calibration():.2f} s")
        register(LOADER, "KAZ")
        actor = Actor("user:1", frozenset({Grant("secretariat", "KAZ")}))

        def bring(kind: str, headings: list[str], rows: list[list[Any]]) -> str:
            """Send a file in and preview it."""
            content = write_xlsx(headings, rows, kind)
            batch = timed("  read", lambda: send(actor, "KAZ", kind, f"{kind}.xlsx", content))
            timed("  previewed", lambda: preview(actor, "KAZ", batch.pk))
            batch.refresh_from_db()
            print(f"  {batch.counts}")
            return batch.pk

        def do(what: str, act: Callable[..., Any], batch: str) -> None:
            timed(f"  {what}", lambda: act(actor, "KAZ", batch))

        print("what actions lead to: bodies, plans, commitments")
        bodies = [[f"b-{n}", f"Body {n}", "ministry"] for n in range(100)]
        do("applied", apply, bring("body", ["key", "title.en", "type"], bodies))
        plans = [[f"p-{n}", f"Plan {n}"] for n in range(50)]
        do("applied", apply, bring("plan", ["key", "title.en"], plans))
        promises = [[f"c-{n}", f"Promise {n}", "pledge"] for n in range(5_000)]
        do("applied", apply, bring("commitment", ["key", "title.en", "type"], promises))

        def action(n: int, deadline: str) -> list[Any]:
            to = f"c-{n % 5_000}; Promise {(n * 7) % 5_000}"
            named = [f"Шара {n}: " + "сөз " * 20, f"Мера {n}: " + "слово " * 20, f"Action {n}", "kk"]
            return [f"a-{n}", *named, f"Body {n % 100}", f"p-{n % 50}", to, "2026-01-01", deadline, "Plan"]

        print(f"{ROWS:,} new actions")
        batch = bring("action", HEADINGS, [action(n, "31.12.2026") for n in range(ROWS)])
        do("applied", apply, batch)
        print(f"{ROWS:,} changed actions")
        batch = bring("action", HEADINGS, [action(n, "01.06.2027") for n in range(ROWS)])
        do("applied", apply, batch)
        do("undone", undo, batch)


if __name__ == "__main__":
    main()
