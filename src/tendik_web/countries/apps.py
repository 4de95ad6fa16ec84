"""The application of the countries."""

from django.apps import AppConfig


class CountriesConfig(AppConfig):
    """Countries."""

    name = "tendik_web.countries"
    label = "countries"

    def ready(self) -> None:
        """Join in where people come in."""
        from tendik_web.accounts.signals import accepted, inviting
        from tendik_web.countries.joining import check, join

        inviting.connect(check, dispatch_uid="countries.check")
        accepted.connect(join, dispatch_uid="countries.join")
