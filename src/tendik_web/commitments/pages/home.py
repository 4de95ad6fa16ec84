"""A country's home of promises: how many stand how, and what is due next."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tendik.charts import Bar, Picture, Pillar, card, pillars
from tendik_web.access.actors import ANONYMOUS, Actor
from tendik_web.commitments import deadlines, files, rollups, words
from tendik_web.commitments.frame import absolute, country_name, frame, record_url
from tendik_web.commitments.pages.card import send
from tendik_web.commitments.rollups import Counts
from tendik_web.commitments.state import LinkState, State
from tendik_web.countries.people import viewer
from tendik_web.countries.registry import Country
from tendik_web.history.items import items
from tendik_web.history.reading import feed
from tendik_web.site.table import Cell, Column, Row, Table
from tendik_web.site.templatetags.tendik import show

NEXT = 10
LATEST, SENTENCES, LENGTH = 5, 3, 200
"""How many changes are told, each in how many sentences of how many characters at most."""


@require_safe
def page(request: HttpRequest, country: Country) -> HttpResponse:
    """The overview."""
    who, day = viewer(request), timezone.localdate()
    counts = rollups.counts(who, country.iso3, day)
    coming = deadlines.coming(who, country.iso3, day, limit=NEXT)
    context: dict[str, Any] = frame(country, "home") | {
        "heading": heading(counts),
        "counts": counts,
        "picture": _picture(counts) if counts.all else None,
        "states": _states(country, counts),
        "links": _links(counts),
        "coming": _coming(country, coming),
        "changes": _changes(who, country),
        "files": files.offers("promises-list-file", country, ""),
        "card": absolute(request, reverse("promises-card", args=[country])),
        "description": _("Promises of equality: %(country)s") % {"country": country_name(country)},
        "day": day,
    }
    return render(request, "promises/home.html", context)


@require_safe
def picture(_request: HttpRequest, country: Country) -> HttpResponse:
    """The picture that stands for the overview where it is shared; it shows what everyone may see."""
    counts = rollups.counts(ANONYMOUS, country.iso3, timezone.localdate())
    return send(
        card(
            eyebrow=_("Promises of equality: %(country)s") % {"country": country_name(country)},
            title=heading(counts),
            foot=_foot(),
        )
    )


def _changes(who: Actor, country: Country) -> list[dict[str, Any]]:
    """The latest changes in words, other than of figures, cut short; the feed tells all of them whole."""
    found = items(who, country, feed(who, country.iso3, limit=LATEST, without="statistics").steps)
    return [
        one | {"sentences": [Truncator(said).chars(LENGTH) for said in one["sentences"][:SENTENCES]]}
        for one in found
    ]


def _foot() -> str:
    return f"Tendik · {show(timezone.localdate())}"


def heading(counts: Counts) -> str:
    """The answer of the overview."""
    if not counts.all:
        return _("No promises are recorded here yet")
    parts = {
        State.KEPT: _("%(count)s kept"),
        State.BROKEN: _("%(count)s with a broken link"),
        State.LATE: _("%(count)s late"),
        State.ON_TIME: _("%(count)s on time"),
        State.UNKNOWN: _("%(count)s without a due date"),
    }
    said = ", ".join(
        text % {"count": show(counts.states[state])}
        for state, text in parts.items()
        if state == State.KEPT or counts.states[state]
    )
    answer = _("Of %(all)s promises %(said)s") % {"all": show(counts.all), "said": said}
    bare = _("nothing is recorded for %(count)s") % {"count": show(counts.bare)}
    return f"{answer}; {bare}" if counts.bare else answer


def _picture(counts: Counts) -> Picture:
    bars = [
        Bar(
            str(state.label),
            float(Fraction(counts.states[state], counts.all)),
            show(counts.states[state]),
            emphasised=state == State.KEPT,
        )
        for state in State
    ]
    return pillars(
        [Pillar("", tuple(bars))],
        parity=_("all %(count)s") % {"count": show(counts.all)},
        title=_("Promises by state"),
        description=_("A bar for each state; the table beside it holds the same numbers."),
    )


def _states(country: Country, counts: Counts) -> Table:
    where = reverse("promises-list", args=[country])
    return Table(
        "by-state",
        _("Promises by state"),
        [Column(_("State")), Column(_("Promises"), numeric=True)],
        [
            [words.state_cell(state), Cell(counts.states[state], url=f"{where}?state={state}")]
            if state != State.BROKEN
            else [
                Cell(state.label, tag="broken"),
                Cell(counts.states[state], url=f"{where}?state={state}"),
            ]
            for state in State
        ],
        foot=[_("Together"), counts.all],
    )


def _links(counts: Counts) -> Table:
    return Table(
        "by-link",
        _("Links of the chain, for all promises together: %(all)s") % {"all": show(counts.all)},
        [
            Column(_("Link")),
            Column(_("Recorded here"), numeric=True),
            Column(_("Declared absent"), numeric=True),
            Column(_("Not recorded here"), numeric=True),
        ],
        [
            [
                title,
                *(
                    counts.links[link][how]
                    for how in (LinkState.PRESENT, LinkState.ABSENT, LinkState.UNRECORDED)
                ),
            ]
            for link, title in words.link_titles().items()
        ]
        if counts.all
        else [],
        empty=_("No promises are recorded here yet."),
    )


def _coming(country: Country, coming: Any) -> Table:
    kinds = {"commitment": _("Promise"), "action": _("Action")}
    return Table(
        "coming",
        _("Next deadlines"),
        [Column(_("What is due")), Column(_("Due")), Column(_("Kind"))],
        [
            Row(
                [
                    Cell(
                        words.named(one.record.title),
                        url=record_url(country, one.record),
                        status=one.record.status if one.record.status == "unconfirmed" else None,
                    ),
                    one.day,
                    kinds[one.kind],
                ]
            )
            for one in coming
        ],
        empty=_("No open deadline is recorded here."),
    )
