"""The application of the history."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """History."""

    name = "tendik_web.audit"
    label = "audit"
