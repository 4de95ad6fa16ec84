"""Hand a role in a body over: to whom and when, then what is open, then it is done."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tendik.errors import BadInput
from tendik_web.access.actors import Actor
from tendik_web.access.permissions import may
from tendik_web.access.roles import Role
from tendik_web.countries.actions.hand_over import hand_over
from tendik_web.countries.memberships import problems_of_hand_over
from tendik_web.countries.people import viewer
from tendik_web.countries.registry import Country
from tendik_web.desk import gate
from tendik_web.people import tables
from tendik_web.people.frame import Errors, day, errors_of, frame, summary
from tendik_web.people.queries import roles
from tendik_web.people.queries.pack import pack
from tendik_web.site.download import attachment

COLUMNS = {"membership": "successor"}


@require_http_methods(["GET", "HEAD", "POST"])
@gate.for_people
def page(request: HttpRequest, country: Country, id: str) -> HttpResponse:
    """The form; sent, the page that shows what is open; confirmed, the hand-over."""
    actor, held = _opened(request, country, id)
    asked = {name: request.POST.get(name, "").strip() for name in ("successor", "last_day")}
    errors: Errors = {}
    template = "people/hand_over.html"
    context: dict[str, Any] = {
        "held": held,
        "role": Role(held.role).label,
        "body": roles.bodies(actor, country.iso3, [held.body_id]).get(held.body_id),
        "may_invite": may(actor, "people.invite", country.iso3),
    }
    if request.method == "POST":
        user, last_day, errors = _read(held, asked)
        if not errors and request.POST.get("go") == "confirmed":
            try:
                hand_over(actor, held.pk, user.pk, last_day)
                return redirect(f"{reverse('people', args=[country])}?show=all&done=handed-over")
            except BadInput as refused:
                errors = errors_of(refused, COLUMNS, "successor")
        if not errors:
            template = "people/confirm.html"
            context |= {"successor": user, "last_day": last_day, **_open(actor, country, held)}
    else:
        asked["last_day"] = timezone.localdate().isoformat()
    context |= {"asked": asked, "errors": errors, "summary": summary(errors)}
    trail = (
        (reverse("people-role", args=[country, held.pk]), held.user.name or held.user.email),
        ("", _("Hand over")),
    )
    return render(request, template, frame(country, *trail) | context, status=422 if errors else 200)


@require_safe
@gate.for_people
def pack_file(request: HttpRequest, country: Country, id: str) -> HttpResponse:
    """The pack as a workbook."""
    from tendik.exchange.tables import write_xlsx

    actor, held = _opened(request, country, id)
    headings, rows = tables.flat(country, pack(actor, country.iso3, held.body_id))
    content = write_xlsx(headings, rows, _("Open on the day of the hand-over"))
    return attachment(content, f"{country.code}-hand-over", "xlsx")


def _opened(request: HttpRequest, country: Country, id: str) -> tuple[Actor, Any]:
    actor = viewer(request)
    held = roles.one(actor, country.iso3, id)
    if not roles.may_hand_over(actor, held):
        raise PermissionDenied(f"{actor.id} may not hand over {id}")
    return actor, held


def _read(held: Any, asked: dict[str, str]) -> tuple[Any, Any, Errors]:
    errors: Errors = {}
    user = roles.account(asked["successor"])
    if not asked["successor"]:
        errors["successor"] = _("Type the successor’s e-mail address.")
    elif user is None:
        errors["successor"] = _("No account has this e-mail address. The person must be invited first.")
    last_day = day(asked["last_day"], "last_day", errors)
    if last_day is None:
        errors.setdefault("last_day", _("Choose the last day."))
    if user is not None and last_day is not None:
        errors = errors_of(BadInput(problems_of_hand_over(held, user.pk, last_day)), COLUMNS, "successor")
    return user, last_day, errors


def _open(actor: Actor, country: Country, held: Any) -> dict[str, Any]:
    found = pack(actor, country.iso3, held.body_id)
    return {
        "due": tables.due(country, found.due[: tables.SHOWN]),
        "waiting": tables.waiting(country, found.waiting[: tables.SHOWN]),
        "count": len(found.due) + len(found.waiting),
        "overdue": found.overdue(timezone.localdate()),
        "shortened": max(len(found.due), len(found.waiting)) > tables.SHOWN,
        "files": [
            {
                "url": reverse("people-pack", args=[country, held.pk]),
                "label": _("Everything that is open"),
                "format": "XLSX",
            }
        ],
    }
