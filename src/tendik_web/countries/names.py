"""Names of countries: those of the ranking, so that one country has one name."""

from tendik.indices import economies


def is_territory(iso3: str) -> bool:
    """Whether ``iso3`` is the three-letter code of a territory that CLDR knows."""
    return iso3 in economies.codes()


def territory_name(iso3: str, language: str) -> str:
    """The name of the territory ``iso3`` in ``language``."""
    return economies.name(iso3, language)
