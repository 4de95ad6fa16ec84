"""Who may open which page of the desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from tendik.errors import NotFound
from tendik_web.access.actors import Actor
from tendik_web.access.permissions import may, may_anywhere
from tendik_web.accounts.kept import signed_in_only
from tendik_web.countries.people import viewer
from tendik_web.countries.registry import Country
from tendik_web.records import kinds, rows
from tendik_web.records.kinds import Kind
from tendik_web.records.models import Record

View = Callable[..., HttpResponse]


def for_everyone(view: View) -> View:
    """A page that anyone may open; a record that its reader does not see is not there."""

    @wraps(view)
    def page(request: HttpRequest, country: Country, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, country, *args, **kwargs)
        except NotFound as missing:
            raise Http404(str(missing)) from None

    return page


def for_people(view: View) -> View:
    """A page for who has signed in; no record is looked up for anybody else."""
    return signed_in_only(for_everyone(view))


def is_staff(actor: Actor, country: Country) -> bool:
    """Whether ``actor`` works for ``country``, or for what all countries share."""
    return bool(actor.roles(country.iso3) or actor.roles(None))


def to_write(request: HttpRequest, country: Country, kind: str) -> tuple[Actor, Kind]:
    """Who is about to create a record of ``kind``.

    Raises
    ------
    tendik.errors.NotFound
        There is no such kind.
    PermissionDenied
        The reader may create none here.
    """
    actor, of = viewer(request), kinds.find(kind)
    if not places(actor, of, country):
        raise PermissionDenied(f"{actor.id} creates no {kind} in {country.iso3}")
    return actor, of


def places(actor: Actor, kind: Kind, country: Country) -> list[str | None]:
    """Where ``actor`` may create a record of ``kind``: the country, nothing for all countries."""
    asked: list[str | None] = [country.iso3, None] if kind.shared else [country.iso3]
    return [place for place in asked if may_anywhere(actor, f"{kind.group}.create", place)]


def to_do(
    request: HttpRequest, country: Country, kind: str, id: str, verb: str
) -> tuple[Actor, Kind, Record]:
    """Who is about to do ``verb`` to which record.

    Raises
    ------
    tendik.errors.NotFound
        The reader sees no such record.
    PermissionDenied
        The reader may not do that to it.
    """
    actor, of = viewer(request), kinds.find(kind)
    record = rows.get(actor, country.iso3, kind, id)
    if not may(actor, f"{of.group}.{verb}", record.country_id, record.body_id):
        raise PermissionDenied(f"{actor.id} may not {verb} {kind}:{id}")
    return actor, of, record
