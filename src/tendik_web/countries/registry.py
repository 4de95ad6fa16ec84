"""The countries that pages may show."""

from tendik_web.countries.models import Country


def countries() -> list[Country]:
    """All countries, by their codes."""
    return list(Country.objects.order_by("iso3"))


def find(code: str) -> Country | None:
    """The country of an address, or nothing."""
    return Country.objects.filter(iso3=code.upper()).first()
