"""The application of the imports."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Imports."""

    name = "tendik_web.imports"
    label = "imports"
