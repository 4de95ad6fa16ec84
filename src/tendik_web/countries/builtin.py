"""The countries that every installation has from the start."""

from tendik_web.access.actors import LOADER
from tendik_web.countries.actions.register import register

COUNTRIES = ("KAZ", "KGZ", "TJK", "TKM", "UZB")


def load() -> int:
    """Register what is not registered yet; return how many that were."""
    return sum(register(LOADER, iso3) for iso3 in COUNTRIES)
