"""Pages of jobs: what somebody asked for, how far one is, why it failed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tendik.errors import NotFound, Problem
from tendik.language import day, place
from tendik.language import render as sentence
from tendik_web.countries.people import viewer
from tendik_web.jobs import rows
from tendik_web.jobs.actions.retry import retry
from tendik_web.jobs.messages import unpack, unpack_problem
from tendik_web.jobs.registry import HANDLERS
from tendik_web.jobs.run import work
from tendik_web.jobs.states import State
from tendik_web.site.table import Cell, Column, Table
from tendik_web.site.templatetags.tendik import reader

if TYPE_CHECKING:
    from tendik_web.jobs.models import Job

SHOWN = 50
POLL, RELOAD = 1, 5
"""Seconds between two looks at a job that goes on: with script, and without."""


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """What the reader asked for, newest first; failures say so."""
    if viewer(request).anonymous:
        return redirect_to_login(request.get_full_path())
    columns = [Column(_("Work")), Column(_("State")), Column(_("Asked for on"))]
    lines = [
        [Cell(_title(job), url=reverse("job", args=[job.pk])), State(job.state).label, _moment(job.asked_at)]
        for job in rows.own(viewer(request))[:SHOWN]
    ]
    empty = _("You have not asked for any work that takes longer than a page.")
    table = Table("jobs", _("Work that you asked for"), columns, lines, empty=empty)
    return render(request, "jobs/own.html", {"table": table})


@require_safe
def job(request: HttpRequest, id: str) -> HttpResponse:
    """How far a job is. The script asks again until it has ended, then the whole page is new."""
    found = _found(request, id)
    mine = found.asked_by == viewer(request).id
    context = {"job": found, "poll": POLL, "reload": RELOAD, "progress": _progress(found)}
    if request.htmx and not found.ended:  # type: ignore[attr-defined]
        return render(request, "jobs/progress.html", context)
    context |= {
        "heading": _heading(found),
        "summary": _summary(found),
        "result": _result(found),
        "errors": [{"text": _told(unpack_problem(packed))} for packed in found.error or ()],
        "may_retry": mine and found.state == State.FAILED,
        "trail": [(reverse("jobs"), _("Work that you asked for"))] if mine else [],
    }
    response = render(request, "jobs/job.html", context)
    if request.htmx:  # type: ignore[attr-defined]
        response.headers["HX-Refresh"] = "true"
    return response


@require_POST
def try_again(request: HttpRequest, id: str) -> HttpResponse:
    """Have a failed job done again."""
    retry(viewer(request), _found(request, id).pk)
    return redirect("job", id)


def _found(request: HttpRequest, id: str) -> Job:
    try:
        return rows.get(viewer(request), id)
    except NotFound as error:
        raise Http404(str(error)) from None


def _title(job: Job) -> str:
    return str(HANDLERS[job.kind].title) if job.kind in HANDLERS else job.kind


def _heading(job: Job) -> str:
    sentences = {
        State.WAITING: _("%(work)s: waiting for its turn"),
        State.RUNNING: _("%(work)s: in progress"),
        State.DONE: _("%(work)s: finished"),
        State.FAILED: _("%(work)s: could not be finished"),
    }
    return sentences[State(job.state)] % {"work": _title(job)}


def _progress(job: Job) -> dict[str, Any]:
    label = sentence(unpack(job.label), reader()) if job.label else _title(job)
    return {"label": label, "done": job.done, "total": job.total}


def _summary(job: Job) -> list[dict[str, str]]:
    lines = [{"term": _("Asked for on"), "value": _moment(job.asked_at)}]
    if job.finished_at:
        lines.append({"term": _("Ended on"), "value": _moment(job.finished_at)})
    return lines


def _result(job: Job) -> str | None:
    known = HANDLERS.get(job.kind)
    if job.state != State.DONE or known is None or known.address is None:
        return None
    return known.address(work(job), job.result or {})


def _told(problem: Problem) -> str:
    where, what = place(problem, reader()), sentence(problem.message, reader())
    return f"{where}: {what}" if where else what


def _moment(at: Any) -> str:
    here = localtime(at)
    return f"{day(here.date(), reader())}, {here:%H:%M}"
