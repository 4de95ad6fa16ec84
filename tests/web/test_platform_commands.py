"""The platform's commands for ``tendik``: loaded at no cost, run in an installation of their own."""

import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import psycopg
import pytest
from django.db import connection

TENDIK = """
import sys
from tendik.cli import main
try:
    main()
finally:
    if "--help" in sys.argv:
        assert "django" not in sys.modules, "django was imported"
"""


@dataclass(frozen=True)
class Server:
    """A running ``tendik serve``: its process, where it answers, and what it printed until it did."""

    process: int
    port: int
    said: list[str]


class Installation:
    """The platform in a folder, and on PostgreSQL in a database, of its own."""

    def __init__(self, folder: Path, database_url: str | None) -> None:
        self.var = folder / "var"
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("TENDIK_", "DJANGO_", "DATABASE_"))
        }
        self.environment = kept | ({"DATABASE_URL": database_url} if database_url else {})
        self.folder = folder

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self._run("-c", TENDIK, *words)

    def manage(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self._run("-m", "tendik_web", *words)

    def _run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *words],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=60,
        )

    @contextmanager
    def serving(self) -> Iterator[Server]:
        """Serve on a free port."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        with subprocess.Popen(
            [sys.executable, "-c", TENDIK, "serve", "--port", str(port)],
            cwd=self.folder,
            env=self.environment | {"PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as process:
            try:
                said = []
                for line in process.stdout:
                    said.append(line.strip())
                    if line.startswith("Tendik is at"):
                        break
                yield Server(process.pid, port, said)
            finally:
                process.terminate()


def get(port: int, address: str, **headers: str) -> tuple[HTTPResponse, str]:
    reader = HTTPConnection("127.0.0.1", port, timeout=20)
    reader.request("GET", address, headers=headers)
    answer = reader.getresponse()
    return answer, answer.read().decode(errors="replace")


@contextmanager
def installed(folder: Path) -> Iterator[Installation]:
    if connection.vendor == "sqlite":
        yield Installation(folder, None)
        return
    url, name = os.environ["DATABASE_URL"], f"installation_{uuid.uuid4().hex}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield Installation(folder, url.replace("/postgres?", f"/{name}?"))
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """With nothing in it yet."""
    with installed(tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def first_start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, Server]]:
    """An installation that was served from nothing, and its server, which goes on."""
    with installed(tmp_path_factory.mktemp("prepared")) as made, made.serving() as server:
        yield made, server


@pytest.fixture(scope="module")
def server(first_start: tuple[Installation, Server]) -> Server:
    """One that answers; tests that leave it as they found it share it."""
    return first_start[1]


@pytest.fixture(scope="module")
def prepared(first_start: tuple[Installation, Server]) -> Installation:
    """With the facts loaded; tests that leave it as they found it share it."""
    return first_start[0]


def test_the_command_line_offers_the_commands_of_the_platform(tmp_path):
    offered = Installation(tmp_path, None).run("--help").stdout
    assert all(re.search(rf"\b{name}\b", offered) for name in ("serve", "load", "audit", "work"))


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["serve", "--help"],
        ["load", "--help"],
        ["work", "--help"],
        ["audit", "--help"],
        ["audit", "verify", "--help"],
        ["audit", "head", "--help"],
        ["backup", "--help"],
        ["restore", "--help"],
    ],
)
def test_help_needs_no_django(tmp_path, words):
    done = Installation(tmp_path, None).run(*words)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Usage" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_first_start_prepares_the_database_and_loads_the_facts(server):
    assert server.said[0] == "Preparing the database …"
    assert "Gathering the static files …" in server.said
    assert "Countries loaded: 5" in server.said
    assert any(re.match(r"Facts: [1-9]\d* new, 0 changed, 0 as they were", line) for line in server.said)
    assert server.said[-1] == f"Tendik is at http://127.0.0.1:{server.port}/"
    assert f"--role platform_admin --site http://127.0.0.1:{server.port}" in server.said[-2]


def test_preparing_a_second_time_does_nothing(prepared):
    before = {path: path.stat().st_mtime_ns for path in (prepared.var / "static").rglob("*")}
    assert before
    second = prepared.manage("prepare")
    assert (second.returncode, second.stdout) == (0, "Ready.\n")
    assert {path: path.stat().st_mtime_ns for path in (prepared.var / "static").rglob("*")} == before


def test_loading_a_second_time_changes_neither_the_facts_nor_the_secret(prepared):
    secret = prepared.var / "secret.key"
    first = secret.read_text()
    assert len(first) >= 50
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    again = prepared.run("load")
    assert again.returncode == 0
    assert "Countries" not in again.stdout
    assert re.search(r"Facts: 0 new, 0 changed, [1-9]\d* as they were", again.stdout)
    assert secret.read_text() == first


def test_the_history_is_exported_and_verified(prepared):
    exported = [line.split() for line in prepared.run("audit", "head").stdout.splitlines()]
    assert [chain for chain, *_ in exported] == ["KAZ", "KGZ", "TJK", "TKM", "UZB", "platform"]
    digest = exported[-1][2]

    whole = prepared.run("audit", "verify", "--head", digest)
    assert whole.returncode == 0
    assert whole.stdout.splitlines() == [f"{chain}: whole, entries: {count}" for chain, count, _ in exported]

    lost = prepared.run("audit", "verify", "--head", "0" * 64, "--head", digest)
    assert lost.returncode == 1
    assert "0" * 64 in lost.stdout
    assert digest not in lost.stdout


def test_a_served_page_has_its_style_its_script_and_its_headers(server):
    answer, _ = get(server.port, "/", **{"Accept-Language": "ru"})
    assert (answer.status, answer.headers["Location"]) == (302, "/ru/")
    answer, page = get(server.port, "/ru/")
    assert answer.status == 200
    assert 'href="/ru/kaz/"' in page
    assert f"--role platform_admin --site http://127.0.0.1:{server.port}<" in page
    answer, page = get(server.port, "/ru/components/")
    assert answer.status == 200
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    assert any(file.endswith(".css") for file in files)
    assert any("htmx" in file for file in files)
    for file in files:
        answer, _ = get(server.port, file)
        assert answer.status == 200, file
        assert "immutable" in answer.headers["Cache-Control"], file
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    answer, page = get(server.port, "/ru/nothing/")
    assert answer.status == 404
    assert "Traceback" not in page


def test_a_request_that_is_too_large_is_answered_before_it_is_sent(server):
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as reader:
        reader.sendall(
            b"POST /ru/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\n"
            b"Content-Length: 209715200\r\n\r\n--x\r\n"
        )
        answer = HTTPResponse(reader)
        answer.begin()
        assert answer.status == 413
        assert "<h1>" in answer.read().decode()


def test_a_port_in_use_is_said_plainly(prepared):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = prepared.run("serve", "--port", str(other.getsockname()[1]))
    assert done.returncode == 2
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", [["load"], ["serve", "--port", "1"], ["audit", "head"]])
def test_a_database_that_does_not_answer_is_said_plainly(tmp_path, words):
    done = Installation(tmp_path, "postgresql://nobody@127.0.0.1:9/nothing").run(*words)
    assert done.returncode == 2
    assert "DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr


def workers(server: Server) -> set[int]:
    """The workers that stand beside a server."""
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")[:-1]
        except OSError:  # it has ended
            continue
        if b"tendik_web.site.commands.work" in words and int(words[-1]) == server.process:
            found.add(int(process.name))
    return found


def children(parent: int) -> list[int]:
    """The processes that ``parent`` started."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            after_name = (process / "stat").read_text().rpartition(")")[2]
        except OSError:  # it has ended
            continue
        if int(after_name.split()[1]) == parent:
            found.append(int(process.name))
    return found


