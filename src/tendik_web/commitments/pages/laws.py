"""The laws of a country on a day, and one law with its articles and how each is judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tendik_web.commitments import article_tables, files, law_layer, law_tables, words
from tendik_web.commitments.frame import country_name, frame
from tendik_web.commitments.law_layer import Force, LawOnDay
from tendik_web.countries.people import viewer
from tendik_web.countries.registry import Country
from tendik_web.site.asked import Asked
from tendik_web.site.templatetags.tendik import show


@require_safe
def page(request: HttpRequest, country: Country) -> HttpResponse:
    """The laws, and the promises that rest on repealed articles."""
    who, asked = viewer(request), Asked(request.GET)
    day = _day(asked)
    number = asked.query.get("page", "")
    at = int(number) if number.isdecimal() and 0 < int(number[:6]) <= 9_999 else 1
    found = law_layer.overview(who, country.iso3, day, at)
    resting = law_layer.resting(who, country.iso3, day)
    here, query = reverse("promises-laws", args=[country]), urlencode({"on": day.isoformat()})

    def step(to: int) -> str:
        return f"{here}?{query}&page={to}" if 1 <= to <= found.pages else ""

    context: dict[str, Any] = frame(country, "laws") | {
        "heading": _heading(found.counts),
        "day": day,
        "warning": _warning(resting),
        "resting": article_tables.resting(resting),
        "table": law_tables.laws(country, found, day, query),
        "before": step(at - 1),
        "after": step(at + 1),
        "files": files.offers("promises-laws-file", country, query),
    }
    return asked.answer(request, "promises/laws.html", context, here, query)


@require_safe
def table(request: HttpRequest, country: Country, form: str) -> HttpResponse:
    """All laws as a file."""
    found = law_layer.everything(viewer(request), country.iso3)
    lines = law_tables.laws_file(country, found, _day(Asked(request.GET)))
    return files.send(*lines, f"laws-{country.code}", form)


@require_safe
def law(request: HttpRequest, country: Country, id: str) -> HttpResponse:
    """One law: its articles, what each implements, and what it touches if it is an amendment."""
    asked = Asked(request.GET)
    day = _day(asked)
    found = _found(request, country, id, day)
    shown, title = found.law, words.plain(found.law.title)
    here, query = reverse("promises-law", args=[country, id]), urlencode({"on": day.isoformat()})
    context: dict[str, Any] = frame(country, "laws", title) | {
        "law": shown,
        "title": title,
        "heading": _law_heading(found, day),
        "state": law_tables.force_cell(law_layer.law_force(shown, day)),
        "day": day,
        "facts": law_tables.facts(shown),
        "electoral": law_tables.electoral(country, shown, day),
        "warning": _warning(found.resting),
        "resting": article_tables.resting(found.resting),
        "articles": article_tables.articles(country, found, day),
        "touched": article_tables.touched(found, day),
        "concerned": article_tables.concerned(found),
        "touch": _touch(found),
        "amendments": law_tables.amendments(country, found, day, query),
        "source": words.source_of(shown),
        "record": reverse("record", args=[country, "law", id]),
        "files": [
            {
                "url": reverse("promises-law-file", args=[country, id, form]) + f"?{query}",
                "label": _("Articles"),
                "format": form.upper(),
            }
            for form in files.FORMS
        ],
    }
    return asked.answer(request, "promises/law.html", context, here, query)


@require_safe
def law_table(request: HttpRequest, country: Country, id: str, form: str) -> HttpResponse:
    """The articles of a law with their judgements, as a file."""
    day = _day(Asked(request.GET))
    found = _found(request, country, id, day)
    name = f"law-{country.code}-{id.lower()}"
    return files.send_table(article_tables.articles(country, found, day), country_name(country), name, form)


def _found(request: HttpRequest, country: Country, id: str, day: date) -> LawOnDay:
    found = law_layer.read(viewer(request), country.iso3, id, day)
    if found is None:
        raise Http404(id)
    return found


def _day(asked: Asked) -> date:
    return asked.day("on", _("As of"), timezone.localdate())


def _counted(counts: Mapping[Force, int]) -> str:
    """The counts inside a sentence, without what is nought."""
    said = {
        Force.IN_FORCE: _("in force: %(count)s"),
        Force.AMENDED: _("amended: %(count)s"),
        Force.PENDING: _("not yet in force: %(count)s"),
        Force.REPEALED: _("repealed: %(count)s"),
        Force.UNRECORDED: _("with no recorded day of entry into force: %(count)s"),
    }
    return ", ".join(said[force] % {"count": show(counts[force])} for force in Force if counts.get(force))


def _heading(counts: Mapping[Force, int]) -> str:
    if not counts:
        return _("No laws are recorded here yet")
    told = {"all": show(sum(counts.values())), "counts": _counted(counts)}
    return _("Of %(all)s laws %(counts)s") % told


def _law_heading(found: LawOnDay, day: date) -> str:
    if found.touched:
        return _touch(found)
    if not found.articles:
        state = law_layer.law_force(found.law, day).label
        return _("%(state)s; no articles are recorded here") % {"state": state}
    counts: dict[Force, int] = {}
    for article in found.articles:
        force = law_layer.article_force(article, day)
        counts[force] = counts.get(force, 0) + 1
    told = {"all": show(len(found.articles)), "counts": _counted(counts)}
    return _("Of %(all)s articles recorded here %(counts)s") % told


def _touch(found: LawOnDay) -> str:
    """What the amendment touches, in one sentence."""
    amended = "; ".join(words.plain(law.title) for law in found.law.seen_amended)
    if not found.touched:
        if not amended:
            return ""
        return _("It amends: %(laws)s. Which articles it changed is not recorded here.") % {"laws": amended}
    promises, provisions, instruments = found.touches()
    told = {
        "articles": show(len(found.touched)),
        "promises": show(len(promises)),
        "provisions": show(len(provisions)),
    }
    names = {one.instrument_id: words.plain(one.instrument.title) for one in provisions}
    names |= {one.pk: words.plain(one.title) for one in instruments}
    if not names:
        return (
            _("Articles that this amendment touches: %(articles)s; through them promises: %(promises)s")
            % told
        )
    return _(
        "Articles that this amendment touches: %(articles)s; through them promises: %(promises)s, "
        "provisions: %(provisions)s (%(instruments)s)"
    ) % (told | {"instruments": "; ".join(names.values())})


def _warning(resting: Sequence[law_layer.Resting]) -> str:
    if not resting:
        return ""
    promises = {one.promise.pk: one for one in resting}
    open_ = sum(not one.answered for one in promises.values())
    return _(
        "Promises that rest on articles that are repealed: %(count)s; "
        "of these no article in force answers: %(open)s."
    ) % {"count": show(len(promises)), "open": show(open_)}
