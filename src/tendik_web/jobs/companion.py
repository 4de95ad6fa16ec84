"""A worker beside the server: started by it, started again if it is lost, ended with it."""

from __future__ import annotations

import os
import subprocess
import sys
from threading import Event, Thread

PAUSE = 2.0
"""Seconds before a lost worker is started again."""

PATIENCE = 10


class Companion:
    """The worker's process, which also ends by itself when this process is killed."""

    def __init__(self) -> None:
        self._stopping = Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = Thread(target=self._keep, daemon=True)

    def start(self) -> None:
        """Start the worker."""
        self._thread.start()

    def stop(self) -> None:
        """Let the worker end its jobs or put them back, and wait for it."""
        self._stopping.set()
        process = self._process
        if process is None:
            return
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()

    def _keep(self) -> None:
        command = [sys.executable, "-m", "tendik_web.site.commands.work", str(os.getpid())]
        while not self._stopping.is_set():
            # Its own session: Ctrl-C reaches the server, which then ends the worker in order.
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
            self._process.wait()
            self._stopping.wait(PAUSE)
