"""The tokens of a person: list, issue, revoke. A secret is shown once, in the answer that issues it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tendik.errors import BadInput, NotFound
from tendik_web.access.actors import Actor
from tendik_web.accounts.kept import signed_in_only
from tendik_web.api.actions.issue_token import issue_token
from tendik_web.api.actions.revoke_token import revoke_token
from tendik_web.api.scopes import Scope
from tendik_web.api.tokens import held_by
from tendik_web.countries import registry
from tendik_web.countries.people import viewer
from tendik_web.site.templatetags.tendik import show

PLATFORM = "platform"
"""In the form: the token holds for what all countries share."""

FIELDS = {"name": "", "country": "", "scope": Scope.READ.value, "days": "90"}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def tokens(request: HttpRequest) -> HttpResponse:
    """List the tokens of who asks; issue one, or revoke one."""
    actor, user = viewer(request), str(request.user.pk)
    asked = {name: request.POST.get(name, usual).strip() for name, usual in FIELDS.items()}
    errors: dict[str, str] = {}
    secret = ""
    if request.method == "POST":
        if token := request.POST.get("revoke"):
            try:
                revoke_token(actor, user, token)
            except NotFound as missing:
                raise Http404(str(missing)) from None
            return redirect("tokens")
        secret, errors = _issue(actor, user, asked)
    now = timezone.now()
    rows = [_row(token, now) for token in held_by(user)]
    context = {
        "heading": _("Tokens that work: %(count)s") % {"count": show(sum(row["works"] for row in rows))},
        "rows": rows,
        "secret": secret,
        "asked": asked if errors else FIELDS,
        "errors": errors,
        "summary": [{"text": text, "url": f"#{name}"} for name, text in errors.items()],
        "lists": _lists(actor, asked if errors else FIELDS, errors),
    }
    response = render(request, "api/tokens.html", context, status=422 if errors else 200)
    add_never_cache_headers(response)
    return response


def _issue(actor: Actor, user: str, asked: dict[str, str]) -> tuple[str, dict[str, str]]:
    days = int(asked["days"]) if asked["days"].isdecimal() and len(asked["days"]) < 5 else 0
    country = None if asked["country"] == PLATFORM else asked["country"]
    try:
        return issue_token(actor, user, asked["name"], country, asked["scope"], days)[1], {}
    except BadInput as refused:
        return "", {problem.column or "name": str(show(problem.message)) for problem in refused.problems}


def _row(token: Any, now: Any) -> dict[str, Any]:
    return {
        "id": token.pk,
        "name": token.name,
        "country": token.country.name if token.country else _("What all countries share"),
        "scope": token.get_scope_display(),
        "expires": timezone.localdate(token.expires),
        "works": not token.revoked and token.expires > now,
        "revoked": token.revoked,
    }


def _lists(actor: Actor, asked: dict[str, str], errors: dict[str, str]) -> list[dict[str, Any]]:
    held = {grant.country for grant in actor.grants}
    places = [(one.iso3, one.name) for one in registry.countries() if one.iso3 in held]
    if None in held:
        places.append((PLATFORM, _("What all countries share")))
    return [
        {
            "name": name,
            "label": label,
            "error": errors.get(name, ""),
            "options": [
                {"value": value, "label": words, "selected": value == asked[name]} for value, words in options
            ],
        }
        for name, label, options in (
            ("country", _("Where it holds"), places),
            ("scope", _("What it allows"), Scope.choices),
        )
    ]
