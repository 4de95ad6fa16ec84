"""Files: kept once under their digest, added and withdrawn by those who may, served as their record is."""

import hashlib
import json
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory

from tendik.errors import BadInput, NotFound
from tendik_web.access.actors import ANONYMOUS, Actor, Grant
from tendik_web.access.roles import Role
from tendik_web.audit.models import Entry
from tendik_web.audit.verify import verify
from tendik_web.files import names, pages, rows, store
from tendik_web.files.actions.add import add
from tendik_web.files.actions.withdraw import withdraw
from tendik_web.files.models import File
from tendik_web.records.actions.create import create
from tendik_web.records.actions.release import release
from tendik_web.records.text import plain_text

from . import nasty

pytestmark = pytest.mark.usefixtures("kazakhstan")

TEXT = "Әйелдер саны: 3\n".encode()


def actor(name: str, role: str, country: str | None = "KAZ", body: str | None = None) -> Actor:
    return Actor(f"user:{name}", frozenset({Grant(role, country, body)}))


SECRETARY = actor("secretary", Role.SECRETARIAT)
SECOND = actor("second", Role.SECRETARIAT)
STRANGER = actor("stranger", Role.SECRETARIAT, "KGZ")


@pytest.fixture
def promise():
    values = {"title": plain_text("A promise"), "type": "pledge", "source": {"title": "A gazette"}}
    record = create(SECRETARY, "KAZ", "commitment", values)
    return f"commitment:{record.pk}"


@pytest.fixture
def public(promise):
    release(SECOND, "KAZ", *promise.split(":"), 1, "public")
    return promise


def kept(file: File) -> Path:
    return settings.VAR / "files" / file.digest[:2] / file.digest[2:]


@pytest.fixture(autouse=True)
def nothing_kept_from_other_tests():
    yield
    for path in (settings.VAR / "files").rglob("*"):
        if path.is_file():
            path.unlink()


def test_a_file_is_kept_under_the_digest_of_what_is_served(promise):
    content = nasty.photograph("JPEG")
    file = add(SECRETARY, "KAZ", None, "photo.jpg", content, promise)
    with store.open_checked(file.digest) as stored:
        cleaned = stored.read()
    assert hashlib.sha256(cleaned).hexdigest() == file.digest
    assert file.original_digest == hashlib.sha256(content).hexdigest() != file.digest
    assert (file.size, file.media_type, file.name) == (len(cleaned), "image/jpeg", "photo.jpg")


def test_the_same_content_is_kept_once(promise):
    first = add(SECRETARY, "KAZ", None, "a.txt", TEXT, promise)
    before = kept(first).stat()
    second = add(SECRETARY, "KAZ", None, "b.txt", TEXT, promise)
    after = kept(second).stat()
    assert first.digest == second.digest
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert [path.name for path in kept(first).parent.iterdir()] == [first.digest[2:]]


def test_what_is_kept_is_never_written_over(promise):
    file = add(SECRETARY, "KAZ", None, "a.txt", TEXT, promise)
    kept(file).chmod(0o600)
    kept(file).write_bytes(b"altered")
    with pytest.raises(store.Damaged):
        add(SECRETARY, "KAZ", None, "a.txt", TEXT, promise)
    assert kept(file).read_bytes() == b"altered"


def test_the_history_says_what_was_added_and_not_how_it_was_called(promise):
    file = add(SECRETARY, "KAZ", None, "Aigerim.txt", TEXT, promise)
    entry = json.loads(Entry.objects.filter(chain="KAZ").latest("seq").payload)
    assert (entry["action"], entry["actor"], entry["record"]) == (
        "files.add",
        "user:secretary",
        f"file:{file.pk}",
    )
    assert entry["after"] == {
        "digest": file.digest,
        "original_digest": file.original_digest,
        "size": len(TEXT),
        "media_type": "text/plain",
        "country": "KAZ",
        "body": None,
        "record": promise,
        "withdrawn": False,
    }
    assert verify("KAZ").fault is None


