"""``{% load shared %}``: what other sites show of a page where its address is shared."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tendik_web.site.templatetags.tendik import page_address, show

register = template.Library()

CARD = (1200, 630)
"""Width and height of the pictures that are made to be shared."""


@register.inclusion_tag("components/shared.html", takes_context=True)
def shared(context: Context) -> dict[str, Any]:
    """Open Graph tags: the title of the page, its answer or ``description``, its ``card`` or its chart."""
    title = _title(context)
    heading = conditional_escape(show(context.get("heading") or ""))
    description = context.get("description") or (heading if heading != title else "") or _default(context)
    return {
        "title": title,
        "description": description,
        "address": page_address(context),
        "picture": context.get("card") or _chart(context),
        "size": CARD if context.get("card") else None,
        "language": context.get("LANGUAGE_CODE"),
    }


def _title(context: Context) -> SafeString:
    """What the page puts into the block ``title``."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block("title") if blocks else None
    # The block has escaped what needs it; escaped once more it would show its escapes.
    return mark_safe(block.nodelist.render(context).strip() if block else "")  # noqa: S308


def _default(context: Context) -> str:
    country = context.get("country")
    said = _("Promises of equality, the laws that answer them, and figures, each with its source")
    return f"{country.name}. {said}" if country else said


def _chart(context: Context) -> str:
    """The address of the chart of the page, where the page offers it as a file."""
    request = context.get("request")
    charts = [one["url"] for one in context.get("files") or () if one["format"] == "PNG"]
    return str(request.build_absolute_uri(charts[0])) if charts and request else ""
