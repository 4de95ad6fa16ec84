"""The application of jobs."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    """Jobs."""

    name = "tendik_web.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Find the handlers: the module ``handlers`` of each application that has one."""
        autodiscover_modules("handlers")
