"""The application of the API."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The API."""

    name = "tendik_web.api"
    label = "api"
