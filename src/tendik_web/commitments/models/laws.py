"""National laws, their articles, and how far an article fulfils a promise or a provision."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tendik_web.commitments.models.instruments import Instrument, Provision
from tendik_web.commitments.models.promises import Commitment
from tendik_web.records.kinds import kind
from tendik_web.records.models import Record
from tendik_web.records.text import TextField


class Judgement(models.TextChoices):
    """How far an article fulfils what was promised."""

    FULL = "full", _("Full")
    PARTIAL = "partial", _("Partial")
    NONE = "none", _("None")
    CONTRARY = "contrary", _("Contrary")


@kind("register")
class Law(Record):
    """A national law, decree or code; ``tendik_law`` names it among the laws of elections."""

    number = models.CharField(_("Number"), max_length=60, blank=True)
    adopted = models.DateField(_("Adopted"), null=True, blank=True)
    in_force = models.DateField(_("In force"), null=True, blank=True)
    repealed = models.DateField(_("Repealed"), null=True, blank=True)
    summary = TextField(_("What it says"))
    tendik_law = models.CharField(_("Law of elections"), max_length=40, blank=True)
    amends = models.ManyToManyField(
        "self", blank=True, symmetrical=False, related_name="amended_by", verbose_name=_("Amends")
    )

    periods: ClassVar = (
        *Record.periods,
        ("adopted", "in_force"),
        ("adopted", "repealed"),
        ("in_force", "repealed"),
    )

    class Meta(Record.Meta):
        verbose_name = _("law")
        verbose_name_plural = _("laws")


@kind("register")
class Article(Record):
    """An article of a law; ``title`` says what it is about, ``summary`` what it says, in own words."""

    law = models.ForeignKey(Law, models.PROTECT, related_name="articles", verbose_name=_("Law"))
    number = models.CharField(_("Article"), max_length=40)
    summary = TextField(_("What it says"))
    in_force = models.DateField(_("In force"), null=True, blank=True)
    amended = models.DateField(_("Last amended"), null=True, blank=True)
    repealed = models.DateField(_("Repealed"), null=True, blank=True)
    amended_by = models.ManyToManyField(
        Law, blank=True, related_name="amended_articles", verbose_name=_("Amended by")
    )

    periods: ClassVar = (*Record.periods, ("in_force", "amended"), ("in_force", "repealed"))

    class Meta(Record.Meta):
        verbose_name = _("article of a law")
        verbose_name_plural = _("articles of laws")

    def faults(self) -> dict[str, Any]:
        """Also: an article repealed before its law was adopted."""
        faults = super().faults()
        adopted = self.law.adopted if self.law_id else None
        if adopted and self.repealed and self.repealed < adopted:
            faults["repealed"] = _("The article would be repealed before its law was adopted.")
        return faults


@kind("register", claim=True)
class Implementation(Record):
    """A judgement: how far an article fulfils a promise, a provision or an instrument; by whom and when."""

    article = models.ForeignKey(
        Article, models.PROTECT, related_name="implementations", verbose_name=_("Article")
    )
    commitment = models.ForeignKey(
        Commitment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="implementations",
        verbose_name=_("Commitment"),
    )
    provision = models.ForeignKey(
        Provision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="implementations",
        verbose_name=_("Provision"),
    )
    instrument = models.ForeignKey(
        Instrument,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="implementations",
        verbose_name=_("Instrument"),
    )
    judgement = models.CharField(_("Judgement"), max_length=8, choices=Judgement.choices)
    assessor = models.ForeignKey(
        "countries.Body", models.PROTECT, related_name="+", verbose_name=_("Judged by")
    )
    judged_on = models.DateField(_("Judged on"), null=True, blank=True)
    reasons = TextField(_("Reasons"))

    class Meta(Record.Meta):
        verbose_name = _("implementation")
        verbose_name_plural = _("implementations")

    def faults(self) -> dict[str, Any]:
        """Also: a judgement of nothing."""
        faults = super().faults()
        if not (self.commitment_id or self.provision_id or self.instrument_id):
            faults["commitment"] = _(
                "Name the commitment, the provision or the instrument that the article is judged by."
            )
        return faults
