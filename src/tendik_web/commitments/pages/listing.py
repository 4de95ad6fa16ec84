"""All promises: filtered, sorted, page by page, and as files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tendik_web.access.actors import Actor
from tendik_web.commitments import choices, contrary, files, listing, words
from tendik_web.commitments.frame import country_name, frame, permanent
from tendik_web.commitments.listing import SORTS, Filter
from tendik_web.commitments.state import Link, LinkState
from tendik_web.countries.people import viewer
from tendik_web.countries.registry import Country
from tendik_web.site.asked import Asked
from tendik_web.site.table import Cell, Column, Table
from tendik_web.site.templatetags.tendik import show

MORE = ("provision", "sdg", "area", "body", "law")
"""Filters that are folded away until one is used."""


@require_safe
def page(request: HttpRequest, country: Country) -> HttpResponse:
    """A page of the list."""
    who, day = viewer(request), timezone.localdate()
    asked = Asked(request.GET)
    chosen = _chosen(asked, who, country)
    found = listing.page(
        who,
        country.iso3,
        day,
        chosen,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    query = _query(chosen)
    here = reverse("promises-list", args=[country])
    context: dict[str, Any] = frame(country, "list") | {
        "heading": _heading(found.total, chosen),
        "fields": [field for name, field in asked.fields.items() if name not in MORE],
        "more": [asked.fields[name] for name in MORE],
        "more_open": any(getattr(chosen, name) or asked.fields[name]["error"] for name in MORE),
        "sort": chosen.sort,
        "clear": here if chosen.narrow else "",
        "table": _table(found, contrary.articles(who, country.iso3, day), chosen, here),
        "before": _step(here, chosen, "before", found.before),
        "after": _step(here, chosen, "after", found.after),
        "files": files.offers("promises-list-file", country, query),
    }
    return asked.answer(request, "promises/list.html", context, here, query)


@require_safe
def table(request: HttpRequest, country: Country, form: str) -> HttpResponse:
    """Everything that is filtered, as a file."""
    who, day = viewer(request), timezone.localdate()
    chosen = _chosen(Asked(request.GET), who, country)
    found = listing.everything(who, country.iso3, day, chosen)
    against = contrary.articles(who, country.iso3, day)
    headings = [
        _("Country"),
        _("Promise"),
        _("State"),
        _("Due"),
        _("Promised on"),
        _("Done on"),
        _("Responsible body"),
        _("Instrument"),
        _("Provisions"),
        *(f"{_('Link')}: {title}" for title in words.link_titles().values()),
        _("Articles judged contrary"),
        _("Confirmation"),
        _("Source"),
        _("Address of the source"),
        _("Permanent address"),
    ]
    name = country_name(country)
    lines = [
        [
            name,
            words.plain(one.title),
            words.state_label(one.standing),
            one.due,
            one.made_on,
            one.done_on,
            words.plain(one.body.title) if one.sees_body else "",
            words.plain(one.instrument.title) if one.sees_instrument else "",
            "; ".join(f"{part.code} {words.plain(part.title)}" for part in one.seen_provisions),
            *(str(LinkState(getattr(one, field)).label) for field in _LINKS),
            against.get(one.pk, 0),
            one.get_status_display(),
            source.title if (source := words.source_of(one)) else "",
            (source.url or "") if source else "",
            permanent(request, one.pk),
        ]
        for one in found
    ]
    return files.send(headings, lines, f"promises-{country.code}", form)


_LINKS = [f"link_{link.value}" for link in Link]


def _chosen(asked: Asked, who: Actor, country: Country) -> Filter:
    sort = asked.query.get("sort", "")
    return Filter(
        **choices.read(asked, who, country.iso3), sort=sort if sort.lstrip("-") in SORTS else "title"
    )


def _query(chosen: Filter, **more: str) -> str:
    said = {
        name: value for name, value in vars(chosen).items() if value and (name, value) != ("sort", "title")
    }
    return urlencode(said | more)


def _step(here: str, chosen: Filter, name: str, cursor: str) -> str:
    return f"{here}?{_query(chosen, **{name: cursor})}" if cursor else ""


def _heading(total: int, chosen: Filter) -> str:
    if chosen.narrow:
        return _("Promises that match: %(count)s") % {"count": show(total)}
    return _("All promises recorded here: %(count)s") % {"count": show(total)}


def _against(count: int) -> str:
    return _("Articles judged contrary: %(count)s") % {"count": show(count)} if count else ""


def _table(found: listing.Page, against: Mapping[str, int], chosen: Filter, here: str) -> Table:
    def column(label: str, sort: str) -> Column:
        turned = f"-{sort}" if chosen.sort == sort else sort
        sorted_by: Any = {sort: "ascending", f"-{sort}": "descending"}.get(chosen.sort, "")
        url = f"{here}?{_query(Filter(**vars(chosen) | {'sort': turned}))}"
        return Column(label, url=url, sort=sorted_by, target="answer")

    rows = [
        [
            Cell(
                words.named(one.title),
                url=f"{here.removesuffix('list/')}{one.pk}/",
                status=one.status if one.status == "unconfirmed" else None,
            ),
            replace(words.state_cell(one.standing), note=_against(against.get(one.pk, 0))),
            one.due or "–",
            one.made_on or "–",
            words.named(one.body.title) if one.sees_body else "–",
            words.named(one.instrument.title) if one.sees_instrument else "–",
        ]
        for one in found.rows
    ]
    return Table(
        "promises",
        _("Promises"),
        [
            column(_("Promise"), "title"),
            Column(_("State")),
            column(_("Due"), "due"),
            column(_("Promised on"), "made"),
            Column(_("Responsible body")),
            Column(_("Instrument")),
        ],
        rows,
        empty=_("No promise matches. Choose fewer filters."),
    )
