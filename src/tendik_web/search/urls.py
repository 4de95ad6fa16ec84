"""The address of the search, below a country."""

from django.urls import path

from tendik_web.search import pages

urlpatterns = [path("", pages.page, name="search")]
