"""The application that holds the templates, the static files and the commands of the shell."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The shell."""

    name = "tendik_web.site"
    label = "site"
