"""What a country has promised."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tendik_web.commitments.models.instruments import Indicator, Instrument, Provision
from tendik_web.commitments.models.plans import Plan
from tendik_web.commitments.models.units import Unit
from tendik_web.records.kinds import kind
from tendik_web.records.models import Record
from tendik_web.records.text import TextField


class CommitmentType(models.TextChoices):
    """How it was promised."""

    TARGET = "target", _("Target")
    PLEDGE = "pledge", _("Pledge")
    RECOMMENDATION = "recommendation", _("Recommendation that was accepted")
    STATEMENT = "statement", _("Public statement")
    DUTY = "duty", _("Duty by treaty")


@kind("register", claim=True)
class Commitment(Record):
    """A promise of a country: what, by whom, until when.

    ``body`` leads. ``due`` none: no date was named, so it is never late. ``done_on`` is the day
    on which it was declared done; it is kept only if there is proof.
    """

    type = models.CharField(_("Type"), max_length=14, choices=CommitmentType.choices)
    text = TextField(_("Wording"))
    instrument = models.ForeignKey(
        Instrument,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments",
        verbose_name=_("Instrument"),
    )
    plan = models.ForeignKey(
        Plan, models.PROTECT, null=True, blank=True, related_name="commitments", verbose_name=_("Plan")
    )
    provisions = models.ManyToManyField(
        Provision, blank=True, related_name="commitments", verbose_name=_("Provisions")
    )
    indicators = models.ManyToManyField(
        Indicator, blank=True, related_name="commitments", verbose_name=_("Indicators")
    )
    co_leads = models.ManyToManyField(
        "countries.Body", blank=True, related_name="+", verbose_name=_("With other bodies")
    )
    reference = models.CharField(_("Reference"), max_length=120, blank=True)
    made_on = models.DateField(_("Promised on"), null=True, blank=True)
    due = models.DateField(_("Due"), null=True, blank=True, db_index=True)
    done_on = models.DateField(_("Done on"), null=True, blank=True)
    target_value = models.DecimalField(
        _("Target value"), max_digits=18, decimal_places=6, null=True, blank=True
    )
    unit = models.CharField(_("Unit"), max_length=12, choices=Unit.choices, blank=True)

    periods: ClassVar = (*Record.periods, ("made_on", "due"), ("made_on", "done_on"))

    class Meta(Record.Meta):
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
