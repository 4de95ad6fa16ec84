"""A file that was sent in, and what would become of each of its rows. No data of the platform yet."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from tendik_web.access.ids import new_id


class State(models.TextChoices):
    """How far an import is."""

    SENT = "sent", _("Not read yet")
    READY = "ready", _("Previewed")
    APPLIED = "applied", _("Applied")
    UNDONE = "undone", _("Undone")


class Outcome(models.TextChoices):
    """What would become of a row, or became of it."""

    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    SAME = "same", _("As it is")
    WRONG = "wrong", _("To correct")


class ImportBatch(models.Model):
    """A file of records of one kind.

    ``headings`` are pairs of a column's name and its heading as written; ``notices`` messages
    about the file as a whole; ``counts`` rows by outcome. ``revision`` counts its previews,
    ``job`` is the work on it that was asked for last. People are identified as actors.
    """

    id = models.CharField(primary_key=True, max_length=26, default=new_id, editable=False)
    country = models.ForeignKey("countries.Country", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    headings = models.JSONField(default=list)
    notices = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State.choices, default=State.SENT)
    revision = models.PositiveIntegerField(default=0)
    job = models.CharField(max_length=26, default="", blank=True)
    sent_by = models.CharField(max_length=40)
    sent_at = models.DateTimeField(auto_now_add=True)
    applied_by = models.CharField(max_length=40, default="")
    applied_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=40, default="")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["country", "sent_at"], name="imports_batch_of_country"),)

    def __str__(self) -> str:
        return self.name


class ImportRow(models.Model):
    """A row of the file.

    ``cells`` are its texts by name of column; ``record`` the record that it is, or that it
    will be, and ``version`` the version that the preview saw (0: there is none yet).
    ``changes`` holds for each field what stood there and what is to stand there, in the plain
    values of the history; ``problems`` pairs of a column and a message. ``digest`` tells rows
    that say the same.
    """

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    cells = models.JSONField(default=dict)
    digest = models.CharField(max_length=16, db_index=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default="", blank=True)
    record = models.CharField(max_length=26, default="", blank=True, db_index=True)
    version = models.PositiveIntegerField(default=0)
    changes = models.JSONField(default=dict)
    problems = models.JSONField(default=list)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["batch", "number"], name="imports_row_of_batch"),)
        indexes = (models.Index(fields=["batch", "outcome", "number"], name="imports_row_outcome"),)

    def __str__(self) -> str:
        return f"{self.batch_id} {self.number}"
