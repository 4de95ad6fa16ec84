"""The command line with its words and surroundings, run inside this process.

One test of ``test_commands`` runs it as a program of its own; starting one for each question
would take longer than all the answers.
"""

import json
from functools import cache

from typer.testing import CliRunner

from tendik.cli import application


@cache
def whole():
    return application()


def tendik(*words: object, lang: str = "en"):
    """The answer to ``words``: ``exit_code``, ``stdout`` and ``stderr``."""
    surroundings = {"TENDIK_LANG": lang, "COLUMNS": "200"}
    said = [str(word) for word in words]
    return CliRunner().invoke(whole(), said, env=surroundings, catch_exceptions=False)


def answer(*words: object):
    """The answer in JSON."""
    run = tendik(*words, "--json")
    assert run.exit_code in (0, 1), run.stderr
    return json.loads(run.stdout)
