"""The application of the commitments."""

from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    """Commitments."""

    name = "tendik_web.commitments"
    label = "commitments"
