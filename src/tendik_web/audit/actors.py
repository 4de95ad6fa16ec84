"""Who acts, and what they may do. People are known here by identifier only."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied


@dataclass(frozen=True)
class Actor:
    """One who acts: an identifier that names no person, and the verbs allowed to it."""

    id: str
    verbs: frozenset[str]


LOADER = Actor("system:load", frozenset({"countries.register"}))
"""Loads the data that comes with the platform."""


def require(actor: Actor, verb: str) -> None:
    """Raise ``PermissionDenied`` unless ``actor`` may do ``verb``."""
    if verb not in actor.verbs:
        raise PermissionDenied(f"{actor.id} may not {verb}")
