"""Names of countries, from CLDR."""

from functools import cache

from babel import Locale
from babel.core import get_global


def is_territory(iso3: str) -> bool:
    """Whether ``iso3`` is the three-letter code of a territory that CLDR knows."""
    return len(iso3) == 3 and iso3.isupper() and len(get_global("territory_aliases").get(iso3, [])) == 1


@cache
def territory_name(iso3: str, language: str) -> str:
    """The name of the territory ``iso3`` in ``language``."""
    (alpha2,) = get_global("territory_aliases")[iso3]
    return str(Locale.parse(language).territories[alpha2])
