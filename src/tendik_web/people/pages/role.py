"""One role of one person: end it, or go on to hand it over."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tendik.errors import BadInput
from tendik_web.access.roles import Role
from tendik_web.countries.actions.end import end
from tendik_web.countries.people import viewer
from tendik_web.countries.registry import Country
from tendik_web.desk import gate
from tendik_web.people.frame import Errors, day, errors_of, frame, summary
from tendik_web.people.queries import roles


@require_http_methods(["GET", "HEAD", "POST"])
@gate.for_people
def page(request: HttpRequest, country: Country, id: str) -> HttpResponse:
    """The role, and ending it."""
    actor = viewer(request)
    held = roles.one(actor, country.iso3, id)
    can_end = roles.may_end(actor, held)
    last_day = request.POST.get("ends", timezone.localdate().isoformat()).strip()
    errors: Errors = {}
    if request.method == "POST":
        if not can_end:
            raise PermissionDenied(f"{actor.id} may not end {id}")
        until = day(last_day, "ends", errors)
        if until is None:
            errors.setdefault("ends", _("Choose the last day."))
        else:
            try:
                end(actor, held.pk, until)
                return redirect(f"{reverse('people', args=[country])}?done=ended")
            except BadInput as refused:
                errors = errors_of(refused, {}, "ends")
    context = {
        "held": held,
        "role": Role(held.role).label,
        "body": roles.bodies(actor, country.iso3, [held.body_id]).get(held.body_id),
        "ends": last_day,
        "errors": errors,
        "summary": summary(errors),
        "can_end": can_end,
        "can_hand_over": roles.may_hand_over(actor, held),
    }
    trail = ("", held.user.name or held.user.email)
    return render(request, "people/role.html", frame(country, trail) | context, status=422 if errors else 200)
