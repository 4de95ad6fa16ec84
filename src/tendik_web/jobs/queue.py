"""The queue between pages and worker: identifiers of jobs, in a file of its own or in PostgreSQL."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection, transaction

if TYPE_CHECKING:
    from huey import Huey
    from huey.api import TaskWrapper

NAME = "tendik"
OF_DJANGO = ("cursor_factory", "context")
"""What Django alone needs of a connection."""


@cache
def queue() -> Huey:
    """The queue; it holds nothing but identifiers, as JSON: what is read from it runs nothing."""
    from huey import PostgresHuey, SqliteHuey
    from huey.registry import Message
    from huey.serializer import Serializer

    class Identifiers(Serializer):
        def _serialize(self, data: Any) -> bytes:
            return json.dumps(data).encode()

        def _deserialize(self, data: bytes) -> Any:
            return Message(*json.loads(bytes(data)))

    options: dict[str, Any] = {"results": False, "serializer": Identifiers()}
    if connection.vendor == "postgresql":
        parameters = connection.get_connection_params()
        options |= {name: value for name, value in parameters.items() if name not in OF_DJANGO}
        return PostgresHuey(NAME, **options)
    return SqliteHuey(NAME, filename=str(settings.VAR / "jobs.sqlite3"), timeout=20, **options)


@cache
def task() -> TaskWrapper:
    """What the worker does with an identifier; calling it puts one at the end of the queue."""
    from tendik_web.jobs.run import run

    wrapper: TaskWrapper = queue().task(name="run")(run)
    return wrapper


def enqueue_on_commit(identifier: str) -> None:
    """Put a job at the end of the queue once this transaction is committed.

    Where the queue does not answer then, that is no fault of the transaction: the sweep
    finds the job later.
    """

    def put() -> None:
        enqueue(identifier)

    transaction.on_commit(put, robust=True)


def enqueue(identifier: str) -> None:
    """Put a job at the end of the queue now."""
    task()(identifier)
    queue().storage.close()


def queued() -> set[str]:
    """The jobs in the queue."""
    task()
    return {waiting.args[0] for waiting in queue().pending()}
