"""What must hold of a membership, and how the history keeps it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from tendik.errors import N_, Message, Problem
from tendik_web.access.roles import APPOINTED, SCOPES, Role
from tendik_web.countries import registry
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
    elif membership.country_id and registry.find(membership.country_id) is None:
        known = ", ".join(country.iso3 for country in registry.countries())
        message = Message(
            "country.not-here", N_("This country is not here. There are: {known}."), {"known": known}
        )
        found.append(Problem(message, column="country"))
    elif scope == "body" and not membership.body_id:
        found.append(_problem("body", "membership.body", N_("Name the body in which the role holds.")))
    if membership.body_id and not _in_country(membership):
        found.append(
            _problem("body", "membership.foreign-body", N_("There is no such body in this country."))
        )
    if membership.ends and membership.ends < membership.starts:
        found.append(_problem("ends", "membership.period", N_("The role would end before it begins.")))
    elif _held_already(membership):
        found.append(
            _problem("role", "membership.twice", N_("The person has this role there in that time already."))
        )
    return found


def problems_of_hand_over(held: Membership, successor: str, last_day: date) -> list[Problem]:
    """All that is wrong with handing ``held`` over to ``successor`` after ``last_day``, by field."""
    found = []
    if SCOPES[Role(held.role)] != "body" or held.role in APPOINTED:
        found.append(
            _problem("membership", "membership.not-of-body", N_("Only a role in a body is handed over."))
        )
    if held.user_id == successor:
        found.append(
            _problem("successor", "membership.same-person", N_("Name another person, who takes over."))
        )
    if last_day < held.starts or (held.ends and held.ends <= last_day):
        message = N_("The role is not held on the day after that. Choose another last day.")
        found.append(_problem("last_day", "membership.not-held", message))
    return found


def _held_already(membership: Membership) -> bool:
    others = Membership.objects.filter(
        Q(ends=None) | Q(ends__gte=membership.starts),
        user_id=membership.user_id,
        role=membership.role,
        country_id=membership.country_id,
        body_id=membership.body_id,
    )
    if membership.ends:
        others = others.filter(starts__lte=membership.ends)
    return others.exclude(pk=membership.pk).exists()


def _in_country(membership: Membership) -> bool:
    bodies = Body.objects.filter(pk=membership.body_id, country_id=membership.country_id, withdrawn=False)
    return bodies.exists()


def _problem(column: str, code: str, template: str) -> Problem:
    return Problem(Message(code, template), column=column)
