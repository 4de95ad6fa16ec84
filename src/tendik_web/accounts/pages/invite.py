"""Invite people, see who has not answered yet, withdraw what was sent."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tendik.errors import BadInput
from tendik_web.access.actors import Actor
from tendik_web.access.permissions import may
from tendik_web.access.roles import APPOINTED, SCOPES, Role
from tendik_web.accounts import invitations, letters
from tendik_web.accounts.actions.invite import invite
from tendik_web.accounts.actions.withdraw_invitation import withdraw_invitation
from tendik_web.accounts.kept import signed_in_only
from tendik_web.countries import registry
from tendik_web.countries.people import viewer
from tendik_web.records.rows import visible_to
from tendik_web.site.templatetags.tendik import show

if TYPE_CHECKING:
    from tendik_web.accounts.models import Invitation


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def page(request: HttpRequest) -> HttpResponse:
    """Ask whom to invite and into which role; show the link where no server sends mail."""
    actor = viewer(request)
    places = [grant.country for grant in actor.grants if may(actor, "people.invite", grant.country)]
    if not places:
        raise PermissionDenied(f"{actor.id} may not invite")
    asked = {name: request.POST.get(name, "").strip() for name in FIELDS}
    context: dict[str, Any] = {"asked": asked}
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            invitation, secret = invite(
                actor,
                email=asked["email"],
                name=asked["name"],
                language=asked["language"],
                grants=[_grant(asked)] if asked["role"] else [],
            )
        except BadInput as wrong:
            errors = {problem.column or "email": show(problem.message) for problem in wrong.problems}
        else:
            context |= _sent(request, invitation, secret) | {"asked": dict.fromkeys(FIELDS, "")}
    return render(
        request,
        "accounts/invite.html",
        context
        | {
            "errors": [{"text": text, "url": f"#{column}"} for column, text in errors.items()],
            "wrong": errors,
            "choices": _choices(actor, context["asked"], errors),
            "open": _rows([one for one in invitations.waiting() if None in places or one.by == actor.id]),
        },
        status=422 if errors else 200,
    )


@require_POST
@signed_in_only
def withdraw(request: HttpRequest) -> HttpResponse:
    """Withdraw an invitation."""
    withdraw_invitation(viewer(request), request.POST.get("invitation", ""))
    return redirect("account-invite")


FIELDS = ("email", "name", "language", "role", "country", "body", "from", "to")


def _grant(asked: dict[str, str]) -> Any:
    return {name: asked[name] or None for name in ("role", "country", "body", "from", "to")}


def _sent(request: HttpRequest, invitation: Invitation, secret: str) -> dict[str, Any]:
    """Send the letter in the language of who receives it; the link where it must be handed over."""
    with translation.override(invitation.language):
        url = request.build_absolute_uri(reverse("account-invitation", args=[secret]))
        day = show(timezone.localdate(invitation.expires))
        try:
            letters.send(invitation.email, *letters.write("invitation", {"url": url, "day": day}))
            failed = False
        except OSError:
            failed = True
    link = url if failed or letters.handed_over() else ""
    return {"sent": invitation, "link": link, "failed": failed}


def _rows(waiting: list[Invitation]) -> list[dict[str, Any]]:
    names = {country.iso3: country.name for country in registry.countries()}
    return [
        {
            "id": invitation.id,
            "email": invitation.email,
            "roles": ", ".join(_role(grant, names) for grant in invitation.grants),
            "until": timezone.localdate(invitation.expires - timedelta(seconds=1)),
        }
        for invitation in waiting
    ]


def _role(grant: Any, names: dict[str, str]) -> str:
    label, country = str(Role(grant["role"]).label), names.get(grant["country"])
    return f"{label} ({country})" if country else label


def _choices(actor: Actor, asked: dict[str, str], errors: dict[str, str]) -> list[dict[str, Any]]:
    """The lists to choose from: only roles that the actor may give, places where they hold."""
    everywhere = may(actor, "people.appoint", None)
    own = [country for country in registry.countries() if may(actor, "people.grant", country.iso3)]
    countries = registry.countries() if everywhere else own
    roles = [role for role in Role if (everywhere if role in APPOINTED else bool(own))]
    bodies = (
        [
            (body.pk, str(body))
            for country in own
            for body in visible_to(actor, country.iso3, "body")
            .filter(country_id=country.iso3)
            .order_by("sort_key", "pk")
        ]
        if any(SCOPES[role] == "body" for role in roles)
        else []
    )
    lists: list[tuple[str, str, list[tuple[str, str]]]] = [
        ("language", _("Language of the letter"), [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]),
        (
            "role",
            _("Role"),
            [("", _("No role: an account only"))] + [(role.value, str(role.label)) for role in roles],
        ),
        (
            "country",
            _("Country"),
            [("", _("No country: the platform"))] + [(one.iso3, one.name) for one in countries],
        ),
    ]
    if bodies:
        lists.append(("body", _("Body"), [("", _("No body: the whole country")), *bodies]))
    return [
        {
            "name": name,
            "label": label,
            "error": errors.get(name, ""),
            "options": [
                {"value": value, "label": words, "selected": value == asked[name]} for value, words in options
            ],
        }
        for name, label, options in lists
    ]
