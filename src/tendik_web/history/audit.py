"""The whole history of a country, for its auditors: filtered, proven, exported."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tendik_web.access.permissions import may
from tendik_web.audit.models import Entry, Head
from tendik_web.audit.verify import verify
from tendik_web.countries.people import viewer
from tendik_web.countries.registry import Country
from tendik_web.history.reading import end_of
from tendik_web.site.rooms import rooms
from tendik_web.site.table import Cell, Column, Table
from tendik_web.site.templatetags.tendik import reader

ON_A_PAGE = 50
FILTERS = ("action", "actor", "record", "since", "until")


def guarded(request: HttpRequest, country: Country) -> HttpResponse | None:
    """Where a reader without an account goes; nothing for an auditor.

    Raises
    ------
    PermissionDenied
        The reader is no auditor here.
    """
    actor = viewer(request)
    if may(actor, "audit.read", country.iso3):
        return None
    if actor.anonymous:
        return redirect_to_login(request.get_full_path())
    raise PermissionDenied("audit.read")


@require_safe
def page(request: HttpRequest, country: Country) -> HttpResponse:
    """The entries of a country's chain, newest first; with ``?verify=1`` the proof that it is whole."""
    if (turned := guarded(request, country)) is not None:
        return turned
    asked = {name: request.GET.get(name, "").strip()[:80] for name in FILTERS}
    errors = {name: _("Write the day as 2026-03-01.") for name in ("since", "until") if not _day(asked[name])}
    entries = _filtered(country, asked) if not errors else Entry.objects.none()
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < 16:
        entries = entries.filter(seq__lt=int(before))
    found = list(entries.order_by("-seq")[: ON_A_PAGE + 1])
    shown = found[:ON_A_PAGE]
    query = {name: value for name, value in asked.items() if value}
    verdict = verify(country.iso3) if request.GET.get("verify") else None
    head = Head.objects.filter(chain=country.iso3).first()
    context = {
        "country": country,
        "rooms": rooms(country, ""),
        "trail": [(reverse("country", args=[country]), country.name), ("", _("Audit"))],
        "head": head,
        "verdict": verdict,
        "fault": verdict.fault if verdict else None,
        "asked": asked,
        "errors": errors,
        "table": _table(shown, _names(shown)),
        "following": urlencode(query | {"before": shown[-1].seq}) if len(found) > ON_A_PAGE else "",
        "verify": urlencode(query | {"verify": 1}),
    }
    return render(request, "history/audit.html", context)


@require_safe
def heads(request: HttpRequest, country: Country) -> HttpResponse:
    """The head of the chain, to be kept elsewhere: with it a cut-off end is found, too."""
    if (turned := guarded(request, country)) is not None:
        return turned
    head = Head.objects.filter(chain=country.iso3).first()
    answer = HttpResponse(f"{head}\n" if head else "", content_type="text/plain; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="tendik-{country.code}-head.txt"'
    return answer


def _filtered(country: Country, asked: dict[str, str]) -> Any:
    entries = Entry.objects.filter(chain=country.iso3)
    for name in ("action", "actor", "record"):
        if asked[name]:
            entries = entries.filter(**{name: asked[name]})
    if asked["since"]:
        entries = entries.filter(at__gte=asked["since"])
    if asked["until"]:
        entries = entries.filter(at__lte=end_of(date.fromisoformat(asked["until"])))
    return entries


def _day(text: str) -> bool:
    """Whether ``text`` is a day, or nothing."""
    try:
        return not text or bool(date.fromisoformat(text))
    except ValueError:
        return False


def _names(entries: list[Entry]) -> dict[str, str]:
    """The names of the persons who acted, by actor; the chain itself holds none."""
    ids = {entry.actor.removeprefix("user:") for entry in entries if entry.actor.startswith("user:")}
    users = get_user_model()._default_manager.filter(pk__in=ids).values_list("pk", "name")
    return {f"user:{pk}": name for pk, name in users}


def _table(entries: list[Entry], names: dict[str, str]) -> Table:
    from tendik.language import day as in_words

    def when(entry: Entry) -> str:
        at = timezone.localtime(datetime.fromisoformat(entry.at))
        return f"{in_words(at.date(), reader())}, {at:%H:%M:%S}"

    def what(entry: Entry) -> Cell:
        version = json.loads(entry.payload)["after"].get("version")
        note = _("version %(number)s") % {"number": version} if version else ""
        return Cell(entry.record, note=note)

    return Table(
        id="entries",
        caption=_("Entries of the history"),
        columns=[
            Column(_("Number"), numeric=True),
            Column(_("When")),
            Column(_("Who")),
            Column(_("What was done")),
            Column(_("Record")),
            Column(_("Digest")),
        ],
        rows=[
            [
                str(entry.seq),
                when(entry),
                Cell(names.get(entry.actor, entry.actor), note=entry.actor if entry.actor in names else ""),
                entry.action,
                what(entry),
                entry.digest[:16],
            ]
            for entry in entries
        ],
        empty=_("No entry fits these conditions."),
    )
