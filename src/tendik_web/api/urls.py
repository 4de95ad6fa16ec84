"""The address of a person's tokens, below the account."""

from django.urls import path

from tendik_web.api import pages

urlpatterns = [path("", pages.tokens, name="tokens")]
