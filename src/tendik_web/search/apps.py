"""The application of the search."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Search."""

    name = "tendik_web.search"
    label = "search"
