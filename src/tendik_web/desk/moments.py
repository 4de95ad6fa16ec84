"""Moments in words, in the time of the platform."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from tendik_web.site.templatetags.tendik import reader, show


def moment(at: datetime) -> str:
    """Day and time: “21 November 2026, 14:05”."""
    return f"{show(timezone.localtime(at).date())}, {clock(at)}"


def second(at: datetime) -> str:
    """Day and time to the second: “21 November 2026, 14:05:09”."""
    return f"{moment(at)}:{timezone.localtime(at):%S}"


def clock(at: datetime) -> str:
    """The time of the day."""
    from babel.dates import format_time

    language = "en_GB" if reader() == "en" else reader()
    return str(format_time(timezone.localtime(at).time(), format="short", locale=language))
