"""Addresses of figures, below ``/{language}/{country}/figures/``."""

from django.urls import path

from tendik_web.observatory import pages

urlpatterns = [
    path("", pages.page, name="figures"),
    path("table.<str:form>", pages.table, name="figures-file"),
]
