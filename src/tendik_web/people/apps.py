"""The application of bodies and people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Bodies and people."""

    name = "tendik_web.people"
    label = "people"
