"""Changes as pages and feeds show them: when, what, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst

from tendik_web.access.actors import Actor
from tendik_web.countries.registry import Country
from tendik_web.desk.moments import moment
from tendik_web.history import figures, words
from tendik_web.records.history import Step


def items(actor: Actor, country: Country, steps: Sequence[Step]) -> list[dict[str, Any]]:
    """Each of ``steps`` with the titles of what it names, as far as ``actor`` may see them. Two queries."""
    of = [words.kind_of(step.record) for step in steps]
    images = [
        (kind, image) for kind, step in zip(of, steps, strict=True) for image in (step.before, step.after)
    ]
    titles = words.Titles(actor, country.iso3, images)
    units = figures.units(actor, country.iso3, steps)
    return [_item(country, run, titles, units) for run in figures.runs(steps)]


def _item(
    country: Country, run: Sequence[Step], titles: words.Titles, units: Mapping[str, str]
) -> dict[str, Any]:
    """One line: a change, or figures of one series that were entered one after the other."""
    step = run[0]
    kind, at = words.kind_of(step.record), datetime.fromisoformat(step.at)
    fresh, several = not step.before, len(run) > 1
    listed = [] if fresh else words.changes(kind, step.before, step.after, titles)
    series = str(step.after.get(figures.SERIES, ""))
    of, id = (figures.SERIES, series) if several and series in units else (step.kind, step.id)
    return {
        "at": at,
        "when": moment(at),
        "kind": capfirst(kind.plural if several else kind.label),
        "title": titles[series] if several else words.title(kind, step.after, titles),
        "verb": str(words.VERBS["create"]) if fresh else words.verb(step.action),
        "sentences": [figures.said(run, units)]
        if figures.entered(step)
        else [one.sentence for one in listed],
        "url": reverse("record", args=[country, of, id]),
        "digest": step.digest,
        "version": None if several else step.after.get("version"),
    }
