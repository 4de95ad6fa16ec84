"""The one table of permissions: each verb, and the roles that may do it at a place."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from tendik_web.access.actors import Actor
from tendik_web.access.roles import SYSTEM, Role

Roles = frozenset[str]


def _roles(*roles: str) -> Roles:
    return frozenset(roles)


_REGISTER = _roles(Role.SECRETARIAT, Role.HUB_EDITOR)
_DELIVERY = _roles(Role.CONTRIBUTOR, Role.APPROVER, Role.SECRETARIAT)
_STATISTICS = _roles(Role.STATISTICIAN)

PERMISSIONS: dict[str, Roles] = {
    "countries.register": _roles(Role.PLATFORM_ADMIN),
    "people.invite": _roles(Role.COUNTRY_ADMIN, Role.PLATFORM_ADMIN),
    "people.appoint": _roles(Role.PLATFORM_ADMIN),
    "people.deactivate": _roles(Role.PLATFORM_ADMIN),
    "people.remove_second_factor": _roles(Role.PLATFORM_ADMIN),
    "people.grant": _roles(Role.COUNTRY_ADMIN),
    "people.end": _roles(Role.COUNTRY_ADMIN, Role.PLATFORM_ADMIN),
    "people.hand_over": _roles(Role.COUNTRY_ADMIN, Role.APPROVER),
    "register.create": _REGISTER,
    "register.change": _REGISTER,
    "register.withdraw": _REGISTER,
    "register.restore": _REGISTER,
    "register.confirm": _REGISTER,
    "register.release": _REGISTER,
    "delivery.create": _DELIVERY,
    "delivery.change": _DELIVERY,
    "delivery.withdraw": _DELIVERY,
    "delivery.restore": _roles(Role.APPROVER, Role.SECRETARIAT),
    "delivery.confirm": _roles(Role.APPROVER, Role.SECRETARIAT),
    "delivery.release": _roles(Role.APPROVER, Role.SECRETARIAT),
    "statistics.create": _STATISTICS,
    "statistics.change": _STATISTICS,
    "statistics.withdraw": _STATISTICS,
    "statistics.restore": _STATISTICS,
    "statistics.confirm": _STATISTICS,
    "statistics.release": _STATISTICS,
    "records.load": _roles(),
    "synthetic.fill": _roles(),
    "files.add": _DELIVERY | _STATISTICS,
    "files.withdraw": _DELIVERY | _STATISTICS,
    "imports.apply": _roles(Role.SECRETARIAT, Role.STATISTICIAN),
    "imports.undo": _roles(Role.SECRETARIAT, Role.STATISTICIAN),
    "audit.read": _roles(Role.AUDITOR),
}
"""Register: promises, laws, plans, bodies. Delivery: actions, money, evidence. Statistics: series.

Confirming and releasing further ask that another person than the last editor does it.
"""


def may(actor: Actor, verb: str, country: str | None, body: str | None = None) -> bool:
    """Whether ``actor`` may do ``verb`` to a record of ``country`` (none: of the platform) and ``body``.

    Raises
    ------
    KeyError
        No action bears that name.
    """
    allowed = PERMISSIONS[verb]
    return any(
        grant.role == SYSTEM or (grant.role in allowed and grant.covers(country, body))
        for grant in actor.grants
    )


def may_anywhere(actor: Actor, verb: str, country: str | None) -> bool:
    """Whether ``actor`` may do ``verb`` to some record of ``country``: of one body at least."""
    allowed = PERMISSIONS[verb]
    return any(
        grant.role == SYSTEM or (grant.role in allowed and grant.country == country) for grant in actor.grants
    )


def permitted(actor: Actor, verb: str, country: str | None) -> Q:
    """The records of ``country``, and those that all countries share, to which ``actor`` may do ``verb``."""
    allowed = PERMISSIONS[verb]
    found = Q(pk__in=[])
    for grant in actor.grants:
        if grant.role == SYSTEM:
            return Q()
        if grant.role in allowed and grant.country in (None, country):
            found |= Q(country=grant.country, body=grant.body) if grant.body else Q(country=grant.country)
    return found


def require(actor: Actor, verb: str, country: str | None, body: str | None = None) -> None:
    """Raise ``PermissionDenied`` unless ``actor`` may do ``verb`` there."""
    if not may(actor, verb, country, body):
        raise PermissionDenied(f"{actor.id} may not {verb} at {country or 'the platform'}/{body or '-'}")
