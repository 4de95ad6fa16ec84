"""The units in which promises and figures are counted."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unit(models.TextChoices):
    """What one stands for."""

    PERCENT = "percent", _("Percent")
    PERSONS = "persons", _("Persons")
    NUMBER = "number", _("Number of items")
    CASES = "cases", _("Cases")
    ENTERPRISES = "enterprises", _("Enterprises")
    YEARS = "years", _("Years")
    HOURS = "hours", _("Hours")
    INDEX = "index", _("Index")
    RATIO = "ratio", _("Ratio")
    TEXT = "text", _("In words")
