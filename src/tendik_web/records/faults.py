"""What is wrong with the value of a field, in words that say what to do."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import DateField, DecimalField, Field, FloatField, IntegerField
from django.utils.translation import gettext as _

NUMBERS = (IntegerField, DecimalField, FloatField)


def said(field: Field[Any, Any], error: ValidationError) -> list[str]:
    """The faults that ``error`` holds, a sentence each."""
    return [_sentence(field, one) for one in error.error_list]


def _sentence(field: Field[Any, Any], error: ValidationError) -> str:
    if error.code in ("blank", "null"):
        return _("Fill this in.")
    if error.code == "invalid_choice":
        return _("Choose one of the values that are offered.")
    if error.code in ("invalid", "invalid_date"):
        if isinstance(field, DateField):
            return _("This is not a date of the calendar.")
        if isinstance(field, NUMBERS):
            return _("Write a number in digits, such as 30 or 30.5.")
        if field.choices is None and error.params and "value" in error.params:
            return _("This cannot be used: %(value)s.") % {"value": str(error.params["value"])[:60]}
    if error.code == "max_length" and error.params:
        found = {"found": error.params["show_value"], "limit": error.params["limit_value"]}
        return _("The text has %(found)s characters; at most %(limit)s fit.") % found
    if error.code in ("max_digits", "max_decimal_places", "max_whole_digits", "min_value", "max_value"):
        return _("This number is too large, or has too many digits.")
    return str(error.messages[0])
