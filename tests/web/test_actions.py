"""The platform's data changes in actions only: nothing else may even write the call."""

import ast
from pathlib import Path

import pytest

import tendik_web

SOURCE = Path(tendik_web.__file__).parent
WRITES = {
    name
    for verb in (
        "save",
        "update",
        "delete",
        "create",
        "get_or_create",
        "update_or_create",
        "bulk_create",
        "bulk_update",
    )
    for name in (verb, f"a{verb}")
} | {"save_m2m", "execute", "executemany", "raw", "cursor"}


def writes(source: str) -> list[str]:
    """Calls in ``source`` that can change the database, as ``line: name``."""
    return [
        f"{node.lineno}: {node.func.attr}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES
    ]


def allowed(path: Path) -> bool:
    parts = path.relative_to(SOURCE).parts
    if parts[:2] == ("files", "inside"):  # saves pictures; an import contract keeps Django out
        return True
    return parts[0] == "audit" or "actions" in parts[:-1] or "migrations" in parts[:-1]


def test_nothing_but_actions_writes():
    found = {
        str(path.relative_to(SOURCE)): calls
        for path in SOURCE.rglob("*.py")
        if not allowed(path) and (calls := writes(path.read_text()))
    }
    assert found == {}


def test_the_walk_sees_the_actions_themselves():
    assert writes((SOURCE / "countries/actions/register.py").read_text())


@pytest.mark.parametrize(
    "source",
    [
        "country.save()",
        "Country.objects.filter(iso3='KAZ').update(iso3='KGZ')",
        "Country.objects.all().delete()",
        "await Country.objects.abulk_create([])",
        "for c in cs:\n    Country.objects.get_or_create(iso3=c)",
        "connection.cursor().execute('DELETE FROM countries_country')",
    ],
)
def test_the_walk_finds_a_write(source):
    assert writes(source)


@pytest.mark.parametrize("source", ["Country.objects.filter(iso3='KAZ')", "values.append(1)", "update = 1"])
def test_the_walk_leaves_reading_alone(source):
    assert writes(source) == []


def test_an_action_is_one_verb_named_for_its_module():
    for path in SOURCE.glob("*/actions/*.py"):
        if not path.name.startswith("_"):
            public = [
                node.name
                for node in ast.parse(path.read_text()).body
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
            ]
            assert public == [path.stem], path
