"""A copy of everything in one file, and back: tried, proven, refused when it is not whole."""

import hashlib
import io
import json
import re
import sqlite3
import stat
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from django.db import connection

from tendik.errors import BadInput
from tendik_web.site.backup import unpack
from tests.web.test_platform_commands import Installation

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has its own tools")

FILL = """
from tendik_web.site.commands import start_django
start_django()
from tendik_web.access.actors import LOADER, Actor, Grant
from tendik_web.audit.verify import heads
from tendik_web.countries.actions.register import register
from tendik_web.files.actions.add import add
from tendik_web.records.actions.create import create
from tendik_web.records.text import plain_text
from tendik_web.site import prepare
prepare.migrate(lambda text: None)
register(LOADER, "KAZ")
clerk = Actor("user:clerk", frozenset({Grant("secretariat", "KAZ")}))
promise = create(clerk, "KAZ", "commitment", {"title": plain_text("Thirty percent"), "type": "pledge"})
print(add(clerk, "KAZ", None, "proof.txt", "Дәлел".encode(), f"commitment:{promise.pk}").digest)
for line in heads():
    print(line)
"""
WRITE_ON = """
from tendik_web.site.commands import start_django
start_django()
from django.db import transaction
from tendik_web.access.actors import Actor
from tendik_web.audit.chain import record
while True:
    with transaction.atomic():
        record("KAZ", "tests.note", Actor("test:clerk", frozenset()), "note:1", {})
    print("written", flush=True)
"""


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> tuple[Installation, Path, str, str]:
    """An installation, its copy made while another process writes, a stored file, the heads before."""
    old = Installation(tmp_path_factory.mktemp("old"), None)
    digest, heads = old._run("-c", FILL).stdout.split("\n", 1)
    copy = old.folder / "copy.tar.gz"
    with subprocess.Popen(
        [sys.executable, "-c", WRITE_ON], cwd=old.folder, env=old.environment, stdout=subprocess.PIPE
    ) as writer:
        try:
            writer.stdout.readline()
            done = old.run("backup", copy.name)
        finally:
            writer.kill()
    assert (done.returncode, done.stderr) == (0, "")
    assert "Stored files in it: 1." in done.stdout
    return old, copy, digest, heads


def rewritten(copy: Path, to: Path, changed: dict[str, bytes | None]) -> Path:
    """``copy`` with members replaced, or without those replaced by nothing."""
    with tarfile.open(copy) as old, tarfile.open(to, "w:gz") as new:
        for member in old:
            content = changed.get(member.name, old.extractfile(member).read())
            if content is not None:
                member.size = len(content)
                new.addfile(member, io.BytesIO(content))
    return to


def content(copy: Path, name: str) -> bytes:
    with tarfile.open(copy) as archive:
        return archive.extractfile(name).read()


def test_what_is_restored_is_what_was_kept(kept, tmp_path):
    _old, copy, digest, heads = kept
    new = Installation(tmp_path, None)
    done = new.run("restore", str(copy))
    assert (done.returncode, done.stderr) == (0, "")
    assert "Restored. The history is whole" in done.stdout
    ends = [word for line in heads.splitlines() for word in ("--head", line.split()[-1])]
    proof = new.run("audit", "verify", *ends)
    assert proof.returncode == 0
    assert (
        int(re.search(r"KAZ: whole, entries: (\d+)", proof.stdout)[1]) > 2
    )  # also those of the other process
    assert (new.var / "files" / digest[:2] / digest[2:]).read_text() == "Дәлел"
    again = new.run("restore", str(copy))
    assert again.returncode == 2 and "There is data already" in again.stderr


def test_a_copy_is_its_owners_alone_has_no_secret_and_replaces_nothing(kept):
    old, copy, _digest, _heads = kept
    before = copy.read_bytes()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    secret = (old.var / "secret.key").read_bytes()
    with tarfile.open(copy) as archive:
        members = archive.getmembers()
        assert all(secret not in archive.extractfile(member).read() for member in members)
    assert {member.uname for member in members} == {""}
    again = old.run("backup", copy.name)
    assert again.returncode == 2 and "cannot be written" in again.stderr
    assert copy.read_bytes() == before


def test_what_is_not_whole_is_refused_and_leaves_nothing(kept, tmp_path):
    _old, copy, digest, _heads = kept
    name = f"files/{digest[:2]}/{digest[2:]}"
    half, text = tmp_path / "half", tmp_path / "text"
    half.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2])
    text.write_text("no archive")
    contents = json.loads(content(copy, "contents.json"))
    broken = [
        half,
        text,
        tmp_path / "absent",
        rewritten(copy, tmp_path / "altered", {name: b"other"}),
        rewritten(copy, tmp_path / "without", {name: None}),
        rewritten(copy, tmp_path / "database", {"tendik.sqlite3": b"other"}),
    ]
    foreign = tmp_path / "foreign"
    with tarfile.open(foreign, "w:gz") as archive:
        for member, data in (("contents.json", json.dumps(contents).encode()), ("../escaped", b"x")):
            info = tarfile.TarInfo(member)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    var = tmp_path / "var"
    var.mkdir()
    for file in (*broken, foreign):
        with pytest.raises(BadInput, match="is not a whole backup"):
            unpack(file, var / "tendik.sqlite3", var)
        assert list(var.iterdir()) == [], file
    assert not list(tmp_path.rglob("escaped"))


def test_a_history_altered_inside_a_fitting_copy_is_found(kept, tmp_path):
    _old, copy, _digest, _heads = kept
    database = tmp_path / "altered.sqlite3"
    database.write_bytes(content(copy, "tendik.sqlite3"))
    with sqlite3.connect(database) as forged:
        names = [row[0] for row in forged.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        for trigger in names:
            forged.execute(f"DROP TRIGGER {trigger}")
        forged.execute("DELETE FROM audit_entry WHERE chain = 'KAZ' AND seq > 1")
        forged.execute(
            "UPDATE audit_head SET (seq, digest) = (SELECT seq, digest FROM audit_entry"
            " WHERE chain = 'KAZ' AND seq = 1) WHERE chain = 'KAZ'"
        )
        forged.execute("UPDATE files_file SET digest = ?", ("0" * 64,))
    forged.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    forged.close()
    contents = json.loads(content(copy, "contents.json"))
    contents["database"] = hashlib.sha256(database.read_bytes()).hexdigest()
    changed = {"contents.json": json.dumps(contents).encode(), "tendik.sqlite3": database.read_bytes()}
    new = Installation(tmp_path, None)
    done = new.run("restore", str(rewritten(copy, tmp_path / "forged", changed)))
    assert done.returncode == 1
    assert "an end was cut off or rewritten" in done.stderr
    assert f"The stored file {'0' * 64} is missing or altered." in done.stderr
