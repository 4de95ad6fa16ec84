"""Open deadlines as a calendar that programs subscribe to."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tendik_web.commitments import deadlines, words
from tendik_web.commitments.frame import country_name, permanent
from tendik_web.countries.people import viewer
from tendik_web.countries.registry import Country


@require_safe
def page(request: HttpRequest, country: Country) -> HttpResponse:
    """Every deadline that is open, those that have passed too, one event of a day each."""
    from icalendar import Calendar, Event

    day = timezone.localdate()
    name = _("Promises of equality: %(country)s") % {"country": country_name(country)}
    calendar = Calendar()
    calendar.add("prodid", f"-//Tendik//{country.iso3}//{get_language()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    kinds = {"commitment": _("Promise"), "action": _("Action")}
    for one in deadlines.coming(viewer(request), country.iso3, day, since=date.min):
        event = Event()
        event.add("uid", f"{one.record.pk}@tendik")
        event.add("dtstamp", timezone.now())
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        event.add("summary", f"{kinds[one.kind]}: {words.plain(one.record.title)}")
        event.add("url", permanent(request, one.record.pk))
        event.add("categories", [kinds[one.kind]])
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    headers = {"Content-Disposition": f'attachment; filename="tendik-deadlines-{country.code}.ics"'}
    return HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8", headers=headers)
