"""The entries of a country's chain, for its auditors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.contrib.auth import get_user_model

from tendik_web.audit.models import Entry, Head
from tendik_web.countries.people import person
from tendik_web.history.reading import end_of


def head(chain: str) -> Head | None:
    """The end of ``chain``, if it has any entry."""
    return Head.objects.filter(chain=chain).first()


def newest(
    chain: str,
    limit: int,
    *,
    equal: Mapping[str, str],
    since: date | None = None,
    until: date | None = None,
    before: int | None = None,
) -> list[Entry]:
    """At most ``limit`` entries of ``chain``, newest first.

    Parameters
    ----------
    equal : mapping
        Values of ``action``, ``actor``, ``record``; empty ones do not narrow.
    since, until : date, optional
        First and last day, in the platform's time zone.
    before : int, optional
        Only entries with a smaller number than this.
    """
    found = Entry.objects.filter(chain=chain, **{name: value for name, value in equal.items() if value})
    if since and since > date.min:
        found = found.filter(at__gt=end_of(since - timedelta(days=1)))
    if until:
        found = found.filter(at__lte=end_of(until))
    if before is not None:
        found = found.filter(seq__lt=before)
    return list(found.order_by("-seq")[:limit])


def names(actors: Iterable[str]) -> dict[str, str]:
    """The names of those among ``actors`` who are persons; the chain itself holds none."""
    prefix = person("")
    ids = {actor.removeprefix(prefix) for actor in actors if actor.startswith(prefix)}
    users = get_user_model()._default_manager.filter(pk__in=ids).values_list("pk", "name")
    return {person(pk): name for pk, name in users if name}