def test_a_contributor_adds_files_to_records_of_their_own_body_only(promise):
    ministry = create(SECRETARY, "KAZ", "body", {"title": plain_text("Ministry"), "type": "ministry"}).pk
    values = {"title": plain_text("Theirs"), "type": "pledge", "body": ministry}
    theirs = f"commitment:{create(SECRETARY, 'KAZ', 'commitment', values).pk}"
    contributor = actor("contributor", Role.CONTRIBUTOR, "KAZ", ministry)
    file = add(contributor, "KAZ", None, "a.txt", TEXT, theirs)
    assert file.body_id == ministry
    for refused in (promise, ""):
        with pytest.raises(PermissionDenied):
            add(contributor, "KAZ", None, "a.txt", TEXT, refused)


def test_who_does_not_see_the_record_or_may_not_add_leaves_nothing(promise):
    with pytest.raises(NotFound):
        add(STRANGER, "KAZ", None, "a.txt", TEXT, promise)
    with pytest.raises(NotFound):
        add(ANONYMOUS, "KAZ", None, "a.txt", TEXT, promise)
    with pytest.raises(PermissionDenied):
        add(actor("viewer", Role.VIEWER), "KAZ", None, "a.txt", TEXT)
    assert not File.objects.exists()
    assert not any(path.is_file() for path in (settings.VAR / "files").rglob("*"))


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.pdf", TEXT, "file.lies"),
        ("a.txt", nasty.picture("PNG"), "file.lies"),
        ("a.exe", nasty.pdf(), "file.lies"),
        ("a.docx", nasty.office(nasty.SHEET), "file.lies"),
        ("a.txt", b" " * (settings.FILE_LIMIT + 1), "file.too-large"),
        ("a.html", b"<html></html>", "file.markup"),
    ],
)
def test_a_refused_file_leaves_nothing(promise, name, content, code):
    with pytest.raises(BadInput) as refusal:
        add(SECRETARY, "KAZ", None, name, content, promise)
    (problem,) = refusal.value.problems
    assert (problem.message.code, problem.file) == (code, name)
    assert not File.objects.exists()
    assert not Entry.objects.filter(payload__contains="files.add").exists()


@pytest.mark.parametrize(
    ("sent", "shown", "media_type"),
    [
        ("C:\\Users\\Aigerim\\есеп.txt", "есеп.txt", "text/plain"),
        ("../../etc/passwd", "passwd.txt", "text/plain"),
        ("Кесте.CSV", "Кесте.CSV", "text/csv"),
        ("fdp\u202etxt.csv", "fdptxt.csv", "text/csv"),
        ("a\r\nSet-Cookie: b.txt", "a Set-Cookie: b.txt", "text/plain"),
        ("", "file.txt", "text/plain"),
        ("Есеп 31.12.2025", "Есеп 31.12.2025.txt", "text/plain"),
    ],
)
def test_a_name_is_text_and_never_a_path(promise, sent, shown, media_type):
    file = add(SECRETARY, "KAZ", None, sent, TEXT, promise)
    assert (file.name, file.media_type) == (shown, media_type)


def test_a_long_name_keeps_its_ending():
    cleaned = names.clean("ұ" * 500 + ".xlsx")
    assert len(cleaned) == names.LONGEST
    assert cleaned.endswith("ұ.xlsx")


def test_a_stream_is_read_no_further_than_the_limit(promise):
    class Endless:
        asked = 0

        def read(self, size):
            self.asked += size
            return bytes(size)

    stream = Endless()
    with pytest.raises(BadInput):
        add(SECRETARY, "KAZ", None, "a.txt", stream, promise)
    assert stream.asked == settings.FILE_LIMIT + 1


def test_a_file_is_seen_by_whoever_sees_its_record(promise):
    file = add(SECRETARY, "KAZ", None, "a.txt", TEXT, promise)
    assert rows.get(SECOND, "KAZ", file.pk) == file
    assert list(rows.attached(SECOND, "KAZ", promise)) == [file]
    for viewer in (ANONYMOUS, STRANGER):
        assert list(rows.attached(viewer, "KAZ", promise)) == []
        with pytest.raises(NotFound):
            rows.get(viewer, "KAZ", file.pk)
    with pytest.raises(NotFound):
        rows.get(SECOND, "KGZ", file.pk)
    release(SECOND, "KAZ", *promise.split(":"), 1, "public")
    assert rows.get(ANONYMOUS, "KAZ", file.pk) == file


