"""My work: what waits for the person, task by task."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tendik_web.access.actors import Actor
from tendik_web.access.permissions import may_anywhere
from tendik_web.countries.people import viewer
from tendik_web.countries.registry import Country
from tendik_web.desk import gate
from tendik_web.desk.frame import address, frame
from tendik_web.desk.moments import moment
from tendik_web.desk.numbers import whole
from tendik_web.desk.queries import work
from tendik_web.desk.queries.union import Row
from tendik_web.records.kinds import KINDS
from tendik_web.site.table import Cell, Column, Table

AT_ONCE = 50
DRAFTS = "drafts"


@require_safe
@gate.for_people
def page(request: HttpRequest, country: Country) -> HttpResponse:
    """One task with its records, and how much waits in the others."""
    actor = viewer(request)
    if not gate.is_staff(actor, country):
        raise PermissionDenied(f"{actor.id} does not work for {country.iso3}")
    numbers = {name: work.numbers(actor, country.iso3, name) for name in work.TASKS}
    drafts = work.unsent(actor, country.iso3)
    totals = {name: sum(found.values()) for name, found in numbers.items()} | {DRAFTS: len(drafts)}
    asked = request.GET.get("show", "")
    shown = asked if asked in totals else next((name for name, found in totals.items() if found), "due")
    context = {
        "total": sum(totals.values()),
        "tasks": _tasks(country, totals, shown),
        "doors": _doors(actor, country),
        "shown": shown,
        "done": _("Nothing is left to confirm.") if request.GET.get("done") == "confirmed" else "",
        **(
            _drafts(country, drafts)
            if shown == DRAFTS
            else _records(request, actor, country, shown, numbers[shown])
        ),
    }
    return render(request, "desk/work.html", frame(country, ("", _("My work"))) | context)


def _tasks(country: Country, totals: dict[str, int], shown: str) -> list[dict[str, Any]]:
    labels = {name: task.label for name, task in work.TASKS.items()} | {DRAFTS: _("My drafts")}
    here = reverse("work", args=[country])
    return [
        {"label": labels[name], "count": found, "url": f"{here}?show={name}", "current": name == shown}
        for name, found in totals.items()
    ]


def _doors(actor: Actor, country: Country) -> list[tuple[str, str]]:
    """The other pages that the person's roles open here."""
    people = _("People and roles: %(country)s") % {"country": country.name}
    doors = [
        ("people", ("people.grant", "people.end", "people.hand_over"), people),
        ("imports", ("imports.apply",), _("Import tables of records, or take tables to change")),
        ("audit", ("audit.read",), _("Audit")),
    ]
    writes = any(may_anywhere(actor, f"{kind.group}.create", country.iso3) for kind in KINDS.values())
    records = _("Records: see all, add one") if writes else _("Records")
    return [(reverse("kinds", args=[country]), records)] + [
        (reverse(name, args=[country]), label)
        for name, verbs, label in doors
        if any(may_anywhere(actor, verb, country.iso3) for verb in verbs)
    ]


def _records(
    request: HttpRequest, actor: Actor, country: Country, name: str, numbers: dict[str, int]
) -> dict[str, Any]:
    task = work.TASKS[name]
    only = request.GET.get("kind", "")
    only = only if only in numbers else ""
    total = numbers.get(only, 0) if only else sum(numbers.values())
    start = whole(request.GET.get("from", ""))
    rows = work.page(actor, country.iso3, name, only, start, AT_ONCE) if total else []
    return {
        "heading": task.heading % {"count": total},
        "empty": task.empty,
        "fields": [_kinds(numbers, only)] if len(numbers) > 1 else [],
        "hidden": [("show", name)],
        "here": reverse("work", args=[country]),
        "table": _table(country, name, rows, task.dated) if rows else None,
        "next": f"?{urlencode({'show': name, 'kind': only, 'from': start + AT_ONCE})}"
        if start + AT_ONCE < total
        else "",
        "confirm": reverse("work-confirm", args=[country]) if name == "confirm" and total else "",
    }


def _table(country: Country, name: str, rows: list[Row], dated: bool) -> Table:
    columns = [Column(_("Record")), *([Column(_("Due"))] if dated else []), Column(_("Kind"))]
    today, lines = timezone.localdate(), []
    for row in rows:
        line: list[Any] = [Cell(row.words, url=_to(country, name, row))]
        if dated:
            late = row.day is not None and row.day < today
            line.append(Cell(row.day, note=_("Overdue") if late else ""))
        lines.append([*line, capfirst(KINDS[row.kind].label)])
    return Table("work", _("Records that wait for you"), columns, lines)


def _to(country: Country, name: str, row: Row) -> str:
    """Where the work is done: what lacks a language is changed, the rest is read first."""
    if name == "languages":
        return reverse("record-edit", args=[country, row.kind, row.id])
    return address(country, row.kind, row.id)


def _drafts(country: Country, drafts: list[work.Unsent]) -> dict[str, Any]:
    lines = [
        [
            Cell(
                one.row.words if one.row else _("New record"),
                url=reverse("record-edit", args=[country, one.kind.name, one.row.id])
                if one.row
                else reverse("record-new", args=[country, one.kind.name]),
            ),
            capfirst(one.kind.label),
            moment(one.draft.saved_at),
        ]
        for one in drafts
    ]
    columns = [Column(_("Record")), Column(_("Kind")), Column(_("Kept on"))]
    return {
        "heading": _("Drafts that you have not sent: %(count)s") % {"count": len(drafts)},
        "empty": _("You have no draft. What you type into a form is kept here until you send it."),
        "table": Table("work", _("Drafts, which nobody else sees"), columns, lines) if lines else None,
    }


def _kinds(numbers: dict[str, int], only: str) -> dict[str, Any]:
    options = [("", _("All kinds: %(count)s") % {"count": sum(numbers.values())})]
    options += [
        (name, _("%(kind)s: %(count)s") % {"kind": capfirst(KINDS[name].plural), "count": found})
        for name, found in numbers.items()
    ]
    return {
        "id": "kind",
        "name": "kind",
        "label": _("Kind"),
        "options": [{"value": name, "label": label, "selected": name == only} for name, label in options],
    }
