"""Changes as pages and feeds show them: when, what, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst

from tendik_web.access.actors import Actor
from tendik_web.countries.registry import Country
from tendik_web.desk.moments import moment
from tendik_web.history import words
from tendik_web.records.history import Step


def items(actor: Actor, country: Country, steps: Sequence[Step]) -> list[dict[str, Any]]:
    """Each of ``steps`` with the titles of what it names, as far as ``actor`` may see them. One query."""
    of = [words.kind_of(step.record) for step in steps]
    images = [
        (kind, image) for kind, step in zip(of, steps, strict=True) for image in (step.before, step.after)
    ]
    titles = words.Titles(actor, country.iso3, images)
    found = []
    for kind, step in zip(of, steps, strict=True):
        fresh = not step.before
        listed = [] if fresh else words.changes(kind, step.before, step.after, titles)
        found.append(
            {
                "at": datetime.fromisoformat(step.at),
                "when": moment(datetime.fromisoformat(step.at)),
                "kind": capfirst(kind.label),
                "title": words.title(kind, step.after, titles),
                "verb": str(words.VERBS["create"]) if fresh else words.verb(step.action),
                "sentences": [one.sentence for one in listed],
                "url": reverse("record", args=[country, step.kind, step.id]),
                "history": reverse("record-history", args=[country, step.kind, step.id]),
                "digest": step.digest,
                "version": step.after.get("version"),
            }
        )
    return found