def test_a_file_without_a_record_is_its_senders_alone():
    file = add(SECRETARY, "KAZ", None, "a.txt", TEXT)
    assert rows.get(SECRETARY, "KAZ", file.pk) == file
    for viewer in (SECOND, ANONYMOUS):
        with pytest.raises(NotFound):
            rows.get(viewer, "KAZ", file.pk)


def test_a_withdrawn_file_is_gone_for_readers_and_stays_in_the_history(public):
    file = add(SECRETARY, "KAZ", None, "a.txt", TEXT, public)
    with pytest.raises(PermissionDenied):
        withdraw(ANONYMOUS, "KAZ", file.pk)
    withdraw(SECRETARY, "KAZ", file.pk)
    for viewer in (ANONYMOUS, SECRETARY):
        with pytest.raises(NotFound):
            rows.get(viewer, "KAZ", file.pk)
    assert list(rows.attached(SECRETARY, "KAZ", public)) == []
    entry = json.loads(Entry.objects.filter(chain="KAZ").latest("seq").payload)
    assert (entry["action"], entry["after"]["withdrawn"]) == ("files.withdraw", True)
    with pytest.raises(NotFound):
        withdraw(SECRETARY, "KAZ", file.pk)


def test_a_served_file_is_kept_by_the_browser_and_not_shown_as_ours(client, public):
    file = add(SECRETARY, "KAZ", None, "Әйелдер «тізімі».txt", TEXT, public)
    answer = client.get(f"/kk/kaz/files/{file.pk}/", headers={"accept-encoding": "gzip"})
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, TEXT)
    assert answer["Content-Type"] == "text/plain"
    assert answer["Content-Length"] == str(len(TEXT))
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["ETag"] == f'"{file.digest}"'
    assert answer["Cache-Control"] == "private, no-cache"
    assert "sandbox" in [part.strip() for part in answer["Content-Security-Policy"].split(";")]
    assert "Content-Encoding" not in answer
    assert answer["Content-Disposition"] == (
        "attachment; filename*=utf-8''%D3%98%D0%B9%D0%B5%D0%BB%D0%B4%D0%B5%D1%80%20"
        "%C2%AB%D1%82%D1%96%D0%B7%D1%96%D0%BC%D1%96%C2%BB.txt"
    )


def test_an_unchanged_file_is_not_sent_again_nor_to_who_may_not_see_it(client, promise):
    file = add(SECRETARY, "KAZ", None, "a.txt", TEXT, promise)
    known = {"headers": {"if-none-match": f'"{file.digest}"'}}
    assert client.get(f"/kk/kaz/files/{file.pk}/", **known).status_code == 404
    release(SECOND, "KAZ", *promise.split(":"), 1, "public")
    answer = client.get(f"/kk/kaz/files/{file.pk}/", **known)
    assert (answer.status_code, answer.content) == (304, b"")


@pytest.mark.parametrize(
    ("role", "country", "code"), [("secretariat", "KAZ", 200), ("secretariat", "KGZ", 404)]
)
def test_a_file_is_served_to_a_person_as_its_record_is(kazakhstan, promise, person, role, country, code):
    if country == "KGZ":
        from tendik_web.access.actors import LOADER
        from tendik_web.countries.actions.register import register

        register(LOADER, "KGZ")
    file = add(SECRETARY, "KAZ", None, "a.txt", TEXT, promise)
    request = RequestFactory().get("/")
    request.user = person(role, country)
    if code == 404:
        with pytest.raises(pages.Http404):
            pages.download(request, kazakhstan, file.pk)
    else:
        assert pages.download(request, kazakhstan, file.pk).status_code == 200


@pytest.mark.parametrize("damage", [os.unlink, lambda path: path.write_bytes(b"altered")])
def test_a_missing_or_altered_content_is_an_answer(client, public, damage):
    file = add(SECRETARY, "KAZ", None, "a.txt", TEXT, public)
    kept(file).chmod(0o600)
    damage(kept(file))
    answer = client.get(f"/en/kaz/files/{file.pk}/")
    assert answer.status_code == 503
    assert "This file cannot be given out" in answer.content.decode()
    assert b"altered" not in answer.content


@pytest.mark.parametrize("id", ["nothing", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "x" * 300])
def test_an_address_of_no_file_is_not_found(id):
    assert Client().get(f"/en/kaz/files/{id}/").status_code == 404
