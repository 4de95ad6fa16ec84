"""One promise as a chain: where it stands, what is linked to it, how to cite it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tendik.charts import Node, card
from tendik_web.access.actors import ANONYMOUS, Actor
from tendik_web.commitments import chain, figures, known, linked_tables, words
from tendik_web.commitments.chain import Chain
from tendik_web.commitments.citation import Citation
from tendik_web.commitments.frame import absolute, country_name, frame, permanent
from tendik_web.commitments.pages.card import send
from tendik_web.commitments.state import Link
from tendik_web.countries.people import viewer
from tendik_web.countries.registry import Country
from tendik_web.records import rows
from tendik_web.site.asked import Asked
from tendik_web.site.templatetags.tendik import reader, show

CITATIONS = {"ris": "application/x-research-info-systems", "bib": "application/x-bibtex"}


@require_safe
def page(request: HttpRequest, country: Country, id: str) -> HttpResponse:
    """The chain of a promise, with ``?on=`` as it was known at the end of that day."""
    who, asked, today = viewer(request), Asked(request.GET), timezone.localdate()
    day = _day(asked)
    found = _known(who, country, id, day)
    if found is None:
        return _unknown(request, country, id, day)
    title, said = words.plain(found.promise.title), words.break_in_words(found)
    heading = words.heading(found.standing, found.promise.due, found.promise.done_on)
    where = reverse("promise", args=[country, id])
    context: dict[str, Any] = frame(country, "list", title) | {
        "chain": found,
        "promise": found.promise,
        "title": title,
        "state": words.state_cell(found.standing),
        "heading": heading,
        "nodes": _nodes(found),
        "said": said,
        "description": f"{heading}. {said}",
        "facts": linked_tables.facts(found),
        "laws": linked_tables.laws(found, country),
        "actions": linked_tables.actions(found, country, day or today),
        "money": linked_tables.money(found, country),
        "absences": linked_tables.absences(found, country),
        "indicators": figures.measured(found),
        "evidence": linked_tables.evidence(found, country),
        "source": words.source_of(found.promise),
        "citation": _citation(request, country, found),
        "citations": [
            {
                "url": f"{where}cite.{form}?on={(day or today).isoformat()}",
                "label": label,
                "format": form.upper(),
            }
            for form, label in (("ris", _("Citation")), ("bib", _("Citation")))
        ],
        "day": day,
        "field": asked.fields["on"],
        "errors": asked.errors,
        "link": permanent(request, id, day or today),
        "where": where,
        "record": reverse("record", args=[country, "commitment", id]),
        "card": absolute(request, f"{where}card.png"),
    }
    return render(request, "promises/promise.html", context, status=422 if asked.errors else 200)


def _unknown(request: HttpRequest, country: Country, id: str, day: date | None) -> HttpResponse:
    """The page of a day on which a promise that the reader sees today was not known."""
    promise = (
        rows.visible_to(viewer(request), country.iso3, "commitment", withdrawn=True).filter(pk=id).first()
    )
    if promise is None or day is None:
        raise Http404(id)
    context: dict[str, Any] = {
        "record": promise,
        "day": day,
        "known": False,
        "on": day.isoformat(),
        "url": reverse("record", args=[country, "commitment", id]),
    }
    return render(request, "history/known.html", frame(country, "list") | context, status=404)


@require_safe
def picture(_request: HttpRequest, country: Country, id: str) -> HttpResponse:
    """The picture that stands for the promise where it is shared; it shows what everyone may see."""
    found = _found(ANONYMOUS, country, id)
    tone = words.TAGS.get(words.state_of(found.standing), "broken")
    return send(
        card(
            eyebrow=_("A promise of equality: %(country)s") % {"country": country_name(country)},
            title=words.plain(found.promise.title),
            state=words.heading(found.standing, found.promise.due, found.promise.done_on),
            tone=tone if tone in ("kept", "late", "broken") else "",
            nodes=[
                Node(_("Promise"), "present"),
                *(Node(title, found.links[link].value) for link, title in words.link_titles().items()),
            ],
            foot=f"Tendik · {show(timezone.localdate())}",
        )
    )


@require_safe
def cite(request: HttpRequest, country: Country, id: str, form: str) -> HttpResponse:
    """The citation as a file."""
    if form not in CITATIONS:
        raise Http404(form)
    found = _known(viewer(request), country, id, _day(Asked(request.GET)))
    if found is None:
        raise Http404(id)
    citation = _citation(request, country, found)
    text = citation.ris if form == "ris" else citation.bibtex
    headers = {"Content-Disposition": f'attachment; filename="tendik-{id}.{form}"'}
    return HttpResponse(text, content_type=f"{CITATIONS[form]}; charset=utf-8", headers=headers)


def _day(asked: Asked) -> date | None:
    """The day that is asked for, or nothing where it is today that is shown."""
    today = timezone.localdate()
    day = asked.day("on", _("As known on"), today, last=today)
    return day if asked.query.get("on") and not asked.errors else None


def _known(who: Actor, country: Country, id: str, day: date | None) -> Chain | None:
    return known.read(who, country.iso3, id, day) if day else _found(who, country, id)


def _found(who: Actor, country: Country, id: str) -> Chain:
    found = chain.read(who, country.iso3, id, timezone.localdate())
    if found is None:
        raise Http404(id)
    return found


def _nodes(found: Chain) -> list[dict[str, Any]]:
    """The seven nodes: each with the first of its records and how many more there are."""
    bodies = ([found.body] if found.body else []) + [one.body for one in found.actions if one.sees_body]
    different = list({body.pk: body for body in bodies}.values())
    titles = {
        Link.LAW: [words.article(one.article) for one in found.laws if one.fulfils],
        Link.ACTION: [words.plain(one.title) for one in found.actions],
        Link.BODY: [words.plain(one.title) for one in different],
        Link.MONEY: [words.plain(one.title) for one in found.lines if one.filled],
        Link.INDICATOR: [words.plain(one.title) for one in found.indicators],
        Link.PROOF: [words.plain(one.title) for one in found.evidence if one.counts],
    }
    anchors = {
        Link.LAW: "#laws",
        Link.ACTION: "#actions",
        Link.BODY: "#facts",
        Link.MONEY: "#money",
        Link.INDICATOR: "#indicators",
        Link.PROOF: "#evidence",
    }
    declared = {one.link: one.declared_by for one in reversed(found.absences)}
    first = found.instrument and words.plain(found.instrument.title)
    nodes = [{"kind": "promise", "state": "present", "text": first or words.plain(found.promise.title)}]
    for link, state in found.links.items():
        node = {"kind": link.value, "state": state.value, "url": anchors[link]}
        if titles[link]:
            node["text"] = _and_more(titles[link])
        elif link == Link.LAW and found.contrary:
            node["text"] = _("Judged contrary: %(article)s") % {
                "article": words.article(found.contrary[0].article)
            }
        elif state == "absent":
            node["text"] = _("Declared by %(who)s") % {"who": declared[link]}
            node["url"] = "#absences"
        nodes.append(node)
    return nodes


def _and_more(titles: list[str]) -> str:
    if len(titles) == 1:
        return titles[0]
    return _("%(first)s; and others: %(count)s") % {"first": titles[0], "count": show(len(titles) - 1)}


def _citation(request: HttpRequest, country: Country, found: Chain) -> Citation:
    promise = found.promise
    return Citation(
        promise.pk,
        country_name(country),
        words.plain(promise.title),
        words.heading(found.standing, promise.due, promise.done_on),
        words.source_of(promise),
        permanent(request, promise.pk, found.known_on or timezone.localdate()),
        timezone.localdate(),
        reader(),
    )
