"""A country; its names come from CLDR when they are shown."""

from django.db import models
from django.utils.translation import get_language

from tendik_web.countries.names import territory_name


class Country(models.Model):
    """A country that has a home on the platform, by its ISO 3166-1 alpha-3 code."""

    iso3 = models.CharField(max_length=3, primary_key=True)

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """The code as it stands in an address."""
        return self.iso3.lower()

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return territory_name(self.iso3, get_language() or "en")
