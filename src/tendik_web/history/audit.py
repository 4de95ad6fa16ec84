"""The whole history of a country, for its auditors: filtered, proven, exported."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tendik_web.access.ids import is_id
from tendik_web.access.permissions import may
from tendik_web.audit.verify import verify
from tendik_web.countries.people import viewer
from tendik_web.countries.registry import Country
from tendik_web.desk.moments import second
from tendik_web.history import entries as chain
from tendik_web.history import words
from tendik_web.records.kinds import KINDS
from tendik_web.site.rooms import rooms
from tendik_web.site.table import Cell, Column, Table

ON_A_PAGE = 50
NARROWED = ("action", "actor", "record")
DAYS = ("since", "until")


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
    asked = {name: request.GET.get(name, "").replace("\0", "").strip()[:80] for name in (*NARROWED, *DAYS)}
    errors = {name: _("Write the day as 2026-03-01.") for name in DAYS if not _is_day(asked[name])}
    before = request.GET.get("before", "")
    found = (
        []
        if errors
        else chain.newest(
            country.iso3,
            ON_A_PAGE + 1,
            equal={name: asked[name] for name in NARROWED},
            since=_day(asked["since"]),
            until=_day(asked["until"]),
            before=int(before) if before.isdecimal() and len(before) < 16 else None,
        )
    )
    shown = found[:ON_A_PAGE]
    query = {name: value for name, value in asked.items() if value}
    verdict = verify(country.iso3) if request.GET.get("verify") else None
    context = {
        "country": country,
        "rooms": rooms(country, ""),
        "trail": [(reverse("country", args=[country]), country.name), ("", _("Audit"))],
        "head": chain.head(country.iso3),
        "verdict": verdict,
        "fault": verdict.fault if verdict else None,
        "fields": _fields(asked, errors),
        "errors": [{"url": f"#{name}", "text": text} for name, text in errors.items()],
        "table": _table(country, shown, chain.names({entry.actor for entry in shown})),
        "following": urlencode(query | {"before": shown[-1].seq}) if len(found) > ON_A_PAGE else "",
        "verify": urlencode(query | {"verify": 1}),
    }
    return render(request, "history/audit.html", context, status=422 if errors else 200)


@require_safe
def heads(request: HttpRequest, country: Country) -> HttpResponse:
    """The head of the chain, to be kept elsewhere: with it a cut-off end is found, too."""
    if (turned := guarded(request, country)) is not None:
        return turned
    head = chain.head(country.iso3)
    answer = HttpResponse(f"{head}\n" if head else "", content_type="text/plain; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="tendik-{country.code}-head.txt"'
    return answer


def _fields(asked: dict[str, str], errors: dict[str, str]) -> list[dict[str, str]]:
    labels = {
        "action": _("What was done"),
        "actor": _("Who (identifier)"),
        "record": _("Record (kind:identifier)"),
        "since": _("From"),
        "until": _("Until"),
    }
    return [
        {
            "name": name,
            "type": "date" if name in DAYS and name not in errors else "text",
            "label": label,
            "value": asked[name],
            "error": errors.get(name, ""),
        }
        for name, label in labels.items()
    ]


def _is_day(text: str) -> bool:
    """Whether ``text`` is a day, or nothing."""
    try:
        _day(text)
    except ValueError:
        return False
    return True


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _table(country: Country, entries: list[Any], names: dict[str, str]) -> Table:
    here = reverse("audit", args=[country])

    def who(actor: str) -> Cell:
        note = actor if actor in names else ""
        return Cell(names.get(actor, actor), url=f"{here}?{urlencode({'actor': actor})}", note=note)

    def record(entry: Any) -> Cell:
        kind, _colon, id = entry.record.partition(":")
        version = json.loads(entry.payload)["after"].get("version")
        return Cell(
            entry.record,
            url=reverse("record-history", args=[country, kind, id]) if kind in KINDS and is_id(id) else "",
            note=_("version %(number)s") % {"number": version} if version else "",
        )

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
                second(datetime.fromisoformat(entry.at)),
                who(entry.actor),
                Cell(entry.action, note=words.verb(entry.action)),
                record(entry),
                entry.digest[:16],
            ]
            for entry in entries
        ],
        empty=_("No entry fits these conditions."),
    )
