"""Imports done by a worker: told while they go on, done once, whatever happens to the worker."""

import pytest
from django.utils import translation

from tendik_web.access.roles import Role
from tendik_web.commitments.models import Action
from tendik_web.imports.models import ImportBatch
from tendik_web.jobs.models import Job
from tendik_web.jobs.run import run
from tests.web.importing import body, csv, sent
from tests.web.test_imports_pages import HOME, heading, upload

pytestmark = pytest.mark.usefixtures("transactional_db", "kazakhstan")


@pytest.fixture
def ministry():
    return body()


@pytest.fixture
def secretary(client, person):
    client.force_login(person(Role.SECRETARIAT))
    return client


def test_what_takes_longer_than_a_page_is_done_by_a_worker(secretary, ministry, monkeypatch):
    monkeypatch.setattr("tendik_web.imports.pages.doing.AT_ONCE", 1)
    rows = csv("key;title.en;body", f"a-1;One;{ministry.pk}", "a-2;Two;")
    answer = upload(secretary, rows)
    assert heading(answer) == "Preview of an import: waiting for its turn"
    batch = ImportBatch.objects.get()
    path = f"{HOME}{batch.pk}/"
    assert batch.job in secretary.get(path).content.decode()
    with translation.override("kk"):
        run(batch.job)
    assert f'href="{path}"' in secretary.get(answer.redirect_chain[-1][0]).content.decode()
    answer = secretary.get(path)
    assert heading(answer) == "Nothing can be applied yet: rows to correct 1"
    assert "Name the body that is responsible for the action." in answer.content.decode()
    upload(secretary, csv("row;key;title.en;body", f"3;a-2;Two;{ministry.pk}"), path=path, do="correct")
    for verb, state in (("preview", "ready"), ("apply", "applied"), ("undo", "undone")):
        job = secretary.post(path, {"do": verb}, follow=True).redirect_chain[-1][0].split("/")[-2]
        run(job)
        assert Job.objects.get(pk=job).error is None
        assert ImportBatch.objects.get().state == state
    assert Action.objects.filter(withdrawn=True).count() == 2


def test_a_job_done_twice_has_its_effect_once(secretary, ministry, monkeypatch):
    monkeypatch.setattr("tendik_web.imports.pages.doing.AT_ONCE", 0)
    batch = sent(csv("title.en;body", f"One;{ministry.pk}"))
    secretary.post(f"{HOME}{batch.pk}/", {"do": "apply"})
    job = Job.objects.get()
    run(job.pk)
    Job.objects.filter(pk=job.pk).update(state="waiting")  # as after a worker that was lost before the end
    run(job.pk)
    assert Job.objects.get().state == "done"
    assert Action.objects.count() == 1
