"""The labs as a Django application: pages over the engines, without tables of their own."""

from django.apps import AppConfig


class LabsConfig(AppConfig):
    name = "tendik_web.labs"
    label = "labs"
