"""Do something to an import: at once, or by a worker where it takes longer than a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from tendik_web.access.actors import Actor
from tendik_web.countries.registry import Country
from tendik_web.imports import queries
from tendik_web.imports.actions.apply import apply
from tendik_web.imports.actions.preview import preview
from tendik_web.imports.actions.queue import queue
from tendik_web.imports.actions.undo import undo

AT_ONCE = 1_000
"""As many rows as a page works on itself."""

VERBS: dict[str, Callable[[Actor, str, str], Any]] = {"preview": preview, "apply": apply, "undo": undo}
"""What can be done by either."""


def done(actor: Actor, country: Country, batch: Any, verb: str) -> HttpResponse:
    """Do ``verb``, and lead to the import, or to the progress of the work on it."""
    if queries.every(batch).count() > AT_ONCE:
        return redirect("job", queue(actor, country.iso3, batch.pk, verb).pk)
    VERBS[verb](actor, country.iso3, batch.pk)
    return redirect("import", country, batch.pk)
