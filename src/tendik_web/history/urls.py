"""Addresses of the history, below a country."""

from django.urls import path

from tendik_web.history import audit, pages

urlpatterns = [
    path("changes/", pages.changes, name="changes"),
    path("changes.rss", pages.rss, name="changes-rss"),
    path("records/<str:kind>/<ulid:id>/history/", pages.of_record, name="record-history"),
    path("records/<str:kind>/<ulid:id>/known/", pages.as_known, name="record-known"),
    path("audit/", audit.page, name="audit"),
    path("audit/heads.txt", audit.heads, name="audit-heads"),
]
