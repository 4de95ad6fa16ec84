"""Give a role to a person who has an account; lead to the invitation who has none."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tendik.errors import BadInput
from tendik_web.access.roles import SCOPES, Role
from tendik_web.countries.actions.grant import grant
from tendik_web.countries.people import viewer
from tendik_web.countries.registry import Country
from tendik_web.desk import gate
from tendik_web.people.frame import Errors, day, errors_of, frame, summary
from tendik_web.people.queries import roles

FIELDS = ("email", "role", "body", "from", "to")
"""Named as the invitation names them, which the same form can be sent to."""

COLUMNS = {"starts": "from", "ends": "to", "country": "role"}


@require_http_methods(["GET", "HEAD", "POST"])
@gate.for_people
def page(request: HttpRequest, country: Country) -> HttpResponse:
    """The form, and giving."""
    actor = viewer(request)
    offered = roles.roles_to_give(actor, country.iso3)
    if not offered:
        raise PermissionDenied(f"{actor.id} gives no role in {country.iso3}")
    asked = {name: request.POST.get(name, "").strip() for name in FIELDS}
    errors: Errors = {}
    if request.method == "POST":
        errors = _give(actor, country, asked)
        if not errors:
            return redirect(f"{reverse('people', args=[country])}?done=given")
    context = {
        "asked": asked,
        "errors": errors,
        "summary": summary(errors),
        "unknown": "email" in errors and bool(asked["email"]),
        "lists": _lists(offered, roles.bodies(actor, country.iso3), asked, errors),
        "languages_of_letters": _languages(),
    }
    trail = ("", _("Give a role"))
    return render(request, "people/give.html", frame(country, trail) | context, status=422 if errors else 200)


def _give(actor: Any, country: Country, asked: dict[str, str]) -> Errors:
    errors: Errors = {}
    starts, ends = day(asked["from"], "from", errors), day(asked["to"], "to", errors)
    user = roles.account(asked["email"])
    if not asked["email"]:
        errors["email"] = _("Type the person’s e-mail address.")
    elif user is None:
        errors["email"] = _("No account has this e-mail address. Correct it, or invite the person below.")
    if not asked["role"]:
        errors["role"] = _("Choose a role.")
    if errors:
        return errors
    body = asked["body"] if asked["role"] in Role.values and SCOPES[Role(asked["role"])] == "body" else ""
    try:
        grant(actor, user.pk, asked["role"], country.iso3, body or None, starts, ends)
    except BadInput as refused:
        return errors_of(refused, COLUMNS, "role")
    return {}


def _lists(
    offered: list[Role], bodies: dict[str, Any], asked: dict[str, str], errors: Errors
) -> list[dict[str, Any]]:
    choices: list[tuple[str, str, str, list[tuple[str, str]]]] = [
        ("role", _("Role"), "", [("", _("Choose a role")), *((r.value, str(r.label)) for r in offered)])
    ]
    if any(SCOPES[role] == "body" for role in offered):
        named = [("", _("No body: the whole country")), *((id, str(body)) for id, body in bodies.items())]
        hint = _("Viewers, contributors and approvers have their role in a body.")
        choices.append(("body", _("Body"), hint, named))
    return [
        {
            "name": name,
            "label": label,
            "hint": hint,
            "error": errors.get(name, ""),
            "options": [
                {"value": value, "label": words, "selected": value == asked[name]} for value, words in options
            ],
        }
        for name, label, hint, options in choices
    ]


def _languages() -> list[dict[str, Any]]:
    named = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
    return [
        {"value": code, "label": name, "selected": code == get_language()} for code, name in named.items()
    ]
