"""The worker: takes jobs from the queue, tells how far they are, looks for lost ones."""

from __future__ import annotations

import logging
import os
import signal
import time
from threading import Event

from django.db import close_old_connections

from tendik_web.jobs.actions.beat import beat
from tendik_web.jobs.actions.requeue import requeue
from tendik_web.jobs.actions.sweep import sweep
from tendik_web.jobs.progress import RUNNING
from tendik_web.jobs.queue import queue, task

AT_ONCE = 2
PULSE = 1.0
SWEEP = 30.0
GRACE = 5
"""Seconds: between two notes of progress, between two searches, for jobs to end when the worker stops."""

NICE = 5
"""Pages come first on a machine that does both."""

log = logging.getLogger(__name__)


def work(parent: int | None = None) -> None:
    """Work until told to stop (SIGTERM, Ctrl-C), or until the process ``parent`` is gone."""
    os.nice(NICE)
    stop = Event()
    task()
    consumer = queue().create_consumer(workers=AT_ONCE, periodic=False, max_delay=0.5, shutdown_timeout=GRACE)
    consumer.start()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    next_sweep = 0.0
    while not stop.wait(PULSE) and parent in (None, os.getppid()):
        due = time.monotonic() >= next_sweep
        if due:
            next_sweep = time.monotonic() + SWEEP
            consumer.check_worker_health()
        _pulse(look_for_lost=due)
    consumer.stop(graceful=True)
    requeue(list(RUNNING))


def _pulse(look_for_lost: bool) -> None:
    """Note the progress; a database or a queue that does not answer now may answer the next time."""
    close_old_connections()
    try:
        beat(RUNNING)
        if look_for_lost:
            sweep()
    except Exception:
        log.exception("the worker could not note the progress of its jobs, or look for lost ones")
