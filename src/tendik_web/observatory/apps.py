"""The application of the observatory."""

from django.apps import AppConfig


class ObservatoryConfig(AppConfig):
    """Observatory."""

    name = "tendik_web.observatory"
    label = "observatory"
