"""Who must prove by a second factor that it is they: those who approve or administer."""

from __future__ import annotations

from collections.abc import Callable

from tendik_web.accounts.models import Invitation, User

ROLES = frozenset(
    {"approver", "secretariat", "statistician", "country_admin", "hub_editor", "platform_admin"}
)
"""Roles whose word changes what others see."""

Rule = Callable[[User], bool]

RULES: dict[str, Rule] = {}


def rule(function: Rule) -> Rule:
    """Ask this of a person too."""
    RULES[function.__name__] = function
    return function


def needs_second_factor(user: User) -> bool:
    """Whether any rule demands a second factor of ``user``."""
    return any(demands(user) for demands in RULES.values())


@rule
def invited_to_approve(user: User) -> bool:
    """Invited into a role that approves or administers."""
    grants = Invitation.objects.filter(user=user).values_list("grants", flat=True).first() or []
    return any(grant["role"] in ROLES for grant in grants)
