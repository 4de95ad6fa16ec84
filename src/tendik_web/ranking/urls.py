"""Addresses of the ranking, below a country."""

from django.urls import path

from tendik_web.ranking import pages

urlpatterns = [
    path("", pages.page, name="ranking"),
    path("result.<str:form>", pages.result, name="ranking-file"),
    path("<slug:page>/", pages.page, name="ranking-page"),
    path("<slug:page>/result.<str:form>", pages.result, name="ranking-page-file"),
]
