"""The first page of a country: what its law promises, guarantees and delivered."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tendik.errors import NotFound
from tendik.language import pick
from tendik.laws.words import reading
from tendik.values import Percent, Source
from tendik_web.countries.registry import Country
from tendik_web.labs import words
from tendik_web.labs.answer import Answer, ask, held, own_laws, reforms
from tendik_web.labs.chamber import chamber, chamber_groups
from tendik_web.labs.frame import frame
from tendik_web.site.table import Cell, Column, Row, Table
from tendik_web.site.templatetags.tendik import cited, reader, show


@require_safe
def page(request: HttpRequest, country: Country) -> HttpResponse:
    """What the law guarantees on the votes of one election, and how the answer came about.

    Where no election is recorded the laws are shown; where no law is, the promises.
    """
    if not held(country.code):
        return redirect("laws" if own_laws(country.code) else "promises", country)
    try:
        answer = ask(country.code, request.GET.get("election"), request.GET.get("law"))
    except NotFound as error:
        raise Http404(str(error)) from None
    query = urlencode({"election": answer.election.id, **({"law": answer.law.id} if answer.reform else {})})
    context = {
        **frame(country, "quota"),
        "answer": answer,
        "heading": words.heading(answer),
        "fields": _fields(answer, country),
        "figures": _figures(answer),
        "chamber": chamber(answer.allocation, pick(answer.election.title, reader())),
        "groups": chamber_groups(answer.allocation),
        "seats": seats_table(answer),
        "certificates": _certificates(answer),
        "women": _women(answer),
        "sensitivity": _sensitivity(answer),
        "law_url": _law_url(answer, country),
        "law_source": answer.law.source(answer.law.version.source),
        "votes_origin": answer.election.votes_origin,
        "link": f"{request.path}?{query}",
        "files": [
            {
                "url": f"{reverse('quota-download', args=[country, form])}?{query}",
                "label": label,
                "format": form.upper(),
            }
            for form, label in (
                ("pdf", _("Protocol")),
                ("docx", _("Protocol")),
                ("csv", _("Table")),
                ("xlsx", _("Workbook")),
                ("json", _("Everything, for programs")),
                ("svg", _("Picture")),
                ("png", _("Picture")),
            )
        ],
    }
    return render(request, "labs/quota.html", context)


def _fields(answer: Answer, country: Country) -> list[dict[str, Any]]:
    return [
        {
            "id": "election",
            "name": "election",
            "label": _("Votes of the election"),
            "options": [
                {
                    "value": one.id,
                    "label": pick(one.title, reader()),
                    "selected": one.id == answer.election.id,
                }
                for one in held(country.code)
            ],
        },
        {
            "id": "law",
            "name": "law",
            "label": _("Counted under"),
            "options": [
                {"value": "", "label": _("the law of election day"), "selected": not answer.reform},
                *(
                    {"value": law.id, "label": pick(law.title, reader()), "selected": law.id == answer.law.id}
                    for law in reforms(country.code)
                ),
            ],
        },
    ]


def _figures(answer: Answer) -> list[dict[str, Any]]:
    law, floor = answer.law, answer.floor
    rule = answer.quotas.get("mandates") or answer.quotas.get("list")
    asked = words.groups(law, rule.groups) if rule else ""
    bases = {
        "mandates": _("of the list mandates of each party"),
        "list": _("of the names on each list, not of the mandates"),
    }
    promised = {
        "label": _("Promised"),
        "number": Percent(rule.at_least) if rule else _("nothing"),
        "of": bases[rule.of] if rule else "",
        "scope": _("Together: %(groups)s") % {"groups": asked}
        if rule
        else _("The law of that day had no quota."),
        "source": law.source(rule.source) if rule else law.source(law.version.source),
        "status": rule.status if rule else law.version.status,
    }
    guaranteed = {
        "label": _("Guaranteed"),
        "number": floor[answer.union] if answer.union else floor["women"],
        "of": _("of %(of)s list mandates") % {"of": words.number(floor.of)},
        "scope": _("To these groups together; to women alone: %(women)s")
        % {"women": words.number(floor["women"])}
        if answer.union
        else _("To women"),
        "status": "computed",
        "emphasised": True,
    }
    return [promised, guaranteed, _delivered(answer)]


def _delivered(answer: Answer) -> dict[str, Any]:
    figure: dict[str, Any] = {"label": _("Delivered"), "number": None, "of": "", "status": "unconfirmed"}
    if answer.reform:
        return {**figure, "scope": _("No result of an election under this reform was found.")}
    known = [one for one in answer.elected_women if one.count.value is not None]
    if not known:
        return {**figure, "scope": _("How many women were elected was not found in a source.")}
    first = known[0]
    scopes = {
        "chamber": _("Women among all deputies, seats outside the lists included"),
        "list_mandates": _("Women among the deputies elected by lists"),
        "single_member": _("Women among the deputies of single-mandate districts"),
    }
    return {
        **figure,
        "number": first.count.value,
        "of": _("women of %(of)s deputies") % {"of": words.number(first.of or 0)},
        "scope": f"{scopes[first.scope]}{_not_known(answer)}",
        "source": first.count.source,
        "status": first.count.status,
    }


def _not_known(answer: Answer) -> str:
    """That nobody tells how many of the list mandates women received, where nobody does."""
    if any(one.scope == "list_mandates" and one.count.value is None for one in answer.elected_women):
        of = words.number(answer.floor.of)
        return "; " + _("how many of the %(of)s list mandates women received is not known") % {"of": of}
    return ""


def seats_table(answer: Answer) -> Table:
    """Mandates, floors and votes list by list: the answer first, for narrow screens."""
    keys = {group.label: group.key for group in chamber_groups(answer.allocation)}
    total = sum(party.votes or 0 for party in answer.election.lists)
    base = answer.election.took_part.value
    rows = []
    for party, seats in zip(answer.election.lists, answer.allocation.seats, strict=True):
        name = pick(party.name, reader())
        floors = answer.floor.by_list.get(party.id, {})
        rows.append(
            [
                Cell(name, key=keys.get(name, ""), status="unconfirmed" if party.estimate else None),
                seats,
                floors.get(answer.union, 0) if answer.union else 0,
                floors.get("women", 0),
                party.votes,
                Percent(Fraction(party.votes or 0, base)) if base else None,
            ]
        )
    return Table(
        "seats",
        _("Votes, list mandates and what is guaranteed of them"),
        [
            Column(_("List")),
            Column(_("Mandates"), numeric=True),
            Column(_("Guaranteed to the groups together"), numeric=True),
            Column(_("Guaranteed to women alone"), numeric=True),
            Column(_("Votes"), numeric=True),
            Column(_("Share of those who took part"), numeric=True),
        ],
        rows,
        foot=[
            _("Together"),
            sum(answer.allocation.seats),
            answer.floor[answer.union] if answer.union else 0,
            answer.floor["women"],
            total,
            Percent(Fraction(total, base)) if base else None,
        ],
    )


def _certificates(answer: Answer) -> Table:
    names = {party.id: pick(party.name, reader()) for party in answer.election.lists}
    return Table(
        "certificates",
        _("Lists that comply with the law and give women no mandate more than guaranteed"),
        [
            Column(_("List")),
            Column(_("Who takes the mandates")),
            Column(_("Who stays on the list")),
            Column(_("Mandates"), numeric=True),
            Column(_("Names on the list"), numeric=True),
        ],
        [
            [
                names[one.list],
                words.persons(answer.law, one.elected),
                words.persons(answer.law, one.left),
                one.seats,
                one.names,
            ]
            for one in answer.floor.certificates["women"]
        ],
    )


def _women(answer: Answer) -> Table | None:
    if not answer.elected_women:
        return None
    scopes = {
        "chamber": _("all deputies"),
        "list_mandates": _("deputies elected by lists"),
        "single_member": _("deputies of single-mandate districts"),
    }
    return Table(
        "women",
        _("Women elected: published figures, each with its own base"),
        [
            Column(_("Among whom")),
            Column(_("Women"), numeric=True),
            Column(_("of"), numeric=True),
            Column(_("Source")),
        ],
        [
            Row(
                [
                    scopes[one.scope],
                    one.count.value,
                    one.of,
                    Cell(_origin(one.count.source), status=one.count.status, note=one.count.note),
                ]
            )
            for one in answer.elected_women
        ],
    )


def _origin(source: Source | None) -> str:
    return cited(source.title) if source else _("no source found")


def _sensitivity(answer: Answer) -> Table:
    return Table(
        "sensitivity",
        _("Where the text is open: how the answer changes"),
        [
            Column(_("Question")),
            Column(_("Taken here")),
            Column(_("Read otherwise")),
            Column(_("What changes")),
        ],
        [
            Row(
                [
                    pick(one.reading.question, reader()),
                    show(reading(one.value)),
                    show(reading(one.alternative)),
                    words.changes(answer, one.changed),
                ],
                "emphasised" if one.changed else "",
            )
            for one in answer.sensitivity
        ],
    )


def _law_url(answer: Answer, country: Country) -> str:
    url = reverse("law", args=[country, answer.law.id])
    return url if answer.reform else f"{url}?{urlencode({'on': answer.election.date})}"
