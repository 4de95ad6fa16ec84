"""The laws as data: every version, and every rule with its article, source and status."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tendik import laws
from tendik.errors import TendikError
from tendik.language import pick
from tendik.laws import Law
from tendik.laws.words import reading as words_of
from tendik_web.countries.registry import Country
from tendik_web.labs import words
from tendik_web.labs.answer import own_laws
from tendik_web.labs.frame import frame
from tendik_web.site.table import Cell, Column, Table
from tendik_web.site.templatetags.tendik import number_of_law, period, reader, show


@require_safe
def catalogue(request: HttpRequest, country: Country) -> HttpResponse:
    """Every law of the country with its versions, then those of other countries."""
    own = own_laws(country.code)
    others = [name for name in laws.available() if name not in own]
    tables = [
        _versions(laws.history(name), country, number)
        for number, name in enumerate([*sorted(own, reverse=True), *others])
    ]
    context = {**frame(country, "laws"), "tables": tables[: len(own)], "others": tables[len(own) :]}
    return render(request, "labs/laws.html", context)


@require_safe
def law(request: HttpRequest, country: Country, law: str) -> HttpResponse:
    """One law on a day, rule by rule."""
    if law not in laws.available():
        raise Http404(law)
    try:
        shown = laws.load(law, on=request.GET.get("on") or None)
    except TendikError as error:
        raise Http404(str(error)) from None
    rules = [
        {
            "says": pick(rule.says, reader()),
            "note": pick(rule.note, reader()),
            "article": rule.article,
            "status": rule.status,
            "source": shown.source(rule.source),
            "since": rule.since,
        }
        for rule in shown.rules
    ]
    context = {
        **frame(country, "laws", f"{pick(shown.chamber, reader())}, {show(shown.version.adopted)}"),
        "law": shown,
        "heading": words.law_heading(shown),
        "rules": rules,
        "version_source": shown.source(shown.version.source),
        "summary": _summary(shown),
        "readings": _readings(shown),
        "versions": _versions(laws.history(law), country, 0),
        "cases": [pick(case["title"], reader()) for case in laws.cases(law)],
    }
    return render(request, "labs/law.html", context)


def _summary(shown: Law) -> list[dict[str, Any]]:
    version = shown.version
    rows: list[dict[str, Any]] = [
        {"term": _("Version"), "value": f"{period(version.id)} {number_of_law(version.number)}".strip()},
        {"term": _("Adopted"), "value": version.adopted},
        {"term": _("In force since"), "value": version.in_force, "status": version.in_force_status},
    ]
    if version.note:
        rows.append({"term": _("Note"), "value": pick(version.note, reader())})
    if shown.reform_of:
        base = laws.load(shown.reform_of.split(" ")[0])
        rows.append({"term": _("A reform of"), "value": pick(base.title, reader())})
    rows.append({"term": _("Digest"), "value": shown.digest})
    return rows


def _readings(shown: Law) -> Table:
    def taken(reading: Any) -> str:
        holder = (
            shown.groups[reading.group]
            if reading.group
            else next(r for r in shown.rules if r.id in reading.rules)
        )
        return show(words_of(str(getattr(holder, reading.field))))

    return Table(
        "readings",
        _("Questions that the text leaves open"),
        [Column(_("Question")), Column(_("Taken here")), Column(_("Read otherwise"))],
        [
            [
                pick(reading.question, reader()),
                taken(reading),
                "; ".join(show(words_of(value)) for value in reading.alternatives),
            ]
            for reading in shown.readings
        ],
        empty=_("None."),
    )


def _versions(history: tuple[Law, ...], country: Country, number: int) -> Table:
    rows = []
    for one in reversed(history):
        url = reverse("law", args=[country, one.id])
        if not one.reform_of:
            url += f"?{urlencode({'on': one.version.in_force})}"
        rows.append(
            [
                Cell(period(one.version.id), url=url),
                number_of_law(one.version.number) or "–",
                one.version.adopted,
                Cell(one.version.in_force, status=one.version.in_force_status),
                Cell(len(one.rules)),
                Cell("", status=one.version.status),
            ]
        )
    return Table(
        f"versions-{number}",
        pick(history[-1].title, reader()),
        [
            Column(_("Version")),
            Column(_("Amending law")),
            Column(_("Adopted")),
            Column(_("In force since")),
            Column(_("Rules"), numeric=True),
            Column(_("How it is known")),
        ],
        rows,
    )
