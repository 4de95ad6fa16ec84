"""The application of the countries."""

from django.apps import AppConfig


class CountriesConfig(AppConfig):
    """Countries."""

    name = "tendik_web.countries"
    label = "countries"
