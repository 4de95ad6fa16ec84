"""Addresses of imports, below a country."""

from django.urls import path

from tendik_web.imports.pages import batch, files, home

urlpatterns = [
    path("", home.page, name="imports"),
    path("template/<slug:kind>.<slug:form>", files.template, name="import-template"),
    path("table/<slug:kind>.<slug:form>", files.table, name="import-table"),
    path("<ulid:id>/", batch.page, name="import"),
    path("<ulid:id>/rows.<slug:form>", files.problems, name="import-rows"),
]
