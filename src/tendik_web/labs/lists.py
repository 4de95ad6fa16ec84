"""Upload a list of candidates and see its findings beside the rows. Nothing of it is kept."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

import tendik
from tendik import laws, quota
from tendik.errors import N_, BadInput, Message, TendikError
from tendik.exchange.lists import example_list, read_lists, template
from tendik.exchange.tables import Table as FileTable
from tendik.exchange.tables import read_table, write_csv, write_xlsx
from tendik.language import article, pick
from tendik.laws import Law
from tendik.quota.groups import Days, belongs
from tendik.quota.words import consequence, remedies, runs
from tendik.reports import FORMS, check_page
from tendik.values import Candidate, PartyList, Replay
from tendik_web.countries.registry import Country
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
from tendik_web.site.download import attachment
from tendik_web.site.table import Cell, Column, Row, Table
from tendik_web.site.templatetags.tendik import reader, show

EXAMPLES = ("csv", "xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, country: Country) -> HttpResponse:
    """The form; and, after an upload, the findings or every problem of the file."""
    stated = request.POST if request.method == "POST" else request.GET
    groups = laws_by_country(country)
    chosen = stated.get("law") or usual(next(iter(groups.values())))
    if chosen not in laws.available():
        raise Http404(chosen)
    day = stated.get("on") or usual_day(country)
    context: dict[str, Any] = {
        **frame(country, "lists"),
        "fields": [law_field(groups, chosen)],
        "day": day,
        "forms": [form.upper() for form in FORMS],
    }
    if request.method != "POST":
        return render(request, "labs/lists.html", context)
    try:
        law = law_on(chosen, day)
    except TendikError as error:
        context |= {
            "day_error": told(error)[0],
            "errors": [{"url": "#on", "text": text} for text in told(error)],
        }
        return render(request, "labs/lists.html", context, status=422)
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        text = _("Choose a file: a list of candidates as CSV or XLSX.")
        context |= {"file_error": text, "errors": [{"url": "#file", "text": text}]}
        return render(request, "labs/lists.html", context, status=422)
    try:
        table = read_table(file.name or "", file.read())
        read = read_lists(table, on=law.on)
        if read.problems:
            raise BadInput(read.problems)
    except TendikError as error:
        context |= {
            "errors": [{"text": text} for text in told(error)],
            "file": {
                "name": file.name,
                "size": file.size,
                "status": _("could not be read as a list"),
                "failed": True,
            },
        }
        return render(request, "labs/lists.html", context, status=422)
    findings, replay = quota.check(law, read.lists), _replay(law, table)
    form = request.POST.get("as", "")
    if form in EXAMPLES:
        return _file(form, findings)
    if form in FORMS:
        content, _kind = FORMS[form]
        protocol = check_page(law, read.lists, findings, replay, reader(), printed=timezone.localdate())
        return attachment(content(protocol), "protocol", form)
    context |= {
        "file": {"name": file.name, "size": file.size, "status": _("read as a list"), "failed": False},
        "heading": _heading(findings),
        "law": law,
        "findings": [_finding(law, finding, table.name) for finding in findings],
        "warnings": told_problems(read.warnings),
        "tables": [_rows(law, party, findings, number) for number, party in enumerate(read.lists)],
        "replay": replay,
    }
    return render(request, "labs/lists.html", context)


@require_safe
def example(request: HttpRequest, country: Country, form: str) -> HttpResponse:  # noqa: ARG001
    """An invented list, which says so, to try the page with."""
    headings, rows = template(reader()), example_list(reader())
    if form not in EXAMPLES:
        raise Http404(form)
    content = (
        write_csv(headings, rows) if form == "csv" else write_xlsx(headings, rows, title=_("Invented list"))
    )
    return attachment(content, "example", form)


def _heading(findings: list[quota.Finding]) -> str:
    breaches = sum(finding.verdict == "breach" for finding in findings)
    if breaches:
        return _("The list does not comply with the law; breaches: %(count)s") % {"count": show(breaches)}
    if findings:
        return _("Whether the list complies is not known: data is missing")
    return _("The list complies with every rule that can be checked")


def _finding(law: Law, finding: quota.Finding, file: str) -> dict[str, Any]:
    sentences = [show(way) for way in remedies(finding)]
    least, most = finding.found
    rule = next(rule for rule in law.rules if rule.id == finding.rule)
    if finding.breach != "none" and finding.verdict == "breach":
        sentences.append(show(consequence(finding)))
    return {
        "title": finding.message,
        "place": _("%(list)s, rows %(rows)s of %(file)s")
        % {"list": show(finding.name), "rows": runs(finding.places), "file": file},
        "rule": pick(rule.says, reader()),
        "article": finding.article,
        "required": finding.required,
        "found": show(least) if least == most else f"{show(least)}–{show(most)}",
        "remedy": " ".join(sentences),
        "status": finding.status,
        "verdict": finding.verdict,
    }


def _rows(law: Law, party: PartyList, findings: list[quota.Finding], number: int) -> Table:
    mine = [finding for finding in findings if finding.list == party.id]
    keys = list(law.groups)
    rows = []
    for row, candidate in enumerate(party.candidates, start=1):
        line = candidate.row or row
        concerned = [finding for finding in mine if line in finding.places]
        rows.append(
            Row(
                [
                    Cell(candidate.name, note=Message("", N_("row {row}"), {"row": line})),
                    "; ".join(article(finding.article, reader()) for finding in concerned) or "–",
                    _sex(candidate),
                    show(candidate.born) if candidate.born else _("not stated"),
                    *(_member(candidate, law, key) for key in keys),
                ],
                "breach" if any(finding.verdict == "breach" for finding in concerned) else "",
            )
        )
    return Table(
        f"list-{number}",
        _("%(list)s: names %(count)s") % {"list": show(party.name), "count": show(len(party.candidates))},
        [
            Column(_("Name")),
            Column(_("Concerned by")),
            Column(_("Sex")),
            Column(_("Born")),
            *(Column(pick(law.groups[key].label, reader())) for key in keys),
        ],
        rows,
    )


def _sex(candidate: Candidate) -> str:
    return {"female": _("female"), "male": _("male"), None: _("not stated")}[candidate.sex]


def _member(candidate: Candidate, law: Law, key: str) -> str:
    answer = belongs(candidate, law.groups[key], Days(law.on, None))
    return {True: _("yes"), False: "–", None: _("not known")}[answer]


def _replay(law: Law, table: FileTable) -> Replay:
    return Replay(
        call=f"check on {law.on}",
        engine=tendik.__version__,
        law=f"{law.id}@{law.version.id}",
        law_digest=law.digest,
        data=table.name,
        data_digest=table.digest,
    )


def _file(form: str, findings: list[quota.Finding]) -> HttpResponse:
    headings = [_("List"), _("Article"), _("Finding"), _("Required"), _("Found"), _("Rows")]
    rows = [
        [
            show(finding.name),
            article(finding.article, reader()),
            show(finding.message),
            finding.required,
            "–".join(dict.fromkeys(map(str, finding.found))),
            runs(finding.places),
        ]
        for finding in findings
    ]
    content = write_csv(headings, rows) if form == "csv" else write_xlsx(headings, rows, title=_("Findings"))
    return attachment(content, "findings", form)
