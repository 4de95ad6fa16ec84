"""An import whose process is killed halfway has written nothing; it can be applied afterwards."""

import os
import signal
import subprocess
import sys

from django.db import connection

from tendik_web.audit.models import Entry
from tendik_web.audit.verify import verify
from tendik_web.commitments.models import Action
from tendik_web.countries import builtin
from tendik_web.imports.actions.apply import apply
from tests.web.importing import SECRETARY, body, csv, sent

ROWS = 1_500

KILLED = """
import os, signal, sys
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()
from tendik_web.access.actors import Actor, Grant
from tendik_web.commitments.models import Action
from tendik_web.imports.actions.apply import apply

def progress(done, total):
    if done > total * 2 // 3 and Action.objects.exists():
        print(Action.objects.count(), flush=True)
        os.kill(os.getpid(), signal.SIGKILL)

apply(Actor("user:secretary", frozenset({Grant("secretariat", "KAZ")})), "KAZ", sys.argv[2], progress)
"""


def test_nothing_is_half_applied(transactional_db):
    builtin.load()
    ministry = body()
    rows = [f"a-{n};Action {n};{ministry.pk}" for n in range(ROWS)]
    batch = sent(csv("key;title.en;body", *rows))
    entries = Entry.objects.count()
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(connection.settings_dict["NAME"]), batch.pk],
        env=os.environ,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert int(killed.stdout) >= 1_000  # so many had been written when it was killed
    batch.refresh_from_db()
    assert (batch.state, Action.objects.count(), Entry.objects.count()) == ("ready", 0, entries)
    apply(SECRETARY, "KAZ", batch.pk)
    assert Action.objects.count() == ROWS
    assert verify("KAZ").fault is None
