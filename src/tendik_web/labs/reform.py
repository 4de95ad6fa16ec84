"""A reform carried from the law to a place in the ranking, as a page and as files."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tendik import elections, laws
from tendik.errors import Message, NotFound
from tendik.exchange.tables import write_csv, write_xlsx
from tendik.language import pick
from tendik.reform import Chain, Side, compare
from tendik.reform.data import as_data
from tendik.reform.sentences import HEADINGS, heading, now, rows
from tendik_web.countries.registry import Country
from tendik_web.labs.answer import held, reforms
from tendik_web.labs.frame import frame
from tendik_web.site.download import Forms
from tendik_web.site.table import Column, Row, Table
from tendik_web.site.templatetags.tendik import reader, show


@lru_cache(maxsize=32)
def chain(election: str, reform: str) -> Chain:
    """The chain of a reform on the votes of an election, worked out once."""
    votes = elections.load(election)
    return compare(laws.load(votes.law or "", on=votes.date), laws.load(reform), votes)


def _asked(request: HttpRequest, country: Country) -> tuple[str, str]:
    """The election and the reform that the address names; the latest without."""
    known, drafts = [one.id for one in held(country.code)], [law.id for law in reforms(country.code)]
    election = request.GET.get("election") or known[0]
    reform = request.GET.get("to") or drafts[0]
    if election not in known or reform not in drafts:
        raise Http404(election)
    return election, reform


@require_safe
def page(request: HttpRequest, country: Country) -> HttpResponse:
    """What the reform changes: seats, women, SDG 5.5.1, score, rank."""
    election, reform = _asked(request, country)
    context: dict[str, Any] = {**frame(country, "reform"), "fields": _fields(country, election, reform)}
    try:
        answer = chain(election, reform)
    except NotFound as missing:
        context["missing"] = missing.message
        return render(request, "labs/reform.html", context)
    query = urlencode({"election": election, "to": reform})
    context |= {
        "chain": answer,
        "heading": heading(answer),
        "now": now(answer),
        "tables": [_table(answer.before, "before"), _table(answer.after, "after")],
        "lists": _lists(answer),
        "link": f"{request.path}?{query}",
        "files": [
            {
                "url": f"{reverse('reform-download', args=[country, form])}?{query}",
                "label": label,
                "format": form.upper(),
            }
            for form, label in (
                ("pdf", _("Report")),
                ("csv", _("Table")),
                ("xlsx", _("Workbook")),
                ("json", _("Everything, for programs")),
            )
        ],
    }
    return render(request, "labs/reform.html", context)


def _fields(country: Country, election: str, reform: str) -> list[dict[str, Any]]:
    return [
        {
            "id": "election",
            "name": "election",
            "label": _("Votes of the election"),
            "options": [
                {"value": one.id, "label": pick(one.title, reader()), "selected": one.id == election}
                for one in held(country.code)
            ],
        },
        {
            "id": "to",
            "name": "to",
            "label": _("Reform"),
            "options": [
                {"value": law.id, "label": pick(law.title, reader()), "selected": law.id == reform}
                for law in reforms(country.code)
            ],
        },
    ]


ANSWER_FIRST = (0, 1, 6, 7, 2, 3, 4, 5)
"""The places of ``HEADINGS`` as the page orders them: on a phone the rank stands beside what it follows from."""


def _table(side: Side, name: str) -> Table:
    columns = [Column(show(Message("", HEADINGS[place])), numeric=place > 0) for place in ANSWER_FIRST]
    caption = f"{pick(side.seats.law.title, reader())}, {show(side.seats.law.version.adopted)}"
    found = zip(rows(side), side.links, strict=True)
    return Table(
        name,
        caption,
        columns,
        [
            Row(
                [row[place] for place in ANSWER_FIRST],
                "emphasised" if link.women.kind == "guaranteed" else "",
            )
            for row, link in found
        ],
    )


def _lists(answer: Chain) -> Table:
    return Table(
        "lists",
        _("List mandates on the same votes"),
        [
            Column(_("List")),
            Column(_("Under the law"), numeric=True),
            Column(_("Under the reform"), numeric=True),
            Column(_("Votes"), numeric=True),
        ],
        [
            [pick(party.name, reader()), before, after, party.votes]
            for party, before, after in zip(
                answer.election.lists,
                answer.before.seats.allocation.seats,
                answer.after.seats.allocation.seats,
                strict=True,
            )
        ],
    )


FORMS: Forms[Chain] = Forms()


@require_safe
def download(request: HttpRequest, country: Country, form: str) -> HttpResponse:
    """The chain of the page with the same query, as a file of ``form``."""
    FORMS.known(form)
    try:
        answer = chain(*_asked(request, country))
    except NotFound as missing:
        raise Http404(str(missing)) from None
    return FORMS.send(answer, f"reform-{answer.election.id}", form)


def _rows(answer: Chain) -> tuple[list[str], list[list[Any]]]:
    headings = [_("Under"), *(show(Message("", title)) for title in HEADINGS)]
    sides = ((_("the law"), answer.before), (_("the reform"), answer.after))
    lines = [
        [name, *(cell if isinstance(cell, int) else show(cell) for cell in row)]
        for name, side in sides
        for row in rows(side)
    ]
    below = [
        "",
        show(heading(answer)),
        *(show(step.message) for step in answer.assumptions),
        str(answer.replay),
    ]
    return headings, [*lines, *([line] + [""] * (len(headings) - 1) for line in below)]


@FORMS("csv")
def _csv(answer: Chain) -> bytes:
    return write_csv(*_rows(answer))


@FORMS("xlsx")
def _xlsx(answer: Chain) -> bytes:
    return write_xlsx(*_rows(answer), title=_("Reform"))


@FORMS("json")
def _json(answer: Chain) -> bytes:
    data = {
        "answer": show(heading(answer)),
        **as_data(answer),
        "assumptions": [show(step.message) for step in answer.assumptions],
    }
    return json.dumps(data, ensure_ascii=False, indent=2, default=str).encode()


@FORMS("pdf")
def _pdf(answer: Chain) -> bytes:
    from tendik.reports import reform_page

    return reform_page(answer, reader(), printed=timezone.localdate()).pdf()
