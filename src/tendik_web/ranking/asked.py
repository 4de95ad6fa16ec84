"""What a query of the ranking asks: also numbers between bounds, and boxes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from tendik_web.ranking.figures import Figure
from tendik_web.site import asked

NUMBER = re.compile(r"\d{1,9}([.,]\d{0,6})?|[.,]\d{1,6}")


class Asked(asked.Asked):
    """A query being read."""

    def number(
        self, name: str, label: str, default: Fraction | None, high: Fraction, decimals: int = 3, **more: Any
    ) -> Fraction | None:
        """A number from 0 to ``high``, with point or comma; the default where the field is empty or wrong."""
        typed = self.query.get(name, "").strip()
        value, error = default, ""
        if typed:
            asked = Fraction(typed.replace(",", ".")) if NUMBER.fullmatch(typed) else None
            if asked is not None and asked <= high:
                value = asked
            else:
                bounds = {"typed": typed[:40], "high": str(Figure(high, decimals))}
                error = _("“%(typed)s” cannot be used. Write a number from 0 to %(high)s.") % bounds
        shown = "" if default is None else str(Figure(default, decimals))
        self.fields[name] = {
            "id": name,
            "name": name,
            "label": label,
            "error": error,
            "value": typed or shown,
            **more,
        }
        return value

    def ticked(self, name: str, known: Iterable[str], default: Iterable[str], *, sent: bool) -> list[str]:
        """Which boxes are ticked: as sent, or the default where the form was not sent."""
        chosen = set(self.query.getlist(name)) if sent else set(default)
        return [one for one in known if one in chosen]
