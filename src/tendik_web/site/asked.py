"""What a query asks, field by field, and what is wrong with it: nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from tendik_web.site.templatetags.tendik import show

Options = Sequence[tuple[str, str]]


class Asked:
    """A query being read. ``fields`` are those of its form, ``errors`` what to correct."""

    def __init__(self, query: QueryDict) -> None:
        self.query = query
        self.fields: dict[str, dict[str, Any]] = {}

    @property
    def errors(self) -> list[dict[str, str]]:
        """Every error with the address of its field."""
        return [
            {"url": f"#{field['id']}", "text": field["error"]}
            for field in self.fields.values()
            if field.get("error")
        ]

    def answer(
        self, request: HttpRequest, template: str, context: Mapping[str, Any], here: str, query: str
    ) -> HttpResponse:
        """The page at ``here`` with its form; ``query`` says in its address what was understood.

        What is wrong is told with status 422, but not to htmx, which would put no such answer into the page.
        """
        form = {
            "fields": list(self.fields.values()),
            "errors": self.errors,
            "action": here,
            "link": f"{here}?{query}" if query else here,
        }
        wrong = self.errors and not request.headers.get("HX-Request")
        return render(request, template, {**form, **context}, status=422 if wrong else 200)

    def choice(self, name: str, label: str, options: Options, default: str, *, hint: str = "") -> str:
        """One of ``options``; the default where nothing, or something else, is asked for."""
        known = [value for value, _label in options]
        typed = self.query.get(name, "").strip()
        chosen = typed if typed in known else default
        error = ""
        if typed and typed not in known:
            told = {"typed": typed[:40], "shown": dict(options).get(default, default)}
            error = _("There is no “%(typed)s” here. Shown instead: %(shown)s.") % told
        self.fields[name] = {
            "id": name,
            "name": name,
            "label": label,
            "hint": hint,
            "error": error,
            "options": [
                {"value": value, "label": words, "selected": value == chosen} for value, words in options
            ],
        }
        return chosen

    def words(self, name: str, label: str, *, hint: str = "") -> str:
        """A text of at most 60 signs."""
        typed = self.query.get(name, "").strip()[:60]
        self.fields[name] = {"id": name, "name": name, "label": label, "hint": hint, "value": typed}
        return typed

    def day(self, name: str, label: str, default: date, *, last: date | None = None, hint: str = "") -> date:
        """A day, not after ``last``; the default where nothing, or no such day, is asked for."""
        typed = self.query.get(name, "").strip()
        value, error = default, ""
        try:
            value = date.fromisoformat(typed) if typed else default
        except ValueError:
            told = {"typed": typed[:40], "shown": show(default)}
            error = _("“%(typed)s” is not a day of the form 2026-03-01. Shown instead: %(shown)s.") % told
        if last and value > last:
            told = {"typed": show(value), "shown": show(default)}
            error = _("%(typed)s is still to come; nothing is known of it. Shown instead: %(shown)s.") % told
            value = default
        self.fields[name] = {
            "id": name,
            "name": name,
            "label": label,
            "hint": hint,
            "error": error,
            "value": value.isoformat(),
            "day": True,
        }
        return value

    def whole(
        self, name: str, label: str, default: int, low: int, high: int, *, hint: str = ""
    ) -> int | None:
        """A whole number from ``low`` to ``high``; ``None`` where something else was typed."""
        typed = self.query.get(name, "").strip()
        value = int(typed) if typed.isdecimal() and len(typed) < 7 else None
        error = ""
        if not typed:
            value = default
        elif value is None or not low <= value <= high:
            bounds = {"typed": typed[:40], "low": show(low), "high": show(high)}
            error = _("“%(typed)s” cannot be used. Write a whole number from %(low)s to %(high)s.") % bounds
            value = None
        self.fields[name] = {
            "id": name,
            "name": name,
            "label": label,
            "hint": hint,
            "error": error,
            "value": typed or str(default),
            "whole": True,
        }
        return value
