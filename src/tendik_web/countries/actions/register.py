"""Register a country: from then on it has a home."""

from django.db import transaction

from tendik.errors import N_, BadInput, Message, Problem
from tendik_web.access.actors import Actor
from tendik_web.access.permissions import require
from tendik_web.audit.chain import PLATFORM, record
from tendik_web.countries.models import Country
from tendik_web.countries.names import is_territory

VERB = "countries.register"


def register(actor: Actor, iso3: str) -> bool:
    """Register the country ``iso3`` (three capital letters); return whether it was new.

    Raises
    ------
    PermissionDenied
        The actor may not register countries.
    tendik.errors.BadInput
        No territory has that code.
    """
    require(actor, VERB, None)
    if not is_territory(iso3):
        raise BadInput(
            [Problem(Message("country.unknown", N_("{code} is not the code of a country."), {"code": iso3}))]
        )
    with transaction.atomic():
        country, new = Country.objects.get_or_create(iso3=iso3)
        if new:
            record(PLATFORM, VERB, actor, f"country:{iso3}", {"iso3": country.iso3})
    return new
