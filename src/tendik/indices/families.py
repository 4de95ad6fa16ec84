"""Families of methods: a dictionary by name, filled by a decorator, that says what it knows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from tendik.errors import N_, Message, NotFound

T = TypeVar("T")


class Family(dict[str, T]):
    """Methods of one step by name; ``step`` is the name of the step in an index file."""

    def __init__(self, step: str) -> None:
        super().__init__()
        self.step = step

    def method(self, name: str) -> Callable[[T], T]:
        """Register a method under ``name``."""

        def register(function: T) -> T:
            self[name] = function
            return function

        return register

    def pick(self, name: str) -> T:
        """The method ``name``.

        Raises
        ------
        NotFound
            There is no such method; the message lists those there are.
        """
        if name not in self:
            raise NotFound(
                Message(
                    "index.unknown-method",
                    N_("The step {step} has no method {name}. It has: {known}."),
                    {"step": self.step, "name": name, "known": list(self)},
                )
            )
        return self[name]
