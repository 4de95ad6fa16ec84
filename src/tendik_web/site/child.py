"""The process that answers requests: it ends when the server that started it is gone, however it went."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from threading import Thread
from typing import Any

LOOK = 0.5
GRACE = 5.0
"""Seconds: between two looks at the server; for requests to be answered after it is gone."""


def application(parent: int) -> Callable[..., Any]:
    """The application, in a process that lives no longer than the process ``parent``.

    The web server ends its processes when it is told to stop. When it is killed it cannot,
    and they would go on answering, and hold the port, with nobody to stop them.
    """
    Thread(target=_end_with, args=(parent,), daemon=True).start()
    from tendik_web.site.wsgi import application as found

    return found


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os._exit(1)
