"""What states bind themselves to: instruments, their provisions and indicators, and how a state took part."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tendik_web.commitments.models.units import Unit
from tendik_web.records.kinds import kind
from tendik_web.records.models import Record
from tendik_web.records.text import TextField


class InstrumentType(models.TextChoices):
    """What sort of instrument it is."""

    TREATY = "treaty", _("Treaty")
    CONVENTION = "convention", _("Convention of the International Labour Organization")
    RESOLUTION = "resolution", _("Resolution")
    PLATFORM = "platform", _("Platform for action")
    GOAL = "goal", _("Goal")
    REVIEW = "review", _("Review cycle")
    PLEDGE = "pledge", _("Pledge or statement")


class ProvisionType(models.TextChoices):
    """What sort of provision it is."""

    ARTICLE = "article", _("Article")
    TARGET = "target", _("Target")
    AREA = "area", _("Area")
    PARAGRAPH = "paragraph", _("Paragraph")


@kind("register", shared=True)
class Instrument(Record):
    """A treaty, resolution, platform, goal, review cycle or public statement."""

    type = models.CharField(_("Type"), max_length=12, choices=InstrumentType.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("Part of")
    )
    symbol = models.CharField(_("Symbol"), max_length=60, blank=True)
    adopted = models.DateField(_("Adopted"), null=True, blank=True)
    in_force = models.DateField(_("In force"), null=True, blank=True)

    periods: ClassVar = (*Record.periods, ("adopted", "in_force"))

    class Meta(Record.Meta):
        verbose_name = _("instrument")
        verbose_name_plural = _("instruments")


@kind("register")
class Ratification(Record):
    """How a country took part in an instrument; the dates of each step are kept apart."""

    instrument = models.ForeignKey(
        Instrument, models.PROTECT, related_name="ratifications", verbose_name=_("Instrument")
    )
    signed = models.DateField(_("Signed"), null=True, blank=True)
    not_bound = models.BooleanField(_("Not bound"), default=False)
    national_law = models.CharField(_("National law"), max_length=200, blank=True)
    approved_on = models.DateField(_("Date of the national law"), null=True, blank=True)
    deposited = models.DateField(_("Deposited"), null=True, blank=True)
    in_force = models.DateField(_("In force"), null=True, blank=True)
    reservations = TextField(_("Reservations"))

    periods: ClassVar = (*Record.periods, ("signed", "in_force"), ("deposited", "in_force"))

    class Meta(Record.Meta):
        verbose_name = _("participation")
        verbose_name_plural = _("participations")


@kind("register", shared=True)
class Provision(Record):
    """An article, target, area or paragraph of an instrument."""

    instrument = models.ForeignKey(
        Instrument, models.PROTECT, related_name="provisions", verbose_name=_("Instrument")
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("Part of")
    )
    type = models.CharField(_("Type"), max_length=10, choices=ProvisionType.choices)
    code = models.CharField(_("Number"), max_length=20)

    class Meta(Record.Meta):
        verbose_name = _("provision")
        verbose_name_plural = _("provisions")


@kind("register", shared=True)
class Indicator(Record):
    """What measures a provision or a promise.

    ``reads_both_ways``: a change can mean better or worse, as a fall in reported violence
    can; ``warning`` says why.
    """

    code = models.CharField(_("Number"), max_length=20, blank=True)
    unit = models.CharField(_("Unit"), max_length=12, choices=Unit.choices, blank=True)
    provisions = models.ManyToManyField(
        Provision, blank=True, related_name="indicators", verbose_name=_("Provisions")
    )
    custodian = models.CharField(_("Custodian"), max_length=200, blank=True)
    reads_both_ways = models.BooleanField(_("Reads both ways"), default=False)
    warning = TextField(_("Warning"), limit=2_000)

    class Meta(Record.Meta):
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
