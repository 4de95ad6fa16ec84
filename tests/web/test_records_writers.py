"""Records under stress: eight editors at once, and a process that is killed while it writes."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection, connections

from tendik_web.access.actors import LOADER, Actor, Grant
from tendik_web.audit.verify import verify
from tendik_web.countries.actions.register import register
from tendik_web.records import history
from tendik_web.records.actions.change import change
from tendik_web.records.actions.create import create
from tendik_web.records.conflict import Conflict
from tendik_web.records.text import plain_text

EDITORS, EACH = 8, 6
ACTOR = Actor("user:editor", frozenset({Grant("secretariat", "KAZ")}))
WRITER = """
import django
django.setup()
from tendik_web.access.actors import Actor, Grant
from tendik_web.records.actions.change import change
actor = Actor("user:editor", frozenset({Grant("secretariat", "KAZ")}))
version = 1
while True:
    version = change(actor, "KAZ", "law", "%s", version, {"number": str(version)}).version
    print(version, flush=True)
"""


def law() -> str:
    register(LOADER, "KAZ")
    return create(ACTOR, "KAZ", "law", {"title": plain_text("A law")}).pk


def test_of_eight_editors_each_change_counts_once_or_is_told_to_be_late(transactional_db):
    pk, start = law(), Barrier(EDITORS)

    def edit(editor: int) -> int:
        start.wait()
        written = 0
        try:
            for turn in range(EACH):
                version = history.steps("law", pk)[-1].after["version"]
                try:
                    change(ACTOR, "KAZ", "law", pk, version, {"number": f"{editor}-{turn}"})
                    written += 1
                except Conflict as late:
                    assert late.version > version
        finally:
            connections.close_all()
        return written

    with ThreadPoolExecutor(EDITORS) as pool:
        written = sum(pool.map(edit, range(EDITORS)))
    steps = history.steps("law", pk)
    assert [step.after["version"] for step in steps] == list(range(1, written + 2))
    assert verify("KAZ").fault is None


def test_no_acknowledged_change_is_lost_when_the_writer_is_killed(transactional_db):
    pk = law()
    name = connection.settings_dict["NAME"]
    url = (
        f"sqlite:///{name}"
        if connection.vendor == "sqlite"
        else os.environ["DATABASE_URL"].replace("/postgres?", f"/{name}?")
    )
    environment = os.environ | {"DATABASE_URL": url}
    acknowledged = 0
    with subprocess.Popen(
        [sys.executable, "-c", WRITER % pk], env=environment, stdout=subprocess.PIPE, text=True
    ) as writer:
        for line in writer.stdout:
            acknowledged = int(line)
            if acknowledged == 25:
                writer.send_signal(signal.SIGKILL)
                break
        rest = [int(line) for line in writer.stdout if line.endswith("\n")]
    acknowledged = max([acknowledged, *rest])
    versions = [step.after["version"] for step in history.steps("law", pk)]
    assert acknowledged >= 25
    assert versions == list(range(1, len(versions) + 1))
    assert len(versions) >= acknowledged
    assert verify("KAZ").fault is None
