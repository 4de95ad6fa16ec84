"""A file as the platform knows it; its content lies outside the database, under its digest."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from tendik_web.access.ids import new_id


class File(models.Model):
    """A file that belongs to a record, and is seen by whoever sees the record.

    ``digest`` names the content that is kept and served: without what told of its author.
    ``original_digest`` is that of what was sent. ``record`` is ``kind:identifier``; while it
    is empty, the file is seen by its sender alone. ``uploaded_by`` identifies an actor.
    """

    id = models.CharField(primary_key=True, max_length=26, default=new_id, editable=False)
    digest = models.CharField(max_length=64)
    original_digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField(_("Size"))
    media_type = models.CharField(_("Type"), max_length=100)
    name = models.CharField(_("File name"), max_length=160)
    country = models.ForeignKey("countries.Country", models.PROTECT, null=True, related_name="+")
    body = models.ForeignKey("countries.Body", models.PROTECT, null=True, related_name="+")
    record = models.CharField(max_length=80, default="", db_index=True)
    uploaded_by = models.CharField(max_length=40)
    uploaded_at = models.DateTimeField(_("Sent"), auto_now_add=True)
    withdrawn = models.BooleanField(_("Withdrawn"), default=False)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def __str__(self) -> str:
        return self.name
