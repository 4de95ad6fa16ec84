"""The page of the search: what was found, which words of it answer, and what else could be asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tendik.errors import BadInput
from tendik_web.countries.people import viewer
from tendik_web.countries.registry import Country
from tendik_web.records.kinds import KINDS
from tendik_web.search.find import Hit, Results, find
from tendik_web.search.mark import Part, marked
from tendik_web.search.normal import fold, words
from tendik_web.search.question import Question
from tendik_web.site.rooms import rooms
from tendik_web.site.templatetags.tendik import reader, show

PAGE = 20


@dataclass(frozen=True)
class Title:
    """A title with its marked words; ``language`` only where it is not that of the page."""

    parts: list[Part]
    language: str


@dataclass(frozen=True)
class Shown:
    """A hit as the page shows it; ``also`` is the title that answers where the one shown does not."""

    url: str
    kind: str
    withdrawn: bool
    title: Title
    also: Title | None


@require_safe
def page(request: HttpRequest, country: Country) -> HttpResponse:
    """The records that speak of ``q``, twenty a page; without ``q`` the form alone."""
    asked = request.GET
    who = viewer(request)
    context: dict[str, Any] = {
        "country": country,
        "rooms": rooms(country, "search"),
        "trail": [(reverse("country", args=[country]), country.name), ("", _("Search"))],
        "searching": True,
        "typed": asked.get("q", ""),
        "kind": asked.get("kind", ""),
        "withdrawn": "withdrawn" in asked,
        "heading": _("Search the records"),
    }
    if not context["typed"].strip():
        return render(request, "search/page.html", context)
    try:
        results = find(
            who,
            country.iso3,
            context["typed"],
            kinds=[context["kind"]] if context["kind"] else (),
            limit=PAGE,
            after=asked.get("after", ""),
            typing="typing" in asked,
            withdrawn=context["withdrawn"],
        )
    except BadInput as error:
        wrong = [{"url": "#q", "text": show(problem.message)} for problem in error.problems]
        context |= {"heading": _("Nothing was searched"), "errors": wrong}
        return render(request, "search/page.html", context, status=422)
    context |= {
        "heading": _heading(context["typed"].strip(), results),
        "hits": [_shown(hit, results.question) for hit in results.hits],
        "choices": _choices(asked, results),
        "may_withdrawn": bool(who.roles(country.iso3)),
        "withdrawn_url": _address(asked, withdrawn="" if context["withdrawn"] else "1"),
        "next_url": _address(asked, after=results.after) if results.after else "",
        "first_url": _address(asked) if "after" in asked else "",
        "searched_as": _spelt(results),
        "suggestion": results.suggestion,
        "suggestion_url": _address(asked, q=results.suggestion),
        "nothing": not results.total,
    }
    return render(request, "search/page.html", context)


def _heading(typed: str, results: Results) -> str:
    if not results.total:
        return _("No record speaks of “%(words)s”") % {"words": typed}
    return _("Records that speak of “%(words)s”: %(count)s") % {"words": typed, "count": show(results.total)}


def _spelt(results: Results) -> str:
    """What was looked up for words in Latin letters, each as a title that was found begins with it."""
    read = [word for hit in results.hits for title in hit.titles.values() for word in words(title)]
    return " ".join(
        next((one[: len(word)] for one in read if fold(one).startswith(word)), word)
        for word in words(results.searched_as)
    )


def _shown(hit: Hit, question: Question) -> Shown:
    titles = {language: marked(title, language, question) for language, title in hit.titles.items()}
    here = reader() if reader() in titles else hit.original
    answers = [language for language, parts in titles.items() if any(asked for _text, asked in parts)]
    also = next(iter(sorted(answers)), "") if here not in answers else ""
    return Shown(
        f"/id/{hit.record}",
        kind_label(hit.kind),
        hit.withdrawn,
        _title(titles, here),
        _title(titles, also) if also else None,
    )


def _title(titles: dict[str, list[Part]], language: str) -> Title:
    return Title(titles[language], "" if language == reader() else language)


def kind_label(kind: str) -> str:
    """What people call records of ``kind``; its name where no model bears it."""
    return capfirst(KINDS[kind].label if kind in KINDS else kind)


def _choices(asked: QueryDict, results: Results) -> list[dict[str, Any]]:
    """The kinds among what was found, each with its number; none where there is no choice."""
    chosen = asked.get("kind", "")
    if len(results.kinds) < 2 and not chosen:
        return []
    every = {"": sum(results.kinds.values())} | dict(results.kinds)
    return [
        {
            "label": kind_label(kind) if kind else _("All"),
            "count": count,
            "url": _address(asked, kind=kind),
            "current": kind == chosen,
        }
        for kind, count in every.items()
    ]


def _address(asked: QueryDict, **changed: str) -> str:
    """This page with other filters, from its beginning."""
    kept = {name: asked[name] for name in ("q", "kind", "withdrawn") if asked.get(name)} | changed
    query = QueryDict(mutable=True)
    for name, value in kept.items():
        if value:
            query[name] = value
    return f"?{query.urlencode()}"
