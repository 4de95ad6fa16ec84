"""The first answers worked out while nobody waits: the engines and the chart renderer are loaded."""

from __future__ import annotations

import threading

from django.conf import settings
from django.utils import translation

from tendik_web.labs.answer import ask
from tendik_web.labs.chamber import chamber
from tendik_web.site.templatetags.tendik import show


def warm(country: str = "kaz") -> None:
    """Answer the first page of ``country`` once in each language, in the background."""

    def run() -> None:
        answer = ask(country, None, None)
        _ = answer.sensitivity
        for code, _name in settings.LANGUAGES:
            with translation.override(code):
                chamber(answer.allocation, show(answer.election.title))

    threading.Thread(target=run, name="warm", daemon=True).start()
