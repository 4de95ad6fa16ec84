"""Fifty readers with one click each every five seconds, on the large synthetic set and PostgreSQL.

Run ``python benchmarks/pages.py [seconds]``. A server of its own answers; each figure is what a reader
waits for the whole answer, beside a calibration loop timed in the same run.
"""

from __future__ import annotations

import os
import random
import socket
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path

from common import calibration, platform

READERS, PAUSE = 50, 5.0
SET = {"commitments": 10_000, "actions": 50_000, "entries": 500_000}
PAGES = {
    "home": "/en/qaa/promises/",
    "list": "/en/qaa/promises/list/",
    "list, filtered": "/en/qaa/promises/list/?state=late",
    "matrix": "/en/qaa/promises/matrix/",
    "promise": "/en/qaa/promises/{id}/",
    "records": "/en/qaa/records/action/",
    "search": "/en/qaa/search/?q=women",
    "changes": "/en/qaa/changes/",
    "api": "/api/v1/qaa/commitment/",
}


def fetch(port: int, path: str) -> tuple[int, float]:
    """Status of an answer, and seconds until its last byte."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    began = time.perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, time.perf_counter() - began


def reader(port: int, number: int, until: float, ids: list[str]) -> list[tuple[str, int, float]]:
    """What one reader met, clicking at random."""
    choose, met = random.Random(number), []
    time.sleep(choose.random() * PAUSE)
    while time.monotonic() < until:
        name, path = choose.choice(list(PAGES.items()))
        status, took = fetch(port, path.format(id=choose.choice(ids)))
        met.append((name, status, took))
        time.sleep(max(0.0, PAUSE - took))
    return met


def main() -> None:
    length = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    with platform():
        from django.db import connections

        from tendik.progress import silent
        from tendik_web.access.actors import ANONYMOUS, LOADER
        from tendik_web.records.rows import visible_to
        from tendik_web.synthetic.actions.fill import fill

        began = time.perf_counter()
        written = fill(LOADER, silent, **SET)
        print(f"the set: {written:,} entries of the history in {time.perf_counter() - began:.0f} s")
        with connections["default"].cursor() as cursor:
            cursor.execute("ANALYZE")
        ids = list(visible_to(ANONYMOUS, "QAA", "commitment").values_list("pk", flat=True)[:500])
        connections.close_all()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [Path(sys.executable).with_name("tendik"), "serve", "--port", str(port)]
        with subprocess.Popen(command, env=os.environ, stdout=subprocess.PIPE, text=True) as server:
            for line in server.stdout or ():
                if "http://" in line:
                    break
            for path in PAGES.values():
                fetch(port, path.format(id=ids[0]))
            print(f"calibration: ten million additions in {calibration():.2f} s")
            print("made anew, one after the other (else an answer is kept until something is changed):")
            for name, path in PAGES.items():
                fresh = f"{path.format(id=ids[0])}{'&' if '?' in path else '?'}fresh="
                report([(name, *fetch(port, f"{fresh}{n}")) for n in range(20)])
            print(f"{READERS} readers, a click each every {PAUSE:.0f} s:")
            until = time.monotonic() + length
            with ThreadPoolExecutor(READERS) as pool:
                met = [
                    one
                    for many in pool.map(lambda n: reader(port, n, until, ids), range(READERS))
                    for one in many
                ]
            server.terminate()
        report(met)


def report(met: list[tuple[str, int, float]]) -> None:
    """Median and 95th percentile of each page, in milliseconds."""
    times: dict[str, list[float]] = defaultdict(list)
    for name, status, took in met:
        if status != 200:
            sys.exit(f"{name} answered {status}")
        times[name].append(took * 1000)
    for name, all_of in sorted(times.items()):
        if len(all_of) > 1:
            print(
                f"{name:15} n {len(all_of):4}  median {statistics.median(all_of):6.0f} ms  95% {statistics.quantiles(all_of, n=20)[-1]:6.0f} ms"
            )


if __name__ == "__main__":
    main()
