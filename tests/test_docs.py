"""Documentation is tested: samples run, commands exist, links lead somewhere."""

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tendik.cli import application

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    [ROOT / "README.md", ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
)


@cache
def whole():
    """The command line, inside this process."""
    return application()


def blocks(page, language):
    return re.findall(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


SAMPLES = [(page.name, number, code) for page in PAGES for number, code in enumerate(blocks(page, "python"))]


@pytest.mark.parametrize(("page", "number", "code"), SAMPLES, ids=lambda value: str(value)[:20])
def test_the_sample_runs(page, number, code):
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


def test_there_are_samples():
    assert len(SAMPLES) >= 2


def commands_in_pages():
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    return {
        line
        for line in re.findall(
            r"`?(tendik (?:elect|guarantee|sensitivity|laws|index|reform) [^`#\n|]*)", text
        )
        if "LIST" not in line
    }


@pytest.mark.parametrize("command", sorted(commands_in_pages()))
def test_the_command_runs(command):
    words = command.split()[1:]
    if any("my-law" in word or "votes.csv" in word for word in words) or "--lot" in words:
        pytest.skip("names a file of the reader's own")
    run = CliRunner().invoke(whole(), words, catch_exceptions=False)
    assert run.exit_code == 0, run.stderr


def test_every_command_is_documented():
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    shown = CliRunner().invoke(whole(), ["--help"], env={"COLUMNS": "120"}).stdout
    commands = re.findall(r"^│ (\w+) ", shown, re.MULTILINE)
    assert len(commands) >= 8
    assert [command for command in commands if f"tendik {command}" not in text] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_every_setting_is_documented():
    from tendik_web.site import settings

    code = Path(settings.__file__).read_text(encoding="utf-8")
    named = set(re.findall(r'environ(?:\.get)?[(\[]"(TENDIK_\w+)"', code))
    assert named
    assert [name for name in named if f"``{name}``" not in settings.__doc__] == []


def test_make_help_names_every_target():
    shown = subprocess.run(["make", "help"], capture_output=True, text=True, cwd=ROOT).stdout
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert set(targets) <= set(shown.split())