def eventually(holds) -> None:
    until = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_a_second_start_says_only_where_it_is_and_its_worker_is_replaced_and_ends_with_it(prepared):
    with prepared.serving() as server:
        assert server.said[0].startswith("Nobody has an account yet")
        assert server.said[2:] == [f"Tendik is at http://127.0.0.1:{server.port}/"]
        eventually(lambda: len(workers(server)) == 1)
        (first,) = workers(server)
        os.kill(first, signal.SIGKILL)
        eventually(lambda: len(workers(server) - {first}) == 1)
    assert workers(server) == set()


def test_nothing_outlives_a_server_that_is_killed_and_its_port_is_free(prepared):
    with prepared.serving() as server:
        eventually(lambda: len(workers(server)) == 1)
        started = children(server.process)
        assert len(started) == 2  # the one that answers, and the worker
        assert get(server.port, "/en/")[0].status == 200
        os.kill(server.process, signal.SIGKILL)
        eventually(lambda: not any(Path(f"/proc/{process}").exists() for process in started))
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(("127.0.0.1", server.port))
        free.listen()


@pytest.mark.parametrize("words", [["work"], ["audit", "verify"]])
def test_a_database_that_is_not_prepared_is_said_plainly(installation, words):
    done = installation.run(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "The database is not prepared. Run: tendik load\n"


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_copy_of_postgresql_is_left_to_its_own_tools(tmp_path, command):
    done = Installation(tmp_path, "postgresql://nobody@127.0.0.1:9/nothing").run(command, "copy.tar.gz")
    assert (done.returncode, done.stdout) == (2, "")
    assert "pg_dump" in done.stderr and not (tmp_path / "copy.tar.gz").exists()
