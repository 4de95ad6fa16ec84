"""Work for the tests of jobs, also imported by the workers that they start."""

import time
from pathlib import Path

from tendik.errors import BadInput, Message, Problem
from tendik_web.access.actors import LOADER
from tendik_web.audit.chain import PLATFORM, record
from tendik_web.countries.actions.register import register
from tendik_web.jobs.registry import NotNow, handler


@handler("tests.note", "Taking a note", address=lambda work, result: f"/notes/{result['note']}/")
def note(work, report):
    """Tell that it has begun, wait for its gate, and enter a note into the history."""
    report(1, 2)
    report.say(Message("tests.waiting", "Waiting at the gate {name}", {"name": "north"}))
    begun, gate = work.arguments.get("begun"), work.arguments.get("gate")
    if begun:
        with Path(begun).open("a") as file:
            file.write("begun\n")
    while gate and not Path(gate).exists():
        time.sleep(0.02)
        report(1, 2)

    def effect():
        record(PLATFORM, "tests.note", LOADER, "note:1", {})
        return {"note": 1}

    return effect


@handler("tests.closed", "Calling a server")
def closed(work, report):
    """Find the server closed."""
    raise NotNow(Message("tests.closed", "The server is closed."))


@handler("tests.refuses", "Reading a table")
def refuses(work, report):
    """Find a fault in row 3."""
    raise BadInput(
        [Problem(Message("tests.bad", "There is no sex here: {found}.", {"found": "x"}), "a.csv", 3)]
    )


@handler("tests.faulty", "Dividing")
def faulty(work, report):
    """Fail by a fault of ours."""
    return {"quotient": 1 // 0}


@handler("tests.register", "Registering a country")
def registers(work, report):
    """Change the platform by an action, with the roles of who asked."""
    return lambda: {"new": register(work.actor, "KGZ")}


@handler("tests.half", "Half of it")
def half(work, report):
    """Change the platform, then fail in the same transaction."""

    def effect():
        record(PLATFORM, "tests.note", LOADER, "note:1", {})
        raise ValueError

    return effect
