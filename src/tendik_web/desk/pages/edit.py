"""The form in which a record is made or changed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tendik_web.countries.registry import Country
from tendik_web.desk import conflicts, gate
from tendik_web.desk import typed as forms
from tendik_web.desk.family import Typed, one
from tendik_web.desk.frame import address, frame
from tendik_web.desk.moments import clock, moment
from tendik_web.desk.numbers import whole
from tendik_web.desk.queries import drafts
from tendik_web.desk.queries.names import name_of
from tendik_web.desk.sheet import Refused, Sheet
from tendik_web.records.actions.drop_draft import drop_draft
from tendik_web.records.actions.keep_draft import keep_draft
from tendik_web.records.conflict import Conflict
from tendik_web.records.kinds import Kind


@require_http_methods(["GET", "HEAD", "POST"])
@gate.for_people
def new(request: HttpRequest, country: Country, kind: str) -> HttpResponse:
    """A new record of ``kind``; links may be given with the address: ``?commitment=<identifier>``."""
    actor, of = gate.to_write(request, country, kind)
    places = gate.places(actor, of, country)
    asked = request.POST.get("place", country.iso3) or None
    sheet = Sheet(actor, country, of, place=asked if asked in places else places[0])
    return _answer(request, sheet, {"places": _places(places, sheet.place, country)})


@require_http_methods(["GET", "HEAD", "POST"])
@gate.for_people
def edit(request: HttpRequest, country: Country, kind: str, id: str) -> HttpResponse:
    """Change a record."""
    actor, of, record = gate.to_do(request, country, kind, id, "change")
    return _answer(request, Sheet(actor, country, of, record), {})


def _answer(request: HttpRequest, sheet: Sheet, more: dict[str, Any]) -> HttpResponse:
    if request.method != "POST":
        return _opened(request, sheet, more)
    typed = forms.of_query(sheet.kind, request.POST.lists())
    version, asked = whole(request.POST.get("version", "")), request.POST.get("go", "save")
    upload = request.FILES.get("upload")
    if upload and "file" in sheet.kind.columns:
        try:
            typed = sheet.take(upload, typed)
        except Refused as refused:
            return _page(request, sheet, typed, version, more, errors=refused.errors)
    look = _look(request, sheet.kind, asked)
    if look:
        words = request.POST.get(f"{look}.words", "")
        return _page(request, sheet, typed, version, more, look=look, words=words)
    if asked == "draft":
        kept = keep_draft(sheet.actor, sheet.address, version, typed)
        return _page(request, sheet, typed, version, more, kept=clock(kept.saved_at))
    if "base" in request.POST:
        typed, version = conflicts.settled(sheet, typed, version, request.POST)
    if asked == "again":
        return _page(request, sheet, typed, version, more)
    return _sent(request, sheet, typed, version, more)


def _opened(request: HttpRequest, sheet: Sheet, more: dict[str, Any]) -> HttpResponse:
    """The form as it stands; where something was typed before and not sent, that is offered first."""
    version = sheet.record.version if sheet.record else 0
    draft = drafts.find(sheet.actor, sheet.address)
    if draft and not sheet.unchanged(draft.values):
        if request.GET.get("draft") != "continue":
            return _offer(request, sheet, draft)
        return _page(request, sheet, draft.values, draft.base_version or version, more)
    given = [(name, ids) for name, ids in request.GET.lists() if name in sheet.kind.links]
    return _page(request, sheet, sheet.clean() | forms.of_query(sheet.kind, given), version, more)


def _sent(
    request: HttpRequest, sheet: Sheet, typed: Typed, version: int, more: dict[str, Any]
) -> HttpResponse:
    try:
        written = sheet.send(typed, version)
    except Refused as refused:
        return _page(request, sheet, typed, version, more, errors=refused.errors)
    except Conflict as conflict:
        try:
            context = conflicts.page(sheet, typed, version, conflict)
        except Refused as refused:
            return _page(request, sheet, typed, version, more, errors=refused.errors)
        context["again"] = request.POST.get("base") == str(version)
        return render(request, "desk/conflict.html", _frame(sheet, _("Two changes")) | context, status=409)
    drop_draft(sheet.actor, sheet.address)
    done = "changed" if sheet.record else "created"
    return redirect(address(sheet.country, sheet.kind.name, written.pk, done))


def _offer(request: HttpRequest, sheet: Sheet, draft: Any) -> HttpResponse:
    moved = sheet.record is not None and draft.base_version != sheet.record.version
    context = {
        "when": moment(draft.saved_at),
        "moved": moved,
        "record": sheet.record,
        "name": name_of(sheet.kind, sheet.record) if sheet.record else None,
        "kind": sheet.kind,
        "draft_url": _draft_url(sheet),
    }
    return render(request, "desk/offer.html", _frame(sheet, _("Unsent text")) | context)


def _page(
    request: HttpRequest,
    sheet: Sheet,
    typed: Typed,
    version: int,
    more: dict[str, Any],
    *,
    errors: dict[str, list[str]] | None = None,
    look: str = "",
    words: str = "",
    kept: str = "",
) -> HttpResponse:
    context = {
        "form": sheet.form(typed, errors, look, words),
        "record": sheet.record,
        "name": name_of(sheet.kind, sheet.record) if sheet.record else None,
        "kind": sheet.kind,
        "version": version,
        "kept": kept,
        "draft_url": _draft_url(sheet),
        "looked": look,
        **more,
    }
    last = _("Edit") if sheet.record else _("New record")
    return render(request, "desk/edit.html", _frame(sheet, last) | context, status=422 if errors else 200)


def _frame(sheet: Sheet, last: str) -> dict[str, Any]:
    at = []
    if sheet.record:
        at = [(address(sheet.country, sheet.kind.name, sheet.record.pk), str(sheet.record))]
    return frame(sheet.country, *at, ("", last), kind=sheet.kind)


def _draft_url(sheet: Sheet) -> str:
    if sheet.record:
        return reverse("record-draft", args=[sheet.country, sheet.kind.name, sheet.record.pk])
    return reverse("record-new-draft", args=[sheet.country, sheet.kind.name])


def _look(request: HttpRequest, kind: Kind, asked: str) -> str:
    """The field whose search was asked for; the key Enter asks for it where words stand in one."""
    if asked == "default":
        return next((name for name in kind.links if one(dict(request.POST.lists()), f"{name}.words")), "")
    name = asked.removeprefix("look:")
    return name if name != asked and name in kind.links else ""


def _places(places: list[str | None], chosen: str | None, country: Country) -> list[dict[str, Any]]:
    """Where the record may belong, where there is a choice."""
    labels = {country.iso3: country.name, None: _("All countries")}
    options = [
        {"value": place or "", "label": capfirst(labels[place]), "selected": place == chosen}
        for place in places
    ]
    return options if len(options) > 1 else []
