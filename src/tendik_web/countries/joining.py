"""Where people come in: an accepted invitation becomes roles, and roles ask for a second factor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from tendik.errors import BadInput
from tendik_web.access.actors import Actor, Grant
from tendik_web.access.roles import SYSTEM
from tendik_web.accounts.models import Invitation, User
from tendik_web.accounts.second_factor import ROLES, rule
from tendik_web.countries.actions.grant import grant
from tendik_web.countries.memberships import problems
from tendik_web.countries.models import Membership


def check(grants: Sequence[Any], **_signal: Any) -> None:
    """Refuse an invitation whose roles could not be given when it is accepted."""
    for given in grants:
        starts, ends = (
            date.fromisoformat(day) if (day := given.get(end)) else None for end in ("from", "to")
        )
        found = problems(
            Membership(
                role=given["role"],
                country_id=given.get("country"),
                body_id=given.get("body"),
                starts=starts or timezone.localdate(),
                ends=ends,
            )
        )
        if found:
            raise BadInput(found)


def join(invitation: Invitation, user: User, **_signal: Any) -> None:
    """Give ``user`` the roles of the ``invitation``, in the name of who invited.

    Whether they may be given was asked when the invitation was made.
    """
    inviter = Actor(invitation.by, frozenset({Grant(SYSTEM)}))
    for given in invitation.grants:
        starts, ends = (
            date.fromisoformat(day) if (day := given.get(end)) else None for end in ("from", "to")
        )
        grant(inviter, user.pk, given["role"], given.get("country"), given.get("body"), starts, ends)


@rule
def has_a_role_that_decides(user: User) -> bool:
    """Holds a role today that approves or administers."""
    return Membership.objects.filter(Membership.on(), user=user, role__in=ROLES).exists()
