"""The history of one record, a record as known on a day, and the feed of changes with its RSS."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tendik.errors import NotFound
from tendik_web.access.actors import ANONYMOUS
from tendik_web.countries.people import viewer
from tendik_web.countries.registry import Country
from tendik_web.history import reading, words
from tendik_web.history.items import items
from tendik_web.records import kinds, rows
from tendik_web.records.history import Step
from tendik_web.site.asked import Asked
from tendik_web.site.rooms import rooms
from tendik_web.site.templatetags.tendik import reader, show


@require_safe
def of_record(request: HttpRequest, country: Country, kind: str, id: str) -> HttpResponse:
    """Every version of a record that the reader may know, newest first."""
    actor = viewer(request)
    try:
        of = kinds.find(kind)
        record = rows.get(actor, country.iso3, kind, id)
    except NotFound as missing:
        raise Http404(str(missing)) from None
    steps = reading.of_record(actor, kind, id)
    context = {
        **_frame(
            country,
            (reverse("records", args=[country, kind]), capfirst(of.plural)),
            (_at(country, kind, id), str(record)),
            ("", _("History")),
        ),
        "record": record,
        "heading": _heading(steps),
        "items": items(actor, country, list(reversed(steps))),
        "on": timezone.localdate().isoformat(),
        "url": _at(country, kind, id),
    }
    return render(request, "history/record.html", context)


@require_safe
def as_known(request: HttpRequest, country: Country, kind: str, id: str) -> HttpResponse:
    """A record as it was known at the end of the day ``?on=``; a permanent, dated address."""
    actor = viewer(request)
    try:
        of = kinds.find(kind)
        record = rows.get(actor, country.iso3, kind, id)
    except NotFound as missing:
        raise Http404(str(missing)) from None
    asked, today = Asked(request.GET), timezone.localdate()
    day = asked.day("on", _("Day"), today, last=today)
    step = reading.known_on(actor, kind, id, day)
    titles = words.Titles(actor, country.iso3, [(of, step.after)] if step else [])
    context = {
        **_frame(country, (_at(country, kind, id), str(record)), ("", _("As known on a day"))),
        "record": record,
        "url": _at(country, kind, id),
        "errors": asked.errors,
        "on": asked.query.get("on", "")[:40] if asked.errors else day.isoformat(),
        "error": asked.fields["on"]["error"],
        "day": day,
        "known": step is not None,
        "title": (step.after["title"] if step else None) or record.title,
        "rows": [
            {"term": words.label(of, name), "value": text}
            for name, raw in (step.after if step else {}).items()
            if name != "title" and name not in words.SILENT and (text := words.value(of, name, raw, titles))
        ],
    }
    status = 422 if asked.errors else 200 if step else 404
    return render(request, "history/known.html", context, status=status)


@require_safe
def changes(request: HttpRequest, country: Country) -> HttpResponse:
    """What has changed in a country's records, newest first."""
    before = request.GET.get("before", "")
    kind = request.GET.get("kind", "")
    if kind and kind not in kinds.KINDS:
        raise Http404(kind)
    actor = viewer(request)
    feed = reading.feed(
        actor,
        country.iso3,
        before=int(before) if before.isdecimal() and len(before) < 16 else None,
        kind=kind,
    )
    found = items(actor, country, feed.steps)
    following = f"?before={feed.following}" + (f"&kind={kind}" if kind else "") if feed.following else ""
    context = {
        **_frame(country, ("", _("What changed"))),
        "heading": _latest(found),
        "items": found,
        "following": following,
        "fields": [_kinds(kind)],
        "here": reverse("changes", args=[country]),
        "rss": reverse("changes-rss", args=[country]),
    }
    return render(request, "history/changes.html", context)


@require_safe
def rss(request: HttpRequest, country: Country) -> HttpResponse:
    """The public feed of changes, as RSS."""
    at = request.build_absolute_uri(reverse("changes", args=[country]))
    feed = Rss201rev2Feed(
        title=_("Tendik: what changed in %(country)s") % {"country": country.name},
        link=at,
        description=_("Every public change of promises, laws, actions and figures"),
        language=reader(),
        feed_url=request.build_absolute_uri(),
    )
    for item in items(ANONYMOUS, country, reading.feed(ANONYMOUS, country.iso3).steps):
        feed.add_item(
            title=f"{item['kind']}: {item['title']}",
            link=request.build_absolute_uri(item["url"]),
            description=". ".join([item["verb"], *item["sentences"]]),
            pubdate=item["at"],
            unique_id=item["digest"],
            unique_id_is_permalink=False,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _kinds(chosen: str) -> dict[str, Any]:
    options = [("", _("All")), *((name, capfirst(one.plural)) for name, one in kinds.KINDS.items())]
    return {
        "id": "kind",
        "name": "kind",
        "label": _("Kind of record"),
        "options": [
            {"value": value, "label": label, "selected": value == chosen}
            for value, label in sorted(options, key=lambda option: (option[0] != "", option[1]))
        ],
    }


def _at(country: Country, kind: str, id: str) -> str:
    return reverse("record", args=[country, kind, id])


def _heading(steps: list[Step]) -> str:
    if len(steps) < 2:
        return _("This record has not changed since it was recorded")
    last = datetime.fromisoformat(steps[-1].at)
    return _("Versions of this record: %(count)s; the last of %(day)s") % {
        "count": len(steps),
        "day": show(timezone.localdate(last)),
    }


def _latest(found: list[dict[str, Any]]) -> str:
    if not found:
        return _("No change is recorded here")
    return _("The latest change was made on %(day)s") % {"day": show(timezone.localdate(found[0]["at"]))}


def _frame(country: Country, *below: tuple[str, str]) -> dict[str, Any]:
    return {
        "country": country,
        "rooms": rooms(country, ""),
        "trail": [(reverse("country", args=[country]), country.name), *below],
    }
