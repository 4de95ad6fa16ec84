"""The application of the records."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Records."""

    name = "tendik_web.records"
    label = "records"
