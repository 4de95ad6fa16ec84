"""Entries of the history, chained by digest, and the head of each chain."""

from django.db import models


class Head(models.Model):
    """The last entry of a chain; whoever adds an entry locks this row first."""

    chain = models.CharField(max_length=20, primary_key=True)
    seq = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"{self.chain} {self.seq} {self.digest}"


class Entry(models.Model):
    """One action, as it was: never changed, never deleted.

    ``payload`` is text, not JSON of the database, which would rewrite what was hashed; ``at``
    is text for the same reason: UTC, ``2026-03-01T09:30:00.000000Z``, sorted as written.
    """

    chain = models.CharField(max_length=20)
    seq = models.BigIntegerField()
    previous = models.CharField(max_length=64)
    payload = models.TextField()
    digest = models.CharField(max_length=64)
    at = models.CharField(max_length=27)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["chain", "seq"], name="audit_entry_chain_seq"),)

    def __str__(self) -> str:
        return f"{self.chain} {self.seq}"
