"""Addresses of files: ``/{language}/{country}/files/{identifier}/``."""

from django.urls import path

from tendik_web.files import pages

urlpatterns = [path("<str:id>/", pages.download, name="file")]
