"""Countries, their bodies, and who works where as what."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tendik_web.access.ids import new_id
from tendik_web.access.roles import Role
from tendik_web.countries.names import territory_name
from tendik_web.records.kinds import kind
from tendik_web.records.models import Record


class Country(models.Model):
    """A country that has a home on the platform, by its ISO 3166-1 alpha-3 code."""

    iso3 = models.CharField(max_length=3, primary_key=True)
    synthetic = models.BooleanField(default=False, editable=False)
    """Everything in it is invented; every page says so."""

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """The code as it stands in an address."""
        return self.iso3.lower()

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        if self.synthetic:
            return _("Synthetic country %(code)s") % {"code": self.iso3}
        return territory_name(self.iso3, get_language() or "en")


class BodyType(models.TextChoices):
    """What sort of body it is."""

    PARLIAMENT = "parliament", _("Parliament")
    GOVERNMENT = "government", _("Government")
    COMMISSION = "commission", _("Commission")
    COMMITTEE = "committee", _("Committee")
    COUNCIL = "council", _("Council")
    MINISTRY = "ministry", _("Ministry")
    AGENCY = "agency", _("Agency")
    STATISTICS = "statistics", _("Statistics office")
    ELECTION_COMMISSION = "election_commission", _("Election commission")
    LOCAL = "local", _("Local government")
    COURT = "court", _("Court")
    COMPANY = "company", _("Company or fund")
    CENTRE = "centre", _("Centre or institute")
    UNITED_NATIONS = "united_nations", _("United Nations body")
    CIVIL_SOCIETY = "civil_society", _("Civil society organisation")


@kind("register", shared=True)
class Body(Record):
    """A body that promises, is responsible, reports or counts; machinery is renamed often.

    ``valid_from`` and ``valid_to`` say when it existed under this name, ``succeeds`` which
    body it took over from. ``aliases`` are other names it goes by.
    """

    type = models.CharField(_("Type"), max_length=20, choices=BodyType.choices)
    aliases = models.JSONField(_("Other names"), default=list, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Part of")
    )
    succeeds = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successors", verbose_name=_("Succeeds")
    )

    class Meta(Record.Meta):
        verbose_name = _("body")
        verbose_name_plural = _("bodies")

    def faults(self) -> dict[str, Any]:
        """Also: succession and parts that lead in a circle, a body before the one it succeeds."""
        faults = super().faults()
        if self._circular("succeeds"):
            faults["succeeds"] = _("These bodies would succeed one another in a circle.")
        elif self.succeeds_id and self.valid_from:
            before = self.succeeds.valid_from if self.succeeds else None
            if before and before > self.valid_from:
                faults["valid_from"] = _("This lies before the body that it succeeds began.")
        if self._circular("parent"):
            faults["parent"] = _("These bodies would be part of one another in a circle.")
        return faults

    def _circular(self, link: str) -> bool:
        met, at = {self.pk}, getattr(self, f"{link}_id")
        while at and at not in met:
            met.add(at)
            at = Body.objects.filter(pk=at).values_list(f"{link}_id", flat=True).first()
        return at is not None


class Membership(models.Model):
    """A person has a role somewhere, from one day to another, both included."""

    id = models.CharField(primary_key=True, max_length=26, default=new_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="+")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="memberships")
    role = models.CharField(_("Role"), max_length=16, choices=Role.choices)
    starts = models.DateField(_("From"))
    ends = models.DateField(_("Until"), null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=["user", "starts"], name="membership_of_user"),)

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"

    @staticmethod
    def on(day: date | None = None) -> Q:
        """The memberships that hold on ``day``, today by default."""
        day = day or timezone.localdate()
        return Q(starts__lte=day) & (Q(ends=None) | Q(ends__gte=day))
