"""One record of any kind: all that it says, where it was read, what leads to it, what can be done."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tendik_web.access.permissions import may
from tendik_web.countries.people import viewer
from tendik_web.countries.registry import Country
from tendik_web.desk import gate, summary
from tendik_web.desk.frame import frame
from tendik_web.desk.moments import moment
from tendik_web.desk.queries import links
from tendik_web.desk.queries.names import name_of
from tendik_web.desk.queries.withdrawal import withdrawal
from tendik_web.desk.steps import STEPS
from tendik_web.files import rows as files
from tendik_web.records import kinds, rows
from tendik_web.records.image import image


@require_safe
@gate.for_everyone
def page(request: HttpRequest, country: Country, kind: str, id: str) -> HttpResponse:
    """A record."""
    actor, of = viewer(request), kinds.find(kind)
    record = rows.get(actor, country.iso3, kind, id)
    staff = gate.is_staff(actor, country)
    held = links.held(of, record)
    plain = image(of, record, {name: held[name] for name in of.lists})
    titles = links.named(actor, country.iso3, of, held)
    steps, edit = _steps(actor, country, of, record)
    context = {
        "kind": of,
        "record": record,
        "name": name_of(of, record),
        "staff": staff,
        "until": moment(record.embargo_until) if record.embargo_until else "",
        "lines": summary.lines(of, plain, titles),
        "attached": files.attached(actor, country.iso3, f"{kind}:{id}") if "file" in of.columns else [],
        "origin": summary.origin(record),
        "pointing": [
            told
            | {
                "label": capfirst(str(told["kind"].model._meta.get_field(told["field"]).verbose_name)),
                "url": f"{reverse('records', args=[country, told['kind'].name])}?link={told['field']}:{id}",
            }
            for told in links.pointing(actor, country.iso3, of, id)
        ],
        "missing": summary.missing(of, plain) if edit else [],
        "edit": edit,
        "steps": steps,
        "withdrawal": withdrawal(of, record) if record.withdrawn else None,
        "done": _done(request.GET.get("done", ""), record),
    }
    return render(request, "desk/record.html", frame(country, ("", str(record)), kind=of) | context)


def _steps(actor: Any, country: Country, kind: Any, record: Any) -> tuple[list[dict[str, Any]], str]:
    """The buttons that this person may use: what is done to the record, and the address of its form."""

    def allowed(verb: str) -> bool:
        return may(actor, f"{kind.group}.{verb}", record.country_id, record.body_id)

    at = [country, kind.name, record.pk]
    steps = [
        {
            "button": step.button,
            "url": reverse(f"record-{verb}", args=at),
        }
        for verb, step in STEPS.items()
        if step.fits(record) and allowed(verb)
    ]
    edit = allowed("change") and not record.withdrawn
    return steps, reverse("record-edit", args=at) if edit else ""


def _done(verb: str, record: Any) -> str:
    """What has just been done, as the address says; it says nothing about a record that stands otherwise."""
    told = {
        "created": _("The record is saved. Those who work for the country see it; the public does not yet.")
        if record.sourced
        else _(
            "The record is saved. It names no source: until another person confirms it in one, it is "
            "unconfirmed. Those who work for the country see it; the public does not yet."
        ),
        "changed": _("The change is saved. The history keeps what stood here before."),
        "confirm": _("The record is confirmed."),
        "release": _("It is decided who sees the record: %(who)s.")
        % {"who": record.get_visibility_display()},
        "withdraw": _("The record is withdrawn."),
        "restore": _("The record is restored."),
        "otherwise": _("Nothing was done: the record does not stand as it did when you opened that page."),
    }
    return told.get(verb, "")
