"""Who does which kind of work: functions registered by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from tendik.errors import Message, TendikError
from tendik_web.access.actors import Actor

Result = Mapping[str, Any] | None
Outcome = Result | Callable[[], Result]


class NotNow(TendikError):
    """What the work needs does not answer; the job is tried again later, a few times."""


class Reporter(Protocol):
    """A ``ProgressReporter`` that can also say what is being done."""

    def __call__(self, done: int, total: int) -> None: ...

    def say(self, label: Message) -> None:
        """From here on, ``label`` stands beside the progress."""


@dataclass(frozen=True)
class Work:
    """What a handler is given: the arguments, and who asked, with the roles held now."""

    id: str
    arguments: Mapping[str, Any]
    country: str | None
    actor: Actor


@dataclass(frozen=True)
class Handler:
    """A function, what people call the work, and the address of its result in the page's language."""

    run: Callable[[Work, Reporter], Outcome]
    title: Any
    address: Callable[[Work, Mapping[str, Any]], str] | None


HANDLERS: dict[str, Handler] = {}

Run = Callable[[Work, Reporter], Outcome]


def handler(
    kind: str, title: Any, address: Callable[[Work, Mapping[str, Any]], str] | None = None
) -> Callable[[Run], Run]:
    """Register the decorated function for ``kind``; ``title`` is a lazy translation.

    The function may run more than once, when a worker is lost: until it returns, it changes
    nothing. It returns the result as JSON holds it, or a function without arguments that
    makes the change (by actions) and returns the result: that one runs in the transaction
    that ends the job, so it has its effect once. A ``TendikError`` or ``PermissionDenied``
    is told to who asked, a ``NotNow`` only when it has come several times; any other error is recorded as a fault of ours.
    """

    def register(run: Run) -> Run:
        HANDLERS[kind] = Handler(run, title, address)
        return run

    return register
