"""What the settings promise of the database, and of a platform behind HTTPS."""

import os
import subprocess
import sys

import pytest
from django.db import connection


@pytest.mark.django_db
def test_the_database_waits_for_writers_and_keeps_its_references():
    if connection.vendor != "sqlite":
        pytest.skip("these are settings of SQLite")
    with connection.cursor() as cursor:
        found = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "foreign_keys", "busy_timeout")
        }
    assert found == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 20_000}
    assert connection.transaction_mode == "IMMEDIATE"


def warnings_of_a_deployment(folder, **settings: str) -> str:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("TENDIK_", "DJANGO_", "DATABASE_"))
    }
    return subprocess.run(
        [sys.executable, "-m", "tendik_web", "check", "--deploy", "--tag", "security"],
        env=kept | settings,
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    ).stderr


def test_debugging_is_off_unless_asked_for_and_behind_https_cookies_and_readers_stay_on_it(tmp_path):
    without = warnings_of_a_deployment(tmp_path, TENDIK_DEBUG="1")
    behind = warnings_of_a_deployment(tmp_path, TENDIK_HTTPS="1")
    strict_transport, secure_session, secure_form, debugging = (
        f"security.W0{n}" for n in ("04", "12", "16", "18")
    )
    for warning in (strict_transport, secure_session, secure_form, debugging):
        assert warning in without
        assert warning not in behind
