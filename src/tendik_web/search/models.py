"""What is searched: one document a record, and the words that all documents hold."""

from __future__ import annotations

from django.db import models

from tendik_web.access.visibility import Visibility

ORDER = ("length", "sort_key", "record")
"""Among equally good answers: short titles first, then by the alphabet; no two documents are equal."""


class Document(models.Model):
    """A record as search knows it.

    The fields by which it is seen bear the names that :func:`visible` asks for. ``stems``
    holds its tokens, separated by spaces, those of the titles with a ``·`` before them.
    ``number`` is what SQLite's index refers to: an identifier of text would not do.
    """

    number = models.BigAutoField(primary_key=True)
    record = models.CharField(max_length=26, unique=True)
    kind = models.CharField(max_length=40)
    country = models.CharField(max_length=3, null=True)  # noqa: DJ001 (none: shared by all)
    body = models.CharField(max_length=26, null=True)  # noqa: DJ001 (none: of no body)
    visibility = models.CharField(max_length=10, choices=Visibility.choices)
    embargo_until = models.DateTimeField(null=True)
    withdrawn = models.BooleanField(default=False)
    length = models.PositiveIntegerField()
    sort_key = models.CharField(max_length=200)
    original = models.CharField(max_length=8)
    titles = models.JSONField()
    stems = models.TextField()

    def __str__(self) -> str:
        return f"{self.kind} {self.record}"


class Word(models.Model):
    """A word of some document, once: what a mistyped word may have meant.

    It may come from a record that the reader must not see, or from one that is gone: no word
    is shown before a visible document was found by it.
    """

    word = models.CharField(max_length=64, primary_key=True)
    length = models.PositiveSmallIntegerField(db_index=True)

    def __str__(self) -> str:
        return self.word
