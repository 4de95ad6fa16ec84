"""Plans, in which a country sets out what it will do."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tendik_web.commitments.models.instruments import Instrument
from tendik_web.records.kinds import kind
from tendik_web.records.models import Record


@kind("register")
class Plan(Record):
    """A plan in one version; once frozen it stays as it was approved."""

    edition = models.CharField(_("Version of the plan"), max_length=60, blank=True)
    approved_on = models.DateField(_("Approved on"), null=True, blank=True)
    starts = models.DateField(_("From"), null=True, blank=True)
    ends = models.DateField(_("Until"), null=True, blank=True)
    approved_by = models.CharField(_("Approved by"), max_length=200, blank=True)
    instrument = models.ForeignKey(
        Instrument,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="plans",
        verbose_name=_("Instrument"),
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("Part of")
    )
    co_leads = models.ManyToManyField(
        "countries.Body", blank=True, related_name="+", verbose_name=_("With other bodies")
    )
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Replaces")
    )

    periods: ClassVar = (*Record.periods, ("starts", "ends"))

    class Meta(Record.Meta):
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
