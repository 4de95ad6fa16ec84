"""A person's account: what it holds, and what can be changed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tendik_web.access.actors import Actor
from tendik_web.access.permissions import may, may_anywhere
from tendik_web.access.roles import Role
from tendik_web.accounts.kept import signed_in_only
from tendik_web.accounts.ways import ways_in
from tendik_web.countries import registry
from tendik_web.countries.people import viewer
from tendik_web.countries.registry import Country
from tendik_web.records.rows import visible_to

DONE = {
    "password": gettext_lazy("Your password is changed."),
    "email": gettext_lazy("Your e-mail address is changed."),
    "back": gettext_lazy(
        "You are signed in. Go back to the tab in which you were writing, and send it again."
    ),
}
"""What an address may say has just been done."""


@require_safe
@signed_in_only
def page(request: HttpRequest) -> HttpResponse:
    """Show the account of who asks."""
    user: Any = request.user
    actor = viewer(request)
    context = {
        "may_invite": any(may(actor, "people.invite", grant.country) for grant in actor.grants),
        "looked_after": _looked_after(actor),
        "roles": _roles(actor),
        "works_for": _works_for(actor),
        "done": DONE.get(request.GET.get("done", "")),
    } | ways_in(user)
    return render(request, "accounts/home.html", context)


def _roles(actor: Actor) -> list[tuple[str, str]]:
    """What the person is today, and where, in words."""
    names = {country.iso3: country.name for country in registry.countries()}
    found = []
    for grant in actor.grants:
        role = str(Role(grant.role).label)
        if grant.country is None:
            place = _("the whole platform")
        else:
            place = names.get(grant.country, grant.country)
            if grant.body:
                body = visible_to(actor, grant.country, "body").filter(pk=grant.body).first()
                place = f"{body}, {place}" if body else place
        found.append((role, place))
    return sorted(found)


def _works_for(actor: Actor) -> list[Country]:
    """The countries in which work may wait for ``actor``; who only looks after people has none."""
    if actor.roles(None) - {Role.PLATFORM_ADMIN}:
        return registry.countries()
    return [country for country in registry.countries() if actor.roles(country.iso3)]


def _looked_after(actor: Actor) -> list[Country]:
    """The countries of whose roles ``actor`` may give, end or hand over some."""
    if not actor.grants:
        return []
    verbs = ("people.grant", "people.end", "people.hand_over")
    return [
        country
        for country in registry.countries()
        if may(actor, "people.appoint", None)
        or any(may_anywhere(actor, verb, country.iso3) for verb in verbs)
    ]


@require_safe
def factor(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Lead from where allauth shows second factors to where we do."""
    return redirect("account-home")
