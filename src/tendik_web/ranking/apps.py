"""The ranking as a Django application: pages over the engine of indices, without tables of its own."""

from django.apps import AppConfig


class RankingConfig(AppConfig):
    name = "tendik_web.ranking"
    label = "ranking"
