"""Promises counted by instrument, body, target or area."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tendik_web.commitments import files, rollups, words
from tendik_web.commitments.frame import country_name, frame
from tendik_web.commitments.state import State
from tendik_web.countries.people import viewer
from tendik_web.countries.registry import Country
from tendik_web.site.asked import Asked
from tendik_web.site.table import Cell, Column, Table
from tendik_web.site.templatetags.tendik import show


@require_safe
def page(request: HttpRequest, country: Country) -> HttpResponse:
    """The counts by one kind of group."""
    asked = Asked(request.GET)
    by = _by(asked)
    found = rollups.grouped(viewer(request), country.iso3, timezone.localdate(), by)
    here, query = reverse("promises-summary", args=[country]), f"by={by}"
    context: dict[str, Any] = frame(country, "summary") | {
        "heading": _heading(by, found),
        "table": _table(country, by, found),
        "several": by in ("sdg", "area"),
        "files": files.offers("promises-summary-file", country, query),
    }
    return asked.answer(request, "promises/summary.html", context, here, query)


@require_safe
def table(request: HttpRequest, country: Country, form: str) -> HttpResponse:
    """The counts as a file."""
    by = _by(Asked(request.GET))
    found = rollups.grouped(viewer(request), country.iso3, timezone.localdate(), by)
    return files.send_table(
        _table(country, by, found), country_name(country), f"promises-{country.code}-{by}", form
    )


def _groups() -> Mapping[str, str]:
    return {
        "instrument": _("Instrument"),
        "body": _("Responsible body"),
        "sdg": _("Target of the Sustainable Development Goals"),
        "area": _("Area of the Beijing Platform"),
    }


def _by(asked: Asked) -> str:
    return asked.choice("by", _("Count by"), list(_groups().items()), "instrument")


def _name(record: Any) -> str:
    if record is None:
        return _("None is named")
    return f"{getattr(record, 'code', '')} {words.plain(record.title)}".strip()


def _heading(by: str, found: Any) -> str:
    named = [(record, sum(counts.values())) for record, counts, _against in found if record is not None]
    if not named:
        return _("No promise is recorded under any group of this kind")
    record, most = max(named, key=lambda one: one[1])
    return _("%(group)s: most promises, %(count)s, are recorded under “%(name)s”") % {
        "group": _groups()[by],
        "count": show(most),
        "name": _name(record),
    }


def _table(country: Country, by: str, found: Any) -> Table:
    where = reverse("promises-list", args=[country])
    return Table(
        "groups",
        _("Promises by group and state"),
        [
            Column(_groups()[by]),
            Column(_("Promises"), numeric=True),
            *(Column(str(state.label), numeric=True) for state in State),
            Column(_("With an article judged contrary"), numeric=True),
        ],
        [
            [
                Cell(_name(record), url=f"{where}?{by}={record.pk}" if record else ""),
                sum(counts.values()),
                *(counts[state] for state in State),
                Cell(against, tag="broken") if against else 0,
            ]
            for record, counts, against in found
        ],
        empty=_("No promises are recorded here yet."),
    )
