"""The pages that ask before something is done to a record, and then do it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tendik.errors import BadInput
from tendik_web.access.actors import Actor
from tendik_web.access.visibility import Visibility
from tendik_web.countries.registry import Country
from tendik_web.desk import gate
from tendik_web.desk.family import Typed
from tendik_web.desk.fields import family
from tendik_web.desk.form import Errors, errors_of
from tendik_web.desk.frame import address, frame
from tendik_web.desk.numbers import whole
from tendik_web.desk.queries.names import name_of
from tendik_web.desk.steps import STEPS, Step
from tendik_web.records.conflict import Conflict
from tendik_web.records.kinds import Kind


@require_http_methods(["GET", "HEAD", "POST"])
@gate.for_people
def page(request: HttpRequest, country: Country, kind: str, id: str, verb: str) -> HttpResponse:
    """Ask, then do ``verb``."""
    actor, of, record = gate.to_do(request, country, kind, id, verb)
    step, errors, status = STEPS[verb], {}, 200
    if not step.fits(record):
        return redirect(address(country, kind, id, "otherwise"))
    if request.method == "POST":
        try:
            done(request, actor, country, of, record, step)
            return redirect(address(country, kind, id, verb))
        except Refused as refused:
            errors, status = refused.errors, refused.status
    context = asked(request, actor, of, step, record, errors)
    trail = ((address(country, kind, id), str(record)), ("", str(step.heading)))
    return render(request, "desk/act.html", frame(country, *trail, kind=of) | context, status=status)


class Refused(Exception):
    """It was not done; ``errors`` say why, by field."""

    def __init__(self, errors: Errors, status: int) -> None:
        super().__init__()
        self.errors, self.status = errors, status


def done(request: HttpRequest, actor: Actor, country: Country, kind: Kind, record: Any, step: Step) -> Any:
    """Do what was asked for over the version that the page showed.

    Raises
    ------
    Refused
        What was sent does not do, or another has changed the record.
    """
    version = whole(request.POST.get("version", ""))
    try:
        return step.run(actor, country.iso3, kind, record, version, request.POST.dict())
    except BadInput as error:
        source = family(kind.columns["source"]).read(_typed(request))
        raise Refused(errors_of(kind, {"source": source}, error.problems), 422) from None
    except Conflict:
        words = _("Somebody else has changed this record since you opened it. Read it again, then decide.")
        raise Refused({"": [words]}, 409) from None


def asked(
    request: HttpRequest, actor: Actor, kind: Kind, step: Step, record: Any, errors: Errors
) -> dict[str, Any]:
    """What the page that asks shows: who must do it, what is typed already, what is wrong."""
    source = family(kind.columns["source"]).parts(_typed(request))["lines"]
    for line in source:
        line["errors"] = errors.get(line["name"], [])
    return {
        "step": step,
        "verb": step.verb,
        "record": record,
        "name": name_of(kind, record),
        "same_person": step.second and record.changed_by == actor.id,
        "errors": errors,
        "summary": [
            {"url": f"#{_anchor(name)}" if name else "", "text": text}
            for name, texts in errors.items()
            for text in texts
        ],
        "source": source,
        "options": _options(request.POST.get("visibility", record.visibility)),
        "reason": request.POST.get("reason", ""),
        "day": request.POST.get("day", _embargo(record, "%Y-%m-%d")),
        "time": request.POST.get("time", _embargo(record, "%H:%M")),
    }


def _anchor(name: str) -> str:
    return "f-source-title" if name == "source" else f"f-{name.replace('.', '-')}"


def _typed(request: HttpRequest) -> Typed:
    return {name: [str(text) for text in texts] for name, texts in request.POST.lists()}


def _options(chosen: str) -> list[dict[str, Any]]:
    return [
        {"value": value, "label": label, "selected": value == chosen} for value, label in Visibility.choices
    ]


def _embargo(record: Any, form: str) -> str:
    return timezone.localtime(record.embargo_until).strftime(form) if record.embargo_until else ""
