"""The application of files."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Files."""

    name = "tendik_web.files"
    label = "files"
