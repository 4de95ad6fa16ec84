"""Tokens with which programs act for a person."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tendik_web.access.ids import new_id
from tendik_web.api.scopes import Scope


class Token(models.Model):
    """A secret that a person gave to a program. Only its digest is kept.

    ``country`` none: for what all countries share. It ends by itself, or is revoked.
    """

    id = models.CharField(primary_key=True, max_length=26, default=new_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="tokens")
    name = models.CharField(_("What the token is for"), max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    country = models.ForeignKey("countries.Country", models.PROTECT, null=True, blank=True, related_name="+")
    scope = models.CharField(_("Scope"), max_length=5, choices=Scope.choices)
    created = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField(_("Expires"))
    revoked = models.BooleanField(_("Revoked"), default=False)

    def __str__(self) -> str:
        return f"{self.name} {self.id}"
