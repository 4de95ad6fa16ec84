"""The application of the desk."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The desk."""

    name = "tendik_web.desk"
    label = "desk"
