"""Series and their observations; conflicting figures are different series, side by side."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from tendik_web.commitments.models import Indicator
from tendik_web.commitments.models.units import Unit
from tendik_web.records.kinds import kind
from tendik_web.records.models import Record
from tendik_web.records.text import TextField


class Sphere(models.TextChoices):
    """Where in public life women and men are counted."""

    PARLIAMENT = "parliament", _("Parliament")
    GOVERNMENT = "government", _("Government")
    LOCAL_COUNCIL = "local_council", _("Local councils")
    CIVIL_SERVICE = "civil_service", _("Civil service")
    BOARD = "board", _("Boards and management")
    PARTY = "party", _("Members of parties")
    CANDIDATES = "candidates", _("Candidates")
    OTHER = "other", _("Other")


class Counted(models.TextChoices):
    """Who is counted."""

    WOMEN = "women", _("Women")
    MEN = "men", _("Men")
    BOTH = "both", _("Women and men")


@kind("statistics", claim=True)
class Series(Record):
    """One figure over time, from one source, of one scope: which chamber, level or body."""

    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="series", verbose_name=_("Indicator")
    )
    sphere = models.CharField(_("Sphere"), max_length=14, choices=Sphere.choices, default=Sphere.OTHER)
    scope = TextField(_("Scope"), limit=500)
    counted = models.CharField(_("Counted"), max_length=5, choices=Counted.choices, default=Counted.BOTH)
    unit = models.CharField(_("Unit"), max_length=12, choices=Unit.choices)
    warning = TextField(_("Warning"), limit=2_000)

    class Meta(Record.Meta):
        verbose_name = _("series")
        verbose_name_plural = _("series")


@kind("statistics", claim=True)
class Observation(Record):
    """One value of a series, which names it; a value that is not there says why in its note."""

    title = TextField(_("Title"), limit=1_000)
    series = models.ForeignKey(Series, models.PROTECT, related_name="observations", verbose_name=_("Series"))
    period = models.CharField(_("Period"), max_length=10)
    value = models.DecimalField(_("Value"), max_digits=24, decimal_places=8, null=True, blank=True)
    base = models.DecimalField(_("Out of"), max_digits=24, decimal_places=8, null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("observation")
        verbose_name_plural = _("observations")

    def __str__(self) -> str:
        return f"{self.series}, {self.period}"
