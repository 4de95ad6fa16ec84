"""What must hold of a membership, and how the history keeps it."""

from __future__ import annotations

from typing import Any

from tendik.errors import N_, Message, Problem
from tendik_web.access.roles import SCOPES, Role
from tendik_web.countries.models import Body, Membership


def image(membership: Membership) -> dict[str, Any]:
    """The membership as the history keeps it: the person by identifier only."""
    return {
        "user": membership.user_id,
        "role": membership.role,
        "country": membership.country_id,
        "body": membership.body_id,
        "starts": membership.starts.isoformat(),
        "ends": membership.ends.isoformat() if membership.ends else None,
    }


def problems(membership: Membership) -> list[Problem]:
    """All that is wrong with ``membership``, by field."""
    found = []
    scope = SCOPES.get(Role(membership.role)) if membership.role in Role.values else None
    if scope is None:
        found.append(_problem("role", "membership.role", N_("There is no such role.")))
    elif scope == "platform" and membership.country_id:
        found.append(_problem("country", "membership.platform", N_("This role belongs to no country.")))
    elif scope != "platform" and not membership.country_id:
        found.append(
            _problem("country", "membership.country", N_("Name the country in which the role holds."))
        )
    elif scope == "body" and not membership.body_id:
        found.append(_problem("body", "membership.body", N_("Name the body in which the role holds.")))
    if membership.body_id and not _in_country(membership):
        found.append(
            _problem("body", "membership.foreign-body", N_("There is no such body in this country."))
        )
    if membership.ends and membership.ends < membership.starts:
        found.append(_problem("ends", "membership.period", N_("The role would end before it begins.")))
    return found


def _in_country(membership: Membership) -> bool:
    bodies = Body.objects.filter(pk=membership.body_id, country_id=membership.country_id, withdrawn=False)
    return bodies.exists()


def _problem(column: str, code: str, template: str) -> Problem:
    return Problem(Message(code, template), column=column)
