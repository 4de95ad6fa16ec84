"""One import: what each row would do, or did; to apply, correct, drop or undo it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tendik.errors import BadInput, Message, Problem
from tendik_web.access.actors import Actor
from tendik_web.access.permissions import may
from tendik_web.countries.people import viewer
from tendik_web.countries.registry import Country
from tendik_web.imports import queries, words
from tendik_web.imports.access import UNDO
from tendik_web.imports.actions.correct import correct
from tendik_web.imports.actions.drop import drop
from tendik_web.imports.frame import frame
from tendik_web.imports.gate import for_importers
from tendik_web.imports.pages.doing import VERBS, done
from tendik_web.imports.problems import listed
from tendik_web.imports.sheet import FORMS
from tendik_web.jobs.messages import unpack
from tendik_web.records import kinds
from tendik_web.site.templatetags.tendik import show

OUTCOMES = ("wrong", "new", "changed", "same")


@require_http_methods(["GET", "HEAD", "POST"])
@for_importers
def page(request: HttpRequest, country: Country, id: str) -> HttpResponse:
    """The preview, or the result; and what can be done with it."""
    actor = viewer(request)
    batch = queries.batch(actor, country.iso3, id)
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        verb = request.POST.get("do", "")
        try:
            if verb == "drop":
                drop(actor, country.iso3, batch.pk)
                return redirect("imports", country)
            if verb == "correct":
                _correct(request, actor, country, batch.pk)
                verb = "preview"
            return done(actor, country, batch, verb) if verb in VERBS else redirect(request.path)
        except BadInput as error:
            errors = listed(error)
            batch.refresh_from_db()
    kind = kinds.find(batch.kind)
    only = request.GET.get("only", "")
    only = only if only in OUTCOMES else ""
    after = request.GET.get("after", "")
    rows = queries.rows(batch, only, int(after) if after.isdecimal() and len(after) < 9 else 0)
    context = {
        **frame(country, ("", batch.name)),
        "batch": batch,
        "kind": capfirst(kind.plural),
        "day": timezone.localtime(batch.sent_at).date(),
        "heading": _heading(batch),
        "work": queries.unfinished(actor, batch),
        "errors": errors,
        "notices": [unpack(kept) for kept in batch.notices],
        "summary": _summary(batch),
        "can_apply": batch.state == "ready" and not batch.counts.get("wrong"),
        "can_correct": batch.state in ("sent", "ready"),
        "can_undo": batch.state == "applied" and may(actor, UNDO, country.iso3),
        "filters": _filters(batch, only),
        "only": only,
        "rows": words.told(actor, batch, kind, rows[: queries.PAGE]),
        "following": _query(only, rows[queries.PAGE - 1].number) if len(rows) > queries.PAGE else "",
        "files": _files(country, batch, only),
    }
    return render(request, "imports/batch.html", context, status=422 if errors else 200)


def _correct(request: HttpRequest, actor: Actor, country: Country, id: str) -> None:
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        text = _("Choose a file: a table of records as CSV or XLSX.")
        raise BadInput([Problem(Message("import.no-file", "{text}", {"text": text}))])
    correct(actor, country.iso3, id, file.name or "", file.read())


def _heading(batch: Any) -> str:
    """What the page claims."""
    counts = {name: show(batch.counts.get(name, 0)) for name in OUTCOMES}
    if batch.state == "applied":
        return _("Applied: new records %(new)s, changed %(changed)s") % counts
    if batch.state == "undone":
        return _("Undone: withdrawn records %(new)s, changed back %(changed)s") % counts
    if batch.state == "sent":
        return _("The file was not read yet")
    if batch.counts.get("wrong"):
        return _("Nothing can be applied yet: rows to correct %(wrong)s") % counts
    if batch.counts.get("new") or batch.counts.get("changed"):
        return _("Everything can be applied: new records %(new)s, changed %(changed)s") % counts
    return _("The file changes nothing: rows %(same)s") % counts


def _summary(batch: Any) -> list[dict[str, Any]]:
    labels = {"new": _("New"), "changed": _("Changed"), "same": _("As they are"), "wrong": _("To correct")}
    found = [{"term": label, "value": batch.counts.get(name, 0)} for name, label in labels.items()]
    if batch.applied_at:
        found.append({"term": _("Applied on"), "value": timezone.localtime(batch.applied_at).date()})
    if batch.undone_at:
        found.append({"term": _("Undone on"), "value": timezone.localtime(batch.undone_at).date()})
    return found


def _filters(batch: Any, only: str) -> list[tuple[str, str, bool]]:
    labels = {
        "": _("All rows"),
        "wrong": _("Only rows to correct"),
        "new": _("Only new records"),
        "changed": _("Only changed records"),
    }
    return [
        (_query(name) or "?", label, name == only)
        for name, label in labels.items()
        if not name or batch.counts.get(name)
    ]


def _query(only: str, after: int = 0) -> str:
    asked = {name: value for name, value in (("only", only), ("after", after)) if value}
    return f"?{urlencode(asked)}" if asked else ""


def _files(country: Country, batch: Any, only: str) -> list[dict[str, str]]:
    label = _("These rows, with what to correct") if only else _("All rows, with what to correct")
    return [
        {
            "url": reverse("import-rows", args=[country, batch.pk, form]) + _query(only),
            "label": label,
            "format": form.upper(),
        }
        for form in FORMS
    ]
