"""The countries that pages may show."""

from tendik.errors import N_, Message, NotFound
from tendik_web.countries.models import Country


def countries() -> list[Country]:
    """All countries, by their codes."""
    return list(Country.objects.order_by("iso3"))


def find(code: str) -> Country | None:
    """The country of an address, or nothing."""
    return Country.objects.filter(iso3=code.upper()).first()


def get(code: str) -> Country:
    """The country of ``code``, in small letters or capitals.

    Raises
    ------
    tendik.errors.NotFound
        It is not here; the message lists those that are.
    """
    country = find(code)
    if country is None:
        known = ", ".join(one.iso3 for one in countries())
        raise NotFound(
            Message("country.not-here", N_("This country is not here. There are: {known}."), {"known": known})
        )
    return country
