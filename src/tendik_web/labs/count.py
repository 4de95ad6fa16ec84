"""Count votes: a table uploaded or typed, every step, lots drawn and resumed. Nothing of it is kept."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tendik import quota
from tendik.elections import Election
from tendik.errors import BadInput, Problem, TendikError
from tendik.exchange.example import TOOK_PART, example_votes, vote_template
from tendik.exchange.tables import read_table, write_csv, write_xlsx
from tendik.laws import Law
from tendik_web.countries.registry import Country
from tendik_web.labs.ballots import LOT, Ballots, Line, election, from_form, from_table
from tendik_web.labs.counted import FILES, as_file, result
from tendik_web.labs.forms import (
    law_field,
    law_on,
    laws_by_country,
    told,
    told_problems,
    usual,
    usual_day,
)
from tendik_web.labs.frame import frame
from tendik_web.labs.persons import as_text
from tendik_web.site.download import attachment
from tendik_web.site.templatetags.tendik import reader, show

SPARE_LINES = 3
FEWEST_LINES = 6
EXAMPLES = ("csv", "xlsx")
AT_FIELD = 3
"""As many problems of a field as stand beside it; the summary above the form lists more."""


@dataclass
class Asked:
    """One request: what it states, and what is wrong with it, by field."""

    law: str
    day: str
    ballots: Ballots
    wrong: list[tuple[str, str]]
    source: str = ""
    lines: int = 0
    upload: dict[str, Any] | None = None

    def tell(self, field: str, *texts: str) -> None:
        """Add problems of ``field``."""
        self.wrong += [(field, text) for text in texts]


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, country: Country) -> HttpResponse:
    """The form; and, with votes, the count or every problem at its field."""
    names = laws_by_country(country).get(country.code)
    if names is None:
        raise Http404(country.code)
    stated = request.POST if request.method == "POST" else request.GET
    chosen = stated.get("law") or usual(names)
    if chosen not in names:
        raise Http404(chosen)
    ballots = from_form(stated) if request.method == "POST" else Ballots()
    if request.method != "POST" and "example" in request.GET:
        ballots = _example()
    asked = Asked(chosen, stated.get("on") or usual_day(country), ballots, [], stated.get("source", ""))
    context: dict[str, Any] = {**frame(country, "count")}
    if request.method != "POST" or "more" in request.POST:
        more = 5 if "more" in request.POST else 0
        asked.lines = max(FEWEST_LINES, len(request.POST.getlist("name"))) + more
        return render(request, "labs/count.html", context | _form(asked, {country.code: names}))
    _read_file(request, asked)
    _read_people(request, asked)
    law = _law(asked)
    votes, problems = (None, []) if asked.wrong else election(asked.ballots, law.on if law else None)
    by_field: dict[str, list[Problem]] = defaultdict(list)
    for field, problem in problems:
        by_field[field].append(problem)
    for field, problems in by_field.items():
        asked.tell(field, *told_problems(problems))
    if law is not None and votes is not None and not asked.wrong:
        counted = _count(law, votes, asked)
        if counted is not None:
            outcome, aside = counted
            _missing(request, outcome, asked)
            form = request.POST.get("as", "")
            if form in FILES and not asked.wrong:
                return attachment(as_file(form, law, votes, outcome, aside), "count", form)
            errors = {field: text for field, text in asked.wrong if field.startswith(LOT)}
            context |= result(law, votes, outcome, aside, errors)
    context |= _form(asked, {country.code: names})
    return render(request, "labs/count.html", context, status=422 if asked.wrong else 200)


@require_safe
def example(request: HttpRequest, country: Country, form: str) -> HttpResponse:  # noqa: ARG001
    """Invented votes, which say so, with a tie to draw a lot for."""
    if form not in EXAMPLES:
        raise Http404(form)
    headings, rows = vote_template(reader()), example_votes(reader())
    title = _("Invented votes")
    content = write_csv(headings, rows) if form == "csv" else write_xlsx(headings, rows, title=title)
    return attachment(content, "example-votes", form)


def _example() -> Ballots:
    lines = tuple(Line(name, str(votes)) for name, votes, _order in example_votes(reader()))
    return Ballots(title=_("Invented votes"), lines=lines, counts={"took_part": str(TOOK_PART)})


def _read_file(request: HttpRequest, asked: Asked) -> None:
    """Put the table of an uploaded file in the place of the typed one; if it is none, say why."""
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        return
    status: str = _("read as votes")
    try:
        table = read_table(file.name or "", file.read())
        lines, against_all = from_table(table)
        counts = {**asked.ballots.counts, **({"against_all": against_all} if against_all else {})}
        # A name that an earlier file gave is not the user's own.
        title = asked.ballots.title
        if title in ("", asked.source):
            title = asked.source = table.name
        asked.ballots = replace(asked.ballots, title=title, lines=lines, counts=counts, file=table.name)
    except TendikError as error:
        asked.tell("file", *told(error))
        status = _("could not be read as votes")
    asked.upload = {"name": file.name, "size": file.size, "status": status, "failed": bool(asked.wrong)}


def _read_people(request: HttpRequest, asked: Asked) -> None:
    """Put the table of candidates of an uploaded file in the place of the one before."""
    file = request.FILES.get("people")
    if not isinstance(file, UploadedFile):
        return
    try:
        table = read_table(file.name or "", file.read())
        asked.ballots = replace(asked.ballots, people=as_text(table), people_file=table.name)
    except TendikError as error:
        asked.tell("people", *told(error))


def _law(asked: Asked) -> Law | None:
    try:
        return law_on(asked.law, asked.day)
    except TendikError as error:
        asked.tell("on", *told(error))
        return None


def _count(
    law: Law, votes: Election, asked: Asked
) -> tuple[quota.Outcome, dict[str, tuple[str, ...]]] | None:
    """The outcome with the drawn lots that fit, and those that were not needed.

    A lot whose winners cannot be is told at its field and stays open.
    """
    lots = dict(asked.ballots.lots)
    while True:
        try:
            outcome = quota.elect(law, votes, lots=lots)
        except BadInput as error:
            unfit = {key: problem for problem in error.problems if (key := _lot(problem)) in lots}
            if not unfit:
                asked.tell("law", *told(error))
                return None
            for key, problem in unfit.items():
                asked.tell(f"{LOT}{key}", show(problem.message))
                del lots[key]
        except TendikError as error:
            asked.tell("law", *told(error))
            return None
        else:
            asked.ballots = replace(asked.ballots, lots=lots)
            drawn = outcome.allocation.drawn
            return outcome, {key: ids for key, ids in lots.items() if key not in drawn}


def _missing(request: HttpRequest, outcome: quota.Outcome, asked: Asked) -> None:
    """Say of each lot that was asked for and not entered that its winners are to be chosen."""
    told_of = {field for field, _text in asked.wrong}
    for lot in outcome.lots:
        if lot.id in request.POST.getlist("asked") and f"{LOT}{lot.id}" not in told_of:
            asked.tell(f"{LOT}{lot.id}", _("Choose who won the lot."))


def _lot(problem: Problem) -> str:
    return str(problem.message.values.get("lot", ""))


def _form(asked: Asked, groups: dict[str, list[str]]) -> dict[str, Any]:
    """The fields as they were filled in, each with its problems."""
    wrong = {
        field: " ".join([text for name, text in asked.wrong if name == field][:AT_FIELD])
        for field in dict.fromkeys(name for name, _text in asked.wrong)
    }
    ballots = asked.ballots
    count = max(asked.lines, FEWEST_LINES, len(ballots.lines) + SPARE_LINES)
    lines = [*ballots.lines, *[Line()] * (count - len(ballots.lines))]
    labels = {
        "took_part": _("Took part in the vote"),
        "valid": _("Valid votes, if known"),
        "against_all": _("Votes against all, if known"),
    }
    return {
        "fields": [law_field(groups, asked.law, wrong.get("law", ""))],
        "law_name": asked.law,
        "day": asked.day,
        "day_error": wrong.get("on"),
        "title": ballots.title,
        "source": asked.source,
        "state": ballots,
        "lines": [
            {
                "number": number,
                "id": line.id,
                "wrong": any(f"{name}-{number}" in wrong for name in ("name", "votes", "order")),
                "cells": [
                    {
                        "name": name,
                        "label": label,
                        "value": getattr(line, name),
                        "error": wrong.get(f"{name}-{number}"),
                    }
                    for name, label in (
                        ("name", _("List")),
                        ("votes", _("Votes")),
                        ("order", _("Order of registration")),
                    )
                ],
            }
            for number, line in enumerate(lines, start=1)
        ],
        "counts": [
            {"name": name, "label": label, "value": ballots.counts.get(name, ""), "error": wrong.get(name)}
            for name, label in labels.items()
        ],
        "file": asked.upload,
        "file_error": wrong.get("file"),
        "people_error": wrong.get("people"),
        "errors": [{"url": f"#{field}", "text": text} for field, text in asked.wrong],
    }
