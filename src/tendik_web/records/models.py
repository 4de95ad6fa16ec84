"""The form of every record, and drafts of what somebody is typing."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tendik_web.access.ids import new_id
from tendik_web.access.visibility import Visibility
from tendik_web.records import text
from tendik_web.records.source import is_named


class Status(models.TextChoices):
    """How far a fact is confirmed."""

    READ = "read", _("Read in the source")
    COMPUTED = "computed", _("Computed")
    INTERPRETATION = "interpretation", _("Interpretation")
    UNCONFIRMED = "unconfirmed", _("Unconfirmed")


class Record(models.Model):
    """What every record holds; each kind adds its own.

    ``country`` none: shared by all countries. ``key`` is a name that never changes, of
    records that come from data packages or files. ``source`` is an object with ``title``
    and, where known, ``url``, ``read_on``, ``place``. ``changed_by`` identifies the last
    editor, whom another person follows in confirming. ``sort_key`` sorts by the Kazakh
    alphabet.
    """

    id = models.CharField(primary_key=True, max_length=26, default=new_id, editable=False)
    country = models.ForeignKey(
        "countries.Country", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    key = models.CharField(max_length=120, blank=True, default="", editable=False)
    title = text.TextField(_("Title"), limit=1_000, blank=False)
    body = models.ForeignKey(
        "countries.Body",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Responsible body"),
    )
    visibility = models.CharField(
        _("Visible to"),
        max_length=10,
        choices=Visibility.choices,
        default=Visibility.GOVERNMENT,
        editable=False,
    )
    embargo_until = models.DateTimeField(_("Embargo until"), null=True, blank=True, editable=False)
    status = models.CharField(
        _("Confirmation"), max_length=14, choices=Status.choices, default=Status.READ, editable=False
    )
    note = text.TextField(_("Note"), limit=5_000)
    source = models.JSONField(_("Source"), default=dict, blank=True)
    valid_from = models.DateField(_("Valid from"), null=True, blank=True)
    valid_to = models.DateField(_("Valid to"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    withdrawn = models.BooleanField(_("Withdrawn"), default=False, editable=False)
    changed_by = models.CharField(max_length=40, editable=False)
    sort_key = models.CharField(max_length=200, editable=False, db_index=True)

    periods: ClassVar[tuple[tuple[str, str], ...]] = (("valid_from", "valid_to"),)
    """Pairs of fields of which the second never lies before the first."""

    class Meta:
        abstract = True
        constraints = (
            models.UniqueConstraint(
                fields=["country", "key"], condition=~Q(key=""), name="%(class)s_key_of_country"
            ),
            models.UniqueConstraint(
                fields=["key"], condition=Q(country=None) & ~Q(key=""), name="%(class)s_key_of_all"
            ),
        )
        indexes = (models.Index(fields=["country", "sort_key"], name="%(class)s_sorted"),)

    def __str__(self) -> str:
        return text.words(self.title, get_language() or "en") or self.pk

    @classmethod
    def kind(cls) -> str:
        """The name of this kind of record, as in addresses and in the history."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    @property
    def sourced(self) -> bool:
        """Whether it says in what it was read."""
        return is_named(self.source)

    def clean(self) -> None:
        """Raise what is wrong between fields, each fault at its field; kinds extend :meth:`faults`."""
        if faults := self.faults():
            raise ValidationError(faults)

    def faults(self) -> dict[str, Any]:
        """Faults by field."""
        return {
            end: _("This lies before “%(start)s”.") % {"start": self._meta.get_field(start).verbose_name}
            for start, end in self.periods
            if (first := getattr(self, start)) and (last := getattr(self, end)) and last < first
        }


class Draft(models.Model):
    """What somebody typed and has not sent yet: no data of the platform, and in no history."""

    user = models.CharField(max_length=40)
    record = models.CharField(max_length=80)
    base_version = models.PositiveIntegerField(null=True)
    values = models.JSONField(default=dict)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "record"], name="records_draft_one"),)

    def __str__(self) -> str:
        return f"{self.user} {self.record}"
