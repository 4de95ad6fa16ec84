"""Jobs: asked once, done once, whatever happens to the worker; told to who asked, and to nobody else."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import Http404
from django.test import RequestFactory
from django.utils import timezone, translation
from django_htmx.middleware import HtmxMiddleware

from tendik.errors import BadInput, Message, NotFound, Problem
from tendik.values import Percent
from tendik_web.access.actors import ANONYMOUS, LOADER, Actor
from tendik_web.access.ids import new_id
from tendik_web.audit.models import Entry
from tendik_web.countries.people import actor_of
from tendik_web.jobs import messages, pages, rows
from tendik_web.jobs.actions.ask import ask
from tendik_web.jobs.actions.beat import beat
from tendik_web.jobs.actions.claim import claim
from tendik_web.jobs.actions.finish import finish
from tendik_web.jobs.actions.retry import retry
from tendik_web.jobs.actions.sweep import ATTEMPTS, sweep
from tendik_web.jobs.models import Job
from tendik_web.jobs.progress import Progress, Superseded
from tendik_web.jobs.queue import queue, queued
from tendik_web.jobs.run import run, work
from tendik_web.jobs.states import State

from . import job_handlers

WORKER = """
import sys
sys.path.insert(0, sys.argv[1])
import django
django.setup()
import job_handlers
from tendik_web.jobs.worker import work
work(int(sys.argv[2]))
"""
PATIENCE = 30

pytestmark = pytest.mark.usefixtures("transactional_db")


@pytest.fixture(autouse=True)
def empty_queue():
    queue().flush()
    yield
    queue().flush()
    queue().storage.close()


def address_of_database() -> str:
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return os.environ["DATABASE_URL"].replace("/postgres?", f"/{name}?")


@contextmanager
def worker(parent: int | None = None):
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(Path(__file__).parent), str(parent or os.getpid())],
        env=os.environ
        | {"DATABASE_URL": address_of_database(), "DJANGO_SETTINGS_MODULE": "tendik_web.site.settings"},
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def eventually(holds, what: str) -> None:
    until = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < until, what
        time.sleep(0.05)


def notes() -> int:
    return Entry.objects.filter(payload__contains="tests.note").count()


def state(job: Job) -> str:
    return Job.objects.get(pk=job.pk).state


def long_ago(job: Job) -> None:
    """Make it look as if a job had been lost long ago."""
    past = timezone.now() - timedelta(hours=1)
    Job.objects.filter(pk=job.pk).update(heartbeat_at=past, queued_at=past)


def test_the_same_key_asked_twice_is_one_job_done_once():
    with transaction.atomic():
        first = ask(LOADER, "tests.note", "one", {})
    second = ask(LOADER, "tests.note", "one", {"other": 1})
    assert first.pk == second.pk
    assert queued() == {first.pk}
    assert len(queue().pending()) == 1
    run(first.pk)
    run(first.pk)
    assert (state(first), notes()) == (State.DONE, 1)


def test_the_key_of_one_person_is_not_the_key_of_another():
    other = Actor("user:other")
    assert ask(LOADER, "tests.note", "one", {}).pk != ask(other, "tests.note", "one", {}).pk


def test_who_is_not_known_cannot_ask_and_what_is_not_known_cannot_be_asked():
    with pytest.raises(PermissionDenied):
        ask(ANONYMOUS, "tests.note", "one", {})
    with pytest.raises(KeyError):
        ask(LOADER, "tests.nothing", "one", {})
    assert not Job.objects.exists()


def test_a_job_of_a_transaction_that_is_taken_back_never_runs():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        ask(LOADER, "tests.note", "one", {})
        raise ZeroDivisionError
    assert (queued(), Job.objects.count()) == (set(), 0)


def test_nothing_is_queued_before_the_transaction_is_committed():
    with transaction.atomic():
        ask(LOADER, "tests.note", "one", {})
        assert queued() == set()
    assert len(queued()) == 1


def test_a_worker_does_what_is_asked_and_its_progress_is_seen(tmp_path, person):
    gate = tmp_path / "gate"
    who = person()
    job = ask(actor_of(who), "tests.note", "one", {"gate": str(gate)})
    with worker() as process:
        eventually(lambda: Job.objects.get(pk=job.pk).total == 2, "no progress was written down")
        running = Job.objects.get(pk=job.pk)
        assert (running.state, running.done, running.finished_at) == (State.RUNNING, 1, None)
        page = shown(who, pages.job, job.pk)
        assert "Taking a note: in progress" in page
        assert "Waiting at the gate north" in page
        assert 'value="1"' in page and 'max="2"' in page
        gate.touch()
        eventually(lambda: state(job) == State.DONE, "the job was not done")
        assert Job.objects.get(pk=job.pk).result == {"note": 1}
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
    assert notes() == 1


def test_a_worker_that_is_killed_in_the_middle_leaves_a_job_that_is_swept_and_done_once(tmp_path):
    gate, begun = tmp_path / "gate", tmp_path / "begun"
    job = ask(LOADER, "tests.note", "one", {"gate": str(gate), "begun": str(begun)})
    with worker() as process:
        eventually(begun.exists, "the job did not begin")
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    assert (state(job), notes()) == (State.RUNNING, 0)
    assert sweep() == 0, "a job that gave a sign of life just now is not lost"
    long_ago(job)
    gate.touch()
    with worker():
        eventually(lambda: state(job) == State.DONE, "the lost job was not found")
    assert notes() == 1
    assert begun.read_text() == "begun\n" * 2
    assert Job.objects.get(pk=job.pk).attempts == 2


def test_a_worker_that_is_stopped_puts_its_jobs_back(tmp_path):
    begun = tmp_path / "begun"
    job = ask(LOADER, "tests.note", "one", {"gate": str(tmp_path / "gate"), "begun": str(begun)})
    with worker() as process:
        eventually(begun.exists, "the job did not begin")
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)
    stopped = Job.objects.get(pk=job.pk)
    assert (stopped.state, stopped.attempts, queued()) == (State.WAITING, 0, {job.pk})


def test_a_worker_ends_when_its_parent_is_gone():
    with subprocess.Popen(["sleep", "0"]) as gone:
        gone.wait()
    with worker(parent=gone.pid) as process:
        assert process.wait(PATIENCE) == 0


def test_a_run_that_was_thought_lost_changes_nothing_any_more():
    job = ask(LOADER, "tests.note", "one", {})
    slow = claim(job.pk)
    effect = job_handlers.note(work(slow), Progress())
    long_ago(job)
    assert sweep() == 1
    run(job.pk)
    with pytest.raises(Superseded):
        finish(job.pk, slow.claim, effect)
    progress = Progress()
    beat({slow.claim: progress})
    with pytest.raises(Superseded):
        progress(1, 2)
    assert (state(job), notes()) == (State.DONE, 1)


def test_a_job_that_stops_its_workers_fails_in_the_end_and_says_so():
    job = ask(LOADER, "tests.note", "one", {})
    for _ in range(ATTEMPTS):
        assert claim(job.pk)
        long_ago(job)
        sweep()
    assert state(job) == State.FAILED
    assert claim(job.pk) is None
    (problem,) = Job.objects.get(pk=job.pk).error
    assert problem["message"]["code"] == "job.interrupted"


def test_what_does_not_answer_is_tried_again_after_longer_and_longer_pauses_and_then_given_up():
    job = ask(LOADER, "tests.closed", "one", {})
    pauses = []
    while len(pauses) < 9:
        run(job.pk)
        found = Job.objects.get(pk=job.pk)
        if found.state != State.WAITING:
            break
        assert found.label["code"] == "tests.closed"
        pauses.append(found.queued_at - timezone.now())
        queue().flush()
        assert sweep() == 0  # its pause is not over
        long_ago(job)
        assert sweep() == 1
    assert len(pauses) == 4 and pauses == sorted(pauses)
    assert timedelta(0) < pauses[0] <= timedelta(minutes=1) < pauses[-1] < timedelta(days=1)
    assert (found.state, found.error[0]["message"]["code"]) == (State.FAILED, "tests.closed")


def test_a_waiting_job_is_lost_only_if_the_queue_does_not_hold_it(monkeypatch):
    job = ask(LOADER, "tests.note", "one", {})
    long_ago(job)
    assert sweep() == 0
    queue().flush()
    assert sweep() == 1
    assert queued() == {job.pk}


def test_a_queue_that_does_not_answer_loses_no_job(monkeypatch):
    def out_of_order(identifier: str) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr("tendik_web.jobs.queue.enqueue", out_of_order)
        job = ask(LOADER, "tests.note", "one", {})
    assert (state(job), queued()) == (State.WAITING, set())
    long_ago(job)
    assert sweep() == 1
    assert queued() == {job.pk}


def test_a_change_that_fails_half_way_is_not_made():
    job = ask(LOADER, "tests.half", "one", {})
    run(job.pk)
    assert (state(job), notes()) == (State.FAILED, 0)


def test_a_handler_acts_with_the_roles_that_its_person_holds_now(person):
    admin, nobody = person("platform_admin", None), person()
    for who, expected, code in ((nobody, State.FAILED, "job.not-allowed"), (admin, State.DONE, None)):
        job = ask(actor_of(who), "tests.register", "one", {})
        run(job.pk)
        ended = Job.objects.get(pk=job.pk)
        assert ended.state == expected
        assert [problem["message"]["code"] for problem in ended.error or ()] == ([code] if code else [])
    assert ended.result == {"new": True}


def test_a_person_who_is_gone_may_do_nothing(person):
    admin = person("platform_admin", None)
    job = ask(actor_of(admin), "tests.register", "one", {})
    type(admin).objects.filter(pk=admin.pk).update(is_active=False)
    run(job.pk)
    assert state(job) == State.FAILED


# What people see.


def shown(user, view, *arguments: str, method: str = "get", htmx: bool = False, language: str = "en") -> str:
    return asked(user, view, *arguments, method=method, htmx=htmx, language=language).content.decode()


def asked(user, view, *arguments, method="get", htmx=False, language="en"):
    request = getattr(RequestFactory(), method)("/", headers={"HX-Request": "true"} if htmx else {})
    if user:
        request.user = user
    with translation.override(language):
        return HtmxMiddleware(lambda request: view(request, *arguments))(request)


def test_a_failure_is_told_to_who_asked_and_can_be_tried_again(person):
    who = person()
    job = ask(actor_of(who), "tests.refuses", "one", {})
    run(job.pk)
    page = shown(who, pages.job, job.pk)
    assert "Reading a table: could not be finished" in page
    assert "a.csv, row 3: There is no sex here: x." in page
    assert "Try again" in page
    assert "http-equiv" not in page and "hx-get" not in page
    assert "Not finished" in shown(who, pages.own)
    queue().flush()
    answer = asked(who, pages.try_again, job.pk, method="post")
    assert answer.status_code == 302
    again = Job.objects.get(pk=job.pk)
    assert (again.state, again.error, queued()) == (State.WAITING, None, {job.pk})


def test_a_fault_of_ours_is_said_without_its_trace(person, caplog):
    who = person()
    job = ask(actor_of(who), "tests.faulty", "one", {})
    run(job.pk)
    page = shown(who, pages.job, job.pk)
    assert "The fault is ours" in page
    assert "ZeroDivision" not in page
    assert "ZeroDivision" in caplog.text


def test_a_page_of_work_that_goes_on_renews_itself_with_and_without_script(person):
    who = person()
    job = ask(actor_of(who), "tests.note", "one", {})
    page = shown(who, pages.job, job.pk)
    assert "Taking a note: waiting for its turn" in page
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page
    assert f'hx-get="/en/jobs/{job.pk}/" hx-trigger="every 1s"' in page
    part = shown(who, pages.job, job.pk, htmx=True)
    assert "<progress" in part and "<html" not in part
    run(job.pk)
    assert asked(who, pages.job, job.pk, htmx=True)["HX-Refresh"] == "true"
    page = shown(who, pages.job, job.pk)
    assert "Taking a note: finished" in page
    assert 'href="/notes/1/"' in page
    assert "http-equiv" not in page and "hx-get" not in page and "Try again" not in page


def test_a_job_is_seen_by_who_asked_and_by_the_auditors_of_its_country_alone(person):
    from tendik_web.countries.actions.register import register

    register(LOADER, "KAZ")
    who, other, auditor = person("secretariat"), person("secretariat"), person("auditor")
    job = ask(actor_of(who), "tests.refuses", "one", {}, "KAZ")
    run(job.pk)
    assert rows.get(actor_of(who), job.pk) == rows.get(actor_of(auditor), job.pk) == job
    assert "Try again" not in shown(auditor, pages.job, job.pk)
    with pytest.raises(PermissionDenied):
        retry(actor_of(auditor), job.pk)
    for stranger in (other, None):
        with pytest.raises(Http404):
            shown(stranger, pages.job, job.pk)
        with pytest.raises(Http404):
            shown(stranger, pages.try_again, job.pk, method="post")
    assert list(rows.own(actor_of(other))) == list(rows.own(ANONYMOUS)) == []
    assert state(job) == State.FAILED


def test_a_job_without_a_country_is_nobody_elses(person):
    from tendik_web.countries.actions.register import register

    register(LOADER, "KAZ")
    job = ask(actor_of(person()), "tests.note", "one", {})
    with pytest.raises(NotFound):
        rows.get(actor_of(person("auditor")), job.pk)
    with pytest.raises(NotFound):
        rows.get(LOADER, new_id())


def test_who_has_not_signed_in_is_led_to_where_they_can():
    assert asked(None, pages.own).status_code == 302


def test_a_message_survives_being_kept():
    from datetime import date
    from fractions import Fraction

    inner = Message("inner", "Inner {n}", {"n": 3})
    values = {
        "message": inner,
        "share": Percent(Fraction(3, 10)),
        "fraction": Fraction(1, 3),
        "day": date(2026, 11, 21),
        "text": {"kk": "Тізім", "en": "List"},
        "many": ["a", Fraction(1, 2), inner],
        "plain": "x",
        "nothing": None,
    }
    problem = Problem(Message("outer", "Outer", values), "a.csv", 3, "Sex")
    assert messages.unpack_problem(json.loads(json.dumps(messages.pack_problem(problem)))) == problem


def test_what_a_message_cannot_keep_is_refused():
    with pytest.raises(TypeError):
        messages.pack(Message("a", "{b}", {"b": object()}))


def test_what_is_read_from_the_queue_is_data():
    ask(LOADER, "tests.note", "one", {})
    (raw,) = queue().storage.enqueued_items()
    assert json.loads(bytes(raw))[6] == [Job.objects.get().pk]


def test_reasons_are_kept_up_to_a_bound(monkeypatch):
    from tendik_web.jobs.actions.fail import MOST, fail

    job = claim(ask(LOADER, "tests.note", "one", {}).pk)
    fail(job.pk, job.claim, BadInput([Problem(Message("a", "b"), row=row) for row in range(10_000)]).problems)
    assert len(Job.objects.get(pk=job.pk).error) == MOST
