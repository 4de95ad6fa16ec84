"""The application of the history."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """History."""

    name = "tendik_web.history"
    label = "history"
