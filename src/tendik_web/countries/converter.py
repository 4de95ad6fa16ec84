"""The country in an address: three small letters, ``kaz``."""

from tendik_web.countries import registry


class CountryConverter:
    """From the code in an address to the country, and back; an unknown code is no address."""

    regex = "[a-z]{3}"

    def to_python(self, value: str) -> registry.Country:
        """The country whose code is ``value``."""
        country = registry.find(value)
        if country is None:
            raise ValueError(value)
        return country

    def to_url(self, value: registry.Country) -> str:
        """The code of the country."""
        return value.code
