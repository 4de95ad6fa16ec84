"""The result of the first page as a file: table, workbook, everything, picture, protocol."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from tendik.charts import Picture
from tendik.errors import NotFound
from tendik.exchange.tables import write_csv, write_xlsx
from tendik.language import article, render
from tendik.quota import elect
from tendik.values import Percent
from tendik_web.countries.registry import Country
from tendik_web.labs import words
from tendik_web.labs.answer import Answer, ask
from tendik_web.labs.chamber import chamber
from tendik_web.labs.quota import seats_table
from tendik_web.site.download import Forms, Writer
from tendik_web.site.table import Cell, Table
from tendik_web.site.templatetags.tendik import reader, show

FORMS: Forms[Answer] = Forms()


@require_safe
def result(request: HttpRequest, country: Country, form: str) -> HttpResponse:
    """The answer of the page with the same query, as a file of ``form``."""
    FORMS.known(form)
    try:
        answer = ask(country.code, request.GET.get("election"), request.GET.get("law"))
    except NotFound as error:
        raise Http404(str(error)) from None
    return FORMS.send(answer, f"{answer.election.id}-{answer.law.id}", form)


def plain(table: Table) -> tuple[list[str], list[list[Any]]]:
    """A table of a page as headings and rows of plain values; shares as decimal numbers."""
    return [column.label for column in table.columns], [
        [_plain(value) for value, _ in cells] for _, cells in [*table.lines, ("", table.foot_line)] if cells
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, Cell):
        value = value.value
    if isinstance(value, Percent):
        return round(float(value.share), 6)
    return "" if value is None else value if isinstance(value, int | str) else show(value)


def _with_replay(answer: Answer) -> tuple[list[str], list[list[Any]]]:
    headings, rows = plain(seats_table(answer))
    below = ["", words.heading(answer), str(answer.allocation.replay)]
    return headings, [*rows, *([line] + [""] * (len(headings) - 1) for line in below)]


@FORMS("csv")
def _csv(answer: Answer) -> bytes:
    return write_csv(*_with_replay(answer))


@FORMS("xlsx")
def _xlsx(answer: Answer) -> bytes:
    return write_xlsx(*_with_replay(answer), title=show(answer.election.title))


@FORMS("json")
def _json(answer: Answer) -> bytes:
    allocation, replay = answer.allocation, answer.allocation.replay
    data = {
        "answer": words.heading(answer),
        "election": answer.election.id,
        "law": allocation.law,
        "law_status": answer.law.status,
        "lists": [
            {"id": party.id, "name": show(party.name), "votes": party.votes, "seats": seats}
            for party, seats in zip(allocation.lists, allocation.seats, strict=True)
        ],
        "of": answer.floor.of,
        "guarantee": dict(answer.floor),
        "most": dict(answer.floor.most),
        "guarantee_by_list": {key: dict(floors) for key, floors in answer.floor.by_list.items()},
        "steps": [
            {
                "code": step.code,
                "article": article(step.article, reader()),
                "text": render(step.message, reader()),
                "status": step.status,
            }
            for step in allocation.steps
        ],
        "readings": [
            {"question": one.reading.id, "alternative": one.alternative, "changed": dict(one.changed)}
            for one in answer.sensitivity
        ],
        "replay": {**vars(replay), "digest": replay.digest} if replay else None,
    }
    return json.dumps(data, ensure_ascii=False, indent=2).encode()


def _chamber(answer: Answer) -> Picture:
    picture = chamber(answer.allocation, show(answer.election.title))
    if picture is None:
        raise Http404("picture")
    return picture


@FORMS("svg")
def _svg(answer: Answer) -> bytes:
    return _chamber(answer).svg.encode()


@FORMS("png")
def _png(answer: Answer) -> bytes:
    return _chamber(answer).png(source=str(answer.allocation.replay))


def _protocol(form: str) -> Writer[Answer]:
    def write(answer: Answer) -> bytes:
        from tendik import reports

        outcome = elect(answer.law, answer.election)
        page = reports.count_page(
            answer.law, answer.election, outcome, reader(), printed=timezone.localdate()
        )
        return reports.FORMS[form][0](page)

    return write


for _printed in ("pdf", "docx"):
    FORMS(_printed)(_protocol(_printed))
