"""``{% load tendik %}``: icons, values in the reader's language, cells of tables."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

import tendik
from tendik import language
from tendik.charts import Picture
from tendik.values import Count
from tendik_web.records.text import version as version_of
from tendik_web.site.table import Cell

register = template.Library()


def reader() -> str:
    """The language of the page."""
    return get_language() or "kk"


@register.filter
def show(value: Any) -> str:
    """Any value as the reader's language writes it.

    Integers and fractions by CLDR, ``Percent`` as a percentage, dates in words, a
    ``Message`` as its sentence, a ``Text`` in the page's language, a ``Count`` with
    its bounds or the words that it is not known; a text stays as it is.
    """
    if value is None:
        return _("not known")
    if isinstance(value, Count):
        return _count(value)
    if isinstance(value, str):
        return value
    return language.show(value, reader())


def _count(count: Count) -> str:
    least, most = (
        None if bound is None else language.number(bound, reader())
        for bound in (count.at_least, count.at_most)
    )
    if count.value is not None:
        value = language.number(count.value, reader())
        return _("about %(number)s") % {"number": value} if least or most else value
    if least and most:
        return f"{least}–{most}"
    if least:
        return _("at least %(number)s") % {"number": least}
    if most:
        return _("at most %(number)s") % {"number": most}
    return _("not known")


@register.filter
def article(reference: str) -> str:
    """The article of a law as the reader's language writes it."""
    return language.article(reference, reader())


@register.filter
def cited(title: str) -> str:
    """The title of a source as the reader's language names it, where it has a name there."""
    return language.cited(title, reader())


@register.filter
def period(recorded: str) -> str:
    """The period of a figure, recorded as a year, ``2026-03`` or a day, in words."""
    return language.period(recorded, reader())


@register.filter
def number_of_law(recorded: str) -> str:
    """The number of a law as the reader's language writes it."""
    return language.number_of_law(recorded, reader())


@register.filter
def size(octets: int) -> str:
    """The size of a file in kB, rounded up, or in MB with one decimal."""
    if octets < 1_000_000:
        return f"{language.number(-(-octets // 1000), reader())}\u00a0{_('kB')}"
    return f"{language.number(Fraction(octets // 100_000, 10), reader())}\u00a0{_('MB')}"


@register.simple_tag
def text(value: Any) -> str:
    """Like :func:`show`; a ``Text`` that lacks the page's language is marked with the language it has."""
    if not isinstance(value, Mapping) or value.get(reader()):
        return show(value)
    return format_html('<span lang="{}">{}</span>', next(iter(value), reader()), show(value))


@register.inclusion_tag("components/words.html")
def words(text: Mapping[str, Any], badge: bool = True) -> dict[str, Any]:
    """A text of a record in the page's language, else in its original, marked as such.

    ``badge`` says in words whether it is the official text, and which language it is in where
    that is not the page's; without it only the language is marked, for headings and tables.
    """
    shown, version = version_of(text, reader()) or ("", {"text": "", "kind": ""})
    here = shown == reader()
    named = "" if here or not shown else language_name(shown)
    return {"language": shown, "named": named, "here": here, "badge": badge} | version


def language_name(code: str) -> str:
    """The name of the language ``code`` in the language of the page."""
    return _language_name(code, reader())


@cache
def _language_name(code: str, language: str) -> str:
    from babel import Locale

    found = Locale.parse(language).languages.get(code, code)
    return found[:1].upper() + found[1:]


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """An icon of ``icons.svg``; it says nothing by itself, a word stands beside it."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        f" {extra}" if extra else "",
        static("tendik/icons.svg"),
        name,
    )


@register.simple_tag
def draw(picture: Picture) -> SafeString:
    """The SVG of a chart; its texts are escaped where it is made."""
    return mark_safe(picture.svg)  # noqa: S308


@register.simple_tag
def swatch(key: str) -> SafeString:
    """The dot of a list as the hemicycle draws it."""
    from tendik.charts.hemicycle import KEYS

    colour, full = KEYS[key]
    shape = (
        '<circle cx="7" cy="7" r="7" fill="{}"/>'
        if full
        else ('<circle cx="7" cy="7" r="5.2" fill="none" stroke="{}" stroke-width="3.6"/>')
    )
    return format_html(
        '<svg class="swatch" viewBox="0 0 14 14" aria-hidden="true" focusable="false">{}</svg>',
        format_html(shape, colour),
    )


@register.simple_tag
def cell(value: Any) -> str:
    """The inside of a table's cell: a plain value, or a :class:`Cell` with more to it.

    Tables have thousands of plain values: these need no template of their own.
    """
    return (
        render_to_string("components/cell.html", {"cell": value}) if isinstance(value, Cell) else text(value)
    )


@register.simple_tag
def today() -> str:
    """Today in the platform's time zone, in words."""
    return language.day(timezone.localdate(), reader())


@register.simple_tag(takes_context=True)
def page_address(context: Context) -> str:
    """The full address of the page for print; the path alone where the host is not ours."""
    request = context.get("request")
    if request is None:
        return ""
    from django.core.exceptions import DisallowedHost

    try:
        return str(request.build_absolute_uri())
    except DisallowedHost:
        return str(request.get_full_path())


@register.simple_tag
def version() -> str:
    """The version of Tendik."""
    return tendik.__version__
