"""Countries, and which kinds of records there are."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from tendik_web.countries import registry
from tendik_web.records.kinds import KINDS

router = Router(tags=["countries"])


class CountryOut(Schema):
    """A country; ``synthetic``: everything in it is invented."""

    code: str
    iso3: str
    name: str
    synthetic: bool


class KindOut(Schema):
    """A kind of record, with its name in the language asked for."""

    kind: str
    label: str


@router.get("/countries", response=list[CountryOut], summary="List the countries", operation_id="countries")
def listed(request: HttpRequest) -> Any:
    """Every country that has a home here."""
    return registry.countries()


@router.get("/kinds", response=list[KindOut], summary="List the kinds of records", operation_id="kinds")
def kinds(request: HttpRequest) -> Any:
    """Every kind of record."""
    return [{"kind": name, "label": kind.label} for name, kind in sorted(KINDS.items())]
