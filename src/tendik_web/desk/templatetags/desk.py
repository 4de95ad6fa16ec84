"""``{% load desk %}``: what the frame of every page asks of the desk."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.template.context import Context

from tendik_web.countries.people import viewer
from tendik_web.desk.gate import is_staff

register = template.Library()


@register.simple_tag(takes_context=True)
def works_here(context: Context) -> bool:
    """Whether the reader works for the country of the page; who has not signed in costs no query."""
    request, country = context.get("request"), context.get("country")
    if request is None or not country or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    return is_staff(viewer(request), country)
