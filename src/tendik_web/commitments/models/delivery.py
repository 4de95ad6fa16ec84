"""What is done about a promise: actions, money, evidence, and what is declared absent."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tendik_web.commitments.models.instruments import Indicator
from tendik_web.commitments.models.plans import Plan
from tendik_web.commitments.models.promises import Commitment
from tendik_web.records.kinds import kind
from tendik_web.records.models import Record
from tendik_web.records.text import TextField


class Link(models.TextChoices):
    """The links of the chain after the promise, in their order."""

    LAW = "law", _("Law")
    ACTION = "action", _("Action")
    BODY = "body", _("Body")
    MONEY = "money", _("Money")
    INDICATOR = "indicator", _("Indicator")
    PROOF = "proof", _("Proof")


class Assessor(models.TextChoices):
    """Who assesses; assessments are never merged."""

    SELF = "self", _("The responsible body itself")
    SECRETARIAT = "secretariat", _("Secretariat")
    INDEPENDENT = "independent", _("Independent body")
    CIVIL_SOCIETY = "civil_society", _("Civil society")


@kind("delivery")
class Action(Record):
    """A measure that answers promises; ``body`` leads."""

    plan = models.ForeignKey(
        Plan, models.PROTECT, null=True, blank=True, related_name="actions", verbose_name=_("Plan")
    )
    number = models.CharField(_("Number"), max_length=20, blank=True)
    commitments = models.ManyToManyField(
        Commitment, blank=True, related_name="actions", verbose_name=_("Commitments")
    )
    co_leads = models.ManyToManyField(
        "countries.Body", blank=True, related_name="+", verbose_name=_("With other bodies")
    )
    form_of_completion = TextField(_("Form of completion"), limit=2_000)
    starts = models.DateField(_("Start"), null=True, blank=True)
    deadline = models.DateField(_("Deadline"), null=True, blank=True)
    done_on = models.DateField(_("Done on"), null=True, blank=True)

    periods: ClassVar = (*Record.periods, ("starts", "deadline"), ("starts", "done_on"))

    class Meta(Record.Meta):
        verbose_name = _("action")
        verbose_name_plural = _("actions")

    def faults(self) -> dict[str, Any]:
        """Also: an action that nobody is responsible for."""
        faults = super().faults()
        if not self.body_id:
            faults["body"] = _("Name the body that is responsible for the action.")
        return faults


@kind("delivery")
class BudgetLine(Record):
    """Money for an action in one year: planned, approved, executed, in whole units of the currency."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="budget_lines", verbose_name=_("Action"))
    year = models.PositiveSmallIntegerField(_("Year"))
    currency = models.CharField(_("Currency"), max_length=3)
    planned = models.DecimalField(_("Planned"), max_digits=20, decimal_places=2, null=True, blank=True)
    approved = models.DecimalField(_("Approved"), max_digits=20, decimal_places=2, null=True, blank=True)
    executed = models.DecimalField(_("Executed"), max_digits=20, decimal_places=2, null=True, blank=True)
    programme = models.CharField(_("Programme code"), max_length=40, blank=True)
    funded_by = models.CharField(_("Source of funding"), max_length=200, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")


@kind("delivery", claim=True)
class Evidence(Record):
    """What shows that something was done: a document, a link, a figure; and who says so."""

    commitment = models.ForeignKey(
        Commitment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="evidence",
        verbose_name=_("Commitment"),
    )
    action = models.ForeignKey(
        Action, models.PROTECT, null=True, blank=True, related_name="evidence", verbose_name=_("Action")
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Indicator")
    )
    assessor = models.CharField(
        _("Assessed by"), max_length=14, choices=Assessor.choices, default=Assessor.SELF
    )
    dated = models.DateField(_("Date"), null=True, blank=True)
    url = models.URLField(_("Address"), max_length=500, blank=True)
    file = models.CharField(_("File"), max_length=26, blank=True)
    text = TextField(_("What it shows"))

    class Meta(Record.Meta):
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")

    @property
    def sourced(self) -> bool:
        """Also where it is the source itself: a page of the web, or a file."""
        return super().sourced or bool(self.url or self.file)

    def faults(self) -> dict[str, Any]:
        """Also: evidence of nothing."""
        faults = super().faults()
        if not self.commitment_id and not self.action_id:
            faults["commitment"] = _("Name the commitment or the action that this is evidence of.")
        return faults


@kind("register", claim=True)
class Absence(Record):
    """A declaration that a link of a promise's chain is not there: only this breaks the chain.

    A link that is merely missing here is “not recorded”. ``declared_by`` is a named person
    in public office, or a body; ``source`` says where it was declared.
    """

    commitment = models.ForeignKey(
        Commitment, models.PROTECT, related_name="absences", verbose_name=_("Commitment")
    )
    link = models.CharField(_("Link"), max_length=9, choices=Link.choices)
    declared_by = models.CharField(_("Declared by"), max_length=200)
    declared_on = models.DateField(_("Declared on"))

    class Meta(Record.Meta):
        verbose_name = _("declared absence")
        verbose_name_plural = _("declared absences")

    def faults(self) -> dict[str, Any]:
        """Also: a declaration without its source."""
        faults = super().faults()
        if not self.source.get("title"):
            faults["source"] = _("Name the source of the declaration.")
        return faults
