"""Who acts or looks: an identifier that names no person, and the roles held today."""

from __future__ import annotations

from dataclasses import dataclass, field

from tendik_web.access.roles import SYSTEM


@dataclass(frozen=True)
class Grant:
    """A role at a place.

    ``country`` is a code such as ``KAZ``, or nothing for the platform itself; ``body``
    narrows the role to the records of one body.
    """

    role: str
    country: str | None = None
    body: str | None = None

    def covers(self, country: str | None, body: str | None) -> bool:
        """Whether the role holds for a record of ``country`` and ``body``.

        A role of the platform holds for what all countries share, never for a country's own data.
        """
        return self.country == country and self.body in (None, body)


@dataclass(frozen=True)
class Actor:
    """One who acts or looks."""

    id: str
    grants: frozenset[Grant] = field(default_factory=frozenset)

    @property
    def anonymous(self) -> bool:
        """Whether nobody knows who it is."""
        return self.id == ANONYMOUS.id

    def roles(self, country: str | None) -> set[str]:
        """The roles held in ``country``, or on the platform."""
        return {grant.role for grant in self.grants if grant.country == country}

    def bodies(self, country: str | None) -> set[str]:
        """The bodies of ``country`` in which a role is held."""
        return {grant.body for grant in self.grants if grant.country == country and grant.body}


ANONYMOUS = Actor("anonymous")
LOADER = Actor("system:load", frozenset({Grant(SYSTEM)}))
"""Loads the data that comes with the platform."""
