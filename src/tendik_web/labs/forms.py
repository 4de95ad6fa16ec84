"""What the forms of this room share: the law and the day they name, problems in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tendik import laws
from tendik.errors import BadInput, Problem, TendikError
from tendik.language import pick, place
from tendik.laws import Law
from tendik_web.countries.names import territory_name
from tendik_web.countries.registry import Country
from tendik_web.labs.answer import held
from tendik_web.site.templatetags.tendik import reader, show

MOST = 30
"""As many problems of a file as a page lists."""


def law_on(name: str, day: str) -> Law:
    """The law on ``day``; a reform has one version, which is asked about any day."""
    law = laws.load(name)
    return replace(law, on=laws.day(day)) if law.reform_of else laws.load(name, on=day)


def laws_by_country(country: Country) -> dict[str, list[str]]:
    """Every law of the installation by its country: those of ``country`` first, then by code."""
    found: dict[str, list[str]] = {country.code: []}
    for name in laws.available():
        found.setdefault(laws.load(name).country, []).append(name)
    others = {code: names for code, names in sorted(found.items()) if code != country.code}
    return {key: names for key, names in {country.code: found[country.code], **others}.items() if names}


def usual(names: list[str]) -> str:
    """The law that a form offers first: one that is no reform, where there is one."""
    return next((name for name in names if not laws.load(name).reform_of), names[0])


def law_field(groups: dict[str, list[str]], chosen: str, error: str = "") -> dict[str, Any]:
    """The field that asks for a law; grouped by country where there are several."""

    def options(names: list[str]) -> list[dict[str, Any]]:
        return [
            {"value": name, "label": pick(laws.load(name).title, reader()), "selected": name == chosen}
            for name in names
        ]

    found = [
        {"label": territory_name(code.upper(), reader()), "options": options(names)}
        for code, names in groups.items()
    ]
    shown = found if len(found) > 1 else found[0]["options"]
    return {"id": "law", "name": "law", "label": _("Law"), "options": shown, "error": error}


def usual_day(country: Country) -> str:
    """The day that a form offers first: that of the latest election, or today."""
    elections = held(country.code)
    return str(elections[0].date if elections else timezone.localdate())


def told(error: TendikError) -> list[str]:
    """What is wrong, one sentence a problem, each with its place; of very many the first, and how many more."""
    if isinstance(error, BadInput):
        return told_problems(error.problems)
    return [show(error.message)]


def told_problems(problems: Sequence[Problem]) -> list[str]:
    """At most ``MOST`` of ``problems`` in words, and that there are more."""
    found = [told_problem(problem) for problem in problems[:MOST]]
    if len(problems) > MOST:
        more = _(
            "Further problems of the same file: %(count)s. Correct these first, then send the file again."
        )
        found.append(more % {"count": show(len(problems) - MOST)})
    return found


def told_problem(problem: Problem) -> str:
    """A problem with its place, in the reader's language."""
    where = place(problem, reader())
    return f"{where}: {show(problem.message)}" if where else show(problem.message)
