"""Addresses of jobs: ``/{language}/jobs/…``."""

from django.urls import path

from tendik_web.jobs import pages

urlpatterns = [
    path("", pages.own, name="jobs"),
    path("<str:id>/", pages.job, name="job"),
    path("<str:id>/retry/", pages.try_again, name="job-retry"),
]
